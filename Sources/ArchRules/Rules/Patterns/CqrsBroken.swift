import ArchModel
import ArchSyntax

extension Rule {
  static let cqrsBroken = Rule(
    "PAT002", "cqrs-broken", .error, needsWholeProgram: true,
    summary: "Commands and queries that are said to be apart and are not.",
    why: """
      Reads are only allowed to be late and shaped at will because nothing is decided on them and one path alone changes \
      them. A query that writes, a read store that others write, or one that nothing fills takes that away.
      """,
    fix: """
      Let the query side read only, let the projection alone write the read store, and lead every change to it: by \
      messages, by `=>`, or by the command side. The rule looks at each `use` of a pattern in which one program writes a \
      database and another one reads another, or may not touch the first.
      """,
    remedy: "part the two sides",
    sources: [
      "G. Young, CQRS Documents, 2010",
      "Azure Architecture Center: CQRS pattern",
      "M. Fowler, CQRS, 2011",
    ],
    bad: [
      """
      pattern Sides {
        service command
        service query
        database write
        database read
        command -> write { access: write }
        query -> read { access: read }
      }
      defaults { service { timeout: 1s }, database { backup: every 1h } }
      service Orders { ~> Changes ~> Builder }
      topic Changes { delivery: at-most-once }
      worker Builder { -> Views { timeout: 1s, access: write } }
      service Reports { -> Ledger { access: write } }
      database Ledger
      database Views { derived }
      use Sides Sales { command: Orders, query: Reports, write: Ledger, read: Views }
      """,
      """
      import "patterns.arch"
      defaults { database { backup: every 1h }, worker { timeout: 1s } }
      worker Repairs { -> Views { access: write } }
      database Ledger
      database Views { derived }
      use Sides Sales { write: Ledger, read: Views }
      // file: patterns.arch
      pattern Sides {
        service command { timeout: 1s, -> write { access: write }, ~> news }
        service query { timeout: 1s, -> read { access: read } }
        topic news { delivery: at-most-once, ~> projector }
        worker projector { timeout: 1s, -> read { access: write } }
        database write
        database read
      }
      """,
      """
      pattern Sides {
        service command
        service query
        database write
        database read
        command -> write { access: write, timeout: 1s }
        query -> read { access: read, timeout: 1s }
      }
      use Sides Sales {}
      defaults { database { backup: every 1h } }
      """,
    ],
    good: [
      """
      pattern Sides {
        service command
        service query
        database write
        database read
        command -> write { access: write, timeout: 1s }
        write => read
        query -> read { access: read, timeout: 1s }
      }
      defaults { database { backup: every 1h } }
      use Sides Sales {}
      """,
      """
      import "patterns.arch"
      defaults { service { timeout: 1s }, database { backup: every 1h } }
      service Orders { -> Names { access: write } }
      database Names
      use Sides Sales { command: Orders }
      // file: patterns.arch
      pattern Sides {
        service command
        service query
        database write
        topic news { delivery: at-most-once }
        worker projector
        database read
        command -> write { access: write }
        command ~> news ~> projector -> read { timeout: 1s, access: write }
        query -> read { access: read }
      }
      """,
    ],
    check: { context in
      let check = CommandQueryCheck(context)
      return check.findings()
    })
}

private struct CommandQueryCheck {
  let context: RuleContext
  private let model: Model
  private let facts: ModelFacts

  init(_ context: RuleContext) {
    self.context = context
    model = context.model
    facts = context.facts
  }

  func findings() -> [Finding] {
    let uses = context.elements(of: [.use])
    guard !uses.isEmpty else { return [] }
    let names = PartNames(model)
    var patterns: [String: ElementID] = [:]
    for pattern in model.elements(of: .pattern) { patterns[model.name(pattern)] = pattern }
    return uses.flatMap { use -> [Finding] in
      guard let shape = PatternShape(of: use, patterns: patterns, in: model), let sides = CommandQueryShape(shape)
      else {
        return []
      }
      let parts = PatternParts(of: use, names: names, in: model)
      guard let command = parts.component(sides.command), let query = parts.component(sides.query),
        let write = parts.component(sides.writeStore)
      else { return [] }
      let read = sides.readStore.flatMap { parts.component($0) }
      let members = shape.parts.compactMap { parts.component($0.name) }
      let writing = queryWrites(use, query: query, stores: [write] + (read.map { [$0] } ?? []))
      guard let read, read != write else { return writing }
      let hasProjector = shape.bonds.contains {
        $0.writes && $0.target == sides.readStore && $0.source != sides.command && $0.source != sides.query
      }
      return writing + foreignWrites(use, read: read, members: members, hasProjector: hasProjector)
        + unfilled(use, read: read, write: write, command: command)
    }
  }

  private func finding(
    _ subject: Subject, _ use: ElementID, _ message: String, _ labels: [Label], _ why: String, _ help: String
  ) -> Finding {
    Finding(
      subject, "\(Wording.name(use, in: model)) does not part its sides: \(message)", at: model.nameSpan(use),
      labels: labels, why: why, help: help)
  }

  private func queryWrites(_ use: ElementID, query: ElementID, stores: [ElementID]) -> [Finding] {
    let program = facts.process(of: query)
    return stores.flatMap { store in
      facts.writers(of: store).filter { $0.program == program && context.isSound($0.relation) }.map { writer in
        finding(
          .relation(writer.relation), use,
          "the query side \(Wording.name(query, in: model)) writes \(Wording.name(store, in: model))",
          [Label(model.span(writer.relation), "writes")],
          "what only the command side may decide is decided in two places", "let the query side read only")
      }
    }
  }

  /// - Parameter hasProjector: whether the pattern says what fills the read store; else what takes messages may.
  private func foreignWrites(
    _ use: ElementID, read: ElementID, members: [ElementID], hasProjector: Bool
  ) -> [Finding] {
    let own = Set(members.map { facts.process(of: $0) })
    let writers = facts.writers(of: read).filter { writer in
      if own.contains(writer.program) || !context.isSound(writer.relation) { return false }
      return hasProjector || !model.incoming(writer.program).contains { model[$0].arrow == .message }
    }
    return writers.map { writer in
      finding(
        .relation(writer.relation), use,
        "\(Wording.name(writer.program, in: model)) writes the read store \(Wording.name(read, in: model))",
        [Label(model.span(writer.relation), "is no part of the pattern")],
        "what it writes is lost when the read store is built again", "let the projection alone write it")
    }
  }

  /// A read store that no known way leads to. A relation of which the access is not stated may be one.
  private func unfilled(_ use: ElementID, read: ElementID, write: ElementID, command: ElementID) -> [Finding] {
    let isFilled = model.incoming(read).contains { relation in
      model[relation].arrow == .replication || model[relation].arrow == .message || !facts.isRead(relation)
    }
    guard !isFilled, model.stated(.on, of: read) == nil else { return [] }
    return [
      finding(
        .element(use), use,
        "nothing carries what \(Wording.name(command, in: model)) writes to \(Wording.name(read, in: model))",
        [Label(model.nameSpan(write), "written"), Label(model.nameSpan(read), "read, and never filled")],
        "queries never see a change", "add a projection: messages to a worker that writes it, or `=>`")
    ]
  }
}
