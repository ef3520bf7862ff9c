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
    guard !model.nevers.isEmpty else { return result }
    let names = PartNames(model)
    for never in model.nevers where context.isSound(never.use) {
      let parts = PatternParts(of: never.use, names: names, in: model)
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
      help: "take the relation away, or bind another component"
    ).caused(by: [.relation(relation)])
  }
}
