import ArchProject
import ArchSyntax

extension LanguageServer {
  /// The edits that keep imports right when files are renamed or moved.
  func willRename(_ params: LSP.RenameFilesParams) -> LSP.WorkspaceEdit? {
    var moves: [(old: String, new: String)] = []
    for file in params.files {
      moves.append((overlay.key(FileURI.path(of: file.oldUri)), overlay.key(FileURI.path(of: file.newUri))))
    }
    /// Where a path lies when all has been moved.
    func moved(_ path: String) -> String {
      for move in moves where Path.isInside(path, folder: move.old) { return move.new + path.dropFirst(move.old.count) }
      return path
    }
    var edits: [LSP.DocumentChange] = []
    var changes: [String: [LSP.TextEdit]] = [:]
    for (file, imports) in files.imports.sorted(by: { $0.key < $1.key }) {
      guard moved(file) != file || imports.contains(where: { moved($0) != $0 }),
        case .success(let bytes) = fileSystem.read(file), let uri = uris(of: [file]).first ?? nil
      else { continue }
      let lines = LineTable(bytes)
      let found = ImportStatement.all(in: SourceFile(path: file, bytes: bytes)).compactMap {
        statement -> LSP.TextEdit? in
        guard !statement.path.hasPrefix("std/"), !statement.path.hasPrefix("/") else { return nil }
        let target = overlay.key(Path.normalized(Path.joined(Path.folder(of: file), statement.path)))
        let path = Path.relative(moved(target), from: Path.folder(of: moved(file)))
        guard moved(target) != target || moved(file) != file, path != Path.normalized(statement.path) else {
          return nil
        }
        return LSP.TextEdit(
          range: LSP.Range(
            start: lines.position(at: statement.range.lowerBound, encoding),
            end: lines.position(at: statement.range.upperBound, encoding)),
          newText: "\"\(path)\"")
      }
      guard !found.isEmpty else { continue }
      edits.append(.edit(LSP.TextDocumentEdit(uri: uri, version: documents[file]?.version, edits: found)))
      changes[uri] = found
    }
    if edits.isEmpty { return nil }
    return client.hasDocumentChanges
      ? LSP.WorkspaceEdit(documentChanges: edits) : LSP.WorkspaceEdit(changes: changes)
  }
}

/// An `import` as it is written.
struct ImportStatement {
  let path: String
  /// The bytes of the text, its quotes included.
  let range: Range<Int>

  static func all(in source: SourceFile) -> [ImportStatement] {
    let tree = parse(source).tree
    return tree.children(of: 0).compactMap { node in
      guard tree.nodes[node].kind == .importStatement else { return nil }
      let token = tree.nodes[node].firstToken + 1
      guard token < tree.nodes[node].endToken, tree.tokens[token].kind == .string, !tree.tokens[token].isMalformed
      else {
        return nil
      }
      return ImportStatement(path: StringValue.of(tree.tokens[token], in: source), range: tree.tokens[token].range)
    }
  }
}
