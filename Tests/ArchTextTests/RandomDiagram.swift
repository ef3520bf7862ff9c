import ArchDiagram
import ArchText

/// Numbers that are the same on every machine (SplitMix64 of Steele, Lea and Flood).
struct FixedRandom: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Diagrams of every kind: frames in frames, cycles, several edges between a pair, self-relations, scripts.
enum RandomDiagram {
  private static let words = [
    "api", "core", "v2", "订单", "支付服务", "がくせい", "café", "e\u{301}t", "🚀", "🚀 launch", "a-b", "C++", "x", "v",
    "load balancer", "it's", "a.b.c", "dev", "👩‍💻 team", "over", "한국어", "🇩🇪", "q|r", "k=v",
  ]
  private static let labels = [
    "", "", "", "sql", "v", "get v2", "order placed", "订单", "it's", "a - b", "- x", "[1]", "a|b", "~", "x.y", "over",
    ">>", "a + b", "has space v", "消息 队列", "🚀", "│", "a ─ b", "--", "[12] x", "e\u{301}", "|", "a -- b c",
  ]

  static func make(seed: UInt64, nodes size: ClosedRange<Int> = 3...60) -> Diagram {
    var random = FixedRandom(state: seed)
    let nodeCount = Int.random(in: size, using: &random)
    let zoneCount = Bool.random(using: &random) ? 0 : Int.random(in: 1...8, using: &random)
    var depths: [Int] = []
    var boundaries: [Diagram.Boundary] = []
    for index in 0..<zoneCount {
      var parent: Int?
      if index > 0, Int.random(in: 0..<3, using: &random) > 0 {
        let candidate = Int.random(in: 0..<index, using: &random)
        if depths[candidate] < 4 { parent = candidate }
      }
      depths.append((parent.map { depths[$0] } ?? 0) + 1)
      boundaries.append(
        Diagram.Boundary(
          id: "z\(index)", title: "\(word(&random)) Z\(index)\(index % 5 == 4 ? "-" : "")", kind: "zone",
          parent: parent))
    }
    let nodes = (0..<nodeCount).map { index in
      let boundary =
        zoneCount == 0 || Int.random(in: 0..<4, using: &random) == 0
        ? nil : Int.random(in: 0..<zoneCount, using: &random)
      return Diagram.Node(
        id: "n\(index)", title: "\(word(&random)) \(index)", kind: "service", family: .compute, boundary: boundary)
    }
    let edgeCount = Int(Double(nodeCount) * Double.random(in: 0...2, using: &random))
    let isTame = Bool.random(using: &random)
    let edges = (0..<edgeCount).map { index in
      let source = Int.random(in: 0..<nodeCount, using: &random)
      // Mostly forward and near; now and then anywhere, which makes cycles and self-relations.
      let isFree = Int.random(in: 0..<6, using: &random) == 0
      let target =
        isFree
        ? Int.random(in: 0..<nodeCount, using: &random)
        : min(nodeCount - 1, source + Int.random(in: 0...6, using: &random))
      return Diagram.Edge(
        id: "e\(index)", source: source, target: target,
        arrow: isTame ? .call : Diagram.Arrow.allCases[Int.random(in: 0..<4, using: &random)],
        label: labels[Int.random(in: 0..<labels.count, using: &random)])
    }
    return Diagram(title: "random \(seed)", boundaries: boundaries, nodes: nodes, edges: edges)
  }

  /// A diagram whose boxes have several rows, and whose parts have findings.
  static func makeRich(seed: UInt64) -> Diagram {
    var diagram = make(seed: seed, nodes: 3...20)
    var random = FixedRandom(state: seed &+ 991)
    func chips() -> [Diagram.Chip] {
      (0..<max(0, Int.random(in: -3...3, using: &random))).map { _ in
        let severity = Diagram.Severity.allCases[Int.random(in: 0..<3, using: &random)]
        let id =
          "\(["REL", "SEC", "CAP"][Int.random(in: 0..<3, using: &random)])00\(Int.random(in: 1...4, using: &random))"
        return Diagram.Chip(id: id, severity: severity, message: "`\(word(&random))` has no limit of \(id)")
      }
    }
    for index in diagram.nodes.indices {
      let seldom = Int.random(in: 0..<6, using: &random)
      diagram.nodes[index].kind = ["service", "database", "queue"][seldom % 3]
      diagram.nodes[index].family = [.compute, .data, .messaging][seldom % 3]
      diagram.nodes[index].details =
        [["Swift 6", "×4–20 · 900/s"], ["×3"], ["订单 DB"], [], ["Kafka"], ["a", "b"]][seldom]
      diagram.nodes[index].figures = [["19.4%", "99.975%"], [], ["99.9%"], [], [], ["1%"]][seldom]
      diagram.nodes[index].findings = chips()
    }
    for index in diagram.edges.indices {
      diagram.edges[index].findings = chips()
      let seldom = Int.random(in: 0..<8, using: &random)
      if seldom == 0, diagram.edges[index].arrow != .twoWay { diagram.edges[index].isReference = true }
      if seldom == 1 { diagram.edges[index].steps = ["\(index)", "\(index + 1)a"] }
    }
    return diagram
  }

  /// A diagram whose every text is made of what could be taken for ink.
  static func makeMisleading(seed: UInt64) -> Diagram {
    var diagram = make(seed: seed, nodes: 3...14)
    var random = FixedRandom(state: seed &+ 77)
    for index in diagram.edges.indices { diagram.edges[index].label = ink(&random) }
    for index in diagram.nodes.indices {
      diagram.nodes[index].title = InertText.oneLine(ink(&random) + "\(index)" + ink(&random))
    }
    for index in diagram.boundaries.indices {
      diagram.boundaries[index].title = InertText.oneLine(ink(&random) + "Z\(index)" + ink(&random))
    }
    return diagram
  }

  private static let inkGlyphs = Array("-|+.'~:=\"_;<>^v[]12 ax  ─│┼▶╭┄┈")

  private static func ink(_ random: inout FixedRandom) -> String {
    let count = Int.random(in: 1...7, using: &random)
    return InertText.oneLine(
      String((0..<count).map { _ in inkGlyphs[Int.random(in: 0..<inkGlyphs.count, using: &random)] }))
  }

  private static func word(_ random: inout FixedRandom) -> String {
    words[Int.random(in: 0..<words.count, using: &random)]
  }
}
