/// What the words of some properties mean, where the word alone does not say it.
public struct WordMeanings: Sendable {
  /// What there is to choose between; empty where the words say it.
  public let introduction: String
  /// The words in the order of the vocabulary, each with its meaning in a clause.
  public let words: [(word: String, meaning: String)]

  /// The meanings for a property, or nil where its words speak for themselves.
  public static func of(_ property: PropertyName) -> WordMeanings? {
    switch property {
    case .cap: cap
    case .consistency: consistency
    default: nil
    }
  }

  /// E. Brewer, CAP Twelve Years Later: How the "Rules" Have Changed, IEEE Computer 45(2), 2012.
  private static let cap = WordMeanings(
    introduction: """
      Of three things a distributed store can have two: consistency (all nodes see the same data), availability (every \
      request gets a response) and partition tolerance (the system works despite network issues). Networks do fail, so \
      the real choice is between the first two.
      """,
    words: [
      ("CP", "prefers consistency, and refuses what it cannot agree on: financial data, inventory"),
      ("AP", "prefers availability, and may answer with old data: social media, caching"),
      ("CA", "one node, which nothing can split; it is there or it is not"),
      ("tunable", "each request, or each table, chooses"),
    ])

  /// The usual names; P. Bailis and others, Highly Available Transactions: Virtues and Limitations, VLDB 2013.
  private static let consistency = WordMeanings(
    introduction: "",
    words: [
      ("strong", "a read sees every write that was acknowledged before it"),
      ("linearizable", "the same, in one order that agrees with the clock"),
      ("serializable", "transactions have the effect of running one after the other"),
      ("causal", "what follows from something is never seen before it"),
      ("session", "a client sees its own writes"),
      ("eventual", "without new writes all copies become the same, some time"),
    ])
}
