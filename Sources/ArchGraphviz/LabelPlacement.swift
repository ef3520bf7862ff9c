/// Moves labels that lie on something else along their own edges.
///
/// Dot reserves room for a label, and then leads other edges through that room now and then.
struct LabelPlacement {
  private let page: Rectangle
  private let nodes: BoxGrid
  private let lines: [[Point]]
  private let lineGrid: LineGrid
  private var labels: [Rectangle?]
  private var labelGrid: BoxGrid

  /// Labels keep this far from nodes, from each other and from edges that are not theirs.
  private static let clearance = 2.0
  /// A point is tried on the line each so many pixels.
  private static let stride = 8.0

  /// Moves the labels of a layout where they have to and can.
  static func improve(_ geometry: inout Geometry, of graph: LayoutGraph) {
    var placement = LabelPlacement(geometry, graph)
    for index in geometry.routes.indices where graph.edges[index].label != nil {
      guard let label = placement.labels[index], !placement.isFree(label, of: index) else { continue }
      guard let better = placement.place(for: label, of: index) else { continue }
      placement.labels[index] = better
      placement.labelGrid.remove(index)
      placement.labelGrid.insert(index, better)
      geometry.routes[index].label = better.centre
    }
  }

  private init(_ geometry: Geometry, _ graph: LayoutGraph) {
    page = Rectangle(left: 0, top: 0, right: geometry.width, bottom: geometry.height)
    nodes = BoxGrid(
      zip(geometry.nodes, graph.nodes).map { Rectangle(centre: $0, width: $1.size.width, height: $1.size.height) })
    lines = geometry.routes.map { $0.polyline() }
    lineGrid = LineGrid(lines)
    labels = zip(geometry.routes, graph.edges).map { route, edge in
      guard let centre = route.label, let size = edge.label else { return nil }
      return LayoutFaults.lettering(size, at: centre)
    }
    labelGrid = BoxGrid(labels)
  }

  /// The free place nearest to where the label is now: beside its line before upon it.
  private func place(for label: Rectangle, of edge: Int) -> Rectangle? {
    var best: Rectangle?
    var bestDistance = Double.infinity
    let aside = label.width / 2 + 5
    for (offset, penalty) in [(aside, 0.0), (-aside, 0), (0, 40)] {
      for point in samples(lines[edge]) {
        let centre = Point(x: point.x + offset, y: point.y)
        let (dx, dy) = (centre.x - label.centre.x, centre.y - label.centre.y)
        let distance = (dx * dx + dy * dy).squareRoot() + penalty
        guard distance < bestDistance else { continue }
        let place = Rectangle(centre: centre, width: label.width, height: label.height)
        if page.contains(place), isFree(place, of: edge) {
          best = place
          bestDistance = distance
        }
      }
    }
    return best
  }

  /// Points along a line, without its ends, where the heads are.
  private func samples(_ line: [Point]) -> [Point] {
    var result: [Point] = []
    var travelled = 0.0
    for (start, end) in zip(line, line.dropFirst()) {
      let (dx, dy) = (end.x - start.x, end.y - start.y)
      let length = (dx * dx + dy * dy).squareRoot()
      while travelled < length, result.count < 200 {
        let share = travelled / length
        result.append(Point(x: start.x + dx * share, y: start.y + dy * share))
        travelled += Self.stride
      }
      travelled -= length
    }
    return Array(result.dropFirst(2).dropLast(2))
  }

  private func isFree(_ place: Rectangle, of edge: Int) -> Bool {
    let place = place.grown(by: Self.clearance)
    return !nodes.touches(place, except: nil) && !labelGrid.touches(place, except: edge)
      && !lineGrid.crosses(place, except: edge)
  }
}
