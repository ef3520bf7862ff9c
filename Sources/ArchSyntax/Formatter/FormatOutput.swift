import ArchCells

/// The text that a formatter has written so far, with the place it has come to.
struct FormatOutput {
  private(set) var text: [UInt8] = []
  /// The columns written on the current line, in cells.
  private(set) var column = 0
  /// The number of line breaks written.
  private(set) var line = 0
  /// The line on which the statement at hand begins.
  private(set) var unitLine = -1

  var isAtLineStart: Bool { text.isEmpty || text[text.count - 1] == 0x0A }
  var isEmpty: Bool { text.isEmpty }

  mutating func reserve(_ count: Int) {
    text.reserveCapacity(count)
  }

  mutating func beginUnit() {
    unitLine = line
  }

  /// Appends ASCII; a line break at its end is counted.
  mutating func append(_ ascii: StaticString) {
    ascii.withUTF8Buffer { buffer in
      text.append(contentsOf: buffer)
      if buffer.last == 0x0A {
        line += 1
        column = 0
      } else {
        column += buffer.count
      }
    }
  }

  /// Appends bytes without a line break.
  mutating func append(_ bytes: ArraySlice<UInt8>, width: Int) {
    text.append(contentsOf: bytes)
    column += width
  }

  mutating func spaces(_ count: Int) {
    guard count > 0 else { return }
    text.append(contentsOf: repeatElement(0x20, count: count))
    column += count
  }

  /// Begins a new line, after an empty one if wanted.
  mutating func newLine(indentation: Int, blank: Bool = false) {
    if blank {
      text.append(0x0A)
      line += 1
    }
    text.append(0x0A)
    line += 1
    column = 0
    spaces(indentation)
  }

  /// Appends bytes as they are, line breaks included.
  mutating func appendVerbatim(_ bytes: ArraySlice<UInt8>) {
    text.append(contentsOf: bytes)
    var start = bytes.startIndex
    for index in bytes.indices where bytes[index] == 0x0A || bytes[index] == 0x0D {
      line += 1
      column = 0
      start = index + 1
    }
    column += FormatWidth.cells(of: bytes[start...])
  }
}

/// How wide text is.
enum FormatWidth {
  /// The cells that UTF-8 text takes in a terminal or an editor.
  static func cells(of bytes: ArraySlice<UInt8>) -> Int {
    if bytes.allSatisfy({ $0 < 0x80 }) { return bytes.count }
    return String(decoding: bytes, as: UTF8.self).reduce(0) { $0 + CellWidth.of($1) }
  }
}
