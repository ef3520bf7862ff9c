/// A position in points, the y axis pointing down.
struct Point: Hashable, Sendable {
  var x: Double
  var y: Double

  func moved(by step: Point) -> Point { Point(x: x + step.x, y: y + step.y) }
}

/// An upright rectangle in points, the y axis pointing down.
struct Rectangle: Hashable, Sendable {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double

  var width: Double { right - left }
  var height: Double { bottom - top }
  var centre: Point { Point(x: (left + right) / 2, y: (top + bottom) / 2) }

  init(left: Double, top: Double, right: Double, bottom: Double) {
    self.left = left
    self.top = top
    self.right = right
    self.bottom = bottom
  }

  init(centre: Point, width: Double, height: Double) {
    self.init(
      left: centre.x - width / 2, top: centre.y - height / 2, right: centre.x + width / 2,
      bottom: centre.y + height / 2)
  }

  /// The rectangle with `distance` more on every side.
  func grown(by distance: Double) -> Rectangle {
    Rectangle(left: left - distance, top: top - distance, right: right + distance, bottom: bottom + distance)
  }

  func intersects(_ other: Rectangle) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }

  func contains(_ point: Point) -> Bool {
    left <= point.x && point.x <= right && top <= point.y && point.y <= bottom
  }

  func contains(_ other: Rectangle) -> Bool {
    left <= other.left && other.right <= right && top <= other.top && other.bottom <= bottom
  }

  /// Whether any part of a straight line lies inside (Liang and Barsky, "A new concept and method for line clipping",
  /// 1984).
  func intersects(from start: Point, to end: Point) -> Bool {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    var first = 0.0
    var last = 1.0
    /// Cuts the line at one side; false when it lies wholly beyond.
    func cut(_ slope: Double, _ distance: Double) -> Bool {
      if slope == 0 { return distance >= 0 }
      if slope < 0 { first = max(first, distance / slope) } else { last = min(last, distance / slope) }
      return true
    }
    guard cut(-dx, start.x - left), cut(dx, right - start.x), cut(-dy, start.y - top), cut(dy, bottom - start.y) else {
      return false
    }
    return first <= last
  }
}

/// Where the parts of a drawing stand.
struct Geometry: Sendable {
  /// The way of an edge, from its source to its target.
  struct Route: Sendable {
    /// The tip of the head at the source, when one stands there.
    var sourceTip: Point?
    /// The tip of the head at the target, when one stands there.
    var targetTip: Point?
    /// A start, then three control points for each cubic piece. Never empty.
    var points: [Point]
    /// The centre of the label, when there is one.
    var label: Point?
  }

  var width: Double
  var height: Double
  /// Centres, by node.
  var nodes: [Point]
  /// Frames, by boundary.
  var boundaries: [Rectangle]
  var routes: [Route]
}

extension Geometry.Route {
  /// The way as straight lines, `steps` for each cubic piece, the tips of the heads included.
  func polyline(steps: Int = 10) -> [Point] {
    var line: [Point] = []
    if let sourceTip { line.append(sourceTip) }
    if let first = points.first { line.append(first) }
    var index = 1
    while index + 2 < points.count {
      let (a, b, c, d) = (points[index - 1], points[index], points[index + 1], points[index + 2])
      for step in 1...steps {
        let t = Double(step) / Double(steps)
        let s = 1 - t
        line.append(
          Point(
            x: s * s * s * a.x + 3 * s * s * t * b.x + 3 * s * t * t * c.x + t * t * t * d.x,
            y: s * s * s * a.y + 3 * s * s * t * b.y + 3 * s * t * t * c.y + t * t * t * d.y))
      }
      index += 3
    }
    if let targetTip { line.append(targetTip) }
    return line
  }
}

extension Geometry.Route {
  /// Leads both ends on to the outlines that are drawn, which are smaller than the boxes that the engine knew.
  mutating func extend(from source: Outline, at sourceCentre: Point, to target: Outline, at targetCentre: Point) {
    guard points.count > 3 else { return }
    let last = points.count - 1
    let sourceStep = Self.step(
      from: sourceTip == nil ? points[1] : points[0], through: sourceTip ?? points[0], to: source, at: sourceCentre)
    points[0] = points[0].moved(by: sourceStep)
    sourceTip = sourceTip?.moved(by: sourceStep)
    let targetStep = Self.step(
      from: targetTip == nil ? points[last - 1] : points[last], through: targetTip ?? points[last], to: target,
      at: targetCentre)
    points[last] = points[last].moved(by: targetStep)
    targetTip = targetTip?.moved(by: targetStep)
  }

  /// The way from an end to an outline: in the direction in which the line arrives there, or, where the line would pass a
  /// corner that way, towards the middle.
  private static func step(from before: Point, through end: Point, to outline: Outline, at centre: Point) -> Point {
    let corner = Point(x: centre.x - outline.size.width / 2, y: centre.y - outline.size.height / 2)
    let (reach, stride) = (20.0, 0.25)
    for aim in [
      Point(x: end.x - before.x, y: end.y - before.y), Point(x: centre.x - end.x, y: centre.y - end.y),
    ] {
      let length = (aim.x * aim.x + aim.y * aim.y).squareRoot()
      guard length > 0.001 else { continue }
      var travelled = 0.0
      while travelled <= reach {
        let step = Point(x: aim.x / length * travelled, y: aim.y / length * travelled)
        if outline.contains(Point(x: end.x + step.x - corner.x, y: end.y + step.y - corner.y)) { return step }
        travelled += stride
      }
    }
    return Point(x: 0, y: 0)
  }
}
