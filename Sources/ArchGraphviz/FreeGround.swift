/// Where on a page nothing stands, in squares.
struct FreeGround {
  private static let side = 12.0
  private static let largestCount = 1_000_000

  private let left: Double
  private let top: Double
  private let columns: Int
  private let rows: Int
  private var isTaken: [Bool]

  /// Nil for a page that is too large to look over.
  init?(_ page: Rectangle) {
    let (width, height) = (page.width / Self.side, page.height / Self.side)
    guard width.isFinite, height.isFinite, width >= 1, height >= 1, width * height < Double(Self.largestCount) else {
      return nil
    }
    left = page.left
    top = page.top
    columns = Int(width)
    rows = Int(height)
    isTaken = Array(repeating: false, count: columns * rows)
  }

  /// Takes the ground below a box.
  mutating func take(_ box: Rectangle) {
    let first = (column: index(box.left - left, columns), row: index(box.top - top, rows))
    let last = (column: index(box.right - left, columns), row: index(box.bottom - top, rows))
    for row in first.row...max(first.row, last.row) {
      for column in first.column...max(first.column, last.column) { isTaken[row * columns + column] = true }
    }
  }

  /// Takes the ground below a line and close to it.
  mutating func take(_ line: [Point]) {
    for (start, end) in zip(line, line.dropFirst()) {
      let (dx, dy) = (end.x - start.x, end.y - start.y)
      let length = (dx * dx + dy * dy).squareRoot()
      guard length.isFinite, length < 100_000 else { continue }
      let steps = max(1, Int(length / (Self.side / 2)))
      for step in 0...steps {
        let share = Double(step) / Double(steps)
        let point = Point(x: start.x + dx * share, y: start.y + dy * share)
        take(Rectangle(centre: point, width: Self.side, height: Self.side))
      }
    }
  }

  private func index(_ distance: Double, _ count: Int) -> Int {
    let place = (distance / Self.side).rounded(.down)
    return place.isFinite ? Int(max(0, min(Double(count - 1), place))) : 0
  }

  /// The upper left corner of the highest free place of a size, the rightmost of these; nil where there is none.
  func place(for size: LayoutGraph.Size) -> Point? {
    let (width, height) = ((size.width / Self.side).rounded(.up), (size.height / Self.side).rounded(.up))
    guard width < Double(columns), height < Double(rows), width >= 1, height >= 1 else { return nil }
    let (wide, high) = (Int(width), Int(height))
    // How many squares from one upwards are free.
    var depths = Array(repeating: 0, count: columns)
    for row in 0..<rows {
      for column in 0..<columns { depths[column] = isTaken[row * columns + column] ? 0 : depths[column] + 1 }
      var run = 0
      for column in (0..<columns).reversed() {
        run = depths[column] >= high ? run + 1 : 0
        if run >= wide {
          return Point(x: left + Double(column) * Self.side, y: top + Double(row - high + 1) * Self.side)
        }
      }
    }
    return nil
  }
}
