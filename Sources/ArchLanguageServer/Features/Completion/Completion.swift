import ArchModel
import ArchProject
import ArchSyntax

/// What fits at a place, the likely first.
///
/// - Parameter files: the entries of a folder, for imports.
func completion(
  in snapshot: Snapshot, file: FileID, at offset: Int, files: (_ folder: String) -> [FileSystem.Entry] = { _ in [] }
) -> CompletionList {
  let trees = snapshot.compilation.model.trees
  guard trees.indices.contains(Int(file.index)) else { return CompletionList(replaced: offset..<offset, items: []) }
  let site = CompletionSite(snapshot.index.declarations, trees[Int(file.index)], at: offset)
  var completion = Completion(snapshot: snapshot, site: site)
  switch site.place {
  case .comment: return CompletionList(replaced: offset..<offset, items: [])
  case .text(let token):
    guard let list = completion.imports(inText: token, files) ?? completion.values(inText: token) else {
      return CompletionList(replaced: offset..<offset, items: [])
    }
    return list
  case .code: completion.run(files)
  }
  return completion.list
}

/// Collects the items of one place.
struct Completion {
  let snapshot: Snapshot
  let site: CompletionSite
  private(set) var items: [CompletionItem] = []
  private(set) var isCut = false
  var replaced: Range<Int>

  init(snapshot: Snapshot, site: CompletionSite) {
    self.snapshot = snapshot
    self.site = site
    replaced = site.word
  }

  var table: DeclarationTable { site.table }
  var tree: SyntaxTree { site.tree }

  /// Adds an item if it fits what is typed.
  mutating func add(_ item: CompletionItem) {
    guard FuzzyMatch.matches(site.prefix, item.label) else { return }
    items.append(item)
  }

  /// Adds an item that has been compared with what is typed.
  mutating func append(_ item: CompletionItem) { items.append(item) }

  mutating func markCut() { isCut = true }

  mutating func run(_ files: (String) -> [FileSystem.Entry]) {
    let tokens = tree.tokens
    let statement = site.statement
    let start = site.word.lowerBound
    if start > 0, tree.source.bytes[start - 1] == UInt8(ascii: "#") { return tags() }
    guard let first = statement.first, let last = statement.last else { return statements() }
    if numericLiteral != nil { return units() }
    if tree.token(first, is: "import"), tokens[first].kind == .name, statement.count == 1 { return imports(files) }
    if statement.count > 1, tokens[first].kind == .name,
      tokens[first + 1].kind == .colon || tokens[first + 1].kind == .equal
    {
      return value(of: first, first + 2..<statement.upperBound)
    }
    if tokens[last].kind == .tag { return tags() }
    if statement.contains(where: { tokens[$0].kind.isArrow }) || tokens[first].kind == .leftBracket {
      return ends(statement)
    }
    if tokens[last].kind == .dot { return parts(behind: last, in: statement) }
    head(statement)
  }

  /// The items in order: by rank, then as they were offered; names that begin as typed stand before others.
  var list: CompletionList {
    let typed = site.prefix.lowercased()
    let keyed = items.enumerated().map { offset, item in
      (
        key: (typed.isEmpty || (item.alias ?? item.label).lowercased().hasPrefix(typed) ? 0 : 1, item.rank, offset),
        item: item
      )
    }
    let sorted = keyed.sorted { $0.key < $1.key }.map(\.item)
    var seen: Set<String> = []
    var unique: [CompletionItem] = []
    for item in sorted where seen.insert(item.label).inserted {
      unique.append(item)
      if unique.count > CompletionList.limit { break }
    }
    let isLong = unique.count > CompletionList.limit
    return CompletionList(
      replaced: replaced, items: Array(unique.prefix(CompletionList.limit)), isCut: isCut || isLong)
  }
}

/// Whether what is typed may mean a name: its letters stand in it in order, the first one at its beginning or at a word's.
enum FuzzyMatch {
  static func matches(_ typed: String, _ name: String) -> Bool { score(typed, name) != nil }

  /// How well: lower is better; nil where it does not.
  static func score(_ typed: String, _ name: String) -> Int? {
    var rest = Array(typed.utf8.map(folded))[...]
    if rest.isEmpty { return 0 }
    let bytes = Array(name.utf8)
    guard bytes.count >= rest.count else { return nil }
    if bytes.prefix(rest.count).elementsEqual(rest, by: { folded($0) == $1 }) { return 0 }
    var score = 1
    var last = -1
    for (index, byte) in bytes.enumerated() {
      guard let wanted = rest.first else { break }
      guard folded(byte) == wanted else { continue }
      let isStart = index == 0 || isSeparator(bytes[index - 1]) || isUpper(byte) && !isUpper(bytes[index - 1])
      if last < 0, !isStart { continue }
      if last >= 0, index != last + 1 { score += isStart ? 1 : 3 }
      last = index
      rest = rest.dropFirst()
    }
    return rest.isEmpty ? score : nil
  }

  private static func folded(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte | 0x20 : byte }

  private static func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == 0x2D || byte == 0x5F || byte == 0x2E || byte == 0x20
  }
}
