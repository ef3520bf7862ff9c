import ArchModel

/// How rates grow: by the same share in each period, so that rate(t) = rate × (1 + g)^t.
struct Growth: Sendable, Hashable {
  /// The share in each period (0.06 is 6 %).
  let share: Double
  /// The length of a period in seconds.
  let period: Double

  static let none = Growth(share: 0, period: 1)

  private init(share: Double, period: Double) {
    self.share = share
    self.period = period
  }

  /// Nil for what is no growth in shares, as `3GB/d` is none, and for the loss of all.
  init?(_ input: Input) {
    guard input.dimension == .growth, input.value > -1, input.value.isFinite, input.period > 0 else { return nil }
    self.init(share: input.value, period: Double(input.period))
  }

  /// The growth of load and users that `constraints` states.
  static func ofLoad(_ inputs: Inputs) -> Known<Growth> {
    guard let stated = inputs.constraint(.growth) else { return inputs.knownConstraint(.growth).map { _ in .none } }
    return Growth(stated.input).map { .known($0) } ?? .unknown(Missing(.element(stated.element), .growth))
  }

  /// ln(1 + g) a second.
  var logarithmPerSecond: Double { Mathematics.logarithmOfOnePlus(share) / period }

  /// (1 + g)^t after a time in seconds; may exceed every number.
  func factor(after time: Double) -> Double {
    time == 0 || share == 0 ? 1 : Mathematics.power(1 + share, time / period)
  }

  /// ∫ (1 + g)^τ dτ from zero to a time: the seconds at today's rate in which as much happens as until then.
  func accumulated(until time: Double) -> Double {
    let exponent = logarithmPerSecond * time
    if abs(exponent) < 1e-9 { return time }
    return (factor(after: time) - 1) / logarithmPerSecond
  }
}
