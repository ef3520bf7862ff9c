import ArchModel
import ArchSyntax

extension Rule {
  static let ownerless = Rule(
    "MNT004", "ownerless", .warning, isDefault: true, needsWholeProgram: true,
    summary: "A part that nobody answers for, in a system whose other parts have owners.",
    why: "When it breaks at night nobody is called, and when it has to change nobody may decide.",
    fix: """
      State `owner: "Sales"` on the part, on a boundary around it, in `defaults`, or once for all on the `system`. A \
      module has the owner of its program, and what lives `on` a part that of its host.
      """,
    remedy: "name an owner",
    sources: [
      "AWS Well-Architected Framework, Operational Excellence Pillar: OPS02-BP01 Resources have identified owners",
      "M. Skelton and M. Pais, Team Topologies, 2019, chapter 3: Team-First Thinking",
    ],
    bad: [
      """
      service Orders { owner: "Sales" }
      service Stock {}
      """,
      """
      import "parts.arch"
      defaults { service { owner: "Sales" } }
      service Orders { module Prices {} }
      // file: parts.arch
      queue Mails {}
      cache Pages { ttl: 1h }
      database Ledger { backup: every 1h }
      """,
    ],
    good: [
      """
      system Shop { owner: "Sales" }
      service Orders { owner: "Orders team" }
      queue Mails {}
      """,
      """
      defaults { database { owner: "Sales", backup: every 1h } }
      domain Selling { owner: "Sales", service Orders { module Prices {} } }
      database Ledger {}
      queue Mails { on: Ledger }
      client Web
      external Cards
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      let subjects = context.elements(of: WatchedParts.subjects)
      func isOwned(_ element: ElementID) -> Bool {
        facts.owner(of: element) != nil || facts.owner(of: facts.host(of: element)) != nil
      }
      let owned = subjects.filter(isOwned)
      guard owned.count < subjects.count, let first = subjects.first(where: { !isOwned($0) }) else { return [] }
      let hasOwner =
        !owned.isEmpty || model.elements(of: KindSet.parts).contains { model.stated(.owner, of: $0) != nil }
      guard hasOwner else {
        return [
          Finding(
            .element(first), "the model names no owner", at: model.nameSpan(first), label: "who answers for this?",
            help: "state `owner: \"…\"` once for all on the `system`, or on parts and boundaries"
          ).gathered(Gathering(.model, isGap: true) { _ in "the model names no owner" })
        ]
      }
      return subjects.filter { !isOwned($0) }.map { element in
        Finding(
          .element(element), "nobody answers for \(Wording.name(element, in: model))", at: model.nameSpan(element),
          label: "no owner", why: "when it breaks nobody is called", help: "state `owner: \"…\"` on it or around it"
        ).gathered(Gathering(.model) { "nobody answers for \($0) components" })
      }
    })
}
