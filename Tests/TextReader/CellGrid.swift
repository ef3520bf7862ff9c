/// The text of a drawing as a terminal shows it: rows of cells.
///
/// The widths are worked out here anew, for the few scripts the tests use, and not by the code under test.
struct CellGrid {
  /// A glyph, or nil for the second cell of a wide one. Blanks are spaces.
  private(set) var cells: [[Character?]] = []

  init(_ lines: [String]) {
    for line in lines {
      var row: [Character?] = []
      for cluster in line {
        row.append(cluster)
        if CellGrid.isWide(cluster) { row.append(nil) }
      }
      cells.append(row)
    }
  }

  var rows: Int { cells.count }
  var columns: Int { cells.map(\.count).max() ?? 0 }

  subscript(row: Int, column: Int) -> Character? {
    guard cells.indices.contains(row), cells[row].indices.contains(column) else { return " " }
    return cells[row][column]
  }

  func isBlank(_ row: Int, _ column: Int) -> Bool { self[row, column] == " " }

  /// The text of some cells of a row, without blanks at the ends.
  func text(_ row: Int, _ columns: Range<Int>) -> String {
    var text = ""
    for column in columns {
      if let cluster = self[row, column] { text.append(cluster) }
    }
    while text.hasPrefix(" ") { text.removeFirst() }
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }

  private static func isWide(_ cluster: Character) -> Bool {
    guard let first = cluster.unicodeScalars.first else { return false }
    if cluster.unicodeScalars.contains(where: { $0.value == 0xFE0F }) { return true }
    switch first.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF01...0xFF60,
      0x1F1E6...0x1F1FF, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD:
      return true
    default: return false
    }
  }
}
