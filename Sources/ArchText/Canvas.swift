import ArchCells

/// A sheet of cells that know what they are; glyphs are chosen when it is printed.
struct Canvas {
  enum Role: UInt8 {
    case blank, box, frame, wire, crossing, head, text, tail
  }

  struct Cell {
    var role = Role.blank
    /// The directions in which ink leaves the cell; for a head, the way it points.
    var arms: UInt8 = 0
    var style = LineStyle.solid
    /// The code of the colour.
    var tint: UInt8 = 0
    /// The edge of a wire, or the index of a grapheme cluster.
    var value: Int32 = -1
  }

  let rows: Int
  let columns: Int
  private(set) var cells: [Cell]
  private var clusters: [Character] = []
  /// Cells where two wires cross.
  private(set) var wireCrossings = 0
  /// Cells that two things claimed; zero in a sound drawing.
  private(set) var conflicts = 0

  init(rows: Int, columns: Int) {
    self.rows = max(rows, 0)
    self.columns = max(columns, 0)
    cells = Array(repeating: Cell(), count: self.rows * self.columns)
  }

  private func index(_ row: Int, _ column: Int) -> Int? {
    guard row >= 0, row < rows, column >= 0, column < columns else { return nil }
    return row * columns + column
  }

  /// The cell at a place, or a blank one outside of the sheet.
  subscript(row: Int, column: Int) -> Cell {
    index(row, column).map { cells[$0] } ?? Cell()
  }

  /// Adds an arm to the border of a box.
  mutating func addPort(_ row: Int, _ column: Int, _ arm: UInt8) {
    guard let index = index(row, column), cells[index].role == .box else {
      conflicts += 1
      return
    }
    cells[index].arms |= arm
  }

  mutating func set(_ row: Int, _ column: Int, _ role: Role, _ arms: UInt8, tint: Tint = .none) {
    guard let index = index(row, column), cells[index].role == .blank else {
      conflicts += 1
      return
    }
    cells[index] = Cell(role: role, arms: arms, tint: tint.code)
  }

  /// Adds a cell of a wire; straight across another straight line it makes a crossing.
  mutating func addWire(_ row: Int, _ column: Int, _ arms: UInt8, _ style: LineStyle, edge: Int, tint: Tint) {
    guard let index = index(row, column) else {
      conflicts += 1
      return
    }
    let cell = cells[index]
    if cell.role == .blank {
      cells[index] = Cell(role: .wire, arms: arms, style: style, tint: tint.code, value: Int32(edge))
    } else if cell.role == .wire || cell.role == .frame, cell.arms | arms == 15, arms == 5 || arms == 10,
      cell.arms == 5 || cell.arms == 10
    {
      if cell.role == .wire { wireCrossings += 1 }
      cells[index].role = .crossing
      cells[index].tint = 0
      cells[index].arms = 15
    } else {
      conflicts += 1
    }
  }

  /// Turns the end of a wire into a head.
  mutating func setHead(_ row: Int, _ column: Int, _ arm: UInt8) {
    guard let index = index(row, column), cells[index].role == .wire else {
      conflicts += 1
      return
    }
    cells[index].role = .head
    cells[index].arms = arm
  }

  /// Writes a text over what is allowed to lie under it: blanks, and one role.
  mutating func write(_ text: String, _ row: Int, _ column: Int, over role: Role, tint: Tint = .none) {
    var column = column
    for cluster in text {
      for offset in 0..<max(CellWidth.of(cluster), 1) {
        guard let index = index(row, column), cells[index].role == .blank || cells[index].role == role else {
          conflicts += 1
          return
        }
        cells[index] = Cell(
          role: offset == 0 ? .text : .tail, tint: tint.code, value: Int32(clamping: clusters.count))
        column += 1
      }
      clusters.append(cluster)
    }
  }

  private func isBlank(_ row: Int) -> Bool {
    cells[(row * columns)..<((row + 1) * columns)].allSatisfy { $0.role == .blank }
  }

  /// The lines, without trailing blanks, and the cells of the widest one.
  ///
  /// - Parameter isColoured: whether escape sequences colour the cells; without them the text is the same.
  func print(_ glyphs: Glyphs, isColoured: Bool) -> (text: String, columns: Int, rows: Int) {
    var first = columns
    for row in 0..<rows {
      for column in 0..<first where cells[row * columns + column].role != .blank {
        first = column
        break
      }
    }
    let table = GlyphTable(glyphs)
    var bytes: [UInt8] = []
    var widest = 0
    var lines = 0
    var begin = 0
    var end = rows
    while begin < end, isBlank(begin) { begin += 1 }
    while end > begin, isBlank(end - 1) { end -= 1 }
    for row in begin..<end {
      let start = row * columns
      var last = columns - 1
      while last >= 0, cells[start + last].role == .blank { last -= 1 }
      widest = max(widest, last + 1 - first)
      lines += 1
      var tint: UInt8 = 0
      for column in first..<max(first, last + 1) {
        let cell = cells[start + column]
        if isColoured, cell.tint != tint, cell.role != .blank, cell.role != .tail {
          if !table.tints[Int(tint)].isEmpty { bytes += Tint.reset }
          tint = cell.tint
          bytes += table.tints[Int(tint)]
        }
        switch cell.role {
        case .tail: break
        case .text: bytes.append(contentsOf: String(clusters[Int(cell.value)]).utf8)
        default: bytes.append(contentsOf: table[cell])
        }
      }
      if !table.tints[Int(tint)].isEmpty { bytes += Tint.reset }
      bytes.append(0x0A)
    }
    return (String(decoding: bytes, as: UTF8.self), widest, lines)
  }
}

/// The UTF-8 of every glyph, by role, style and arms.
private struct GlyphTable {
  private var entries: [[UInt8]] = []
  /// The beginning of every colour.
  let tints = Tint.all.map(\.start)

  init(_ glyphs: Glyphs) {
    for role in 0..<8 {
      for style in LineStyle.allCases {
        for arms in UInt8(0)..<16 {
          let glyph: Character
          switch Canvas.Role(rawValue: UInt8(role)) ?? .blank {
          case .blank, .text, .tail: glyph = " "
          case .box: glyph = glyphs.box(arms)
          case .frame, .wire: glyph = glyphs.line(arms, style: style)
          case .crossing: glyph = glyphs.crossing
          case .head: glyph = glyphs.head(arms)
          }
          entries.append(Array(String(glyph).utf8))
        }
      }
    }
  }

  subscript(_ cell: Canvas.Cell) -> [UInt8] {
    entries[(Int(cell.role.rawValue) * LineStyle.allCases.count + Int(cell.style.rawValue)) * 16 + Int(cell.arms)]
  }
}
