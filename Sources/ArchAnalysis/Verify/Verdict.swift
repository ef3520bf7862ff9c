import ArchModel

/// Where the figures of a model come from, for what judges them.
public protocol FigureSource: Sendable {
  var inputs: Inputs { get }
  /// The same with inputs that a sensitivity changed, or of another variant.
  init(_ inputs: Inputs)
  /// One figure, or nil where it does not apply to the subject.
  func figure(_ subject: FigureSubject, _ name: FigureName, _ conditions: Conditions) -> Figure?
  /// How a figure comes about, or nil where it does not apply.
  func explanation(_ subject: FigureSubject, _ name: FigureName, _ conditions: Conditions) -> Explanation?
}

/// What is judged.
public enum VerdictSubject: Sendable, Hashable {
  case requirement(ElementID)
  /// An objective of a flow: `p99`, `availability`.
  case objective(flow: ElementID, FigureName)
  /// A constraint of the system: `budget`, `load`.
  case constraint(ElementID, PropertyName)
}

/// What computing made of a comparison, a requirement, an objective or a constraint.
public enum VerdictState: Sendable, Hashable {
  case verified
  case failed
  /// There is nothing to compute.
  case stated
  case undecided(Missing)

  /// As machine formats spell it.
  public var word: String {
    switch self {
    case .verified: "verified"
    case .failed: "failed"
    case .stated: "stated"
    case .undecided: "unknown"
    }
  }

  var isDecided: Bool { self == .verified || self == .failed }
}

/// One comparison with the figure that was computed for it.
public struct TermVerdict: Sendable, Hashable {
  /// The comparison as it is written; of objectives and constraints the statement.
  public let tokens: TokenRef?
  public let figure: Figure
  /// The scenario under which the figure was taken, or nil.
  public let scenario: ElementID?
  /// Nil where the metric stands alone, as `available` may.
  public let comparison: Comparison?
  public let limit: Quantity?
  public let state: VerdictState

  /// The figure, with as many digits as keep it on its side of the limit.
  public var text: String { isEndless ? "without end" : FigureText.text(figure, against: limit) }

  /// What the figure is held against, as it is written; nil where it is not to be found.
  public func limitText(in model: Model) -> String? {
    guard let tokens, let limit, Int(tokens.file.index) < model.trees.count else { return nil }
    let words = model.words(tokens)
    let start = words.lastIndex { "<>=:".contains($0) }.map { words.index(after: $0) } ?? words.startIndex
    guard let word = words[start...].split(whereSeparator: \.isWhitespace).first.map(String.init),
      case .success(let read) = Array(word.utf8).withUnsafeBufferPointer({ QuantityParser.parse($0) }), read == limit
    else { return nil }
    return word
  }

  /// Whether it fails without a figure: a part that all requests wait for is asked for more than it can take.
  public var isEndless: Bool { state == .failed && figure.value.missing.isOverload }
}

/// An input that somebody assumes, aims at or promises, and what it does to a verdict.
public struct Assumption: Sendable, Hashable {
  public let term: Term
  /// Whether half or one and a half of it turns the verdict.
  public let isFlipping: Bool
  /// The factor that turns it; 1 where none does.
  public let factor: Double

  public init(term: Term, isFlipping: Bool, factor: Double) {
    self.term = term
    self.isFlipping = isFlipping
    self.factor = factor
  }
}

/// The judgement of one requirement, objective or constraint.
public struct Verdict: Sendable, Hashable {
  public let subject: VerdictSubject
  public let state: VerdictState
  public let terms: [TermVerdict]
  /// What the figures rest on, as far as it was tried; the one that turns the verdict first.
  public var assumptions: [Assumption] = []
  /// Whether there are more assumptions than were tried.
  public var isCut = false

  /// The assumption that turns the verdict when it is off by half.
  public var flip: Assumption? { assumptions.first { $0.isFlipping } }

  /// What has to be stated before there is a judgement, the most valuable input first.
  public var missing: Missing {
    if case .undecided(let missing) = state { return missing }
    return Missing()
  }

  /// The comparison that decides: the first that failed, else the first that is undecided, else the first.
  public var deciding: TermVerdict? {
    if case .undecided = state {
      return terms.first { if case .undecided = $0.state { true } else { false } } ?? terms.first
    }
    return terms.first { $0.state == state } ?? terms.first
  }
}
