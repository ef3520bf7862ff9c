import ArchModel
import ArchSyntax

/// Every declaration of a program as it is written, with what each name means where.
///
/// The model knows only what a compilation binds: nothing inside variants and patterns, and little around errors. An
/// editor asks everywhere, so this table is made from the trees alone, in one walk, and follows the same rules of
/// look-up as the binder. Entries refer to each other by position; the first one is the program.
struct DeclarationTable: Sendable {
  /// A declaration, or an `extend`, whose block holds declarations of its target.
  struct Entry: Sendable {
    let file: FileID
    let node: Int
    /// Nil where the word is no kind; such a declaration fits wherever any is wanted, so that one error stays one.
    let kind: Kind?
    let name: NameID
    /// The token of the name; -1 for what has none.
    let nameToken: Int
    /// The entry around it in the text.
    let outer: Int
    /// The entry whose part it is: that around it, or the target of an `extend` around it.
    var parent: Int
    /// The variant or pattern that holds it, outside of which its name means nothing; 0 for none.
    let capsule: Int
    /// The next entry of the same name; -1 for none.
    var sameName: Int32 = -1
    /// What an `extend` extends, or the pattern of a `use`; -1 where it is unknown or not asked.
    var target: Int32 = -1
  }

  let trees: [SyntaxTree]
  private(set) var interner: Interner
  private(set) var entries: [Entry]
  /// The entries of each file: their first position, and past the last.
  private(set) var ranges: [Range<Int>] = []
  private var scopes: [UInt64: Int32] = [:]
  private var firstOfName: [Int32] = []
  private var lastOfName: [Int32] = []
  private var childStart: [Int32] = []
  private var childList: [Int32] = []

  static let program = 0
  private static let capsules: KindSet = KindSet.variants | [.pattern]

  init(_ trees: [SyntaxTree]) {
    self.trees = trees
    interner = Schema.interner
    entries = [
      Entry(
        file: FileID(0), node: 0, kind: .program, name: .none, nameToken: -1, outer: 0, parent: 0, capsule: 0)
    ]
    for tree in trees {
      let first = entries.count
      collect(tree)
      ranges.append(first..<entries.count)
    }
    resolveTargets()
    register()
    group()
  }

  subscript(index: Int) -> Entry { entries[index] }

  func name(_ entry: Int) -> String { interner.text(entries[entry].name) }

  func tree(of entry: Int) -> SyntaxTree { trees[Int(entries[entry].file.index)] }

  func head(_ entry: Int) -> DeclarationHead { tree(of: entry).head(ofDeclaration: entries[entry].node) }

  /// The id of a token's name, or nil where nothing in the program is called so.
  func nameID(_ token: Int, in tree: SyntaxTree) -> NameID? { interner.find(tree.text(ofToken: token)) }

  /// What is declared directly inside an entry, in source order; that of `extend` blocks belongs to their targets.
  func children(_ entry: Int) -> ArraySlice<Int32> {
    childList[Int(childStart[entry])..<Int(childStart[entry + 1])]
  }

  /// The full path, as the model writes it.
  func path(_ entry: Int) -> String {
    var parts: [String] = []
    var current = entry
    var steps = 0
    while current != Self.program, steps < 1_000 {
      if entries[current].name != .none { parts.append(name(current)) }
      current = entries[current].parent
      steps += 1
    }
    return parts.reversed().joined(separator: ".")
  }
}

// MARK: Building

extension DeclarationTable {
  private mutating func collect(_ tree: SyntaxTree) {
    // The declarations that are open, as node ends and entries.
    var open: [(end: Int, entry: Int, capsule: Int, isDefaults: Bool)] = [(tree.nodes.count, Self.program, 0, false)]
    let bytes = tree.source.bytes
    for node in tree.nodes.indices where tree.nodes[node].kind == .declaration {
      while open.count > 1, node >= open[open.count - 1].end { open.removeLast() }
      let around = open[open.count - 1]
      let head = tree.head(ofDeclaration: node)
      guard let kindToken = head.kind else {
        open.append((tree.nodes[node].next, around.entry, around.capsule, around.isDefaults))
        continue
      }
      let kind = Schema.kind(intern(kindToken, tree, bytes))
      if around.isDefaults || kind == .defaults {
        open.append((tree.nodes[node].next, around.entry, around.capsule, true))
        continue
      }
      let token: Int?
      switch kind {
      case .allow, .remove, .extend: token = nil
      case .use: token = head.second
      default: token = head.name
      }
      let entry = entries.count
      entries.append(
        Entry(
          file: tree.source.id, node: node, kind: kind, name: token.map { intern($0, tree, bytes) } ?? .none,
          nameToken: token ?? -1, outer: around.entry, parent: around.entry, capsule: around.capsule))
      let holds = kind.map(Self.capsules.contains) ?? false
      open.append((tree.nodes[node].next, entry, holds ? entry : around.capsule, false))
    }
  }

