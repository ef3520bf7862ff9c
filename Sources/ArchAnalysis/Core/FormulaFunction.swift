/// Functions that formulas name, with their arguments in order. `FormulaEvaluation` computes them.
public enum FormulaFunction: String, Sendable, Hashable, CaseIterable {
  /// Expected attempts of a call: the chance that one fails, the most attempts.
  case expectedAttempts = "expected-attempts"
  /// The chance that k of n work: k, n, the availability of one, the share of common causes.
  case kOfN = "k-of-n"
  /// The same where one of the n is the primary, which has to work itself.
  case kOfNWithPrimary = "k-of-n-with-primary"
  /// The size after a time: size, growth a second, growth of the load a year, seconds.
  case grownSize = "grown-size"
  /// The mean wait in a queue of c servers: arrival rate, service rate of one, servers.
  case queueWait = "queue-wait"
  /// A quantile that holds whatever the dependence between the hops: the quantile that would hold if they were independent.
  case boundedQuantile = "bounded-quantile"
  /// The natural logarithm of one number.
  case logarithm = "ln"
}
