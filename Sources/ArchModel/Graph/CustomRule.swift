import ArchSyntax

/// A rule that the program itself declares: `rule NAME { … }`, `never { … }`, `require { … }` or `require: …`.
///
/// It says what is wanted; `ArchRules` finds where the model differs.
public struct CustomRule: Sendable {
  /// What `allow`, settings and findings call it: its name, else what is made of its title or its words.
  public let id: String
  public let title: String?
  /// The word behind `severity:`; nil where there is none.
  public let severity: String?
  public let why: String?
  public let help: String?
  /// The declaration; nil for `require: …` at the top level.
  public let element: ElementID?
  /// The place of its name, or of the words that stand for one.
  public let span: Span
  /// What it demands. Empty for `rule NAME { … }` that sets the options of a rule.
  public let clauses: [RuleClause]
  /// Whether an error hides part of it; it judges nothing then.
  public let isBroken: Bool
}

/// One demand of a rule.
public struct RuleClause: Sendable {
  public enum Demand: Sendable {
    /// `never { A -> B }`, `no path A to B`, `no relation A to B`.
    case never(RelationPattern)
    /// `require { A -> B }`: each of the left side has such a relation to one of the right side.
    case relation(RelationPattern)
    /// `every relation A to B has …`
    case everyRelation(RelationPattern, RuleCondition)
    /// `every A has …`
    case every(RuleSelector, RuleCondition)
    /// `no A`
    case none(RuleSelector)
    /// `path A to B passes C`
    case path(from: RuleSelector, to: RuleSelector, through: RuleSelector)
  }

  public let demand: Demand
  /// The words of the demand.
  public let tokens: TokenRef
}

/// Relations that a rule speaks of.
public struct RelationPattern: Sendable {
  public let source: RuleSelector
  public let target: RuleSelector
  /// Nil for a path of calls of any length: `->+`.
  public let arrows: [Arrow]?
  /// The label that they bear; nil for any.
  public let label: String?
  /// The tags that they all bear.
  public let tags: [NameID]
  /// What else holds for them, or nil.
  public let condition: RuleCondition?

  public var isPath: Bool { arrows == nil }
}

/// The parts that a rule speaks of.
public struct RuleSelector: Sendable {
  public indirect enum Term: Sendable {
    case kinds(KindSet)
    case element(ElementID)
    case tag(NameID)
    case selector(RuleSelector)
  }

  /// What any of these terms means belongs to it.
  public let terms: [Term]
  /// What else holds for its parts, or nil.
  public let condition: RuleCondition?
  /// Its words.
  public let tokens: TokenRef

  /// The kinds that its parts may be of.
  public let kinds: KindSet
}

/// What a part or relation has. What is not stated it does not have.
public indirect enum RuleCondition: Sendable {
  case and([RuleCondition])
  case or([RuleCondition])
  case not(RuleCondition)
  case term(RuleTerm)
}

/// One condition with its words.
public struct RuleTerm: Sendable {
  public enum Test: Sendable {
    /// The property is stated, and is neither `none` nor `false`.
    case stated(PropertyName)
    /// The property has this value, or one that compares so.
    case value(PropertyName, Comparison?, Stated)
    /// Something of the kind stands in its block.
    case holds(Kind)
    case tag(NameID)
    /// It lies inside one of these.
    case inside(RuleSelector)
  }

  public let test: Test
  public let tokens: TokenRef
}

extension Model {
  /// What a rule demands, as the language writes it: `never { client ->+ database }`.
  public func demands(of rule: CustomRule) -> [String] {
    var seen: Set<TokenRef> = []
    return rule.clauses.filter { seen.insert($0.tokens).inserted }.map { clause in
      let words = words(clause.tokens)
      guard isStatement(clause.tokens) else { return "require: \(words)" }
      if case .never = clause.demand { return "never { \(words) }" }
      return "require { \(words) }"
    }
  }

  /// The words of some tokens on one line.
  public func words(_ tokens: TokenRef) -> String {
    let tree = trees[Int(tokens.file.index)]
    guard let first = tokens.tokens.first, let last = tokens.tokens.last else { return "" }
    let text = tree.source.text(tree.tokens[first].start..<tree.tokens[last].end)
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  public func span(_ tokens: TokenRef) -> Span { trees[Int(tokens.file.index)].span(ofTokens: tokens.tokens) }

  /// Whether the words are a relation, not those behind `require:`.
  private func isStatement(_ tokens: TokenRef) -> Bool {
    let tree = trees[Int(tokens.file.index)]
    return tokens.tokens.contains { tree.tokens[$0].kind.isArrow }
  }
}
