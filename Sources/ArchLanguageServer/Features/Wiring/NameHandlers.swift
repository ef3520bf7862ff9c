import ArchSyntax

extension LSP {
  /// What `textDocument/linkedEditingRange` gives.
  struct LinkedEditingRanges: Codable, Hashable, Sendable {
    var ranges: [Range]
  }

  /// What `textDocument/definition` gives: locations, or links where the client takes them.
  enum Definition: Encodable, Sendable {
    case locations([Location])
    case links([LocationLink])

    func encode(to encoder: any Encoder) throws {
      switch self {
      case .locations(let locations): try locations.encode(to: encoder)
      case .links(let links): try links.encode(to: encoder)
      }
    }
  }
}

extension RequestHandler {
  static let nameHandlers: [RequestHandler] = [
    .document("textDocument/definition", capabilities: ["definitionProvider": true]) {
      (context, params: LSP.TextDocumentPositionParams) -> LSP.Definition in
      context.definition(of: context.navigation(params.position)) { $0.definitions }
    },
    .document("textDocument/declaration", capabilities: ["declarationProvider": true]) {
      (context, params: LSP.TextDocumentPositionParams) -> LSP.Definition in
      context.definition(of: context.navigation(params.position)) { $0.definitions }
    },
    .document("textDocument/implementation", capabilities: ["implementationProvider": true]) {
      (context, params: LSP.TextDocumentPositionParams) -> LSP.Definition in
      context.definition(of: context.navigation(params.position)) { $0.implementations }
    },
    .document(
      "textDocument/references", capabilities: ["referencesProvider": true], lane: .background, needsAllPrograms: true
    ) { (context, params: LSP.ReferenceParams) throws -> [LSP.Location] in
      var result: [LSP.Location] = []
      var seen: Set<LSP.Location> = []
      try context.everyProgram(namingWhatStandsAt: context.offset(params.position)) { program, file, offset in
        guard let navigation = Navigation(program, file: file, at: offset) else { return nil }
        for span in navigation.references(includingDeclaration: params.context.includeDeclaration) {
          if let place = program.location(span, context.encoding), seen.insert(place).inserted { result.append(place) }
        }
        return navigation.declaration
      }
      return result
    },
    .document("textDocument/documentHighlight", capabilities: ["documentHighlightProvider": true]) {
      (context, params: LSP.TextDocumentPositionParams) -> [LSP.DocumentHighlight] in
      (context.navigation(params.position)?.highlights(in: context.file) ?? []).map {
        LSP.DocumentHighlight(range: context.range($0.span.range), kind: $0.isDeclaration ? 3 : 2)
      }
    },
    .document("textDocument/linkedEditingRange", capabilities: ["linkedEditingRangeProvider": true]) {
      (context, params: LSP.TextDocumentPositionParams) -> LSP.LinkedEditingRanges? in
      let spans = linkedEditing(in: context.snapshot, file: context.file, at: context.offset(params.position))
      return spans.isEmpty ? nil : LSP.LinkedEditingRanges(ranges: spans.map { context.range($0.range) })
    },
    .document("textDocument/prepareRename", capabilities: ["renameProvider": ["prepareProvider": true]]) {
      (context, params: LSP.TextDocumentPositionParams) throws -> LSP.PrepareRename in
      do {
        let rename = try Rename(context.snapshot, file: context.file, at: context.offset(params.position))
        return LSP.PrepareRename(range: context.range(rename.place.span.range), placeholder: rename.place.name)
      } catch let error as RenameRefusal {
        throw ResponseError(.requestFailed, error.message)
      }
    },
    .document("textDocument/rename", lane: .background, needsAllPrograms: true) {
      (context, params: LSP.RenameParams) throws -> LSP.WorkspaceEdit in
      try context.rename(at: context.offset(params.position), to: params.newName)
    },
  ]
}

extension DocumentContext {
  func navigation(_ position: LSP.Position) -> Navigation? {
    Navigation(snapshot, file: file, at: offset(position))
  }

  func definition(of navigation: Navigation?, _ spans: (Navigation) -> [Span]) -> LSP.Definition {
    guard let navigation else { return .locations([]) }
    let found = spans(navigation)
    guard client.hasDefinitionLinks else { return .locations(found.compactMap { target($0) }) }
    return .links(
      found.compactMap { span in
        guard let place = target(span) else { return nil }
        return LSP.LocationLink(
          originSelectionRange: range(navigation.origin.range), targetUri: place.uri,
          targetRange: target(navigation.statement(of: span))?.range ?? place.range,
          targetSelectionRange: place.range)
      })
  }

  /// The edits in every program that names the thing; a reason against it in one of them counts for all.
  fileprivate func rename(at offset: Int, to name: String) throws -> LSP.WorkspaceEdit {
    var byFile: [(uri: String, edits: [LSP.TextEdit])] = []
    var seen: Set<LSP.Location> = []
    try everyProgram(namingWhatStandsAt: offset) { program, file, offset in
      let edits: [Edit]
      let declaration: Span
      do {
        let rename = try Rename(program, file: file, at: offset)
        edits = try rename.edits(to: name)
        declaration = rename.declaration
      } catch let error as RenameRefusal {
        throw ResponseError(.requestFailed, error.message)
      }
      for edit in edits {
        guard let place = program.location(edit.span, encoding), seen.insert(place).inserted else { continue }
        let edit = LSP.TextEdit(range: place.range, newText: edit.text)
        if let index = byFile.firstIndex(where: { $0.uri == place.uri }) {
          byFile[index].edits.append(edit)
        } else {
          byFile.append((place.uri, [edit]))
        }
      }
      return declaration
    }
    return workspaceEdit(byFile)
  }

  /// Hands over every program that may name what stands at a place of the document, with a place in it that means the
  /// same: the place itself in programs that hold the document, and the declaration in those that only hold the file
  /// of that.
  ///
  /// - Parameter body: gives the place of the declaration in the program, or nil.
  fileprivate func everyProgram(
    namingWhatStandsAt offset: Int, _ body: (Snapshot, FileID, Int) throws -> Span?
  ) throws {
    var declared: [(uri: String, offset: Int)] = []
    for program in programs {
      guard let file = program.file(uri: uri), let span = try body(program, file, offset) else { continue }
      guard let uri = program.uris[Int(span.file.index)] else { continue }
      if !declared.contains(where: { $0.uri == uri && $0.offset == span.start }) { declared.append((uri, span.start)) }
    }
    func look(into program: Snapshot) throws {
      for place in declared {
        guard let file = program.file(uri: place.uri) else { continue }
        _ = try body(program, file, place.offset)
      }
    }
    guard !declared.isEmpty else { return }
    for program in related { try look(into: program) }
    for root in unopened.roots {
      if isCancelled() { throw ResponseError(.requestCancelled, "the request was cancelled") }
      if let program = unopened.snapshot(of: root) { try look(into: program) }
    }
  }
}
