import ArchModel

/// Finds what verdicts rest on: each input that somebody assumes, aims at or promises is halved and raised by half, and
/// all verdicts are judged again.
struct Sensitivity<Source: FigureSource> {
  private let figures: Source

  init(_ figures: Source) {
    self.figures = figures
  }

  /// Inputs tried at most. In large models fewer, as each trial computes the whole model twice.
  static var countLimit: Int { 64 }
  static var workLimit: Int { 60_000 }

  func fill(
    _ verdicts: inout [Verdict], terms: [[Verifier<Source>.TermCase]], judge: (Source) -> [Verdict]
  ) {
    guard verdicts.contains(where: { $0.state.isDecided }) else { return }
    let inputs = figures.inputs
    let size = max(1, inputs.model.elements.count + inputs.model.relations.count)
    let limit = min(Self.countLimit, max(2, Self.workLimit / size))
    let candidates = ranked(inputs.unsure, terms: terms)
    for candidate in candidates.prefix(limit) {
      let trials = [0.5, 1.5].map { factor in
        (factor, judge(Source(inputs.moving(property: candidate.input.property, by: factor))))
      }
      for index in verdicts.indices where verdicts[index].state.isDecided {
        let changed = trials.contains { !Self.isSame(verdicts[index], $0.1[index]) }
        guard changed else { continue }
        let flip = trials.first { $0.1[index].state.isDecided && $0.1[index].state != verdicts[index].state }
        verdicts[index].assumptions.append(
          Assumption(term: candidate, isFlipping: flip != nil, factor: flip?.0 ?? 1))
      }
    }
    for index in verdicts.indices {
      let list = verdicts[index].assumptions
      verdicts[index].assumptions = list.filter(\.isFlipping) + list.filter { !$0.isFlipping }
      verdicts[index].isCut = candidates.count > limit && verdicts[index].state.isDecided
    }
  }

  /// What the judged figures read by their explanations, first.
  private func ranked(_ all: [Term], terms: [[Verifier<Source>.TermCase]]) -> [Term] {
    var read: Set<Int32> = []
    for term in terms.joined().prefix(32) where term.scenario == nil {
      guard let explanation = figures.explanation(term.subject, term.name, term.conditions) else { continue }
      read.formUnion(explanation.terms.map(\.input.property))
    }
    return all.filter { read.contains($0.input.property) } + all.filter { !read.contains($0.input.property) }
  }

  private static func isSame(_ a: Verdict, _ b: Verdict) -> Bool {
    a.state == b.state
      && zip(a.terms, b.terms).allSatisfy { $0.figure.value == $1.figure.value && $0.figure.bound == $1.figure.bound }
  }
}
