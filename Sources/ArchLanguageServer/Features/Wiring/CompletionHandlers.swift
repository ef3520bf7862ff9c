import ArchModel
import ArchProject
import ArchSyntax

extension RequestHandler {
  static let completionHandlers: [RequestHandler] = [
    .document(
      "textDocument/completion",
      capabilities: [
        "completionProvider": [
          "triggerCharacters": [":", ".", ">", "[", "\"", "/", "#", " "], "resolveProvider": true,
        ]
      ]
    ) { (context, params: LSP.CompletionParams) -> LSP.CompletionList in
      let offset = context.offset(params.position)
      if params.context?.triggerCharacter == " ", !wantsBlank(context, offset) {
        return LSP.CompletionList(items: [])
      }
      let list = completion(
        in: context.snapshot, file: context.file, at: offset, files: { files(in: $0, context) })
      let range = context.range(list.replaced)
      let width = String(list.items.count).count
      let items = list.items.enumerated().map { position, item in
        let digits = String(position)
        return item.protocolItem(
          range: range, sort: String(repeating: "0", count: width - digits.count) + digits, context)
      }
      return LSP.CompletionList(isIncomplete: list.isCut, items: items)
    },
    .workspace("completionItem/resolve", lane: .loop) { (context, item: LSP.CompletionItem) -> LSP.CompletionItem in
      var item = item
      guard let uri = item.data?["uri"]?.string, let text = item.data?["topic"]?.string,
        let topic = CompletionTopic(text),
        let snapshot = context.programs.first(where: { $0.file(uri: uri) != nil }) ?? context.programs.first
      else { return item }
      let page = documentation(of: topic, in: snapshot)
      if !page.isEmpty { item.documentation = .text(page, markdown: context.client.hasMarkdownInCompletion) }
      return item
    },
  ]

  /// Whether a blank that was typed calls for an offer: behind a colon, an arrow or a word of a value.
  private static func wantsBlank(_ context: DocumentContext, _ offset: Int) -> Bool {
    let site = CompletionSite(context.snapshot.index.declarations, context.tree, at: offset)
    guard site.place == .code, !site.statement.isEmpty, let first = site.statement.first else { return false }
    let tokens = context.tree.tokens
    if site.statement.count > 1, tokens[first + 1].kind == .colon { return true }
    guard let last = site.statement.last else { return false }
    return tokens[last].kind.isArrow || tokens[last].kind == .comma
  }

  /// What a folder holds, as far as it is known.
  private static func files(in folder: String, _ context: DocumentContext) -> [FileSystem.Entry] {
    if let list = context.list { return list(folder) }
    var names: Set<String> = []
    for program in context.programs {
      for source in program.program.sources where Path.folder(of: source.path) == folder {
        names.insert(Path.name(of: source.path))
      }
    }
    return names.sorted().map { FileSystem.Entry(name: $0, isFolder: false) }
  }
}

extension CompletionItem {
  func protocolItem(range: LSP.Range, sort: String, _ context: DocumentContext) -> LSP.CompletionItem {
    var item = LSP.CompletionItem(label: label, kind: protocolKind)
    item.detail = detail.isEmpty ? nil : detail
    item.sortText = sort
    item.filterText = alias ?? label
    let isSnippet = isSnippet && context.client.hasSnippets
    item.textEdit = LSP.TextEdit(range: range, newText: self.isSnippet && !isSnippet ? Snippet.plain(text) : text)
    if !besides.isEmpty {
      item.additionalTextEdits = besides.map { change in
        LSP.TextEdit(range: context.range(change.range), newText: context.lines.withOwnLineBreaks(change.text))
      }
    }
    if isSnippet { item.insertTextFormat = .snippet }
    if isDeprecated { item.tags = [1] }
    if let topic { item.data = ["uri": .string(context.uri), "topic": .string(topic.text)] }
    return item
  }

  private var protocolKind: LSP.CompletionItemKind {
    switch kind {
    case .kind: .class
    case .property: .property
    case .word, .tag: .enumMember
    case .name(let isBoundary): isBoundary ? .module : .variable
    case .flow: .function
    case .unit: .unit
    case .technology: .value
    case .snippet: .snippet
    case .file: .file
    case .module: .module
    case .rule: .constant
    case .metric: .field
    case .keyword: .keyword
    case .operatorSign: .operator
    }
  }
}

extension Snippet {
  /// What is inserted where the editor knows no placeholders: a placeholder's text, without what stands behind the last.
  static func plain(_ snippet: String) -> String {
    var result = ""
    var rest = Array(snippet)[...]
    while let character = rest.popFirst() {
      if character == "\\", let next = rest.popFirst() {
        result.append(next)
      } else if character == "$" {
        if rest.first == "{" {
          rest = rest.drop { $0 != ":" }.dropFirst()
          while let inner = rest.popFirst(), inner != "}" {
            if inner == "\\", let next = rest.popFirst() { result.append(next) } else { result.append(inner) }
          }
        } else {
          rest = rest.drop { $0.isNumber }
        }
      } else {
        result.append(character)
      }
    }
    return result
  }
}
