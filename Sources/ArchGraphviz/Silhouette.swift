import ArchDiagram

/// The outline of a box, which tells the family of its kind even in grey.
enum Silhouette {
  /// The path of the outline from (0, 0); all of it lies inside the size, so that the head of an edge stays in sight.
  static func path(_ family: Diagram.Family, _ size: LayoutGraph.Size) -> String {
    let (w, h) = (size.width, size.height)
    switch family {
    case .outside: return rounded(radius: min(18, h / 2), w, h)
    case .compute: return rounded(radius: min(5, h / 2), w, h)
    case .edge:
      let c = min(9, h / 3)
      return "M\(n(c)) 0H\(n(w - c))L\(n(w)) \(n(c))V\(n(h - c))L\(n(w - c)) \(n(h))H\(n(c))L0 \(n(h - c))V\(n(c))z"
    case .data:
      let lens = min(6, h / 4)
      let arc = "A\(n(w / 2)) \(n(lens)) 0 0 "
      return "M0 \(n(lens))\(arc)1 \(n(w)) \(n(lens))V\(n(h - lens))\(arc)1 0 \(n(h - lens))z"
        + "M\(n(w)) \(n(lens))\(arc)1 0 \(n(lens))"
    case .messaging:
      let lens = min(6, w / 4)
      let arc = "A\(n(lens)) \(n(h / 2)) 0 0 "
      return "M\(n(lens)) 0H\(n(w - lens))\(arc)1 \(n(w - lens)) \(n(h))H\(n(lens))\(arc)1 \(n(lens)) 0z"
        + "M\(n(w - lens)) \(n(h))\(arc)1 \(n(w - lens)) 0"
    case .platform:
      let fold = min(12, h / 3)
      return "M0 0H\(n(w - fold))L\(n(w)) \(n(fold))V\(n(h))H0zM\(n(w)) \(n(fold))H\(n(w - fold))V0"
    case .boundary:
      return "M4 0H\(n(w))V\(n(h - 4))H\(n(w - 4))V4H4zM0 4H\(n(w - 4))V\(n(h))H0z"
    }
  }

  private static func rounded(radius r: Double, _ w: Double, _ h: Double) -> String {
    let arc = "a\(n(r)) \(n(r)) 0 0 1 "
    return "M\(n(r)) 0H\(n(w - r))\(arc)\(n(r)) \(n(r))V\(n(h - r))\(arc)-\(n(r)) \(n(r))H\(n(r))"
      + "\(arc)-\(n(r))-\(n(r))V\(n(r))\(arc)\(n(r))-\(n(r))z"
  }

  private static func n(_ value: Double) -> String { SVGNumber.text(value) }
}
