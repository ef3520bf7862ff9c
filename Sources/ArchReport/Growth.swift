/// Exponential growth of a rate or a number: by the same share in each period.
///
/// Powers and logarithms are computed here, from series, so that a report has the same bytes on every machine.
struct Growth: Sendable, Hashable {
  /// The natural logarithm of the growth in one second.
  let logarithmPerSecond: Double

  /// A growth by `share` (0.06 is 6 %) in each `period` of seconds; nil where that is no growth, as a loss of all is not.
  init?(share: Double, period: Double) {
    guard share.isFinite, share > -1, period.isFinite, period > 0 else { return nil }
    logarithmPerSecond = Self.logarithm(1 + share) / period
  }

  static let none = Growth(logarithmPerSecond: 0)

  private init(logarithmPerSecond: Double) {
    self.logarithmPerSecond = logarithmPerSecond
  }

  /// By how much something is multiplied after a time in seconds: (1 + g)^t.
  func factor(after time: Double) -> Double { Self.exponential(logarithmPerSecond * time) }

  /// For how many seconds at today's rate something has to happen to happen as often as it does from one time to
  /// another while its rate grows: the integral of the factor.
  func accumulated(from start: Double, to end: Double) -> Double {
    if abs(logarithmPerSecond) * max(abs(start), abs(end)) < 1e-9 { return end - start }
    return (factor(after: end) - factor(after: start)) / logarithmPerSecond
  }

  /// ln x for a normal x above zero, from the series of the inverse hyperbolic tangent.
  static func logarithm(_ x: Double) -> Double {
    guard x.isFinite, x > 0 else { return .nan }
    var mantissa = x.significand
    var exponent = Double(x.exponent)
    if mantissa > 1.5 {
      mantissa /= 2
      exponent += 1
    }
    let z = (mantissa - 1) / (mantissa + 1)
    var sum = 0.0
    var power = z
    for term in 0..<16 {
      sum += power / Double(2 * term + 1)
      power *= z * z
    }
    return exponent * ln2 + 2 * sum
  }

  /// e^x, from the Taylor series of what is left after the powers of two; infinite where it exceeds all numbers.
  static func exponential(_ x: Double) -> Double {
    guard x < 709 else { return x.isNaN ? .nan : .infinity }
    guard x > -700 else { return 0 }
    let twos = (x / ln2).rounded()
    let rest = x - twos * ln2
    var sum = 1.0
    var term = 1.0
    for index in 1..<20 {
      term *= rest / Double(index)
      sum += term
    }
    return Double(sign: .plus, exponent: Int(twos), significand: sum)
  }

  private static let ln2 = 0.693_147_180_559_945_3
}
