/// Where the edges of a drawing cross, counted on its lines.
public enum EdgeCrossings {
  private struct Piece {
    var from: Picture.Spot
    var to: Picture.Spot
    var edge: Int

    var left: Double { min(from.x, to.x) }
    var right: Double { max(from.x, to.x) }
    var top: Double { min(from.y, to.y) }
    var bottom: Double { max(from.y, to.y) }
  }

  /// The lines of the edges of a document by `dot -Tsvg`.
  public static func lines(ofDot svg: String) -> [[Picture.Spot]] {
    var lines: [[Picture.Spot]] = []
    var isEdge = false
    for tag in SVGTag.all(in: svg) where !tag.isClosing {
      // An edge with a tooltip has a second group within its own, which has no class.
      if tag.name == "g", let kind = tag["class"] { isEdge = kind == "edge" }
      if isEdge, tag.name == "path", let path = tag["d"] {
        lines.append(PathOutline.line(path))
        isEdge = false
      }
    }
    return lines
  }

  /// The number of places at which two lines cross. Lines that only meet at an end do not.
  public static func count(_ lines: [[Picture.Spot]]) -> Int {
    var pieces: [Piece] = []
    for (edge, line) in lines.enumerated() {
      for (from, to) in zip(line, line.dropFirst()) where from != to {
        pieces.append(Piece(from: from, to: to, edge: edge))
      }
    }
    guard !pieces.isEmpty else { return 0 }
    // In squares about as large as a box: only what shares one is compared, in the square where the crossing lies.
    let size = 120.0
    struct Square: Hashable {
      var column: Int
      var row: Int
    }
    func column(_ x: Double) -> Int { Int((x / size).rounded(.down)) }
    var squares: [Square: [Int]] = [:]
    for (index, piece) in pieces.enumerated() {
      for x in column(piece.left)...column(piece.right) {
        for y in column(piece.top)...column(piece.bottom) {
          squares[Square(column: x, row: y), default: []].append(index)
        }
      }
    }
    var crossings = 0
    for (square, members) in squares {
      for (place, first) in members.enumerated() {
        for second in members[(place + 1)...] where pieces[first].edge != pieces[second].edge {
          guard let spot = crossing(pieces[first], pieces[second]) else { continue }
          if column(spot.x) == square.column, column(spot.y) == square.row { crossings += 1 }
        }
      }
    }
    return crossings
  }

  /// Where two pieces cross, or nil; their ends do not belong to them.
  private static func crossing(_ a: Piece, _ b: Piece) -> Picture.Spot? {
    if a.right < b.left || b.right < a.left || a.bottom < b.top || b.bottom < a.top { return nil }
    let (ax, ay) = (a.to.x - a.from.x, a.to.y - a.from.y)
    let (bx, by) = (b.to.x - b.from.x, b.to.y - b.from.y)
    let area = ax * by - ay * bx
    guard abs(area) > 1e-9 else { return nil }
    let (dx, dy) = (b.from.x - a.from.x, b.from.y - a.from.y)
    let (s, t) = ((dx * by - dy * bx) / area, (dx * ay - dy * ax) / area)
    guard s > 0, s <= 1, t > 0, t <= 1 else { return nil }
    return Picture.Spot(x: a.from.x + s * ax, y: a.from.y + s * ay)
  }
}
