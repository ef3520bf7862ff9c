import ArchModel
import ArchSyntax

/// Names that fit a position.
extension Completion {
  /// Declarations of some kinds, those near the cursor first.
  ///
  /// - Parameters:
  ///   - rank: the rank of the first of them.
  ///   - preferred: kinds that are likely here.
  ///   - excluded: entries that make no sense here.
  mutating func names(
    of kinds: KindSet, rank: Int, preferred: KindSet = [], excluded: Set<Int> = [], from scope: Int? = nil
  ) {
    let scope = scope ?? site.context.scope
    let surroundings = table.surroundings(of: scope)
    var places: [Int: Int] = [:]
    for (position, around) in surroundings.enumerated() where places[around] == nil { places[around] = position }
    var candidates: [(entry: Int, rank: Int)] = []
    for index in table.entries.indices.dropFirst() {
      let entry = table[index]
      guard entry.name != .none, entry.kind.map(kinds.contains) ?? true, !excluded.contains(index),
        site.word != table.tree(of: index).tokens[entry.nameToken].range || entry.file != tree.source.id,
        FuzzyMatch.matches(site.prefix, table.name(index)), table.isVisible(index, from: scope)
      else { continue }
      let isLikely = preferred.isEmpty || entry.kind.map(preferred.contains) ?? false
      let distance = places[entry.parent].map { min($0, 3) } ?? 4
      candidates.append((index, rank + (isLikely ? 0 : 10) + distance))
    }
    if candidates.count > CompletionList.limit {
      candidates = candidates.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
        .prefix(CompletionList.limit).map(\.element)
      markCut()
    }
    for (index, rank) in candidates { add(name(index, table.shortest(index, from: scope, kinds: kinds), rank)) }
  }

  private func name(_ index: Int, _ text: String, _ rank: Int) -> CompletionItem {
    let entry = table[index]
    let kind = entry.kind ?? .service
    var detail = kind.rawValue
    let head = table.head(index)
    if let title = head.title {
      let tree = table.tree(of: index)
      detail += " · " + StringValue.of(tree.tokens[title], in: tree.source)
    }
    return CompletionItem(
      text, kind == .flow ? .flow : .name(isBoundary: KindSet.boundaries.contains(kind)), detail: detail, rank: rank,
      topic: .declaration(file: Int(entry.file.index), node: entry.node))
  }

  /// What stands behind a dot: the parts of what the path before it means.
  mutating func parts(behind dot: Int, in statement: Range<Int>, kinds: KindSet = KindSet(Kind.allCases)) {
    var start = dot - 1
    while start - 2 >= statement.lowerBound, tree.tokens[start - 1].kind == .dot, tree.tokens[start - 2].kind == .name {
      start -= 2
    }
    guard start >= 0, tree.tokens[start].kind == .name,
      let owner = table.resolve(
        path: start..<dot, in: tree, from: site.context.scope, kinds: KindSet(Kind.allCases))?.last
    else { return }
    for part in parts(of: owner) where table[part].kind.map(kinds.contains) ?? true {
      add(name(part, table.name(part), 0))
    }
  }

  /// The named parts of an entry; of a `use` those of its pattern too.
  func parts(of owner: Int) -> [Int] {
    var result = table.children(owner).map { Int($0) }
    if table[owner].kind == .use, table[owner].target > 0 {
      result += table.children(Int(table[owner].target)).map { Int($0) }
    }
    return result.filter { table[$0].name != .none }
  }

  /// The options of the decision around the cursor; those of others cannot be chosen there. False where it has none.
  mutating func ownOptions(rank: Int) -> Bool {
    let options = parts(of: site.context.scope).filter { table[$0].kind == .option }
    for option in options { add(name(option, table.name(option), rank)) }
    return !options.isEmpty
  }

  // MARK: Relations

