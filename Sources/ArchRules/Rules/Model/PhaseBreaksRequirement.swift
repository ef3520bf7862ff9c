import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let phaseBreaksRequirement = Rule(
    "MOD014", "phase-breaks-requirement", .error,
    summary: "A phase of a migration after which a requirement fails that held before it and holds in the end.",
    why: """
      Each phase leaves a system that runs for weeks or months: what fails then fails for users, whatever the plan is for \
      later.
      """,
    fix: """
      `archc figures FILE --phase P1` computes the architecture in between and `archc why` explains a figure. Add what the \
      requirement needs in this phase or before it, change the order with `after`, or say in the requirement from when on \
      it holds. A requirement is judged only where every part that it reads exists.
      """,
    remedy: "keep the requirement in every phase",
    sources: [
      "M. Fowler, StranglerFigApplication, 2004",
      "The Open Group, TOGAF Standard: Transition Architectures",
      "ISO/IEC/IEEE 29148:2018, Requirements engineering: verification",
    ],
    bad: [
      """
      client Web { -> Shop }
      service Shop { p50: 10ms, p99: 60ms, timeout: 1s, -> Old, -> Stock }
      service Old { p50: 40ms, p99: 150ms }
      service Stock { p50: 5ms, p99: 30ms }
      flow Buy { Web -> Shop -> Stock }
      requirement R1 "Buying is quick" { verify: Buy.p99 < 120ms }
      migration {
        phase P1 "Stock goes through an adapter" { adds: Stock, changes: Stock, extend Stock { p50: 60ms, p99: 200ms } }
        phase P2 "Stock stands alone" { after: P1, extend Stock { p50: 5ms, p99: 30ms } }
      }
      """,
      """
      import "steps.arch"
      defaults { service { p50: 20ms, p99: 80ms, timeout: 1s, replicas: 1, cost: $40/month } }
      client Web { -> Api }
      service Api { -> Stock }
      service Stock {}
      requirement R1 "It stays cheap" { verify: cost < $150/month }
      // file: steps.arch
      migration "Out of the cellar" {
        phase Move { adds: Stock, service Twin { p50: 20ms, p99: 80ms, cost: $90/month } }
      }
      """,
    ],
    good: [
      """
      client Web { -> Shop }
      service Shop { p50: 10ms, p99: 60ms, timeout: 1s, -> Stock }
      service Stock { p50: 5ms, p99: 30ms }
      flow Buy { Web -> Shop -> Stock }
      requirement R1 "Buying is quick" { verify: Buy.p99 < 120ms }
      migration {
        phase P1 "Nothing to buy yet" { adds: Shop }
        phase P2 "Stock stands alone" { adds: Stock, after: P1 }
      }
      """,
      """
      defaults { service { p50: 20ms, p99: 80ms, timeout: 1s, replicas: 1, cost: $40/month } }
      client Web { -> Api }
      service Api { -> Stock }
      service Stock {}
      requirement R1 "It stays cheap" { verify: cost < $150/month }
      migration {
        phase Move { adds: Stock, extend Stock { cost: $50/month } }
      }
      """,
    ],
    check: { context in
      PhaseTrial(context).findings()
    })
}

/// Judges the requirements in the architecture after each phase.
private struct PhaseTrial {
  let context: RuleContext
  private let model: Model

  /// Each phase is a model of its own, bound and computed anew; programs have few.
  private static let limit = 64

  init(_ context: RuleContext) {
    self.context = context
    model = context.model
  }

  func findings() -> [Finding] {
    // With a phase laid over the program that is judged itself, by MOD006.
    guard model.variants.isEmpty, !model.verifications.isEmpty else { return [] }
    let phases = model.phasesInOrder.filter { context.isSound($0) }
    guard !phases.isEmpty else { return [] }
    // What fails in the whole program is MOD006's, and what fails before the first phase no phase breaks.
    let ofWhole = failures(of: context.computed.figures)
    let start = model.applying(.beforeMigration).map { failures(of: Figures($0)) } ?? []
    var ledger = Ledger()
    // What fails when all phases up to one are done.
    var together = start
    var done: [ElementID] = []
    for phase in phases.prefix(Self.limit) {
      guard let after = model.after(phase: phase) else { continue }
      let figures = Figures(after)
      let failed = failures(of: figures)
      let earlier = model.earlierPhases(phase).filter { ledger.failed[$0] != nil }
      var before = earlier.isEmpty ? start : []
      for other in earlier { before.formUnion(ledger.failed[other] ?? []) }
      if earlier.count > 1 { before.formUnion(together) }
      ledger.note(failed, of: phase, standingOn: earlier)
      let broken = failed.subtracting(before).subtracting(ofWhole)
      if !broken.isEmpty { ledger.add(self.broken(broken, by: phase, besides: [], figures), of: phase) }
      done.append(phase)
      // Phases that do not stand on one another are there at the same time, too.
      let besides = done.filter { $0 != phase && !isUnder(phase, $0) }
      guard !besides.isEmpty, let all = model.after(phases: done) else { continue }
      let sum = Figures(all)
      let failedInAll = failures(of: sum)
      let news = failedInAll.subtracting(
        ledger.failed.values.reduce(into: together.union(ofWhole)) { $0.formUnion($1) })
      if !news.isEmpty { ledger.add(self.broken(news, by: phase, besides: besides, sum), of: phase) }
      together.formUnion(failedInAll)
    }
    return ledger.found.map(finding)
  }

