import ArchModel
import ArchSyntax

extension Rule {
  static let missingTimeout = Rule(
    "REL001", "missing-timeout", .warning, isDefault: true, needsWholeProgram: true,
    summary: "A call over the network for which no timeout is in effect.",
    why: """
      A callee that hangs holds the caller's threads and connections until none is left, and then the caller hangs too. \
      Of all ways to fail, slowness spreads the furthest.
      """,
    fix: """
      Set `timeout:` on the relation, on the caller for all its calls, on a boundary or mesh, or in \
      `defaults { service { timeout: 2s } }`. A `deadline` that is handed on counts as one. Calls of actors, clients and \
      outside systems need none of ours, nor do calls inside one program.
      """,
    remedy: "set a timeout",
    sources: [
      "M. Nygard, Release It!, 2nd edition, 2018: Timeouts",
      "AWS Well-Architected Framework, Reliability Pillar: REL05-BP05 Set client timeouts",
      "CWE-400: Uncontrolled Resource Consumption",
    ],
    bad: [
      """
      service Shop { -> Ledger }
      database Ledger { backup: every 1h }
      """,
      """
      import "parts.arch"
      defaults { worker { timeout: 5s } }
      service Shop { -> [Stock, Prices] }
      worker Mailer { -> Stock }
      // file: parts.arch
      service Stock {}
      service Prices {}
      """,
    ],
    good: [
      """
      service Shop { -> Ledger { timeout: 500ms } }
      database Ledger { backup: every 1h }
      """,
      """
      defaults { service { timeout: 2s } }
      zone Inner {
        mesh Linkerd { timeout: 1s }
        gateway Api { -> Shop }
        service Shop { -> Stock }
      }
      service Stock { module Count {}, module Order { -> Count } }
      """,
    ],
    check: { context in
      let facts = context.facts
      let calls = context.relations.filter { relation in
        let data = context.model[relation]
        let target = context.model[data.target].kind
        return ModelFacts.callers.contains(context.model[data.source].kind) && target != .monitor && target != .mesh
          && facts.isNetworkCall(relation) && facts.effective(.timeout, of: relation) == nil
          && facts.stance(.deadline, of: relation) != .yes
      }
      return CallStatement.grouped(calls, in: context.model).map { finding($0, in: context) }
    })

  private static func finding(_ call: CallStatement, in context: RuleContext) -> Finding {
    let model = context.model
    let targets = call.relations.map { model[$0].target }
    let caller = Wording.name(call.source, in: model)
    let kind = model[call.source].kind.rawValue
    let text = "timeout: \(limit(for: targets, in: context.facts))"
    return Finding(
      .relation(call.relations[0]), "\(caller) calls \(Wording.names(targets, in: model)) with no timeout in effect",
      at: model.span(call.relations[0]), label: "waits without end",
      why: "when the callee hangs, \(caller) hangs with it",
      help: "or for all calls of its kind: `defaults { \(kind) { \(text) } }`",
      fix: StatementInsertion.edit(text, into: call.node, in: model).map {
        Fix("insert `\(text)`", safety: .needsReview, edits: [$0])
      }
    ).caused(by: call.relations.dropFirst().map { .relation($0) })
  }

  /// Two seconds, or twice the callees' p99 where that is longer, in whole seconds.
  private static func limit(for targets: [ElementID], in facts: ModelFacts) -> String {
    let slowest = targets.compactMap { facts.value(.p99, of: $0).flatMap { facts.model.figure($0)?.value } }.max() ?? 0
    let seconds = min(max(2, (slowest * 2).rounded(.up)), 3600)
    return "\(Int(seconds))s"
  }
}
