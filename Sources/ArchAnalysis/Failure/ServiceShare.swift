/// The share of requests that a part still serves: known, or between two bounds where something unknown decides.
struct ServiceShare: Sendable, Hashable {
  var low: Double
  var high: Double

  init(_ low: Double, _ high: Double) {
    self.low = low
    self.high = high
  }

  static let all = ServiceShare(1, 1)
  static let none = ServiceShare(0, 0)
  /// It may serve all or nothing.
  static let undecided = ServiceShare(0, 1)

  var isKnown: Bool { low == high }

  /// What is served if both are needed.
  func and(_ other: ServiceShare) -> ServiceShare { ServiceShare(low * other.low, high * other.high) }

  /// What is served if the other serves where this does not.
  func or(_ other: ServiceShare) -> ServiceShare {
    ServiceShare(low + (1 - low) * other.low, high + (1 - high) * other.high)
  }

  /// What is served if only a share of requests asks for it.
  func weighted(_ low: Double, _ high: Double) -> ServiceShare {
    ServiceShare(1 - high * (1 - self.low), 1 - low * (1 - self.high))
  }
}
