/// Arranges the parts of a drawing that nothing joins.
///
/// Dot puts all of them side by side. Each is moved as a whole, in the order of the source with a part that dominates
/// first, to the highest free place on a page of some width (the skyline heuristic of Burke, Kendall and Whitwell, "A new
/// placement heuristic for the orthogonal stock-cutting problem", 2004); the width is chosen that fits the page best.
struct PartPacking {
  private static let gap = 32.0
  /// The room around a part that stands in a hole.
  private static let clearance = 20.0
  /// Beyond this many, parts stay where they are.
  private static let largestCount = 300
  private static let widthLimit = 48

  private struct Part {
    var nodes: [Int] = []
    var boundaries: [Int] = []
    var edges: [Int] = []
    var bounds: Rectangle?

    /// Moves all of it so that its upper left corner stands at a place.
    func move(to corner: Point, _ geometry: inout Geometry) {
      guard let bounds else { return }
      let step = Point(x: corner.x - bounds.left, y: corner.y - bounds.top)
      for node in nodes { geometry.nodes[node] = geometry.nodes[node].moved(by: step) }
      for boundary in boundaries { geometry.boundaries[boundary] = geometry.boundaries[boundary].moved(by: step) }
      for edge in edges { geometry.routes[edge] = geometry.routes[edge].moved(by: step) }
    }

    mutating func add(_ other: Rectangle?) {
      guard let other else { return }
      guard let known = bounds else {
        bounds = other
        return
      }
      bounds = Rectangle(
        left: min(known.left, other.left), top: min(known.top, other.top), right: max(known.right, other.right),
        bottom: max(known.bottom, other.bottom))
    }
  }

  /// Moves the parts of a layout to suit pages of a shape.
  ///
  /// - ratio: width by height that the page shall come near to.
  /// - extraHeight: what the page holds besides the drawing.
  static func pack(_ geometry: inout Geometry, of graph: LayoutGraph, ratio: Double, extraHeight: Double) {
    var parts = parts(geometry, of: graph)
    guard parts.count > 1, parts.count <= largestCount else { return }
    let areas = parts.map { ($0.bounds?.width ?? 0) * ($0.bounds?.height ?? 0) }
    if let largest = areas.indices.max(by: { areas[$0] < areas[$1] }), areas[largest] * 2 > areas.reduce(0, +) {
      parts.insert(parts.remove(at: largest), at: 0)
      fillHoles(&parts, &geometry, of: graph)
    }
    let sizes = parts.map { LayoutGraph.Size(width: $0.bounds?.width ?? 0, height: $0.bounds?.height ?? 0) }
    var best: (corners: [Point], width: Double, height: Double)?
    var bestSize = Double.infinity
    for width in widths(sizes) {
      let corners = place(sizes, width: width)
      let right = zip(corners, sizes).map { $0.x + $1.width }.max() ?? 0
      let bottom = zip(corners, sizes).map { $0.y + $1.height }.max() ?? 0
      // How large a page of the wished shape must be to hold all.
      let size = max(right / ratio, bottom + extraHeight)
      if size < bestSize - 0.5 {
        best = (corners, right, bottom)
        bestSize = size
      }
    }
    guard let best else { return }
    for (part, corner) in zip(parts, best.corners) { part.move(to: corner, &geometry) }
    geometry.width = best.width
    geometry.height = best.height
  }

  /// Puts small parts where the first one, which dominates, leaves room; they then belong to it.
  private static func fillHoles(_ parts: inout [Part], _ geometry: inout Geometry, of graph: LayoutGraph) {
    guard let bounds = parts[0].bounds, var ground = FreeGround(bounds) else { return }
    let main = parts[0]
    for node in main.nodes { ground.take(box(node, geometry, graph).grown(by: clearance)) }
    for boundary in main.boundaries where graph.boundaries[boundary].parent == nil {
      ground.take(geometry.boundaries[boundary].grown(by: clearance))
    }
    for edge in main.edges {
      ground.take(geometry.routes[edge].polyline(steps: 6))
      if let label = label(edge, geometry, graph) { ground.take(label) }
    }
    var left: [Part] = []
    for part in parts.dropFirst() {
      guard let size = part.bounds,
        let corner = ground.place(for: LayoutGraph.Size(width: size.width + clearance, height: size.height + clearance))
      else {
        left.append(part)
        continue
      }
      part.move(to: corner, &geometry)
      ground.take(
        Rectangle(
          left: corner.x, top: corner.y, right: corner.x + size.width + clearance,
          bottom: corner.y + size.height + clearance))
      parts[0].nodes += part.nodes
      parts[0].boundaries += part.boundaries
      parts[0].edges += part.edges
    }
    parts = [parts[0]] + left
  }

  private static func box(_ node: Int, _ geometry: Geometry, _ graph: LayoutGraph) -> Rectangle {
    let size = graph.nodes[node].size
    return Rectangle(centre: geometry.nodes[node], width: size.width, height: size.height)
  }

