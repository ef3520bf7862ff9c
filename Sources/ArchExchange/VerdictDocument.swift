import ArchAnalysis
import ArchModel

/// What becomes of a requirement, an objective of a flow or a constraint.
public struct VerdictDocument: Codable, Sendable, Hashable {
  /// One comparison with the figure that was computed for it.
  public struct Term: Codable, Sendable, Hashable {
    public var subject: String
    /// The figure, as `verify:` names it.
    public var metric: String
    public var at: String
    public var failures: [String]
    /// The scenario under which it was taken, or null.
    @OrNull public var scenario: String?
    /// In base units; null where it is unknown.
    @OrNull public var value: Double?
    /// As people read it.
    public var text: String
    /// Such as `<=`; null where the figure stands alone.
    @OrNull public var comparison: String?
    /// In base units, or null.
    @OrNull public var limit: Double?
    /// `verified`, `failed` or `unknown`.
    public var state: String
  }

  /// An input that somebody assumes, aims at or promises, and on which the verdict rests.
  public struct Assumption: Codable, Sendable, Hashable {
    public var input: TermDocument
    /// Whether half of it, or half as much again, turns the verdict.
    public var isFlipping: Bool
  }

  /// The id of the requirement, flow or constraint.
  public var subject: String
  /// The figure of an objective or the property of a constraint; null for a requirement.
  @OrNull public var property: String?
  /// `verified`, `failed`, `stated` or `unknown`.
  public var state: String
  public var terms: [Term]
  public var assumptions: [Assumption]
  /// What would have to be stated, as `ID.property`.
  public var missing: [String]
  /// Why it is unknown where no input is missing, or null.
  @OrNull public var reason: String?

  public init(_ verdict: Verdict, in identities: FigureIdentities) {
    switch verdict.subject {
    case .requirement(let element): subject = identities.name(.element(element))
    case .objective(let flow, let name):
      subject = identities.name(.element(flow))
      property = name.rawValue
    case .constraint(let element, let name):
      subject = identities.name(.element(element))
      property = name.rawValue
    }
    state = verdict.state.word
    terms = verdict.terms.map { term in
      Term(
        subject: identities.name(term.figure.subject), metric: term.figure.name.rawValue,
        at: FigureIdentities.moment(term.figure.conditions.moment),
        failures: term.figure.conditions.failures.map {
          ($0.isOneReplica ? "1 of " : "") + identities.name(.element($0.element))
        },
        scenario: term.scenario.map { identities.name(.element($0)) }, value: term.figure.value.value, text: term.text,
        comparison: term.comparison?.rawValue, limit: term.limit?.value, state: term.state.word)
    }
    assumptions = verdict.assumptions.map {
      Assumption(input: TermDocument($0.term, in: identities), isFlipping: $0.isFlipping)
    }
    let isEndless = verdict.deciding?.isEndless ?? false
    let open = isEndless ? verdict.deciding?.figure.value.missing ?? Missing() : verdict.missing
    missing = open.inputs.map { identities.name($0.subject) + "." + $0.property.rawValue }
    reason = open.reason.isEmpty ? nil : open.reason
  }
}
