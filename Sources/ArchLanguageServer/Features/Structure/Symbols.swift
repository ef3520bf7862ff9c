import ArchModel
import ArchSyntax

/// A declaration as an outline shows it.
struct Symbol: Sendable {
  var name: String
  /// The kind with the title or the technology.
  var detail: String
  var kind: Kind?
  /// The whole statement, with the comments that belong to it left out.
  var range: Span
  var selection: Span
  var isDeprecated: Bool
  var children: [Symbol]
  /// The path of what it stands in.
  var container: String
}

/// The declarations of a file as they nest in the text.
func documentSymbols(in snapshot: Snapshot, file: FileID) -> [Symbol] {
  let table = snapshot.index.declarations
  guard table.ranges.indices.contains(Int(file.index)) else { return [] }
  let range = table.ranges[Int(file.index)]
  var children: [Int: [Int]] = [:]
  for entry in range { children[table[entry].outer, default: []].append(entry) }
  func symbol(_ entry: Int, depth: Int) -> Symbol {
    var result = Symbol(entry, table)
    // The parser bounds how deep blocks nest.
    if depth < 400 { result.children = (children[entry] ?? []).map { symbol($0, depth: depth + 1) } }
    return result
  }
  return (children[DeclarationTable.program] ?? []).map { symbol($0, depth: 0) }
}

extension Symbol {
  init(_ entry: Int, _ table: DeclarationTable) {
    let tree = table.tree(of: entry)
    let data = table[entry]
    let head = tree.head(ofDeclaration: data.node)
    let kindText = tree.text(ofToken: tree.nodes[data.node].firstToken)
    let title = head.title.map { StringValue.of(tree.tokens[$0], in: tree.source) }
    let path = head.path.isEmpty ? "" : tree.source.text(tree.span(ofTokens: head.path).range)
    name = table.name(entry)
    detail = kindText
    if name.isEmpty {
      // `allow missing-timeout`, `extend Orders`, `next "Load-test"`: what tells it from its like.
      name = path.isEmpty ? title ?? kindText : "\(kindText) \(path)"
    }
    if let title, title != name { detail += " · \(title)" }
    if name.isEmpty { name = kindText }
    kind = data.kind
    range = tree.span(ofTokens: tree.nodes[data.node].tokens)
    selection =
      data.nameToken >= 0 ? tree.span(ofToken: data.nameToken) : tree.span(ofToken: tree.nodes[data.node].firstToken)
    isDeprecated = tree.statements(of: data.node).contains { node in
      let kind = tree.nodes[node].kind
      return (kind == .flag || kind == .property) && tree.token(tree.nodes[node].firstToken, is: "deprecated")
    }
    children = []
    container = table.path(data.parent)
  }
}

/// Behind all names stands what has a title with a word that begins as typed; nil for others.
private func titleScore(of entry: Int, _ table: DeclarationTable, _ typed: String) -> Int? {
  let tree = table.tree(of: entry)
  guard typed.utf8.count > 2, let token = table.head(entry).title else { return nil }
  let title = StringValue.of(tree.tokens[token], in: tree.source)
  let typed = typed.lowercased()
  return title.split(separator: " ").contains { $0.lowercased().hasPrefix(typed) } ? 1_000 : nil
}

/// The declarations whose name or title fits what is typed, the best first.
func workspaceSymbols(in snapshot: Snapshot, matching query: String, limit: Int = 256) -> [Symbol] {
  let table = snapshot.index.declarations
  var found: [(score: Int, entry: Int)] = []
  // Of a path the last part has to fit, and the others what it stands in.
  let parts = query.split(separator: ".").map(String.init)
  for entry in table.entries.indices.dropFirst() where table[entry].name != .none {
    let file = Int(table[entry].file.index)
    guard snapshot.uris.indices.contains(file), snapshot.uris[file] != nil else { continue }
    let name = table.name(entry)
    guard let last = parts.last else {
      found.append((0, entry))
      continue
    }
    guard let score = FuzzyMatch.score(last, name) ?? titleScore(of: entry, table, last) else { continue }
    if parts.count > 1 {
      let path = table.path(table[entry].parent)
      guard
        parts.dropLast().allSatisfy({ part in
          path.split(separator: ".").contains { FuzzyMatch.matches(part, String($0)) }
        })
      else { continue }
    }
    let isExact = name.lowercased() == last.lowercased()
    found.append((isExact ? -1 : score, entry))
  }
  return found.enumerated().sorted { ($0.element.score, $0.offset) < ($1.element.score, $1.offset) }.prefix(limit).map {
    Symbol($0.element.entry, table)
  }
}
