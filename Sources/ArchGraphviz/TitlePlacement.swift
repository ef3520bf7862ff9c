import ArchDiagram

/// Where the titles of boundaries stand.
///
/// Dot runs edges through the strip that it leaves for a title. Each title slides along its strip to the first stretch that
/// no edge and no label crosses; where there is none for all of it, the trust word is dropped.
struct TitlePlacement {
  struct Place {
    /// The start of the base line.
    var start: Point
    var showsTrust: Bool
    /// Whether an edge or a label may run through it.
    var isCrossed: Bool
  }

  let places: [Place]

  private static let inset = 12.0
  private static let clearance = 5.0

  init(plan: DrawingPlan, geometry: Geometry) {
    let strips = geometry.boundaries.map {
      Rectangle(left: $0.left + Self.inset, top: $0.top + 4, right: $0.right - Self.inset, bottom: $0.top + 25)
    }
    var blocked: [[(from: Double, to: Double)]] = Array(repeating: [], count: strips.count)
    let lines = LineGrid(geometry.routes.map { $0.polyline() })
    let labels = zip(plan.labels, geometry.routes).map { label, route -> Rectangle? in
      guard let label, let centre = route.label else { return nil }
      return Rectangle(centre: centre, width: label.size.width, height: label.size.height)
    }
    let labelGrid = BoxGrid(labels)
    for (index, strip) in strips.enumerated() {
      lines.forEachPiece(near: strip) { _, start, end in
        if strip.intersects(from: start, to: end) {
          blocked[index].append((min(start.x, end.x) - Self.clearance, max(start.x, end.x) + Self.clearance))
        }
        return true
      }
      for label in labelGrid.touching(strip) {
        if let place = labels[label] { blocked[index].append((place.left, place.right)) }
      }
    }
    places = zip(strips, zip(plan.titles, blocked)).map { strip, words in
      let (title, blocked) = words
      let y = strip.top + 14
      for (width, showsTrust) in [(title.width, !title.trust.isEmpty), (title.titleWidth, false)] {
        if let x = Self.free(width, in: strip, blocked) {
          return Place(start: Point(x: x, y: y), showsTrust: showsTrust, isCrossed: false)
        }
      }
      return Place(start: Point(x: strip.left, y: y), showsTrust: false, isCrossed: true)
    }
  }

  /// The leftmost start of a free stretch of the given width.
  private static func free(_ width: Double, in strip: Rectangle, _ blocked: [(from: Double, to: Double)]) -> Double? {
    var x = strip.left
    for interval in blocked.sorted(by: { $0.from < $1.from }) {
      if interval.from >= x + width { break }
      x = max(x, interval.to)
    }
    return x + width <= strip.right + 0.5 ? x : nil
  }
}
