/// A small random architecture as plain data, with its program text, and what the language says of its flows, computed
/// in the plainest way there is: by going through all states of all parts.
public struct RandomSystem {
  enum Failover: String {
    case none
    case automatic = "automatic 60s"
    case manual
  }

  struct Part {
    var name: String
    var kind: String
    var replicas: Int
    var quorum: Int
    var availability: Double
    var commonCause: Double?
    var failover = Failover.none
    var isTotal = false
    /// The boundary that holds it, which fails as one.
    var zone: Int?
    /// Its replicas are spread over all zones.
    var isSpread = false
    /// It lives on the host.
    var isHosted = false
    var hits = 0.5
  }

  struct Link: Equatable {
    var source: Int
    var target: Int
    var isMessage = false
    var isKept = false
    var isOptional = false
    var hasTextFallback = false
    var fallback: Int?
    var onMiss: Int?
    var access = ""
  }

  struct Step {
    var link: Int
    var isOptional = false
  }

  var parts: [Part] = []
  var zones: [Double] = []
  var host: Double?
  var links: [Link] = []
  /// Part 0 is the client that starts the flow.
  var steps: [Step] = []

  public init(seed: Int, case number: Int) {
    var random = SeededRandom(seed: seed, case: number)
    let count = 3 + random.below(4)
    for _ in 0..<random.below(3) { zones.append(Self.share(&random)) }
    if random.chance(30) { host = Self.share(&random) }
    parts = [Part(name: "Web", kind: "client", replicas: 1, quorum: 1, availability: 1)]
    for index in 1...count { parts.append(part(index, &random)) }
    addLinks(&random)
    walk(&random)
  }

  private static func share(_ random: inout SeededRandom) -> Double { Double(500 + random.below(500)) / 1000 }

  private func part(_ index: Int, _ random: inout SeededRandom) -> Part {
    let kind = random.pick(["service", "service", "service", "database", "cache", "queue", "external"])
    var part = Part(
      name: "P\(index)", kind: kind, replicas: 1 + random.below(3), quorum: 1, availability: Self.share(&random))
    if kind == "external" {
      part.replicas = 1
      return part
    }
    if random.chance(30) { part.quorum = 1 + random.below(part.replicas) }
    if random.chance(70) { part.commonCause = Double(random.below(101)) / 100 }
    if kind == "database", part.replicas > 1 { part.failover = random.pick([.none, .automatic, .manual]) }
    part.isTotal = random.chance(10)
    if !zones.isEmpty {
      if random.chance(30) {
        part.zone = random.below(zones.count)
      } else if random.chance(30), !part.isTotal {
        part.isSpread = true
      }
    }
    part.isHosted = host != nil && random.chance(30)
    return part
  }

  private mutating func addLinks(_ random: inout SeededRandom) {
    var pairs: Set<[Int]> = []
    for target in 1..<parts.count where target == 1 || random.chance(25) {
      links.append(Link(source: 0, target: target))
    }
    for _ in 0..<(parts.count * 2) {
      let source = 1 + random.below(parts.count - 1)
      let target = 1 + random.below(parts.count - 1)
      guard source != target, parts[source].kind != "external", pairs.insert([source, target]).inserted else {
        continue
      }
      var link = Link(source: source, target: target)
      let isQueue = parts[target].kind == "queue" || parts[source].kind == "queue"
      link.isMessage = isQueue
      link.isKept = isQueue && random.chance(30)
      link.isOptional = random.chance(15)
      if !isQueue {
        link.hasTextFallback = random.chance(10)
        if !link.hasTextFallback, random.chance(20) {
          let other = 1 + random.below(parts.count - 1)
          if other != source, other != target { link.fallback = other }
        }
        if parts[target].kind == "database" { link.access = random.pick(["read", "write", "read-write", ""]) }
      }
      links.append(link)
    }
    // The store behind a cache, where a caller has both.
    for index in links.indices where links[index].source > 0 && !links[index].isMessage {
      let caches = links.filter {
        $0.source == links[index].source && parts[$0.target].kind == "cache" && $0.target != links[index].target
      }
      if parts[links[index].target].kind == "database", let cache = caches.first, random.chance(70) {
        links[index].onMiss = cache.target
      }
    }
  }

  private mutating func walk(_ random: inout SeededRandom) {
    var current = 0
    for _ in 0..<(1 + random.below(4)) {
      let ways = links.indices.filter { links[$0].source == current }
      guard !ways.isEmpty else { break }
      let link = random.pick(ways)
      steps.append(Step(link: link, isOptional: current != 0 && random.chance(10)))
      current = links[link].target
    }
  }

  // MARK: The program

  public var text: String {
    var lines = ["client Web"]
    if let host { lines.append("service Host { availability: \(Self.percent(host)) total }") }
    for (index, zone) in zones.enumerated() {
      lines.append("zone Z\(index) { availability: \(Self.percent(zone))")
      for part in parts where part.zone == index { lines.append(Self.text(part, zones.count)) }
      lines.append("}")
    }
    for part in parts.dropFirst() where part.zone == nil { lines.append(Self.text(part, zones.count)) }
    for link in links {
      var properties: [String] = []
      if link.isKept { properties.append("via: outbox") }
      if link.isOptional { properties.append("optional") }
      if link.hasTextFallback { properties.append("fallback: \"the last known\"") }
      if let other = link.fallback { properties.append("fallback: \(parts[other].name)") }
      if let cache = link.onMiss { properties.append("on-miss: \(parts[cache].name)") }
      if !link.access.isEmpty { properties.append("access: \(link.access)") }
      lines.append("\(arrow(link)) { \(properties.joined(separator: ", ")) }")
    }
    lines.append("flow F {")
    for step in steps {
      let text = arrow(links[step.link])
      lines.append(step.isOptional ? "optional { \(text) }" : text)
    }
    lines.append("}")
    return lines.joined(separator: "\n") + "\n"
  }

  private func arrow(_ link: Link) -> String {
    "\(parts[link.source].name) \(link.isMessage ? "~>" : "->") \(parts[link.target].name)"
  }

  private static func percent(_ share: Double) -> String {
    // Three digits at most, so that the text is the number.
    "\(Int((share * 1000).rounded()) / 10).\(Int((share * 1000).rounded()) % 10)%"
  }

  private static func text(_ part: Part, _ zones: Int) -> String {
    var list = ["availability: \(percent(part.availability))" + (part.isTotal ? " total" : "")]
    if part.kind != "external" {
      let across = part.isSpread ? " across [\((0..<zones).map { "Z\($0)" }.joined(separator: ", "))]" : ""
      list.append("replicas: \(part.replicas)\(across)")
      if part.quorum > 1 { list.append("quorum: \(part.quorum) of \(part.replicas)") }
      if let share = part.commonCause { list.append("common-cause: \(percent(share))") }
      if part.failover != .none { list.append("failover: \(part.failover.rawValue), mttr: 1h") }
      if part.isHosted { list.append("on: Host") }
    }
    if part.kind == "cache" { list.append("hit-rate: \(percent(part.hits))") }
    return "\(part.kind) \(part.name) { \(list.joined(separator: ", ")) }"
  }
}
