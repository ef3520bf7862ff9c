import ArchDiagram
import CGraphviz

/// Runs the layout engine and reads its answer.
enum LayoutEngine {
  /// The geometry of a graph. What the layout took is subtracted from the time that is left.
  static func layOut(
    _ graph: LayoutGraph, settings: LayoutSettings, within limits: inout EngineLimits
  ) throws(GraphvizError) -> Geometry {
    let text = LayoutText(graph, settings: settings)
    let values = try run(
      Array(text.text.utf8), nodeCount: graph.nodes.count, clusterCount: graph.boundaries.count,
      edgeCount: graph.edges.count, within: &limits)
    var answer = LayoutAnswer(values: values)
    return try answer.geometry(of: graph, writtenAs: text)
  }

  /// The numbers of an answer, as `CGraphvizAnswer` orders them.
  static func run(
    _ dot: [UInt8], nodeCount: Int, clusterCount: Int, edgeCount: Int, within limits: inout EngineLimits
  ) throws(GraphvizError) -> [Double] {
    let answer = dot.withUnsafeBufferPointer {
      CGraphvizLayOut($0.baseAddress, $0.count, nodeCount, clusterCount, edgeCount, limits.forBridge)
    }
    defer { CGraphvizFree(answer) }
    try limits.check(answer)
    return Array(UnsafeBufferPointer(start: answer.values, count: answer.valueCount))
  }
}

/// Reads the numbers of an answer one after the other.
private struct LayoutAnswer {
  let values: [Double]
  var position = 0

  /// The next number, which must be finite.
  private mutating func number() throws(GraphvizError) -> Double {
    let value = try next()
    guard value.isFinite else { throw GraphvizError("Graphviz left a part of the graph without a place") }
    return value
  }

  private mutating func next() throws(GraphvizError) -> Double {
    guard position < values.count else { throw GraphvizError("Graphviz gave less than the whole layout") }
    defer { position += 1 }
    return values[position]
  }

  private mutating func point(in page: Rectangle) throws(GraphvizError) -> Point {
    let x = try number()
    return Point(x: x - page.left, y: page.bottom - (try number()))
  }

  private mutating func optionalPoint(in page: Rectangle) throws(GraphvizError) -> Point? {
    let isPresent = try number() != 0
    guard isPresent else {
      position += 2
      return nil
    }
    return try point(in: page)
  }

  /// The engine's y axis points up, ours down: `bottom` of the page below is its largest y.
  mutating func geometry(of graph: LayoutGraph, writtenAs text: LayoutText) throws(GraphvizError) -> Geometry {
    let (left, low, right, high) = (try number(), try number(), try number(), try number())
    let page = Rectangle(left: left, top: low, right: right, bottom: high)
    var geometry = Geometry(width: right - left, height: high - low, nodes: [], boundaries: [], routes: [])
    for _ in graph.nodes { geometry.nodes.append(try point(in: page)) }
    geometry.boundaries = graph.boundaries.map { _ in Rectangle(left: 0, top: 0, right: 0, bottom: 0) }
    for boundary in text.clusters {
      let lowerLeft = try point(in: page)
      let upperRight = try point(in: page)
      geometry.boundaries[boundary] = Rectangle(
        left: lowerLeft.x, top: upperRight.y, right: upperRight.x, bottom: lowerLeft.y)
    }
    for (index, edge) in graph.edges.enumerated() {
      let label = try optionalPoint(in: page)
      let first = try optionalPoint(in: page)
      let last = try optionalPoint(in: page)
      let count = try number()
      var points: [Point] = []
      guard count >= 0, count <= Double(values.count) else { throw GraphvizError("Graphviz gave a broken layout") }
      for _ in 0..<Int(count) { points.append(try point(in: page)) }
      var route = Geometry.Route(sourceTip: first, targetTip: last, points: points, label: label)
      if points.isEmpty {
        route = straight(edge, in: graph, geometry, label: label)
      } else if text.isReversed[index] {
        route = Geometry.Route(sourceTip: last, targetTip: first, points: points.reversed(), label: label)
      }
      geometry.routes.append(route)
    }
    for (index, edge) in graph.edges.enumerated() {
      geometry.routes[index].extend(
        from: graph.nodes[edge.source].outline, at: geometry.nodes[edge.source], to: graph.nodes[edge.target].outline,
        at: geometry.nodes[edge.target])
    }
    return geometry
  }

  /// A straight line between two boxes, for an edge that the engine lost.
  private func straight(
    _ edge: LayoutGraph.Edge, in graph: LayoutGraph, _ geometry: Geometry, label: Point?
  ) -> Geometry.Route {
    let (start, end) = (geometry.nodes[edge.source], geometry.nodes[edge.target])
    func border(_ node: Int, towards other: Point) -> Point {
      let centre = geometry.nodes[node]
      let size = graph.nodes[node].size
      let (dx, dy) = (other.x - centre.x, other.y - centre.y)
      guard dx != 0 || dy != 0 else { return centre }
      let scale = min(
        dx == 0 ? .infinity : size.width / 2 / abs(dx), dy == 0 ? .infinity : size.height / 2 / abs(dy))
      return Point(x: centre.x + dx * scale, y: centre.y + dy * scale)
    }
    let (first, last) = (border(edge.source, towards: end), border(edge.target, towards: start))
    func between(_ share: Double) -> Point {
      Point(x: first.x + (last.x - first.x) * share, y: first.y + (last.y - first.y) * share)
    }
    return Geometry.Route(
      sourceTip: edge.hasSourceHead ? first : nil, targetTip: last,
      points: [between(0.1), between(0.35), between(0.65), between(0.9)],
      label: label ?? between(0.5))
  }
}
