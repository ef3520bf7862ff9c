import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let patternNeverViolated = Rule(
    "PAT006", "pattern-never-violated", .error,
    summary: "A relation that a pattern in use forbids between its parts.",
    why: "The pattern's benefits rest on what it forbids; with the relation it is the pattern by name only.",
    fix: "Take the relation away, bind another component to the part, or do without the pattern.",
    remedy: "take the forbidden relation away",
    sources: ["D. Garlan and M. Shaw, An Introduction to Software Architecture, 1994: styles and their constraints"],
    bad: [
      """
      pattern Split "Commands and queries apart" {
        service command
        service query
        database write
        command -> write { access: write }
        never "Queries never touch the write store" { query -> write }
      }
      service Orders
      service Reports
      database Ledger { backup: every 1h keep 30d }
      Orders -> Ledger { timeout: 500ms, access: write }
      Reports -> Ledger { timeout: 500ms, access: read }
      use Split Sales { command: Orders, query: Reports, write: Ledger }
      """,
      """
      import "patterns.arch"
      service Orders
      service Reports { -> Mart }
      service Mart { -> Ledger }
      database Ledger { backup: every 1h keep 30d }
      use Split Sales { command: Orders, query: Reports, write: Ledger }
      // file: patterns.arch
      pattern Split "Commands and queries apart" {
        service command
        service query
        database write
        command -> write { access: write }
        never "Queries never reach the write store" { query ->+ write }
      }
      """,
    ],
    good: [
      """
      pattern Split "Commands and queries apart" {
        service command
        service query
        database write
        command -> write { access: write }
        never "Queries never touch the write store" { query -> write }
      }
      service Orders
      service Reports
      database Ledger { backup: every 1h keep 30d }
      Orders -> Ledger { timeout: 500ms, access: write }
      use Split Sales { command: Orders, query: Reports, write: Ledger }
      """,
      """
      pattern Split "Commands and queries apart" {
        service command
        service query
        database write
        command -> write { access: write }
        never "Queries never touch the write store" { query -> write }
      }
      service Orders
      service Reports { ~> Orders }
      database Ledger { backup: every 1h keep 30d }
      use Split Sales { command: Orders, query: Reports, write: Ledger }
      """,
    ],
    check: { context in
      var check = PatternNevers(context)
      return check.findings()
    })
}

/// Compares what patterns in use forbid with the relations of the model.
private struct PatternNevers {
  let context: RuleContext
  private let model: Model
  /// The graph of calls; made when a `->+` asks for it.
  private var calls: Digraph?

  init(_ context: RuleContext) {
    self.context = context
    model = context.model
  }

  mutating func findings() -> [Finding] {
    var result: [Finding] = []
    for never in model.nevers where context.isSound(never.use) {
      let parts = PatternParts(of: never.use, in: model)
      let tree = model.tree(of: never.node)
      for statement in tree.statements(of: never.node.node) where tree.nodes[statement].kind == .relation {
        if let finding = violation(of: never, statement: statement, tree: tree, parts: parts) { result.append(finding) }
      }
    }
    return result
  }

  private mutating func violation(
    of never: PatternNever, statement: Int, tree: SyntaxTree, parts: PatternParts
  ) -> Finding? {
    let head = tree.head(ofRelation: statement)
    for (index, arrow) in head.arrows.enumerated() {
      for left in RelationHead.paths(of: head.ends[index], tokens: tree.tokens) {
        for right in RelationHead.paths(of: head.ends[index + 1], tokens: tree.tokens) {
          let isTurned = tree.tokens[arrow].kind == .arrowCallBack || tree.tokens[arrow].kind == .arrowMessageBack
          guard let source = parts.component(tree, isTurned ? right : left),
            let target = parts.component(tree, isTurned ? left : right),
            let relation = relation(from: source, to: target, arrow: tree.tokens[arrow].kind)
          else { continue }
          return finding(never, statement: statement, tree: tree, source: source, target: target, relation: relation)
        }
      }
    }
    return nil
  }

