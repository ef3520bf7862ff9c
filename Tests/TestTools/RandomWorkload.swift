/// A small system with flows, as numbers and as the text that declares it, so that an oracle can compute what the compiler
/// should: the oracle reads the numbers, the compiler the text.
///
/// No part is stepped to twice in one flow, so that all ways to count a flow's steps agree.
public struct RandomWorkload {
  public enum Kind: String, Sendable {
    case client, service, cache, database, stream, worker, external
  }

  public struct Part {
    public let name: String
    public let kind: Kind
    /// The share of requests that a cache answers, in percent.
    public var hitRate = 0
    public var replicas = 1
    /// What it costs a month and replica; nil for no price.
    public var base: Int?
    /// Gigabytes, and their price a month in cents; of databases.
    public var size = 0
    public var sizePrice = 0
    /// The price of a million calls, in cents.
    public var callPrice = 0
    /// Requests a second, of clients that no flow covers.
    public var load: Int?
  }

  public struct Link {
    public let from: Int
    public let to: Int
    public let isMessage: Bool
    public var calls = 1
    /// In percent.
    public var share = 100
    /// The cache whose misses go this way.
    public var onMiss: Int?
    /// 0 for none.
    public var retries = 0
    public var isWrite = false
  }

  public struct Flow {
    public let name: String
    public let rate: Int
    public let peak: Int
    /// Positions in `links`, in order.
    public var steps: [Int]
  }

  public private(set) var parts: [Part] = []
  public private(set) var links: [Link] = []
  public private(set) var flows: [Flow] = []
  private var random: SeededRandom

  public init(seed: Int, case number: Int) {
    random = SeededRandom(seed: seed, case: number)
    addParts()
    addLinks()
    addFlows()
    for index in parts.indices where parts[index].kind == .client && !isCovered(index) {
      parts[index].load = 1 + random.below(50)
    }
  }

  public func isCovered(_ part: Int) -> Bool {
    flows.contains { flow in flow.steps.contains { links[$0].from == part } }
  }

  // MARK: Making

  private mutating func addParts() {
    func add(_ kind: Kind, _ count: Int) {
      for _ in 0..<count {
        let number = parts.count
        var part = Part(name: "\(kind.rawValue.prefix(1).uppercased())\(number)", kind: kind)
        part.replicas = 1 + random.below(5)
        if kind == .cache { part.hitRate = random.below(101) }
        if kind != .client, kind != .external, random.chance(80) { part.base = 1 + random.below(300) }
        if kind == .database {
          // What a single replica can do it can do of reads and writes alike.
          part.replicas += 1
          part.size = 1 + random.below(2_000)
          part.sizePrice = random.chance(50) ? 1 + random.below(40) : 0
        }
        if kind == .service || kind == .external, random.chance(30) { part.callPrice = 1 + random.below(500) }
        parts.append(part)
      }
    }
    add(.client, 1 + random.below(2))
    add(.service, 2 + random.below(6))
    add(.cache, random.below(3))
    add(.database, 1 + random.below(3))
    if random.chance(60) { add(.stream, 1) }
    if random.chance(60) { add(.worker, 1 + random.below(2)) }
    if random.chance(50) { add(.external, 1) }
  }

  private func indices(_ kind: Kind) -> [Int] { parts.indices.filter { parts[$0].kind == kind } }

  private mutating func link(_ from: Int, _ to: Int, isMessage: Bool = false) {
    guard !links.contains(where: { $0.from == from && $0.to == to }) else { return }
    var link = Link(from: from, to: to, isMessage: isMessage)
    if random.chance(30) { link.calls = 1 + random.below(4) }
    if random.chance(30) { link.share = 1 + random.below(100) }
    if !isMessage, random.chance(30) { link.retries = 1 + random.below(3) }
    if parts[to].kind == .database { link.isWrite = random.chance(40) }
    links.append(link)
  }

  private mutating func addLinks() {
    let services = indices(.service)
    for client in indices(.client) {
      link(client, services[random.below(services.count)])
      if random.chance(50) { link(client, services[random.below(services.count)]) }
    }
    for (place, service) in services.enumerated() {
      for other in services[(place + 1)...] where random.chance(45) { link(service, other) }
      if place > 0, random.chance(12) {
        link(service, services[random.below(place)])
        links[links.count - 1].share = 1 + random.below(40)
      }
      for database in indices(.database) where random.chance(35) { link(service, database) }
      for cache in indices(.cache) where random.chance(40) {
        link(service, cache)
        let database = random.pick(indices(.database))
        if !links.contains(where: { $0.from == service && $0.to == database }) {
          link(service, database)
          links[links.count - 1].onMiss = cache
        }
      }
      for stream in indices(.stream) where random.chance(40) { link(service, stream, isMessage: true) }
      for external in indices(.external) where random.chance(25) { link(service, external) }
    }
    for cache in indices(.cache) where random.chance(20) { link(cache, random.pick(indices(.database))) }
    for stream in indices(.stream) { for worker in indices(.worker) { link(stream, worker, isMessage: true) } }
    for worker in indices(.worker) {
      for database in indices(.database) where random.chance(50) { link(worker, database) }
    }
  }

