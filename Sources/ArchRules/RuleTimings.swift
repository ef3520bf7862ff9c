/// How long one part of a run took.
public struct RuleTiming: Sendable, Hashable {
  /// The id of a rule, or in words what all rules share.
  public let name: String
  public let seconds: Double

  public init(_ name: String, seconds: Double) {
    self.name = name
    self.seconds = seconds
  }
}

/// Tells the time, in seconds from some beginning. The rules read no clock; whoever wants to know hands one in.
public struct RunClock: Sendable {
  public let now: @Sendable () -> Double

  public init(_ now: @escaping @Sendable () -> Double) {
    self.now = now
  }
}

/// What a run took, part by part, in the order of the run; nothing where nobody handed in a clock.
struct RunTimings {
  private let clock: RunClock?
  private(set) var entries: [RuleTiming] = []

  init(_ clock: RunClock?) {
    self.clock = clock
  }

  mutating func measure<Result>(_ name: String, _ body: () -> Result) -> Result {
    guard let clock else { return body() }
    let start = clock.now()
    let result = body()
    entries.append(RuleTiming(name, seconds: clock.now() - start))
    return result
  }
}
