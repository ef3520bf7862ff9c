import ArchDiagram

/// Diagrams to draw in tests.
enum Sample {
  /// A small shop: two zones, every family but one, three of the arrows.
  static let shop = Diagram(
    title: "Ticket shop", subtitle: "Whole system",
    boundaries: [
      Diagram.Boundary(id: "Edge", title: "Edge", kind: "zone", trust: .dmz),
      Diagram.Boundary(id: "Private", title: "VPC", kind: "zone", trust: .private),
    ],
    nodes: [
      node("Web", "Web and mobile apps", "client", .outside, ["React"]),
      node("Edge.Api", "API gateway", "gateway", .edge, ["Kong", "×3 · 8k/s"], 0),
      node("Private.Orders", "Orders", "service", .compute, ["Swift", "×4–20 · 900/s"], 1),
      node("Private.Cashier", "Charges the card", "worker", .compute, ["Swift"], 1),
      node("Private.Ledger", "Order ledger", "database", .data, ["PostgreSQL 16"], 1),
      node("Private.Copy", "Reporting copy", "database", .data, [], 1),
      node("Private.Events", "Events", "stream", .messaging, ["Kafka"], 1),
      node("Private.Watch", "Watch", "monitor", .platform, ["Prometheus"], 1),
      node("Payments", "Card processor", "external", .outside, []),
    ],
    edges: [
      edge(0, .call, 1), edge(1, .call, 2), edge(2, .call, 4), edge(2, .message, 6, "OrderPlaced"),
      edge(6, .message, 3, "OrderPlaced"), edge(3, .call, 8, "charge"), edge(4, .replication, 5), edge(0, .twoWay, 1),
    ])

  static func node(
    _ id: String, _ title: String, _ kind: String, _ family: Diagram.Family, _ details: [String] = [],
    _ boundary: Int? = nil
  ) -> Diagram.Node {
    Diagram.Node(id: id, title: title, kind: kind, family: family, details: details, boundary: boundary)
  }

  static func edge(_ source: Int, _ arrow: Diagram.Arrow, _ target: Int, _ label: String = "") -> Diagram.Edge {
    Diagram.Edge(id: "\(source)\(arrow.rawValue)\(target)", source: source, target: target, arrow: arrow, label: label)
  }

  /// A diagram made up from a seed; the same seed gives the same one.
  static func random(seed: UInt64, nodes: Int, boundaries: Int, edges: Int) -> Diagram {
    var random = Random(state: seed)
    let words = ["Order", "Billing", "Catalog", "User", "Search", "Stock", "Price", "Mail", "Audit", "Report"]
    let kinds: [(String, Diagram.Family)] = [
      ("service", .compute), ("worker", .compute), ("database", .data), ("cache", .data), ("queue", .messaging),
      ("gateway", .edge), ("client", .outside), ("identity", .platform), ("zone", .boundary),
    ]
    var diagram = Diagram(title: "Made up \(seed)")
    for index in 0..<boundaries {
      let trust = random.next(2) == 0 ? nil : Diagram.Trust.allCases[random.next(4)]
      let parent = index > 1 && random.next(2) == 0 ? random.next(index) : nil
      diagram.boundaries.append(
        Diagram.Boundary(
          id: "Z\(index)", title: words[random.next(10)] + " zone", kind: "zone", trust: trust, parent: parent))
    }
    for index in 0..<nodes {
      let (kind, family) = kinds[random.next(kinds.count)]
      let boundary = boundaries > 0 && random.next(6) > 0 ? random.next(boundaries) : nil
      let details = random.next(3) == 0 ? [] : ["Swift", "×4 · 900/s"]
      diagram.nodes.append(
        node("N\(index)", "\(words[random.next(10)]) \(words[random.next(10)])", kind, family, details, boundary))
    }
    for index in 0..<edges where nodes > 0 {
      let (first, second) = (random.next(nodes), random.next(nodes))
      let isForward = random.next(8) > 0
      let (source, target) = isForward ? (min(first, second), max(first, second)) : (first, second)
      let arrow = [Diagram.Arrow.call, .call, .call, .message, .message, .twoWay, .replication][random.next(7)]
      diagram.edges.append(
        Diagram.Edge(
          id: "e\(index)", source: source, target: target, arrow: arrow,
          label: random.next(3) == 0 ? words[random.next(10)] + "Placed" : ""))
    }
    return diagram
  }
}

/// Numbers that are the same in every run (Knuth's linear congruential generator).
struct Random {
  var state: UInt64

  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }
}
