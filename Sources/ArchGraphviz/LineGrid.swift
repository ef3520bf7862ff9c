/// The pieces of many lines by squares of the page, so that a question about one place looks at what is near it alone.
struct LineGrid {
  /// A straight piece of a line.
  private struct Piece {
    var line: Int32
    var start: Point
    var end: Point
  }

  private let pieces: [Piece]
  private let squares: Squares
  /// Where the list of each square begins in `members`, and where the last one ends.
  private let starts: [Int32]
  private let members: [Int32]

  init(_ lines: [[Point]]) {
    var pieces: [Piece] = []
    for (index, line) in lines.enumerated() {
      for (start, end) in zip(line, line.dropFirst()) {
        pieces.append(Piece(line: Int32(truncatingIfNeeded: index), start: start, end: end))
      }
    }
    let squares = Squares(around: lines, count: pieces.count)
    var starts = Array(repeating: Int32(0), count: squares.count + 1)
    for piece in pieces { squares.visit(piece.start, piece.end) { starts[$0 + 1] += 1 } }
    for square in 1..<starts.count { starts[square] += starts[square - 1] }
    var members = Array(repeating: Int32(0), count: Int(starts[squares.count]))
    var next = starts
    for (index, piece) in pieces.enumerated() {
      squares.visit(piece.start, piece.end) {
        members[Int(next[$0])] = Int32(truncatingIfNeeded: index)
        next[$0] += 1
      }
    }
    self.pieces = pieces
    self.squares = squares
    self.starts = starts
    self.members = members
  }

  /// Calls with each piece near a box, with some of them more than once, until the body answers false.
  func forEachPiece(near box: Rectangle, _ body: (_ line: Int, _ start: Point, _ end: Point) -> Bool) {
    guard box.intersects(squares.bounds) else { return }
    let (rows, columns) = (squares.rows(box.top, box.bottom), squares.columns(box.left, box.right))
    for row in rows {
      for column in columns {
        let square = row * squares.columnCount + column
        for member in Int(starts[square])..<Int(starts[square + 1]) {
          let piece = pieces[Int(members[member])]
          if !body(Int(piece.line), piece.start, piece.end) { return }
        }
      }
    }
  }

  /// The lines that have a part inside a box, in order.
  func lines(crossing box: Rectangle) -> [Int] {
    var found: [Int] = []
    forEachPiece(near: box) { line, start, end in
      if found.last != line, box.intersects(from: start, to: end) { found.append(line) }
      return true
    }
    found.sort()
    var unique: [Int] = []
    for line in found where unique.last != line { unique.append(line) }
    return unique
  }

  /// Whether a line other than `own` has a part inside a box.
  func crosses(_ box: Rectangle, except own: Int) -> Bool {
    var isCrossed = false
    forEachPiece(near: box) { line, start, end in
      isCrossed = line != own && box.intersects(from: start, to: end)
      return !isCrossed
    }
    return isCrossed
  }
}

/// A page in squares.
private struct Squares {
  let bounds: Rectangle
  let columnCount: Int
  let rowCount: Int
  private let side: Double

  var count: Int { columnCount * rowCount }

  /// About as many squares as pieces, but none smaller than a box is high.
  init(around lines: [[Point]], count: Int) {
    bounds = Rectangle(around: lines.flatMap { $0 }) ?? Rectangle(left: 0, top: 0, right: 1, bottom: 1)
    let area = max(1, bounds.width * bounds.height)
    side = max(48, (area / Double(max(64, min(count, 1_000_000)))).squareRoot())
    columnCount = Self.index(bounds.width / side, 1_000_000) + 1
    rowCount = Self.index(bounds.height / side, 1_000_000) + 1
  }

  func columns(_ left: Double, _ right: Double) -> ClosedRange<Int> {
    let first = Self.index((left - bounds.left) / side, columnCount - 1)
    return first...max(first, Self.index((right - bounds.left) / side, columnCount - 1))
  }

  func rows(_ top: Double, _ bottom: Double) -> ClosedRange<Int> {
    let first = Self.index((top - bounds.top) / side, rowCount - 1)
    return first...max(first, Self.index((bottom - bounds.top) / side, rowCount - 1))
  }

  /// Calls with each square that a straight piece runs through, row by row.
  func visit(_ start: Point, _ end: Point, _ body: (Int) -> Void) {
    let (upper, lower) = start.y <= end.y ? (start, end) : (end, start)
    let (dx, dy) = (lower.x - upper.x, lower.y - upper.y)
    for row in rows(upper.y, lower.y) {
      // The stretch of the piece within the row; rounding must not lose a square, so it is a little longer.
      let top = bounds.top + Double(row) * side
      let first = dy > 0 ? max(0, min(1, (top - upper.y) / dy)) : 0
      let last = dy > 0 ? max(0, min(1, (top + side - upper.y) / dy)) : 1
      let (one, other) = (upper.x + dx * first, upper.x + dx * last)
      for column in columns(min(one, other) - 0.01, max(one, other) + 0.01) { body(row * columnCount + column) }
    }
  }

  private static func index(_ value: Double, _ limit: Int) -> Int {
    value.isFinite ? Int(max(0, min(Double(limit), value.rounded(.down)))) : 0
  }
}
