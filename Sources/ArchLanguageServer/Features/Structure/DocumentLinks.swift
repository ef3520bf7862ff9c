import ArchModel
import ArchSyntax

/// A text that leads somewhere.
struct DocumentLink: Sendable, Hashable {
  enum Target: Sendable, Hashable {
    case file(FileID)
    case web(String)
  }

  var span: Span
  var target: Target
}

/// Imports, and the links of properties as far as they are `http` or `https`.
func documentLinks(in snapshot: Snapshot, file: FileID) -> [DocumentLink] {
  guard let tree = snapshot.tree(of: file) else { return [] }
  let table = snapshot.index.declarations
  var result: [DocumentLink] = snapshot.program.imports.filter { $0.user == file }.map {
    DocumentLink(span: $0.place, target: .file($0.used))
  }
  let reader = RoleReader(table, tree)
  StatementWalk.run(table, tree) { node, context in
    guard tree.nodes[node].kind == .property else { return }
    for span in reader.roles(of: node, context) {
      guard case .link = span.role else { continue }
      let token = tree.tokens[span.tokens.lowerBound]
      let text = StringValue.of(token, in: tree.source)
      let lower = text.lowercased()
      guard lower.hasPrefix("https://") || lower.hasPrefix("http://"), !text.contains(where: \.isWhitespace),
        token.range.count > 2, token.kind == .string
      else { continue }
      result.append(
        DocumentLink(span: Span(file, token.start + 1..<token.end - 1), target: .web(text)))
    }
  }
  return result.sorted { $0.span.start < $1.span.start }
}