  private static func label(_ edge: Int, _ geometry: Geometry, _ graph: LayoutGraph) -> Rectangle? {
    guard let centre = geometry.routes[edge].label, let size = graph.edges[edge].label else { return nil }
    return Rectangle(centre: centre, width: size.width, height: size.height)
  }

  /// What hangs together by edges or boundaries, by the first node of each.
  private static func parts(_ geometry: Geometry, of graph: LayoutGraph) -> [Part] {
    let nodeCount = graph.nodes.count
    var roots = Array(0..<(nodeCount + graph.boundaries.count))
    func root(_ index: Int) -> Int {
      var index = index
      while roots[index] != index {
        roots[index] = roots[roots[index]]
        index = roots[index]
      }
      return index
    }
    func join(_ first: Int, _ second: Int) {
      let (one, other) = (root(first), root(second))
      // The smaller stays, so that parts come in the order of the source.
      if one != other { roots[max(one, other)] = min(one, other) }
    }
    for (index, node) in graph.nodes.enumerated() {
      if let boundary = node.boundary { join(index, nodeCount + boundary) }
    }
    for (index, boundary) in graph.boundaries.enumerated() {
      if let parent = boundary.parent { join(nodeCount + index, nodeCount + parent) }
    }
    for edge in graph.edges { join(edge.source, edge.target) }
    for rank in graph.ranks { for node in rank.dropFirst() { join(node, rank[0]) } }

    var parts: [Part] = []
    var partOf: [Int: Int] = [:]
    func part(of index: Int) -> Int {
      let root = root(index)
      if let known = partOf[root] { return known }
      parts.append(Part())
      partOf[root] = parts.count - 1
      return parts.count - 1
    }
    for index in graph.nodes.indices {
      let part = part(of: index)
      parts[part].nodes.append(index)
      parts[part].add(box(index, geometry, graph))
    }
    for index in graph.boundaries.indices {
      let part = part(of: nodeCount + index)
      parts[part].boundaries.append(index)
      parts[part].add(geometry.boundaries[index])
    }
    for (index, edge) in graph.edges.enumerated() {
      let part = part(of: edge.source)
      parts[part].edges.append(index)
      parts[part].add(Rectangle(around: geometry.routes[index].polyline()))
      parts[part].add(label(index, geometry, graph))
    }
    return parts
  }

  /// The widths to try: that of the first parts side by side, for each count.
  private static func widths(_ sizes: [LayoutGraph.Size]) -> [Double] {
    let widest = sizes.map(\.width).max() ?? 0
    var widths = [widest]
    var sum = 0.0
    for (index, size) in sizes.enumerated() {
      sum += size.width + (index == 0 ? 0 : gap)
      if sum > widest, widths.count < widthLimit { widths.append(sum) }
    }
    for size in sizes.dropFirst() where widths.count < widthLimit + 8 {
      widths.append(sizes[0].width + gap + size.width)
    }
    return widths.filter { $0 >= widest }
  }

  /// The upper left corners, each as high as it goes, then as far left.
  private static func place(_ sizes: [LayoutGraph.Size], width: Double) -> [Point] {
    // How far down the page is taken, from left to right.
    var skyline: [(left: Double, bottom: Double)] = [(0, 0)]
    var corners: [Point] = []
    for size in sizes {
      var best: Point?
      for (index, step) in skyline.enumerated() where index == 0 || step.left + size.width <= width + 0.01 {
        var bottom = step.bottom
        for other in skyline[(index + 1)...] {
          if other.left >= step.left + size.width + gap - 0.01 { break }
          bottom = max(bottom, other.bottom)
        }
        if best.map({ bottom < $0.y - 0.01 }) ?? true { best = Point(x: step.left, y: bottom) }
      }
      let corner = best ?? Point(x: 0, y: 0)
      corners.append(corner)
      let (left, right) = (corner.x, corner.x + size.width + gap)
      // What the skyline is right of the part stays as it was.
      let after = skyline.last { $0.left <= right + 0.01 }?.bottom ?? 0
      skyline.removeAll { $0.left >= left - 0.01 && $0.left <= right + 0.01 }
      skyline.append((left, corner.y + size.height + gap))
      skyline.append((right, after))
      skyline.sort { $0.left < $1.left }
    }
    return corners
  }
}

extension Rectangle {
  func moved(by step: Point) -> Rectangle {
    Rectangle(left: left + step.x, top: top + step.y, right: right + step.x, bottom: bottom + step.y)
  }
}

extension Geometry.Route {
  func moved(by step: Point) -> Geometry.Route {
    Geometry.Route(
      sourceTip: sourceTip?.moved(by: step), targetTip: targetTip?.moved(by: step),
      points: points.map { $0.moved(by: step) }, label: label?.moved(by: step))
  }
}