  /// The relation that a forbidden arrow speaks of: the one between the two, or the first of a path of calls.
  private mutating func relation(from source: ElementID, to target: ElementID, arrow: TokenKind) -> RelationID? {
    let outgoing = model.outgoing(source)
    switch arrow {
    case .arrowPath:
      let calls = self.calls ?? Self.calls(of: model)
      self.calls = calls
      return outgoing.first { relation in
        model[relation].arrow.isSynchronous
          && Reachability(in: calls, from: [Int(model[relation].target.index)]).reaches(target)
      }
    case .arrowMessage, .arrowMessageBack:
      return outgoing.first { model[$0].target == target && model[$0].arrow == .message }
    case .arrowReplication:
      return outgoing.first { model[$0].target == target && model[$0].arrow == .replication }
    default:
      // A stream of two ways is a call as well.
      return outgoing.first { model[$0].target == target && model[$0].arrow.isSynchronous }
        ?? model.incoming(source).first { model[$0].source == target && model[$0].arrow == .twoWay }
    }
  }

  private static func calls(of model: Model) -> Digraph {
    Digraph(
      vertexCount: model.elements.count,
      edges: model.liveRelations.filter { model[$0].arrow.isSynchronous }.map {
        (Int(model[$0].source.index), Int(model[$0].target.index))
      })
  }

  private func finding(
    _ never: PatternNever, statement: Int, tree: SyntaxTree, source: ElementID, target: ElementID, relation: RelationID
  ) -> Finding {
    let head = tree.head(ofDeclaration: never.node.node)
    let title = head.title.map { StringValue.of(tree.tokens[$0], in: tree.source) } ?? ""
    let span = tree.span(ofTokens: tree.nodes[statement].firstToken..<tree.headEnd(of: statement))
    let why = title.isEmpty ? "\(tree.source.text(span.range)) is forbidden" : title
    let name = Wording.name(never.use, in: model)
    return Finding(
      .element(never.use), "\(name) has what its pattern forbids: \(Wording.name(relation, in: model))",
      at: model.nameSpan(never.use),
      labels: [Label(span, why), Label(model.span(relation), "is there")],
      help: "take the relation away, or bind another component")
  }
}

/// Which component plays each part of a pattern in one `use`.
private struct PatternParts {
  private let use: ElementID
  private let model: Model

  init(of use: ElementID, in model: Model) {
    self.use = use
    self.model = model
  }

  /// The component that a path inside the pattern means.
  func component(_ tree: SyntaxTree, _ path: Range<Int>) -> ElementID? {
    guard path.count == 1 else { return nil }
    let part = tree.text(ofToken: path.lowerBound)
    // What the pattern made stands inside the `use`; the others are bound in its block.
    if let made = model.children(use).first(where: { model.name($0) == part }) { return made }
    let reference = model[use].node
    let block = model.tree(of: reference)
    for statement in block.statements(of: reference.node) where block.nodes[statement].kind == .property {
      let key = block.nodes[statement].firstToken
      guard block.text(ofToken: key) == part else { continue }
      let value = key + 2..<block.nodes[statement].endToken
      guard let bound = RelationHead.paths(of: value, tokens: block.tokens).first else { return nil }
      return resolve(stride(from: bound.lowerBound, to: bound.upperBound, by: 2).map { block.text(ofToken: $0) })
    }
    return nil
  }

  /// Finds a path as the binder does: from the scope of the `use` outward, then what is unique in the program.
  private func resolve(_ path: [String]) -> ElementID? {
    var scope = model[use].parent
    while true {
      if let found = descend(path, from: scope) { return found }
      if scope == .program { break }
      scope = model[scope].parent
    }
    let all = model.elements(of: KindSet.parts).filter { model.name($0) == path.first }
    let found = all.compactMap { descend(Array(path.dropFirst()), from: $0) }
    return found.count == 1 ? found.first : nil
  }

  private func descend(_ path: [String], from start: ElementID) -> ElementID? {
    var current = start
    for name in path {
      let next = model.children(current).first { KindSet.parts.contains(model[$0].kind) && model.name($0) == name }
      guard let next else { return nil }
      current = next
    }
    return KindSet.components.contains(model[current].kind) ? current : nil
  }
}
