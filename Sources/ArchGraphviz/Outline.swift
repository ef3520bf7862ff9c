import ArchDiagram

/// The outline of a box, which tells the family of its kind even in grey.
///
/// All of it lies inside the box that dot knows, so that the head of an edge stays in sight.
struct Outline: Hashable, Sendable {
  let family: Diagram.Family
  let size: LayoutGraph.Size

  private static let cardOffset = 4.0
  private var radius: Double { min(family == .outside ? 18 : 5, size.height / 2) }
  private var cut: Double { min(9, size.height / 3) }
  private var fold: Double { min(12, size.height / 3) }
  /// How far a cylinder's lens bulges.
  private var bulge: Double { min(6, size.height / 4, size.width / 4) }

  /// The element that draws it, with its upper left corner at a place.
  func element(style: String, at corner: Point = Point(x: 0, y: 0)) -> String {
    switch family {
    case .outside, .compute:
      let place = corner == Point(x: 0, y: 0) ? "" : "x=\"\(n(corner.x))\" y=\"\(n(corner.y))\" "
      return
        "<rect class=\"\(style)\" \(place)width=\"\(n(size.width))\" height=\"\(n(size.height))\" rx=\"\(n(radius))\"/>"
    case .edge, .data, .messaging, .platform, .boundary:
      let place = corner == Point(x: 0, y: 0) ? "" : "transform=\"translate(\(SVGNumber.pair(corner)))\" "
      return "<path class=\"\(style)\" \(place)d=\"\(path)\"/>"
    }
  }

  /// The path of an outline that is no rectangle, from (0, 0).
  private var path: String {
    let (w, h) = (size.width, size.height)
    switch family {
    case .outside, .compute: return "M0 0H\(n(w))V\(n(h))H0z"
    case .edge:
      return "M\(n(cut)) 0H\(n(w - cut))L\(n(w)) \(n(cut))V\(n(h - cut))L\(n(w - cut)) \(n(h))H\(n(cut))"
        + "L0 \(n(h - cut))V\(n(cut))z"
    case .data:
      let arc = "A\(n(w / 2)) \(n(bulge)) 0 0 "
      return "M0 \(n(bulge))\(arc)1 \(n(w)) \(n(bulge))V\(n(h - bulge))\(arc)1 0 \(n(h - bulge))z"
        + "M\(n(w)) \(n(bulge))\(arc)1 0 \(n(bulge))"
    case .messaging:
      let arc = "A\(n(bulge)) \(n(h / 2)) 0 0 "
      return "M\(n(bulge)) 0H\(n(w - bulge))\(arc)1 \(n(w - bulge)) \(n(h))H\(n(bulge))\(arc)1 \(n(bulge)) 0z"
        + "M\(n(w - bulge)) \(n(h))\(arc)1 \(n(w - bulge)) 0"
    case .platform:
      return "M0 0H\(n(w - fold))L\(n(w)) \(n(fold))V\(n(h))H0zM\(n(w)) \(n(fold))H\(n(w - fold))V0"
    case .boundary:
      let o = Self.cardOffset
      return "M\(n(o)) 0H\(n(w))V\(n(h - o))H\(n(w - o))V\(n(o))H\(n(o))zM0 \(n(o))H\(n(w - o))V\(n(h))H0z"
    }
  }

  /// Whether a point lies inside, seen from the upper left corner of the box.
  func contains(_ point: Point) -> Bool {
    let (w, h) = (size.width, size.height)
    let (x, y) = (point.x, point.y)
    guard x >= 0, x <= w, y >= 0, y <= h else { return false }
    // The outlines are the same on both sides, but for the fold and the cards.
    let fromSide = min(x, w - x)
    let fromEnd = min(y, h - y)
    switch family {
    case .outside, .compute:
      guard fromSide < radius, fromEnd < radius else { return true }
      let (dx, dy) = (radius - fromSide, radius - fromEnd)
      return dx * dx + dy * dy <= radius * radius
    case .edge: return fromSide + fromEnd >= cut
    case .data: return fromEnd >= Self.depth(of: x, on: w, bulge: bulge)
    case .messaging: return fromSide >= Self.depth(of: y, on: h, bulge: bulge)
    case .platform: return x - (w - fold) <= y
    case .boundary:
      let o = Self.cardOffset
      return x >= o && y <= h - o || x <= w - o && y >= o
    }
  }

  /// How far a lens lies behind its furthest point, at a place along its length.
  private static func depth(of place: Double, on length: Double, bulge: Double) -> Double {
    let share = 2 * place / length - 1
    return bulge * (1 - max(0, 1 - share * share).squareRoot())
  }

  private func n(_ value: Double) -> String { SVGNumber.text(value) }
}
