/// What the client can do, as far as the server cares.
public struct ClientAbilities: Sendable, Hashable {
  public var hasSnippets = false
  public var hasMarkdown = true
  public var hasMarkdownInCompletion = true
  public var hasMarkdownInSignatures = true
  public var hasLabelOffsets = false
  public var takesActions = true
  public var appliesEdits = false
  public var showsDocuments = false
  public var hasHierarchicalSymbols = false
  public var hasDocumentChanges = false
  public var canCreateFiles = false
  public var hasDefinitionLinks = false
  public var pullsDiagnostics = false
  public var hasRelatedInformation = false
  public var hasCodeDescriptions = false
  public var hasDiagnosticData = false
  public var hasDiagnosticVersions = false
  public var diagnosticTags: Set<Int> = []
  public var hasWorkDoneProgress = false
  public var asksConfiguration = false
  public var registersConfiguration = false
  public var registersWatchers = false
  public var refreshesDiagnostics = false
  public var refreshesInlayHints = false
  public var refreshesCodeLenses = false
  public var refreshesSemanticTokens = false

  public init() {}

  /// Reads `capabilities` of `initialize`.
  public init(_ capabilities: JSONValue) {
    let text = capabilities["textDocument"]
    let workspace = capabilities["workspace"]
    hasSnippets = text?["completion"]?["completionItem"]?["snippetSupport"]?.bool ?? false
    // What a client leaves out it has not.
    hasMarkdown = text?["hover"]?["contentFormat"]?.array?.contains(.string("markdown")) ?? false
    // What the client does not say of a feature it says of hovers.
    func takesMarkdown(_ formats: JSONValue?) -> Bool {
      formats?.array.map { $0.contains(.string("markdown")) } ?? hasMarkdown
    }
    hasMarkdownInCompletion = takesMarkdown(text?["completion"]?["completionItem"]?["documentationFormat"])
    let signature = text?["signatureHelp"]?["signatureInformation"]
    hasMarkdownInSignatures = takesMarkdown(signature?["documentationFormat"])
    hasLabelOffsets = signature?["parameterInformation"]?["labelOffsetSupport"]?.bool ?? false
    takesActions = text?["codeAction"]?["codeActionLiteralSupport"] != nil
    appliesEdits = workspace?["applyEdit"]?.bool ?? false
    showsDocuments = capabilities["window"]?["showDocument"]?["support"]?.bool ?? false
    hasHierarchicalSymbols = text?["documentSymbol"]?["hierarchicalDocumentSymbolSupport"]?.bool ?? false
    hasDocumentChanges = workspace?["workspaceEdit"]?["documentChanges"]?.bool ?? false
    canCreateFiles =
      hasDocumentChanges
      && workspace?["workspaceEdit"]?["resourceOperations"]?.array?.contains(.string("create")) ?? false
    hasDefinitionLinks = text?["definition"]?["linkSupport"]?.bool ?? false
    pullsDiagnostics = text?["diagnostic"] != nil
    let published = text?["publishDiagnostics"]
    hasRelatedInformation = published?["relatedInformation"]?.bool ?? false
    hasCodeDescriptions = published?["codeDescriptionSupport"]?.bool ?? false
    hasDiagnosticData = published?["dataSupport"]?.bool ?? false
    hasDiagnosticVersions = published?["versionSupport"]?.bool ?? false
    diagnosticTags = Set(published?["tagSupport"]?["valueSet"]?.array?.compactMap(\.int) ?? [])
    hasWorkDoneProgress = capabilities["window"]?["workDoneProgress"]?.bool ?? false
    asksConfiguration = workspace?["configuration"]?.bool ?? false
    registersConfiguration = workspace?["didChangeConfiguration"]?["dynamicRegistration"]?.bool ?? false
    registersWatchers = workspace?["didChangeWatchedFiles"]?["dynamicRegistration"]?.bool ?? false
    refreshesDiagnostics = workspace?["diagnostics"]?["refreshSupport"]?.bool ?? false
    refreshesInlayHints = workspace?["inlayHint"]?["refreshSupport"]?.bool ?? false
    refreshesCodeLenses = workspace?["codeLens"]?["refreshSupport"]?.bool ?? false
    refreshesSemanticTokens = workspace?["semanticTokens"]?["refreshSupport"]?.bool ?? false
  }
}
