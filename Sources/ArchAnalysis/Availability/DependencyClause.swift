import ArchModel

/// What one part needs of others: one relation, one list with a quorum, its host or a boundary around it.
struct DependencyClause: Sendable {
  enum Form: UInt8, Sendable {
    /// Without the target the part does not work.
    case required
    /// The target, or the part that serves instead.
    case either
    /// So many of the members.
    case quorum
    /// The part does without the target, but not as well: `optional`, a fallback in words, a cache.
    case optional
    /// The target does its work afterwards, which waits while the target is out of order.
    case later
    /// The boundaries over which the part's replicas are spread.
    case spread
  }

  var form: Form
  /// The relation, by position; -1 for hosts and boundaries.
  var relation: Int32 = -1
  /// The part that is needed, by element.
  var target: Int32
  /// The `fallback` part, by element; -1 where there is none.
  var alternative: Int32 = -1
  /// What answers its share of the requests without the target, by element: a cache with its store behind it.
  var cache: Int32 = -1
  /// Whether the target is needed for more than reads, which any replica could serve.
  var needsPrimary = false
  /// Of a quorum: how many, and which, by position among the members.
  var needed: Int32 = 0
  var members: Range<Int32> = 0..<0
  /// The share of requests that need it, inside `block`.
  var weight = 1.0
  /// The outermost alternative of the flow that holds it and that the part itself is not in; -1 for none.
  var block: Int32 = -1

  init(_ form: Form, relation: Int32 = -1, target: Int32) {
    self.form = form
    self.relation = relation
    self.target = target
  }
}
