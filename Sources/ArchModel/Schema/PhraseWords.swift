/// What `require:` and the ends of a rule's relations may say; completion offers it.
public enum RuleWords {
  /// What may be selected by its kind.
  public static let selectable: KindSet = KindSet.subjects | KindSet.records
  /// Words for several kinds.
  public static let groups: [(word: String, kinds: KindSet)] = [
    ("component", KindSet.components), ("boundary", KindSet.boundaries), ("store", KindSet.stores),
  ]
  /// How a demand begins.
  public static let quantifiers = ["every", "no"]
  /// Which relations a demand speaks of; else it speaks of parts.
  public static let relations = ["path", "relation", "call", "message"]
  /// Behind what it speaks of: what follows is a condition.
  public static let verbs = ["has", "lacks"]
  /// What narrows a selector.
  public static let restrictions = ["with", "in"]
  /// Between the ends of a path.
  public static let target = "to"
  /// Behind a path: what lies on it.
  public static let passage = "passes"
  /// What joins conditions.
  public static let joints = ["and", "or", "not"]
}

/// What `verify:` may say besides figures and limits.
public enum VerificationWords {
  /// What joins terms.
  public static let joints = ["and", "or"]
  /// What begins a condition of a term, with what it means.
  public static let conditions: [(word: String, meaning: String)] = [
    ("at", "at which moment: `peak`, or a time from today"),
    ("under", "in which scenario"),
    ("when", "what is out of order"),
  ]
  /// What may follow `at`, besides a duration.
  public static let moments = ["peak", "now"]
  /// Behind the part that is out of order.
  public static let failure = "fails"
}
