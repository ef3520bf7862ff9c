import ArchCells

/// One row of a drawing, cell by cell.
struct CellRow {
  private var cells: [Character]
  private var tints: [Tint]
  /// Cells that two things claimed; zero in a sound drawing.
  private(set) var conflicts = 0

  private static let blank: Character = " "
  /// The second cell of a wide cluster.
  private static let tail: Character = "\0"

  init(columns: Int) {
    cells = Array(repeating: Self.blank, count: max(0, columns))
    tints = Array(repeating: .none, count: max(0, columns))
  }

  subscript(column: Int) -> Character { cells.indices.contains(column) ? cells[column] : Self.blank }

  /// Sets a cell that shows `expected` so far.
  mutating func put(_ glyph: Character, at column: Int, over expected: Character = " ", tint: Tint = .none) {
    guard cells.indices.contains(column), cells[column] == expected else {
      conflicts += 1
      return
    }
    cells[column] = glyph
    tints[column] = tint
  }

  /// A line across the columns; where it meets `vertical` it crosses.
  mutating func line(
    _ glyph: Character, _ columns: Range<Int>, across vertical: Character, crossing: Character, tint: Tint = .none
  ) {
    for column in columns {
      if self[column] == vertical {
        put(crossing, at: column, over: vertical)
      } else {
        put(glyph, at: column, tint: tint)
      }
    }
  }

  mutating func write(_ text: String, at column: Int, tint: Tint = .none) {
    var column = column
    for cluster in text {
      put(cluster, at: column, tint: tint)
      let width = CellWidth.of(cluster)
      for offset in 1..<max(width, 1) { put(Self.tail, at: column + offset, tint: tint) }
      column += max(width, 1)
    }
  }

  /// Without trailing blanks. Escape sequences, where they are wanted, end with the line.
  func text(isColoured: Bool) -> String {
    var end = cells.count
    while end > 0, cells[end - 1] == Self.blank { end -= 1 }
    var text = ""
    var run = ""
    var tint = Tint.none
    for (cell, next) in zip(cells[..<end], tints) where cell != Self.tail {
      if isColoured, next != tint, cell != Self.blank {
        text += tint.painted(run)
        run = ""
        tint = next
      }
      run.append(cell)
    }
    return text + (isColoured ? tint.painted(run) : run)
  }
}