  private mutating func intern(_ token: Int, _ tree: SyntaxTree, _ bytes: [UInt8]) -> NameID {
    let range = tree.tokens[token].range
    return bytes.withUnsafeBufferPointer { interner.intern(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// Enters every name; then finds what `extend` and `use` name, and gives the parts of `extend` blocks to the targets.
  private mutating func resolveTargets() {
    firstOfName = [Int32](repeating: -1, count: interner.count + 1)
    lastOfName = firstOfName
    scopes.reserveCapacity(entries.count)
    for index in entries.indices.dropFirst() { enter(index) }
    for index in entries.indices.dropFirst() {
      let kinds: KindSet
      switch entries[index].kind {
      case .extend: kinds = KindSet.described
      case .use: kinds = [.pattern]
      default: continue
      }
      let tree = tree(of: index)
      let path = head(index).path
      guard !path.isEmpty, let found = resolve(path: path, in: tree, from: entries[index].outer, kinds: kinds)?.last
      else { continue }
      entries[index].target = Int32(truncatingIfNeeded: found)
    }
  }

  private mutating func enter(_ index: Int) {
    let name = entries[index].name
    guard name != .none else { return }
    let key = Self.key(entries[index].parent, name)
    if scopes[key] == nil { scopes[key] = Int32(truncatingIfNeeded: index) }
    let place = Int(name.index)
    if firstOfName[place] < 0 {
      firstOfName[place] = Int32(truncatingIfNeeded: index)
    } else {
      entries[Int(lastOfName[place])].sameName = Int32(truncatingIfNeeded: index)
    }
    lastOfName[place] = Int32(truncatingIfNeeded: index)
  }

  private mutating func register() {
    for index in entries.indices.dropFirst() {
      let outer = entries[entries[index].outer]
      guard outer.kind == .extend, outer.target > 0, Int(outer.target) != index else { continue }
      entries[index].parent = Int(outer.target)
      let key = Self.key(Int(outer.target), entries[index].name)
      if entries[index].name != .none, scopes[key] == nil { scopes[key] = Int32(truncatingIfNeeded: index) }
    }
  }

  private mutating func group() {
    childStart = [Int32](repeating: 0, count: entries.count + 1)
    for entry in entries.dropFirst() { childStart[entry.parent + 1] += 1 }
    for index in entries.indices { childStart[index + 1] += childStart[index] }
    childList = [Int32](repeating: 0, count: entries.count)
    var place = childStart
    for index in entries.indices.dropFirst() {
      let parent = entries[index].parent
      childList[Int(place[parent])] = Int32(truncatingIfNeeded: index)
      place[parent] += 1
    }
  }

  private static func key(_ parent: Int, _ name: NameID) -> UInt64 {
    UInt64(UInt32(truncatingIfNeeded: parent)) << 32 | UInt64(name.index)
  }
}

// MARK: Places

extension DeclarationTable {
  /// The innermost entry whose statement holds a node, the program where none does.
  func entry(around node: Int, in file: FileID) -> Int {
    guard ranges.indices.contains(Int(file.index)) else { return Self.program }
    let range = ranges[Int(file.index)]
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].node <= node { low = middle + 1 } else { high = middle }
    }
    guard low > range.lowerBound else { return Self.program }
    let nodes = trees[Int(file.index)].nodes
    var current = low - 1
    while current != Self.program {
      if node < nodes[entries[current].node].next { return current }
      current = entries[current].outer
    }
    return Self.program
  }

  /// The entry that a node declares, or nil.
  func entry(declaredBy node: Int, in file: FileID) -> Int? {
    let found = entry(around: node, in: file)
    return found != Self.program && entries[found].node == node ? found : nil
  }

  /// The place of a name, or of the kind where there is none.
  func nameSpan(_ entry: Int) -> Span {
    let tree = tree(of: entry)
    let token = entries[entry].nameToken
    return tree.span(ofToken: token >= 0 ? token : tree.nodes[entries[entry].node].firstToken)
  }
}

// MARK: Look-up

extension DeclarationTable {
  /// The declarations that the names of a path mean, one for each name, or nil. Only kinds of the set count for the last.
  func resolve(path: Range<Int>, in tree: SyntaxTree, from scope: Int, kinds: KindSet) -> [Int]? {
    var names: [NameID] = []
    for token in stride(from: path.lowerBound, to: path.upperBound, by: 2) {
      guard let id = nameID(token, in: tree) else { return nil }
      names.append(id)
    }
    return resolve(names, from: scope, kinds: kinds)
  }