  private mutating func addFlows() {
    for number in 0..<(1 + random.below(3)) {
      let start = random.pick(indices(.client))
      var visited: Set<Int> = [start]
      var steps: [Int] = []
      var place = start
      while true {
        let ways = links.indices.filter {
          links[$0].from == place && !links[$0].isMessage && !visited.contains(links[$0].to)
        }
        guard !ways.isEmpty, steps.isEmpty || random.chance(70) else { break }
        let step = random.pick(ways)
        steps.append(step)
        place = links[step].to
        visited.insert(place)
      }
      // A second call or a message out of a part that was reached.
      for step in steps where random.chance(30) {
        let ways = links.indices.filter { links[$0].from == links[step].to && !visited.contains(links[$0].to) }
        guard !ways.isEmpty else { continue }
        let further = random.pick(ways)
        steps.append(further)
        visited.insert(links[further].to)
      }
      let rate = random.below(500)
      flows.append(Flow(name: "F\(number)", rate: rate, peak: rate + random.below(1_000), steps: steps))
    }
  }

  // MARK: Text

  public var text: String { text(without: nil).text }

  /// The text without one of its statements of figures, and the names of these statements in order.
  public func text(without left: Int?) -> (text: String, statements: [String]) {
    var statements: [String] = []
    func list(_ properties: [String], of owner: String = "") -> String {
      properties.filter { property in
        statements.append(owner + property.prefix { $0 != ":" })
        return statements.count - 1 != left
      }.joined(separator: ", ")
    }
    var lines = ["constraints { \(list(["growth: 60%/y", "users: 12k"])) }"]
    for (index, part) in parts.enumerated() {
      let list = list(properties(of: part, index), of: part.kind == .external ? "external " : "")
      lines.append("\(part.kind.rawValue) \(part.name) { \(list) }")
    }
    for link in links {
      let arrow = link.isMessage ? "~>" : "->"
      var properties: [String] = []
      if link.calls != 1 { properties.append("calls: \(link.calls)") }
      if link.share != 100 { properties.append("share: \(link.share)%") }
      if link.retries > 0 { properties += ["retry: \(link.retries)", "timeout: 1s"] }
      if parts[link.to].kind == .database { properties += ["access: \(link.isWrite ? "write" : "read")", "pool: 3"] }
      if let cache = link.onMiss { properties.append("on-miss: \(parts[cache].name)") }
      lines.append("\(parts[link.from].name) \(arrow) \(parts[link.to].name) { \(list(properties)) }")
    }
    for flow in flows {
      let rate = list(["rate: \(flow.rate)/s peak \(flow.peak)/s"])
      let steps = flow.steps.map { step in
        "\(parts[links[step].from].name) \(links[step].isMessage ? "~>" : "->") \(parts[links[step].to].name)"
      }
      lines.append("flow \(flow.name) { \(([rate] + steps).filter { !$0.isEmpty }.joined(separator: ", ")) }")
    }
    return (lines.joined(separator: "\n") + "\n", statements)
  }

  /// How many copies of the database at a position only serve reads.
  static func readReplicas(_ index: Int) -> Int { index % 2 == 0 ? 1 + index % 3 : 0 }

  private func properties(of part: Part, _ index: Int) -> [String] {
    var result: [String] = []
    if let load = part.load { result.append("load: \(load)/s peak \(3 * load)/s") }
    guard part.kind != .client else { return result }
    result.append("availability: 99.\(index)%\(part.kind == .external ? " total" : "")")
    if part.kind != .external {
      let scales = part.kind == .service && index % 3 == 0
      result.append(scales ? "replicas: \(part.replicas)..\(part.replicas + 6)" : "replicas: \(part.replicas)")
      if scales { result.append("autoscale: cpu 60%") }
      result += index % 4 == 1 ? ["concurrency: 40", "p50: 12ms", "p99: 80ms"] : ["capacity: \(200 + 37 * index)/s"]
    }
    if part.kind == .cache { result.append("hit-rate: \(part.hitRate)%") }
    if part.kind == .database {
      if Self.readReplicas(index) > 0 { result.append("read-replicas: \(Self.readReplicas(index))") }
      result += ["size: \(part.size)GB", "growth: \(1 + index)GB/d", "write-capacity: \(90 + index)/s"]
      result.append("max-connections: 200")
    }
    if part.kind == .stream { result += ["partitions: 6", "max-depth: 10k"] }
    if part.kind == .worker { result.append("mttr: 5min") }
    var prices: [String] = []
    if let base = part.base { prices.append("$\(base)/month") }
    if part.sizePrice > 0 { prices.append("$\(Self.dollars(part.sizePrice))/GB/month") }
    if part.callPrice > 0 { prices.append("$\(Self.dollars(part.callPrice))/1M") }
    if !prices.isEmpty { result.append("cost: [\(prices.joined(separator: ", "))]") }
    return result
  }

  private static func dollars(_ cents: Int) -> String {
    "\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
  }
}
