/// Small programs whose figures are as extreme as the language lets one write: zeros, 10^12, percentiles the wrong way
/// round, circles that multiply, nothing at all. Many are in error; all have to be computed without harm.
public struct DegenerateProgram {
  private var random: SeededRandom
  private var parts: [(kind: String, name: String)] = []

  public static func text(seed: Int, case number: Int) -> String {
    var program = DegenerateProgram(random: SeededRandom(seed: seed, case: number))
    return program.text()
  }

  private init(random: SeededRandom) {
    self.random = random
  }

  private static let rates = [
    "0/s", "1/s", "0.000000001/s", "1000000000000/s", "1000000000000000000/s", "90k/s", "3/h",
  ]
  private static let counts = ["0", "1", "2", "3", "7", "1000", "1000000000000"]
  private static let times = ["0s", "1ns", "5ms", "40ms", "1s", "10min", "1000000y"]
  private static let shares = ["0%", "100%", "50%", "99.99999999999%", "0.0000001%", "1%"]
  private static let sizes = ["0B", "1B", "40GB", "1000000000000PB"]
  private static let growths = ["0%/y", "6%/month", "-100%/y", "-50%/y", "1000000000%/d", "0.0000001%/y"]
  private static let prices = [
    "$0/month", "$100/month", "$1000000000000/month", "$0.2/1M", "$0.023/GB/month", "€7/month",
  ]

  private mutating func text() -> String {
    let kinds = [
      "client", "service", "service", "service", "database", "cache", "queue", "stream", "worker", "external",
      "gateway",
      "function", "cdn", "storage", "job", "actor",
    ]
    for index in 0..<random.below(9) { parts.append((random.pick(kinds), "P\(index)")) }
    var lines: [String] = []
    if random.chance(60) { lines.append("constraints { \(list(constraints)) }") }
    if random.chance(30) {
      lines.append("capacity { horizons: [\(random.pick(Self.times)), \(random.pick(Self.times))] }")
    }
    let zones = random.below(3)
    for zone in 0..<zones { lines.append("zone Z\(zone) { availability: \(random.pick(Self.shares)) }") }
    for part in parts {
      let properties = list(properties(zones))
      lines.append("\(part.kind) \(part.name) { \(properties) }")
    }
    if !parts.isEmpty {
      for _ in 0..<random.below(3 * parts.count) { lines.append("\(arrow()) { \(list(calls))  }") }
      for index in 0..<random.below(4) { lines.append(flow(index)) }
      for index in 0..<random.below(3) {
        lines.append("failure X\(index) { of: \(part()), breaks: F0, survives: [F1, \(part())] }")
      }
      if random.chance(50) {
        lines.append(
          "scenario Burst { extend F0 { rate: \(random.pick(Self.rates)) peak \(random.pick(Self.rates)) } }")
        lines.append(
          "requirement R { verify: F0.p99 < 1s and \(part()).utilization < 70% at peak or not cost < $5/month under Burst }"
        )
        lines.append("requirement S { verify: F0.available when \(part()) fails }")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private mutating func part() -> String { random.pick(parts).name }

  private mutating func arrow() -> String {
    "\(part()) \(random.pick(["->", "->", "->", "~>", "=>", "<->"])) \(part())"
  }

  /// Some of the properties, each once.
  private mutating func list(_ all: [String]) -> String {
    var names: Set<Substring> = []
    return all.filter { property in
      random.chance(40) && names.insert(property.prefix { $0 != ":" }).inserted
    }.joined(separator: ", ")
  }

  private var constraints: [String] {
    mutating get {
      [
        "growth: \(random.pick(Self.growths))", "users: \(random.pick(Self.counts))",
        "data: \(random.pick(Self.sizes))",
        "budget: \(random.pick(Self.prices))", "load: \(random.pick(Self.rates)) peak \(random.pick(Self.rates))",
      ]
    }
  }

  private mutating func properties(_ zones: Int) -> [String] {
    let replicas = random.pick(Self.counts)
    let range = random.chance(30) ? "..\(random.pick(Self.counts))" : ""
    let across =
      zones > 0 && random.chance(30) ? " across [\((0..<zones).map { "Z\($0)" }.joined(separator: ", "))]" : ""
    var result = [
      "replicas: \(replicas)\(range)\(across)", "autoscale: cpu \(random.pick(Self.shares))",
      "capacity: \(random.pick(Self.rates))", "write-capacity: \(random.pick(Self.rates))",
      "concurrency: \(random.pick(Self.counts))", "availability: \(random.pick(Self.shares))",
      "common-cause: \(random.pick(Self.shares))", "quorum: \(random.below(4)) of \(random.below(4))",
      "failover: \(random.pick(["automatic", "manual", "none"])) \(random.pick(Self.times))",
      "hit-rate: \(random.pick(Self.shares))", "mttr: \(random.pick(Self.times))",
      "restore: \(random.pick(Self.times))", "backup: every \(random.pick(Self.times)) to \(part())",
      "size: \(random.pick(Self.sizes))", "growth: \(random.pick(Self.sizes))/d fixed",
      "retention: \(random.pick(Self.times))", "copies: \(random.pick(Self.counts))",
      "load: \(random.pick(Self.rates)) peak \(random.pick(Self.rates))", "users: \(random.pick(Self.counts))",
      "max-connections: \(random.pick(Self.counts))", "max-depth: \(random.pick(Self.counts))",
      "partitions: \(random.pick(Self.counts))", "shards: \(random.pick(Self.counts))",
      "scale-up: \(random.pick(Self.times))", "cost: [\(random.pick(Self.prices)), \(random.pick(Self.prices))]",
      "on: \(part())",
    ]
    for name in ["p50", "p90", "p95", "p99", "p999"] { result.append("\(name): \(random.pick(Self.times))") }
    return result
  }

  private var calls: [String] {
    mutating get {
      [
        "calls: \(random.pick(Self.counts))", "share: \(random.pick(Self.shares))",
        "retry: \(random.pick(Self.counts))",
        "timeout: \(random.pick(Self.times))", "on-miss: \(part())", "fallback: \(part())", "optional",
        "access: \(random.pick(["read", "write", "read-write"]))", "pool: \(random.pick(Self.counts))",
        "lag: \(random.pick(Self.times))", "parallel", "cost: \(random.pick(Self.prices))",
        "via: \(random.pick(["outbox", "cdc"]))",
      ]
    }
  }

  private mutating func flow(_ index: Int) -> String {
    var steps: [String] = []
    for _ in 0..<random.below(6) {
      let step = arrow()
      switch random.below(8) {
      case 0: steps.append("parallel { \(step), \(arrow()) }")
      case 1: steps.append("optional { \(step) }")
      case 2: steps.append("alternative \"a\" { share: \(random.pick(Self.shares)), \(step) }")
      case 3: steps.append("loop \(random.pick(Self.counts)) { \(step) }")
      case 4: steps.append("\(part()) -> \(part()) -> \(part())")
      default: steps.append(step)
      }
    }
    let rate = random.chance(70) ? "rate: \(random.pick(Self.rates)) peak \(random.pick(Self.rates))\n" : ""
    let target = random.chance(40) ? "p99: \(random.pick(Self.times)), availability: \(random.pick(Self.shares))\n" : ""
    return "flow F\(index) {\n\(rate)\(target)\(steps.joined(separator: "\n"))\n}"
  }
}