  func resolve(_ names: [NameID], from scope: Int, kinds: KindSet) -> [Int]? {
    resolve(names, from: scope, kinds: kinds, depth: 0)
  }

  private func resolve(_ names: [NameID], from scope: Int, kinds: KindSet, depth: Int) -> [Int]? {
    guard let first = names.first else { return nil }
    for around in surroundings(of: scope) {
      if let found = part(first, of: around, depth: depth), let path = descend(found, names, kinds, depth) {
        return path
      }
    }
    var candidate: [Int]?
    for index in bearers(of: first) where isVisible(index, from: scope) {
      guard let path = descend(index, names, kinds, depth) else { continue }
      if candidate != nil { return nil }
      candidate = path
    }
    return candidate
  }

  /// The scopes in which a name is looked for, from the inside out; the target of an `extend` stands before what is
  /// around the `extend`.
  func surroundings(of scope: Int) -> [Int] {
    var result: [Int] = []
    var current = scope
    var steps = 0
    while steps < 1_000 {
      steps += 1
      result.append(current)
      if entries[current].kind == .extend, entries[current].target > 0 {
        var target = Int(entries[current].target)
        while target != Self.program, steps < 1_000 {
          result.append(target)
          target = entries[target].parent
          steps += 1
        }
      }
      if current == Self.program { break }
      current = entries[current].outer
    }
    return result
  }

  /// The part of a scope that bears a name: of a `use` also what plays a role of its pattern.
  func part(_ name: NameID, of scope: Int) -> Int? { part(name, of: scope, depth: 0) }

  private func part(_ name: NameID, of scope: Int, depth: Int) -> Int? {
    if let found = scopes[Self.key(scope, name)] { return Int(found) }
    let entry = entries[scope]
    guard entry.kind == .use, entry.target > 0 else { return nil }
    // Uses that fill their roles from one another may do so in a circle: only the first one is followed.
    if depth == 0, let bound = binding(of: name, in: scope, depth: depth) { return bound }
    return scopes[Self.key(Int(entry.target), name)].map { Int($0) }
  }

  /// What a `use` puts into a role.
  private func binding(of role: NameID, in use: Int, depth: Int) -> Int? {
    let tree = tree(of: use)
    for node in tree.statements(of: entries[use].node) where tree.nodes[node].kind == .property {
      let key = tree.nodes[node].firstToken
      guard nameID(key, in: tree) == role else { continue }
      let value = key + 2..<max(key + 2, tree.headEnd(of: node))
      guard let path = RelationHead.paths(of: value, tokens: tree.tokens).first else { return nil }
      let names = stride(from: path.lowerBound, to: path.upperBound, by: 2).compactMap { nameID($0, in: tree) }
      guard names.count == (path.count + 1) / 2 else { return nil }
      return resolve(names, from: entries[use].outer, kinds: KindSet.components, depth: depth + 1)?.last
    }
    return nil
  }

  private func descend(_ start: Int, _ names: [NameID], _ kinds: KindSet, _ depth: Int) -> [Int]? {
    var path = [start]
    for name in names.dropFirst() {
      guard let last = path.last, let next = part(name, of: last, depth: depth) else { return nil }
      path.append(next)
    }
    guard let last = path.last, entries[last].kind.map(kinds.contains) ?? true else { return nil }
    return path
  }

  /// The declarations of a name, in source order.
  func bearers(of name: NameID) -> some Sequence<Int> {
    let start = Int(name.index) < firstOfName.count ? firstOfName[Int(name.index)] : -1
    return sequence(state: start) { [entries] (index: inout Int32) -> Int? in
      guard index >= 0 else { return nil }
      defer { index = entries[Int(index)].sameName }
      return Int(index)
    }
  }

  /// Whether a name declared inside a variant or pattern can be meant from a scope.
  func isVisible(_ entry: Int, from scope: Int) -> Bool {
    let capsule = entries[entry].capsule
    guard capsule != 0 else { return true }
    var current = scope
    while current != Self.program {
      if current == capsule { return true }
      current = entries[current].outer
    }
    return false
  }

  /// The shortest text that means an entry from a scope: its name, a part of its path, or the full path.
  func shortest(_ entry: Int, from scope: Int, kinds: KindSet) -> String {
    var names: [NameID] = []
    var current = entry
    while current != Self.program, names.count < 100 {
      let name = entries[current].name
      if name != .none {
        names.insert(name, at: 0)
        if resolve(names, from: scope, kinds: kinds)?.last == entry { break }
      }
      current = entries[current].parent
    }
    return names.map { interner.text($0) }.joined(separator: ".")
  }
}