  /// Whether a phase comes after another one, by whatever way.
  private func isUnder(_ phase: ElementID, _ other: ElementID) -> Bool {
    var seen: Set<ElementID> = [phase]
    var open = [phase]
    while let next = open.popLast() {
      for earlier in model.earlierPhases(next) where seen.insert(earlier).inserted { open.append(earlier) }
    }
    return seen.contains(other)
  }

  private func broken(
    _ paths: Set<String>, by phase: ElementID, besides others: [ElementID], _ figures: Figures
  ) -> [Broken] {
    let after = figures.inputs.model
    return figures.verdicts().compactMap { verdict in
      guard verdict.state == .failed, case .requirement(let requirement) = verdict.subject,
        paths.contains(after.path(requirement)), let term = verdict.deciding
      else { return nil }
      return Broken(
        phase: phase, others: others, requirement: requirement, path: after.path(requirement), verdict: verdict,
        term: term, figures: figures)
    }
  }

  /// What fails after each phase, and which finding says so.
  private struct Ledger {
    private(set) var failed: [ElementID: Set<String>] = [:]
    private(set) var found: [Broken] = []
    private var places: [ElementID: [String: Int]] = [:]

    /// What fails already after the phases that this one stands on is no new finding, but belongs to theirs.
    mutating func note(_ paths: Set<String>, of phase: ElementID, standingOn earlier: [ElementID]) {
      failed[phase] = paths
      for path in paths.sorted() {
        let known = places
        guard let place = earlier.compactMap({ known[$0]?[path] }).first else { continue }
        places[phase, default: [:]][path] = place
        found[place].later.append(phase)
      }
    }

    mutating func add(_ items: [Broken], of phase: ElementID) {
      for item in items {
        places[phase, default: [:]][item.path] = found.count
        found.append(item)
      }
    }
  }

  /// A requirement that fails after a phase, and the later ones after which it still does.
  private struct Broken {
    let phase: ElementID
    /// Those that are done as well, and without which it would hold.
    let others: [ElementID]
    let requirement: ElementID
    let path: String
    let verdict: Verdict
    let term: TermVerdict
    let figures: Figures
    var later: [ElementID] = []
  }

  private func failures(of figures: Figures) -> Set<String> {
    let model = figures.inputs.model
    return Set(
      figures.verdicts(sensitivity: false).compactMap { verdict in
        guard verdict.state == .failed, case .requirement(let requirement) = verdict.subject else { return nil }
        return model.path(requirement)
      })
  }

  private func finding(_ broken: Broken) -> Finding {
    let after = broken.figures.inputs.model
    let wording = VerdictWording(broken.figures)
    let done = broken.others.map { Wording.name($0, in: model) } + [Wording.name(broken.phase, in: model)]
    let name = done.count == 1 ? done[0] : "\(Wording.list(done)) together"
    var labels = broken.term.tokens.map { [Label(wording.span($0), broken.term.text)] } ?? []
    for phase in broken.later.prefix(3) { labels.append(Label(model.nameSpan(phase), "still fails")) }
    let finding = Finding(
      .element(broken.phase),
      "after \(name) \(after.shortName(broken.requirement)) fails: \(wording.outcome(broken.term))",
      at: model.nameSpan(broken.phase), label: after.shortName(broken.requirement), labels: labels,
      why: broken.others.isEmpty
        ? "the system runs like this until the next phase"
        : "neither comes after the other, so both are there at the same time")
    var result = wording.failure(broken.verdict, broken.term, finding)
    // The way to the figure has to name the phase.
    if !broken.others.isEmpty {
      result.note = nil
    } else if let note = result.note, note.hasSuffix("`"), note.contains("`archc why ") {
      result.note = String(note.dropLast()) + " --phase \(model.path(broken.phase))`"
    }
    return result
  }
}
