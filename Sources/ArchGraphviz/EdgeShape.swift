import ArchDiagram

/// The paths that draw one edge: its line and its heads. Heads are paths of their own and no markers, so that a drawing
/// needs no references inside itself.
struct EdgeShape {
  /// The elements, ready to stand in the drawing.
  private(set) var elements = ""
  /// The classes that the paths have.
  private(set) var styles: Set<String> = []

  private let headLength: Double
  private let headHalfWidth: Double

  /// - isReference: whether it is drawn thinly, with a small open head.
  init(_ arrow: Diagram.Arrow, _ route: Geometry.Route, isReference: Bool = false) {
    headLength = isReference ? 6 : 9
    headHalfWidth = isReference ? 3 : 4
    guard let first = route.points.first, let last = route.points.last, route.points.count > 1 else { return }
    let target = route.targetTip ?? last
    let isOpen = arrow == .message || isReference
    var path = RelativePath(from: first)
    if route.points.count >= 4 {
      path.addCurves(route.points.dropFirst())
    } else {
      path.addLines(route.points.dropFirst())
    }
    // An open head leaves a gap that the line must cross.
    if isOpen, route.targetTip != nil { path.addLines([target]) }
    let line = path.text
    if isReference {
      add("e r", line)
    } else {
      switch arrow {
      case .call, .twoWay: add("e", line)
      case .message: add("e a", line)
      case .replication:
        add("e w", line)
        add("e n", line)
      }
    }
    let before = route.points[route.points.count - 2]
    addHead(tip: target, base: route.targetTip == nil ? before : last, isOpen: isOpen, isReference: isReference)
    if arrow == .twoWay, !isReference {
      addHead(
        tip: route.sourceTip ?? first, base: route.sourceTip == nil ? route.points[1] : first, isOpen: false,
        isReference: false)
    }
  }

  private mutating func add(_ style: String, _ path: String) {
    elements += "<path class=\"\(style)\" d=\"\(path)\"/>"
    styles.formUnion(style.split(separator: " ").map(String.init))
  }

  private mutating func addHead(tip: Point, base: Point, isOpen: Bool, isReference: Bool) {
    let (dx, dy) = (tip.x - base.x, tip.y - base.y)
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 0.01 else { return }
    let (ux, uy) = (dx / length, dy / length)
    let back = Point(x: tip.x - ux * headLength, y: tip.y - uy * headLength)
    let left = Point(x: back.x - uy * headHalfWidth, y: back.y + ux * headHalfWidth)
    let right = Point(x: back.x + uy * headHalfWidth, y: back.y - ux * headHalfWidth)
    var path = RelativePath(from: left)
    path.addLines([tip, right])
    if isOpen { add(isReference ? "e t" : "e", path.text) } else { add("f", path.text + "z") }
  }
}

/// A path in steps from point to point, which are shorter than places on a page. Each step begins where the rounded ones
/// before it end, so that they never drift.
struct RelativePath {
  private(set) var text: String
  private var at: Point

  init(from start: Point) {
    at = Self.rounded(start)
    text = "M" + SVGNumber.pair(at)
  }

  /// Cubic pieces: two control points and an end each.
  mutating func addCurves(_ points: some Sequence<Point>) {
    var steps: [Point] = []
    var start = at
    for (index, point) in points.enumerated() {
      let end = Self.rounded(point)
      steps.append(Point(x: end.x - start.x, y: end.y - start.y))
      if index % 3 == 2 { start = end }
    }
    at = start
    text += "c" + SVGNumber.list(steps)
  }

  mutating func addLines(_ points: some Sequence<Point>) {
    for point in points {
      let end = Self.rounded(point)
      text += "l" + SVGNumber.pair(Point(x: end.x - at.x, y: end.y - at.y))
      at = end
    }
  }

  private static func rounded(_ point: Point) -> Point {
    Point(x: (point.x * 10).rounded() / 10, y: (point.y * 10).rounded() / 10)
  }
}
