import ArchDiagram

/// The paths that draw one edge: its line and its heads. Heads are paths of their own and no markers, so that a drawing
/// needs no references inside itself.
struct EdgeShape {
  /// The elements, ready to stand in the drawing.
  private(set) var elements = ""

  private static let headLength = 9.0
  private static let headHalfWidth = 4.0

  init(_ arrow: Diagram.Arrow, _ route: Geometry.Route) {
    guard let first = route.points.first, let last = route.points.last, route.points.count > 1 else { return }
    let target = route.targetTip ?? last
    let isOpen = arrow == .message
    var line = "M" + SVGNumber.pair(first)
    if route.points.count >= 4 {
      line += "C" + route.points.dropFirst().map(SVGNumber.pair).joined(separator: " ")
    } else {
      for point in route.points.dropFirst() { line += "L" + SVGNumber.pair(point) }
    }
    // An open head leaves a gap that the line must cross.
    if isOpen, route.targetTip != nil { line += "L" + SVGNumber.pair(target) }
    switch arrow {
    case .call, .twoWay: add("e", line)
    case .message: add("e a", line)
    case .replication:
      add("e w", line)
      add("e n", line)
    }
    let before = route.points[route.points.count - 2]
    addHead(tip: target, base: route.targetTip == nil ? before : last, isOpen: isOpen)
    if arrow == .twoWay {
      addHead(tip: route.sourceTip ?? first, base: route.sourceTip == nil ? route.points[1] : first, isOpen: false)
    }
  }

  private mutating func add(_ style: String, _ path: String) {
    elements += "<path class=\"\(style)\" d=\"\(path)\"/>"
  }

  private mutating func addHead(tip: Point, base: Point, isOpen: Bool) {
    let (dx, dy) = (tip.x - base.x, tip.y - base.y)
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 0.01 else { return }
    let (ux, uy) = (dx / length, dy / length)
    let back = Point(x: tip.x - ux * Self.headLength, y: tip.y - uy * Self.headLength)
    let half = Self.headHalfWidth
    let left = Point(x: back.x - uy * half, y: back.y + ux * half)
    let right = Point(x: back.x + uy * half, y: back.y - ux * half)
    let path = "M\(SVGNumber.pair(left))L\(SVGNumber.pair(tip))L\(SVGNumber.pair(right))"
    if isOpen { add("e", path) } else { add("f", path + "z") }
  }
}