  /// The ends of relations: what an arrow leads to, or more of a list.
  mutating func ends(_ statement: Range<Int>) {
    let tokens = tree.tokens
    guard let last = statement.last else { return }
    if tokens[last].kind == .dot { return parts(behind: last, in: statement, kinds: endKinds) }
    let wantsEnd = tokens[last].kind.isArrow || tokens[last].kind == .leftBracket || tokens[last].kind == .comma
    guard wantsEnd else { return }
    let arrow = statement.last { tokens[$0].kind.isArrow }
    var excluded: Set<Int> = []
    let head = RelationHead(tokens: tokens, first: statement.lowerBound, end: statement.upperBound)
    var sources: [Int] = []
    for end in head.ends {
      for path in RelationHead.paths(of: end, tokens: tokens) {
        if let found = table.resolve(path: path, in: tree, from: site.context.scope, kinds: endKinds)?.last {
          sources.append(found)
        }
      }
    }
    if head.ends.first?.isEmpty ?? false { sources.append(site.context.scope) }
    excluded.formUnion(sources)
    if site.context.isJudgement {
      selectors()
      return
    }
    if let flow = enclosingFlow, let source = sources.last { return steps(from: source, in: flow, arrow) }
    // What is joined already is not wanted again.
    for source in sources { excluded.formUnion(targets(ofStatementsIn: source)) }
    let kinds = KindSet(sources.compactMap { table[$0].kind })
    names(of: KindSet.components, rank: 0, preferred: preferred(behind: arrow, from: kinds), excluded: excluded)
  }

  private var endKinds: KindSet { site.context.isJudgement ? RuleWords.selectable : KindSet.components }

  /// The kinds that an arrow usually leads to: people use clients, and what is outside meets the edge first.
  private func preferred(behind arrow: Int?, from sources: KindSet) -> KindSet {
    if arrow.map({ tree.tokens[$0].kind }) == .arrowCall {
      if sources == [.actor] { return [.client] }
      if sources == [.client] {
        let edge = KindSet.edge
        return table.entries.contains { $0.kind.map(edge.contains) ?? false } ? edge : KindSet.compute
      }
    }
    return switch arrow.map({ tree.tokens[$0].kind }) {
    case .arrowMessage: KindSet.messaging | [.worker, .function]
    case .arrowReplication: KindSet.stores
    case .arrowCall, .arrowTwoWay: KindSet.edge | KindSet.compute | KindSet.stores | [.external, .identity]
    default: []
    }
  }

  /// What the relations in an entry's own block lead to.
  private func targets(ofStatementsIn entry: Int) -> [Int] {
    guard entry != DeclarationTable.program, KindSet.components.contains(table[entry].kind ?? .program) else {
      return []
    }
    let tree = table.tree(of: entry)
    var result: [Int] = []
    for node in tree.statements(of: table[entry].node) where tree.nodes[node].kind == .relation {
      let head = tree.head(ofRelation: node)
      guard head.ends.count == 2, head.ends[0].isEmpty else { continue }
      for path in RelationHead.paths(of: head.ends[1], tokens: tree.tokens)
      where !(tree.source.id == self.tree.source.id && tree.tokens[path.lowerBound].range == site.word) {
        if let found = table.resolve(path: path, in: tree, from: entry, kinds: KindSet.components)?.last {
          result.append(found)
        }
      }
    }
    return result
  }

  // MARK: Flows

  /// The flow around the cursor, or nil.
  var enclosingFlow: Int? {
    table.surroundings(of: site.context.scope).first { table[$0].kind == .flow }
  }

  /// The next step of a flow: what relations of the source lead to, then every other component.
  private mutating func steps(from source: Int, in flow: Int, _ arrow: Int?) {
    let model = snapshot.compilation.model
    var reached: [Int] = []
    if let element = snapshot.index.element(declaredBy: table[source].node, in: table[source].file) {
      for relation in model.outgoing(element).prefix(CompletionList.limit) {
        let node = model[model[relation].target].node
        if let target = table.entry(declaredBy: node.node, in: node.file), !reached.contains(target) {
          reached.append(target)
        }
      }
    }
    for target in reached where table[target].name != .none {
      add(name(target, table.shortest(target, from: site.context.scope, kinds: KindSet.components), 0))
    }
    names(of: KindSet.components, rank: 20, excluded: Set(reached).union([source]))
  }
}
