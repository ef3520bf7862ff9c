import ArchModel
import ArchSyntax

extension Rule {
  static let unobservedComponent = Rule(
    "OBS001", "unobserved-component", .warning, isDefault: true, needsWholeProgram: true,
    summary: "What no monitor sees, in a model that has a monitor; one finding for all.",
    why: "A part that nobody watches fails unseen, and users report it first.",
    fix: """
      Add the part, its kind or its boundary to `watches:` of a monitor, or state `metrics`, `logs`, `traces` or `alert` on it. In \
      a model without any monitor the rule leaves a note.
      """,
    remedy: "watch it",
    sources: [
      "Site Reliability Engineering, 2016, chapter 6: Monitoring Distributed Systems",
      "AWS Well-Architected Framework, Reliability Pillar: REL06-BP01 Monitor all components for the workload (Generation)",
    ],
    bad: [
      """
      service Shop { timeout: 1s, -> Ledger }
      database Ledger { backup: every 1h }
      monitor Watch { watches: service }
      """,
      """
      import "parts.arch"
      monitor Watch { watches: [Inner, Pages] }
      zone Inner { service Shop {} }
      // file: parts.arch
      service Pages {}
      service Stock {}
      cache Prices { ttl: 1h }
      """,
    ],
    good: [
      """
      service Shop { timeout: 1s, -> Ledger }
      database Ledger { backup: every 1h }
      monitor Watch { watches: [service, database] }
      """,
      """
      import "parts.arch"
      defaults { cache { metrics: Watch } }
      monitor Watch { watches: Inner }
      zone Inner { cluster Nodes { service Shop { module Carts {} } } }
      // file: parts.arch
      service Pages { -> Watch { timeout: 1s } }
      cache Prices { ttl: 1h }
      """,
    ],
    check: { context in
      let model = context.model
      let watch = WatchedParts(context.facts)
      if watch.seesUnknown { return [] }
      let unseen = context.elements(of: WatchedParts.subjects).filter { !watch.sees($0) }
      guard let first = unseen.first else { return [] }
      guard watch.hasMonitor else {
        return [
          Finding(
            .element(first), "the model has no monitor", at: model.nameSpan(first), label: "who sees that this fails?",
            help: "declare what watches: `monitor Watch { watches: [service, database] }`"
          ).gathered(Gathering(.model, isGap: true) { _ in "the model has no monitor" })
        ]
      }
      return unseen.map { element in
        Finding(
          .element(element), "no monitor sees \(Wording.name(element, in: model))", at: model.nameSpan(element),
          label: "not watched", why: "it fails unseen, and users report it first",
          help: "add it, its kind or its boundary to `watches:`"
        ).gathered(Gathering(.model) { "no monitor sees \($0) components" })
      }
    })
}

/// What the monitors of a model see.
struct WatchedParts {
  /// What runs and can fail unseen.
  static let subjects: KindSet =
    KindSet.compute | KindSet.stores | KindSet.messaging
    | [.cdn, .waf, .loadBalancer, .gateway, .registry, .identity, .secrets]

  let hasMonitor: Bool
  /// Whether a monitor does not say what it watches, so that nobody knows what is left.
  let seesUnknown: Bool
  private let facts: ModelFacts
  private var kinds = KindSet()
  private var parts: Set<ElementID> = []

  init(_ facts: ModelFacts) {
    self.facts = facts
    let model = facts.model
    let monitors = model.elements(of: .monitor)
    hasMonitor = !monitors.isEmpty
    var isVague = false
    for monitor in monitors {
      let stated = facts.effective(.watches, of: monitor)?.property.stated
      let joined = model.outgoing(monitor).map { model[$0].target } + model.incoming(monitor).map { model[$0].source }
      parts.formUnion(joined)
      guard let stated else {
        if joined.isEmpty { isVague = true }
        continue
      }
      for item in model.items(stated) {
        if case .element(let element) = item.value { parts.insert(element) }
        if let word = model.word(item.value), let kind = Kind(rawValue: word) { kinds.insert(kind) }
      }
    }
    seesUnknown = isVague
  }

  func sees(_ element: ElementID) -> Bool {
    for name in [PropertyName.metrics, .logs, .traces, .alert] where facts.stance(name, of: element) == .yes {
      return true
    }
    var current = element
    while current != .program {
      if parts.contains(current) || kinds.contains(facts.model[current].kind) { return true }
      current = facts.model[current].parent
    }
    return false
  }
}
