/// A source line as it is printed: cells with their bytes and columns.
///
/// Tabs reach the next multiple of four, harmful characters are escaped, ill-formed bytes are `�`.
struct ExcerptLine {
  /// Something that is printed as a whole.
  private struct Cell {
    /// Byte offsets in the file.
    let start: Int
    let end: Int
    /// The first column, from 0.
    var column: Int
    let width: Int
    let text: String
  }

  /// Lines of more bytes are read only around the focus; a line can be a whole file.
  static let wholeLineLimit = 2048
  private static let bytesBeforeFocus = 1024

  private var cells: [Cell] = []
  private let content: Range<Int>
  private var continuesLeft: Bool
  private var continuesRight: Bool

  /// Reads a line.
  ///
  /// - Parameters:
  ///   - content: the bytes of the line without its break.
  ///   - focus: the offset that has to be visible if the line is too long.
  ///   - width: the cells that a character takes.
  init(_ bytes: [UInt8], content: Range<Int>, focus: Int, width: (Character) -> Int) {
    self.content = content
    var lower = content.lowerBound
    var upper = content.upperBound
    if content.count > Self.wholeLineLimit {
      lower = max(lower, min(focus, upper) - Self.bytesBeforeFocus)
      upper = min(upper, lower + Self.wholeLineLimit)
      for _ in 0..<3 where lower > content.lowerBound && bytes[lower] & 0xC0 == 0x80 { lower -= 1 }
      for _ in 0..<3 where upper < content.upperBound && bytes[upper] & 0xC0 == 0x80 { upper += 1 }
    }
    continuesLeft = lower > content.lowerBound
    continuesRight = upper < content.upperBound
    read(bytes, lower..<upper, width)
  }

  private mutating func read(_ bytes: [UInt8], _ range: Range<Int>, _ width: (Character) -> Int) {
    var scalars = String.UnicodeScalarView()
    var ends: [Int] = []
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes[range].makeIterator()
    var offset = range.lowerBound
    // Every step consumes at least a byte.
    parsing: for _ in 0..<range.count {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let encoded):
        offset += encoded.count
        scalars.append(Unicode.UTF8.decode(encoded))
      case .error(let length):
        offset += length
        scalars.append("\u{FFFD}")
      case .emptyInput:
        break parsing
      }
      ends.append(offset)
    }
    var start = range.lowerBound
    var index = 0
    for character in String(scalars) {
      if character.unicodeScalars.allSatisfy(SafeText.isHarmless) {
        index += character.unicodeScalars.count
        append(start, ends[index - 1], String(character), min(max(0, width(character)), 4))
        start = ends[index - 1]
        continue
      }
      for scalar in character.unicodeScalars {
        index += 1
        let column = cells.last.map { $0.column + $0.width } ?? 0
        if scalar == "\t" {
          let width = 4 - column % 4
          append(start, ends[index - 1], String(repeating: " ", count: width), width)
        } else if start == 0, scalar == "\u{FEFF}" {
          // A byte order mark at the start of a file is no text.
          append(start, ends[index - 1], "", 0)
        } else if SafeText.isHarmless(scalar) {
          append(start, ends[index - 1], String(scalar), min(max(0, width(Character(scalar))), 4))
        } else {
          let escaped = SafeText.escape(scalar)
          append(start, ends[index - 1], escaped, escaped.utf8.count)
        }
        start = ends[index - 1]
      }
    }
  }

  private mutating func append(_ start: Int, _ end: Int, _ text: String, _ width: Int) {
    let column = cells.last.map { $0.column + $0.width } ?? 0
    cells.append(Cell(start: start, end: end, column: column, width: width, text: text))
  }

  /// The printed line.
  var text: String {
    var result = ""
    for cell in cells { result += cell.text }
    return result
  }

  /// The number of columns.
  var width: Int { cells.last.map { $0.column + $0.width } ?? 0 }

  /// The columns that a byte range covers: at least one, so that a place between characters gets a mark.
  func columns(of range: Range<Int>) -> Range<Int> {
    let first = firstCell { $0.end > range.lowerBound }
    let start = first < cells.count ? cells[first].column : width
    let after = firstCell { $0.start >= range.upperBound }
    let end = after > 0 ? cells[after - 1].column + cells[after - 1].width : 0
    return start..<max(start + 1, end)
  }

  /// The index of the first cell that satisfies a condition which holds for all cells after it.
  private func firstCell(where condition: (Cell) -> Bool) -> Int {
    var low = 0
    var high = cells.count
    while low < high {
      let middle = (low + high) / 2
      if condition(cells[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The line within `limit` columns: the surroundings of the focus, with `…` where text is left out.
  ///
  /// - Parameter focus: the columns to be shown; of wider ones than the limit, the beginning.
  func cut(to limit: Int, around focus: Range<Int>) -> ExcerptLine {
    // A caret behind the last character needs a column too.
    let total = max(width, min(focus.upperBound, width + 1))
    if total <= limit, !continuesLeft, !continuesRight { return self }
    let room = max(1, limit - 2)
    let context = focus.count < room ? (room - focus.count) / 2 : room / 4
    var from = max(0, min(focus.lowerBound, total) - context)
    var to = from + room
    if from <= 1, !continuesLeft {
      from = 0
      to = room + 1
    }
    if to >= total - 1, !continuesRight {
      to = total
      from = max(0, total - room - 1)
    }
    return keeping(from..<to)
  }

  private func keeping(_ columns: Range<Int>) -> ExcerptLine {
    var kept = cells.filter { $0.column >= columns.lowerBound && $0.column + $0.width <= columns.upperBound }
    var result = self
    result.continuesLeft = false
    result.continuesRight = false
    let cutsLeft = continuesLeft || columns.lowerBound > 0
    let cutsRight = continuesRight || columns.upperBound < width
    let start = kept.first?.start ?? content.lowerBound
    let end = kept.last?.end ?? content.lowerBound
    let shift = (cutsLeft ? 1 : 0) - (kept.first?.column ?? 0)
    for index in kept.indices { kept[index].column += shift }
    // The bytes that are left out belong to the `…`, and so do marks under them.
    if cutsLeft { kept.insert(Cell(start: content.lowerBound, end: start, column: 0, width: 1, text: "…"), at: 0) }
    result.cells = kept
    if cutsRight { result.append(end, content.upperBound, "…", 1) }
    return result
  }
}
