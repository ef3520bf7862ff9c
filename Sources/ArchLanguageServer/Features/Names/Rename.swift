import ArchModel
import ArchSyntax

/// Why a name stays as it is.
struct RenameRefusal: Error, Hashable {
  var message: String
}

/// Gives a declaration another name, everywhere.
struct Rename {
  private let snapshot: Snapshot
  private let navigation: Navigation
  private let entry: Int
  private var table: DeclarationTable { snapshot.index.declarations }

  init(_ snapshot: Snapshot, file: FileID, at offset: Int) throws(RenameRefusal) {
    guard let navigation = Navigation(snapshot, file: file, at: offset), let entry = navigation.entry else {
      throw RenameRefusal(message: "Only what the program declares can be renamed, and no name of it stands here")
    }
    self.snapshot = snapshot
    self.navigation = navigation
    self.entry = entry
    let source = table.tree(of: entry).source
    guard table[entry].nameToken >= 0 else {
      throw RenameRefusal(message: "The declaration has no name to change")
    }
    guard snapshot.uris.indices.contains(Int(source.id.index)), snapshot.uris[Int(source.id.index)] != nil else {
      throw RenameRefusal(message: "`\(table.name(entry))` is declared in `\(source.path)`, which cannot be changed")
    }
  }

  /// The place of the name that is pointed at, and the name.
  var place: (span: Span, name: String) { (navigation.origin, table.name(entry)) }

  /// The place of the name in its declaration.
  var declaration: Span { table.nameSpan(entry) }

  /// The edits that change the name. Whatever would mean something else afterwards is a reason not to.
  func edits(to name: String) throws(RenameRefusal) -> [Edit] {
    try checkSpelling(name)
    let old = table.name(entry)
    guard name != old else { return [] }
    if let taken = sibling(name) {
      let path = table.path(table[entry].parent)
      throw RenameRefusal(
        message:
          "\(path.isEmpty ? "The program" : "`\(path)`") has `\(name)` already (\(lineText(table.nameSpan(taken))))")
    }
    let occurrences = snapshot.index.occurrences.of(entry)
    var seen: Set<Span> = []
    let spans = occurrences.map { table.trees[Int($0.file.index)].span(ofToken: $0.token) }.filter {
      seen.insert($0).inserted
    }
    for span in spans where snapshot.uris[Int(span.file.index)] == nil {
      throw RenameRefusal(message: "`\(old)` is named in a module of the standard library, which cannot be changed")
    }
    let edits = spans.sorted { ($0.file, $0.start) < ($1.file, $1.start) }.map { Edit($0, name) }
    try checkMeanings(edits, name)
    return edits
  }

  /// Words that are read as values or joints where a name may stand as well.
  private static let readOtherwise: Set<String> = ["true", "false", "and", "or", "not"]

  private func checkSpelling(_ name: String) throws(RenameRefusal) {
    if Self.readOtherwise.contains(name) {
      throw RenameRefusal(message: "`\(name)` is a word of the language, and not read as a name everywhere")
    }
    let parsed = parse(SourceFile(path: "", text: "service \(name) {}"))
    let tree = parsed.tree
    guard parsed.diagnostics.isEmpty, tree.nodes.count > 1, tree.nodes[1].kind == .declaration,
      let token = tree.head(ofDeclaration: 1).name, tree.head(ofDeclaration: 1).path.count == 1,
      tree.text(ofToken: token) == name
    else {
      throw RenameRefusal(
        message:
          "`\(name)` is no name: a name begins with a letter or `_` and goes on with letters, digits, `_` and `-`")
    }
  }

  private func sibling(_ name: String) -> Int? {
    table.children(table[entry].parent).map { Int($0) }.first { $0 != entry && table.name($0) == name }
  }

  private func lineText(_ span: Span) -> String {
    let source = table.trees[Int(span.file.index)].source
    let line = LineIndex(source).line(at: span.start) + 1
    return "\(source.path.split(separator: "/").last ?? ""):\(line)"
  }

  /// Reads the program as it would be, and compares what each name means before and after.
  private func checkMeanings(_ edits: [Edit], _ name: String) throws(RenameRefusal) {
    let after = table.trees.map { tree -> SyntaxTree in
      let own = edits.filter { $0.span.file == tree.source.id }
      guard !own.isEmpty else { return tree }
      let bytes = EditApplication.apply(own, to: tree.source).bytes
      return parse(SourceFile(id: tree.source.id, path: tree.source.path, bytes: bytes)).tree
    }
    for (before, after) in zip(table.trees, after)
    where before.tokens.count != after.tokens.count || before.nodes.count != after.nodes.count {
      throw RenameRefusal(message: "`\(name)` would be read as something else than a name")
    }
    let renamed = DeclarationTable(after)
    guard renamed.entries.count == table.entries.count else {
      throw RenameRefusal(message: "`\(name)` would be read as something else than a name")
    }
    // Tokens and entries keep their positions, so each occurrence can be compared.
    let now = Self.meanings(Occurrences(renamed), count: table.entries.count)
    let then = Self.meanings(snapshot.index.occurrences, count: table.entries.count)
    let changed = then.filter { now[$0.key] != $0.value }.map(\.key) + now.keys.filter { then[$0] == nil }
    guard
      let first = changed.min(by: { ($0.file, $0.token) < ($1.file, $1.token) })
    else { return }
    let tree = table.trees[Int(first.file.index)]
    let place = tree.span(ofToken: first.token)
    let text = tree.text(ofToken: first.token)
    if let other = now[first] {
      throw RenameRefusal(
        message: "With that name, `\(text)` in \(lineText(place)) would mean `\(renamed.path(other))`; "
          + "write its path there first")
    }
    throw RenameRefusal(
      message: "With that name, `\(text)` in \(lineText(place)) would have two meanings; write its path there first")
  }

  private struct Place: Hashable {
    let file: FileID
    let token: Int
  }

  private static func meanings(_ occurrences: Occurrences, count: Int) -> [Place: Int] {
    var result: [Place: Int] = [:]
    for entry in 0..<count {
      for occurrence in occurrences.of(entry) {
        result[Place(file: occurrence.file, token: occurrence.token)] = entry
      }
    }
    return result
  }
}

/// The places that are typed in together: a name that only one block knows, such as the role of a pattern.
func linkedEditing(in snapshot: Snapshot, file: FileID, at offset: Int) -> [Span] {
  guard let navigation = Navigation(snapshot, file: file, at: offset), let entry = navigation.entry else { return [] }
  let table = snapshot.index.declarations
  // What a pattern declares is named inside it alone, unless a `use` fills or names the role.
  guard table[table[entry].outer].kind == .pattern else { return [] }
  let places = snapshot.index.occurrences.of(entry)
  let pattern = table[table[entry].outer].node
  let nodes = table.trees[Int(file.index)].nodes
  let inside = nodes[pattern].firstToken..<nodes[pattern].endToken
  guard places.allSatisfy({ $0.file == file && inside.contains($0.token) }), places.count > 1 else { return [] }
  return places.map { table.trees[Int(file.index)].span(ofToken: $0.token) }
}
