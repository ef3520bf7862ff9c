extension LSP {
  public struct Diagnostic: Codable, Hashable, Sendable {
    public var range: Range
    /// 1 error, 2 warning, 3 information, 4 hint.
    public var severity: Int?
    public var code: JSONValue?
    public var codeDescription: CodeDescription?
    public var source: String?
    public var message: String
    /// 1 unnecessary, 2 deprecated.
    public var tags: [Int]?
    public var relatedInformation: [DiagnosticRelatedInformation]?
    public var data: JSONValue?

    public init(
      range: Range, severity: Int? = nil, code: JSONValue? = nil, codeDescription: CodeDescription? = nil,
      source: String? = nil, message: String, tags: [Int]? = nil,
      relatedInformation: [DiagnosticRelatedInformation]? = nil, data: JSONValue? = nil
    ) {
      self.range = range
      self.severity = severity
      self.code = code
      self.codeDescription = codeDescription
      self.source = source
      self.message = message
      self.tags = tags
      self.relatedInformation = relatedInformation
      self.data = data
    }
  }

  public struct CodeDescription: Codable, Hashable, Sendable {
    public var href: String

    public init(href: String) {
      self.href = href
    }
  }

  public struct DiagnosticRelatedInformation: Codable, Hashable, Sendable {
    public var location: Location
    public var message: String

    public init(location: Location, message: String) {
      self.location = location
      self.message = message
    }
  }

  struct PublishDiagnosticsParams: Codable, Sendable {
    var uri: String
    var version: Int?
    var diagnostics: [Diagnostic]
  }

  struct DocumentDiagnosticParams: DocumentParams, Sendable {
    var textDocument: TextDocumentIdentifier
    var identifier: String?
    var previousResultId: String?
  }

  /// All diagnostics of a document, or that they are as before.
  struct DocumentDiagnosticReport: Codable, Hashable, Sendable {
    /// `full` or `unchanged`.
    var kind: String
    var resultId: String?
    var items: [Diagnostic]?
    /// Those of other files that changed with it, by document.
    var relatedDocuments: [String: DocumentDiagnosticReport]?
  }

  struct PreviousResultID: Codable, Sendable {
    var uri: String
    var value: String
  }

  struct WorkspaceDiagnosticParams: Codable, Sendable {
    var identifier: String?
    var previousResultIds: [PreviousResultID]
    var workDoneToken: ProgressToken?
    var partialResultToken: ProgressToken?
  }

  struct WorkspaceDiagnosticReport: Codable, Sendable {
    var items: [WorkspaceDocumentDiagnosticReport]
  }

  struct WorkspaceDocumentDiagnosticReport: Codable, Sendable {
    var uri: String
    var version: Int?
    var kind: String
    var resultId: String?
    var items: [Diagnostic]?

    /// The version has to be written, as null where the document is not open.
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(uri, forKey: .uri)
      try container.encode(version, forKey: .version)
      try container.encode(kind, forKey: .kind)
      try container.encodeIfPresent(resultId, forKey: .resultId)
      try container.encodeIfPresent(items, forKey: .items)
    }
  }
}
