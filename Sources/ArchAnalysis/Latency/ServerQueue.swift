/// A queue before c servers that are alike, with random arrivals and random work (M/M/c), in its steady state.
///
/// Source: A. K. Erlang, "Solution of some problems in the theory of probabilities of significance in automatic
/// telephone exchanges", 1917; the formula is known as Erlang C.
public struct ServerQueue: Sendable, Hashable {
  /// A second.
  public let arrivalRate: Double
  /// What one server does in a second.
  public let serviceRate: Double
  public let servers: Double

  public init(arrivalRate: Double, serviceRate: Double, servers: Double) {
    self.arrivalRate = arrivalRate
    self.serviceRate = serviceRate
    self.servers = max(1, servers.rounded())
  }

  public var utilization: Double { arrivalRate / (servers * serviceRate) }

  /// Above it the recursion is replaced by the limit for many servers.
  public static let recursionLimit = 10_000.0

  /// The chance that a request finds all servers busy; 1 where they cannot keep up.
  ///
  /// By the recursion of Erlang's loss formula, B(n) = aB(n-1) / (n + aB(n-1)). Past `recursionLimit` servers by the
  /// limit of S. Halfin and W. Whitt, "Heavy-Traffic Limits for Queues with Many Exponential Servers", Operations
  /// Research 29(3), 1981, which is then exact to some percent of a chance.
  public var waitChance: Double {
    let load = utilization
    guard load.isFinite, load > 0 else { return load > 0 ? 1 : 0 }
    guard load < 1 else { return 1 }
    if servers > Self.recursionLimit {
      let slack = (1 - load) * servers.squareRoot()
      let density = StandardNormal.density(slack)
      guard density > 0 else { return 0 }
      return 1 / (1 + slack * (1 - StandardNormal.upperTail(slack)) / density)
    }
    let offered = load * servers
    var loss = 1.0
    for count in 1...max(1, Int(servers)) { loss = offered * loss / (Double(count) + offered * loss) }
    return loss / (1 - load * (1 - loss))
  }

  /// The mean time of those who wait, in seconds; nil where the queue grows without end.
  public var meanOfWaiting: Double? {
    let spare = servers * serviceRate - arrivalRate
    guard spare > 0, utilization < 1 else { return nil }
    return 1 / spare
  }

  /// The mean wait of all, in seconds; nil where the queue grows without end.
  public var meanWait: Double? { meanOfWaiting.map { $0 * waitChance } }
}
