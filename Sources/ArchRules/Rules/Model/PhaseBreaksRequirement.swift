import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let phaseBreaksRequirement = Rule(
    "MOD014", "phase-breaks-requirement", .error,
    summary: "A phase of a migration after which a requirement fails that held before, or that holds in the end.",
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
    let atStart = model.applying(.beforeMigration).map { failures(of: Figures($0)) } ?? []
    var found: [Broken] = []
    /// What fails after each phase that was judged; each is judged behind those it comes after.
    var failing: [ElementID: Set<String>] = [:]
    /// After each phase, of what a phase broke, which finding says so.
    var places: [ElementID: [String: Int]] = [:]
    for phase in phases.prefix(Self.limit) {
      guard let after = model.after(phase: phase) else { continue }
      let figures = Figures(after)
      let failed = failures(of: figures)
      failing[phase] = failed
      // A phase answers for what held in all that it stands on, be it several phases that know nothing of each other.
      let earlier = model.earlierPhases(phase).filter { failing[$0] != nil }
      let known = earlier.isEmpty ? atStart : earlier.reduce(into: []) { $0.formUnion(failing[$1] ?? []) }
      let candidates = failed.subtracting(ofWhole)
      var mine: [String: Int] = [:]
      for path in candidates.intersection(known).sorted() {
        guard let place = earlier.lazy.compactMap({ places[$0]?[path] }).first else { continue }
        mine[path] = place
        found[place].later.append(phase)
      }
      let new = candidates.subtracting(known)
      for verdict in new.isEmpty ? [] : figures.verdicts() where verdict.state == .failed {
        guard case .requirement(let requirement) = verdict.subject, let term = verdict.deciding else { continue }
        let path = after.path(requirement)
        guard new.contains(path), mine[path] == nil else { continue }
        mine[path] = found.count
        found.append(
          Broken(
            phase: phase, requirement: requirement, title: after.displayName(requirement), path: path,
            verdict: verdict, term: term, figures: figures))
      }
      places[phase] = mine
    }
    return found.map(finding)
  }

  /// A requirement that fails after a phase, and the later ones after which it still does.
  private struct Broken {
    let phase: ElementID
    let requirement: ElementID
    let title: String
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
    let name = Wording.name(broken.phase, in: model)
    var labels = broken.term.tokens.map { [Label(wording.span($0), broken.term.text)] } ?? []
    for phase in broken.later.prefix(3) { labels.append(Label(model.nameSpan(phase), "still fails")) }
    let finding = Finding(
      .element(broken.phase),
      "after \(name) \(after.shortName(broken.requirement)) fails: \(wording.outcome(broken.term))",
      at: model.nameSpan(broken.phase), label: after.shortName(broken.requirement), labels: labels,
      why: "the system runs like this until the next phase")
    var result = wording.failure(broken.verdict, broken.term, finding)
    // The way to the figure has to name the phase.
    if let note = result.note, note.hasSuffix("`"), note.contains("`archc why ") {
      result.note = String(note.dropLast()) + " --phase \(model.path(broken.phase))`"
    }
    return result
  }
}
