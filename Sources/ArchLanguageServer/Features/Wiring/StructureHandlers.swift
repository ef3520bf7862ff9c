import ArchModel
import ArchSyntax

extension LSP {
  /// What `textDocument/documentSymbol` gives: a tree, or a list where the client knows no trees.
  enum DocumentSymbols: Encodable, Sendable {
    case tree([DocumentSymbol])
    case list([SymbolInformation])

    func encode(to encoder: any Encoder) throws {
      switch self {
      case .tree(let symbols): try symbols.encode(to: encoder)
      case .list(let symbols): try symbols.encode(to: encoder)
      }
    }
  }
}

/// More than anybody looks through.
private let symbolLimit = 2_000

extension RequestHandler {
  static let structureHandlers: [RequestHandler] = [
    .document("textDocument/documentSymbol", capabilities: ["documentSymbolProvider": true]) {
      (context, _: LSP.TextDocumentParams) -> LSP.DocumentSymbols in
      let symbols = documentSymbols(in: context.snapshot, file: context.file)
      if context.client.hasHierarchicalSymbols { return .tree(symbols.map { $0.tree(context) }) }
      return .list(symbols.flatMap { $0.list(context) })
    },
    .workspace("workspace/symbol", capabilities: ["workspaceSymbolProvider": true]) {
      (context, params: LSP.WorkspaceSymbolParams) -> [LSP.SymbolInformation] in
      var seen: Set<LSP.Location> = []
      var result: [LSP.SymbolInformation] = []
      func add(_ program: Snapshot) {
        for symbol in workspaceSymbols(in: program, matching: params.query) {
          guard let place = program.location(symbol.selection, context.encoding), seen.insert(place).inserted else {
            continue
          }
          result.append(
            LSP.SymbolInformation(
              name: symbol.name, kind: symbol.protocolKind,
              containerName: symbol.container.isEmpty ? nil : symbol.container, location: place))
        }
      }
      for program in context.programs { add(program) }
      for root in context.unopened.roots {
        // The editor asks again when more is typed.
        if context.isCancelled() || result.count >= symbolLimit { break }
        if let program = context.unopened.snapshot(of: root) { add(program) }
      }
      return result
    },
    .document("textDocument/foldingRange", capabilities: ["foldingRangeProvider": true]) {
      (context, _: LSP.TextDocumentParams) -> [LSP.FoldingRange] in
      folds(in: context.snapshot, file: context.file).compactMap { fold in
        let start = context.position(fold.range.lowerBound)
        let end = context.position(fold.range.upperBound)
        // The line of a closing sign stays in sight.
        let last = fold.kind == .block ? end.line - 1 : end.line
        guard last > start.line else { return nil }
        let kind: String?
        switch fold.kind {
        case .block: kind = nil
        case .comment: kind = "comment"
        case .imports: kind = "imports"
        case .region: kind = "region"
        }
        return LSP.FoldingRange(startLine: start.line, endLine: last, kind: kind)
      }
    },
    .document("textDocument/selectionRange", capabilities: ["selectionRangeProvider": true]) {
      (context, params: LSP.SelectionRangeParams) -> [LSP.SelectionRange] in
      params.positions.map { position in
        let offset = context.offset(position)
        let ranges = selectionRanges(in: context.snapshot, file: context.file, at: offset)
        return LSP.SelectionRange((ranges.isEmpty ? [offset..<offset] : ranges).map { context.range($0) })
      }
    },
    .document("textDocument/documentLink", capabilities: ["documentLinkProvider": [:]]) {
      (context, _: LSP.TextDocumentParams) -> [LSP.DocumentLink] in
      documentLinks(in: context.snapshot, file: context.file).compactMap { link in
        switch link.target {
        case .file(let file):
          guard let uri = context.targetURI(of: file) else { return nil }
          return LSP.DocumentLink(range: context.range(link.span.range), target: uri)
        case .web(let address): return LSP.DocumentLink(range: context.range(link.span.range), target: address)
        }
      }
    },
  ]
}

extension Symbol {
  fileprivate func tree(_ context: DocumentContext) -> LSP.DocumentSymbol {
    var symbol = LSP.DocumentSymbol(
      name: name, detail: detail, kind: protocolKind, range: context.range(range.range),
      selectionRange: context.range(selection.range), children: children.map { $0.tree(context) })
    if isDeprecated { symbol.tags = [1] }
    return symbol
  }

  fileprivate func list(_ context: DocumentContext) -> [LSP.SymbolInformation] {
    guard let place = context.location(selection) else { return [] }
    var symbol = LSP.SymbolInformation(
      name: name, kind: protocolKind, containerName: container.isEmpty ? nil : container, location: place)
    if isDeprecated { symbol.tags = [1] }
    return [symbol] + children.flatMap { $0.list(context) }
  }

  var protocolKind: LSP.SymbolKind { LSP.SymbolKind(kind) }
}

extension LSP.SymbolKind {
  /// The nearest kind of the protocol.
  init(_ kind: Kind?) {
    guard let kind else {
      self = .null
      return
    }
    switch Schema.spec(of: kind).family {
    case .header: self = kind == .system ? .package : .object
    case .outside: self = .interface
    case .edge, .compute, .platform: self = kind == .module ? .module : .class
    case .data: self = .struct
    case .messaging: self = .event
    case .boundary: self = .namespace
    case .behaviour:
      switch kind {
      case .endpoint: self = .method
      case .flow: self = .function
      case .event: self = .event
      default: self = .property
      }
    case .record: self = .string
    case .reuse: self = kind == .pattern ? .interface : .object
    case .control: self = kind == .view ? .object : .operator
    }
  }
}
