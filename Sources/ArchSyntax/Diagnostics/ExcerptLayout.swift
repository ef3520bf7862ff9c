/// Lays out the labels of one source line: the line, its marks and the texts beside or below them.
struct ExcerptLayout {
  /// A label whose place on the line is known.
  struct Mark {
    /// The bytes on this line that are underlined; empty for a place between characters.
    let bytes: Range<Int>
    /// What is printed; may be empty.
    let text: String
    let isPrimary: Bool
  }

  private struct Placed {
    let columns: Range<Int>
    let text: String
    let isPrimary: Bool
  }

  /// The role of the carets.
  let severity: Severity
  /// The cells that a character takes.
  let width: @Sendable (Character) -> Int
  /// The columns for text, without the gutter.
  let limit: Int

  /// The rows of a line, without gutters: the source text first, then marks and texts.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - content: the line without its break.
  ///   - marks: the primary one first, others in the order they are told.
  func rows(_ bytes: [UInt8], content: Range<Int>, marks: [Mark]) -> [StyledLine] {
    guard let main = marks.first else { return [] }
    let whole = ExcerptLine(bytes, content: content, focus: main.bytes.lowerBound, width: width)
    let line = whole.cut(to: limit, around: focus(marks.map { whole.columns(of: $0.bytes) }))
    let placed = marks.map { Placed(columns: line.columns(of: $0.bytes), text: $0.text, isPrimary: $0.isPrimary) }
    return [StyledLine(line.text)] + layers(placed).flatMap(rows)
  }

  /// What a cut line shows: all marks if they fit, else the first.
  private func focus(_ marks: [Range<Int>]) -> Range<Int> {
    guard let first = marks.first else { return 0..<0 }
    let all = marks.reduce(first) { min($0.lowerBound, $1.lowerBound)..<max($0.upperBound, $1.upperBound) }
    return all.count <= limit - 2 ? all : first
  }

  /// Marks that overlap get rows of their own, so that each text has one line of marks that is surely its own.
  private func layers(_ marks: [Placed]) -> [[Placed]] {
    var layers: [[Placed]] = []
    for mark in marks {
      if let free = layers.firstIndex(where: { !$0.contains { $0.columns.overlaps(mark.columns) } }) {
        layers[free].append(mark)
      } else {
        layers.append([mark])
      }
    }
    return layers.map { $0.sorted { $0.columns.lowerBound < $1.columns.lowerBound } }
  }

  /// The marks of one layer from left to right, the last text beside its mark and the others below, each under the
  /// first column of its mark; `|` leads past a row that belongs to another mark.
  private func rows(_ marks: [Placed]) -> [StyledLine] {
    var first = StyledLine()
    var column = 0
    for mark in marks {
      first.append(String(repeating: " ", count: max(0, mark.columns.lowerBound - column)))
      first.append(String(repeating: mark.isPrimary ? "^" : "-", count: mark.columns.count), role(mark))
      column = mark.columns.upperBound
    }
    var below = marks.filter { !$0.text.isEmpty }
    if let last = marks.last, !last.text.isEmpty, column + 1 + cells(last.text) <= limit {
      first.append(" ")
      first.append(last.text, role(last))
      below.removeLast()
    }
    var rows = [first]
    while let mark = below.popLast() {
      // A text that would leave the page begins further left.
      let start = max(0, min(mark.columns.lowerBound, limit - cells(mark.text)))
      var row = StyledLine()
      var column = 0
      for pending in below where pending.columns.lowerBound + 1 < start {
        row.append(String(repeating: " ", count: pending.columns.lowerBound - column))
        row.append("|", role(pending))
        column = pending.columns.lowerBound + 1
      }
      row.append(String(repeating: " ", count: start - column))
      row.append(mark.text, role(mark))
      rows.append(row)
    }
    return rows
  }

  private func role(_ mark: Placed) -> TerminalRole { mark.isPrimary ? .severity(severity) : .secondary }

  private func cells(_ text: String) -> Int {
    text.reduce(0) { $0 + min(max(0, width($1)), 4) }
  }
}
