import ArchModel
import ArchSyntax

extension Rule {
  static let busyDatabase = Rule(
    "PER008", "busy-database", .warning,
    summary: "A database that runs programs or calls other parts.",
    why: """
      A database is the part that is hardest to scale. Work that any cheap machine could do takes its processors and its \
      connections from the queries that only it can answer, and a call out of it holds locks while it waits.
      """,
    fix: """
      Move the work into a service or worker that reads and writes the database. Let the database tell of changes by \
      messages (`~>`) or copy them (`=>`), which it does not wait for.
      """,
    remedy: "move the work out",
    sources: ["Azure Architecture Center: Busy Database antipattern"],
    bad: [
      """
      service Shop { -> Orders { timeout: 1s } }
      database Orders { -> Mails { timeout: 1s } }
      service Mails {}
      """,
      """
      defaults { service { timeout: 1s } }
      service Shop { -> Orders }
      database Orders {}
      job Totals { on: Orders, schedule: "every night" }
      function Prices { on: Orders, -> Rates { timeout: 1s } }
      external Rates {}
      """,
    ],
    good: [
      """
      service Shop { -> Orders { timeout: 1s } }
      database Orders { ~> Changes, => Copy }
      queue Changes { dead-letter: Refused, ~> Mailer }
      queue Refused { alert }
      worker Mailer {}
      database Copy { derived }
      """,
      """
      service Shop { -> Orders { timeout: 1s } }
      database Orders { on: Host }
      service Host {}
      database Search { on: Orders, derived }
      """,
    ],
    check: { context in
      let model = context.model
      var guests: [ElementID: [ElementID]] = [:]
      for element in context.elements(of: KindSet.compute) {
        guard case .element(let host) = context.facts.effective(.on, of: element)?.property.stated.value,
          model[host].kind == .database
        else { continue }
        guests[host, default: []].append(element)
      }
      let called: KindSet = KindSet.compute | [.gateway, .external]
      return context.elements(of: [.database]).compactMap { store in
        let programs = (guests[store] ?? []) + model.children(store).filter { KindSet.compute.contains(model[$0].kind) }
        let calls = model.outgoing(store).filter { relation in
          context.isSound(relation) && model[relation].arrow == .call
            && called.contains(model[model[relation].target].kind)
        }
        guard !programs.isEmpty || !calls.isEmpty else { return nil }
        var parts: [String] = []
        if !programs.isEmpty { parts.append("runs \(Wording.names(programs, in: model))") }
        if !calls.isEmpty { parts.append("calls \(Wording.names(calls.map { model[$0].target }, in: model))") }
        return Finding(
          .element(store), "\(Wording.name(store, in: model)) \(Wording.list(parts))", at: model.nameSpan(store),
          labels: programs.prefix(3).map { Label(model.nameSpan($0), "runs on the database") }
            + calls.prefix(3).map { Label(model.span($0), "the database waits") },
          why: "its processors and connections are missing for queries, and it is the hardest part to scale",
          help: "let a service or worker do it, and tell of changes by messages")
      }
    })
}
