import ArchCells
import ArchDiagram

/// Paints a sequence diagram row by row, from the heads down.
struct SequencePainter {
  private let script: SequenceScript
  private let columns: SequenceColumns
  private let glyphs: Glyphs
  private let vertical: Character
  private let horizontal: Character
  private let isColoured: Bool
  /// The frames around the row at hand, from the outside in.
  private var open: [Int] = []

  private(set) var text = ""
  private(set) var rows = 0
  /// Cells that two things claimed; zero in a sound drawing.
  private(set) var conflicts = 0

  init(_ script: SequenceScript, _ columns: SequenceColumns, _ glyphs: Glyphs, isColoured: Bool = false) {
    self.isColoured = isColoured
    self.script = script
    self.columns = columns
    self.glyphs = glyphs
    vertical = glyphs.line(Glyphs.up | Glyphs.down, style: .solid)
    horizontal = glyphs.line(Glyphs.left | Glyphs.right, style: .solid)
    paintHeads()
    for (index, item) in script.items.enumerated() {
      switch item.kind {
      case .message(let arrow):
        if item.isSelfCall { paintSelfCall(item, arrow) } else { paintMessage(item, arrow, gap: columns.gaps[index]) }
      case .open, .branch:
        paintTitle(item, gap: columns.gaps[index])
        // A label right below would be taken for more of the title.
        if !item.lines.isEmpty, startsWithText(index + 1) { emit(row()) }
      case .close: paintClose(item)
      case .note: paintNote(item, isLast: index == script.items.count - 1)
      }
    }
  }

  /// Whether an item begins with a row of text, which would be taken for a part of the title above it.
  private func startsWithText(_ index: Int) -> Bool {
    guard script.items.indices.contains(index), case .message = script.items[index].kind else { return false }
    return script.items[index].lines.count > 1
  }

  // MARK: - Rows

  private mutating func emit(_ row: CellRow) {
    text += row.text(isColoured: isColoured) + "\n"
    rows += 1
    conflicts += row.conflicts
  }

  /// A row with what runs down through it: lifelines and the sides of frames.
  private func row(lifelines isShown: (Int) -> Bool = { _ in true }) -> CellRow {
    var row = CellRow(columns: columns.width)
    for (index, column) in columns.lifelines.enumerated() where isShown(index) { row.put(vertical, at: column) }
    for frame in open {
      row.put(vertical, at: left(frame))
      row.put(vertical, at: right(frame))
    }
    return row
  }

  private func left(_ frame: Int) -> Int {
    columns.lifelines[script.frames[frame].first] - script.frames[frame].left
  }

  private func right(_ frame: Int) -> Int {
    columns.lifelines[script.frames[frame].last] + script.frames[frame].right
  }

  // MARK: - Heads

  private mutating func paintHeads() {
    let tiers = script.shape.isStaggered && script.heads.count > 1 ? 2 : 1
    for tier in 0..<tiers {
      let members = script.heads.indices.filter { $0 % tiers == tier }
      let height = members.map { script.heads[$0].rows.count }.max() ?? 0
      for line in 0..<(height + 2) {
        var row = row { $0 % tiers < tier }
        for index in members { paintHead(index, line: line, height: height, in: &row) }
        emit(row)
      }
    }
  }

  private func paintHead(_ index: Int, line: Int, height: Int, in row: inout CellRow) {
    let head = script.heads[index]
    let reach = SequenceColumns.reach(ofHead: head)
    let lifeline = columns.lifelines[index]
    let (left, right) = (lifeline - reach.left, lifeline + reach.right)
    if line == 0 || line == height + 1 {
      let side = line == 0 ? Glyphs.down : Glyphs.up
      row.put(glyphs.box(side | Glyphs.right), at: left, tint: head.tint)
      row.put(glyphs.box(side | Glyphs.left), at: right, tint: head.tint)
      for column in (left + 1)..<right {
        let isPort = line > 0 && column == lifeline
        row.put(isPort ? glyphs.box(14) : glyphs.box(10), at: column, tint: head.tint)
      }
      return
    }
    row.put(glyphs.box(5), at: left, tint: head.tint)
    row.put(glyphs.box(5), at: right, tint: head.tint)
    let first = 1 + (height - head.rows.count) / 2
    guard head.rows.indices.contains(line - first) else { return }
    let (text, tint) = (head.rows[line - first].text, head.rows[line - first].tint)
    row.write(text, at: left + 2 + (head.width - CellWidth.of(text)) / 2, tint: tint)
  }

  // MARK: - Messages

  /// Where the text of an item begins: behind a piece of line, and behind the head of an arrow where one stands there.
  private func textColumn(_ item: SequenceScript.Item, gap: Int, hasHead: Bool) -> Int {
    columns.lifelines[gap] + 1 + (hasHead ? 1 : 0) + (item.isTight ? 0 : 2)
  }

  /// Writes all lines but the last, each in a row of its own.
  private mutating func paintUpperLines(_ item: SequenceScript.Item, at column: Int) {
    for line in item.lines.dropLast() {
      var row = row()
      row.write(line, at: column, tint: item.tint)
      emit(row)
    }
  }

  /// A line with a text in it; blanks part them unless the text is a bare key.
  private func paintLine(
    _ item: SequenceScript.Item, _ glyph: Character, _ range: Range<Int>, text: String?, at column: Int,
    in row: inout CellRow
  ) {
    guard let text, !text.isEmpty else {
      row.line(glyph, range, across: vertical, crossing: glyphs.crossing, tint: item.tint)
      return
    }
    let blanks = item.isTight ? 0 : 1
    row.line(
      glyph, range.lowerBound..<(column - blanks), across: vertical, crossing: glyphs.crossing, tint: item.tint)
    row.write(text, at: column, tint: item.tint)
    let end = column + CellWidth.of(text) + blanks
    row.line(
      glyph, end..<max(end, range.upperBound), across: vertical, crossing: glyphs.crossing, tint: item.tint)
  }

  private mutating func paintMessage(_ item: SequenceScript.Item, _ arrow: Diagram.Arrow, gap: Int) {
    let (left, right) = (columns.lifelines[item.first], columns.lifelines[item.last])
    let hasLeftHead = arrow == .twoWay || item.target == item.first
    let hasRightHead = arrow == .twoWay || item.target == item.last
    let column = textColumn(item, gap: gap, hasHead: hasLeftHead && gap == item.first)
    paintUpperLines(item, at: column)
    var row = row()
    if hasLeftHead {
      row.put(glyphs.head(Glyphs.left), at: left + 1, tint: item.tint)
    } else {
      row.put(glyphs.box(7), at: left, over: vertical)
    }
    if hasRightHead {
      row.put(glyphs.head(Glyphs.right), at: right - 1, tint: item.tint)
    } else {
      row.put(glyphs.box(13), at: right, over: vertical)
    }
    let line = glyphs.line(Glyphs.left | Glyphs.right, style: LineStyle(arrow))
    let range = (left + (hasLeftHead ? 2 : 1))..<(right - (hasRightHead ? 1 : 0))
    paintLine(item, line, range, text: item.lines.last, at: column, in: &row)
    emit(row)
  }

  private mutating func paintSelfCall(_ item: SequenceScript.Item, _ arrow: Diagram.Arrow) {
    let lifeline = columns.lifelines[item.source]
    let turn = lifeline + item.rightReach
    let style = LineStyle(arrow)
    let line = glyphs.line(Glyphs.left | Glyphs.right, style: style)
    let hasHead = arrow == .twoWay
    let column = textColumn(item, gap: item.source, hasHead: hasHead)
    paintUpperLines(item, at: column)
    var row = row()
    if hasHead {
      row.put(glyphs.head(Glyphs.left), at: lifeline + 1, tint: item.tint)
    } else {
      row.put(glyphs.box(7), at: lifeline, over: vertical)
    }
    paintLine(item, line, (lifeline + (hasHead ? 2 : 1))..<turn, text: item.lines.last, at: column, in: &row)
    row.put(glyphs.line(Glyphs.left | Glyphs.down, style: style), at: turn, tint: item.tint)
    emit(row)
    row = self.row()
    row.put(glyphs.head(Glyphs.left), at: lifeline + 1, tint: item.tint)
    row.line(line, (lifeline + 2)..<turn, across: vertical, crossing: glyphs.crossing, tint: item.tint)
    row.put(glyphs.line(Glyphs.left | Glyphs.up, style: style), at: turn, tint: item.tint)
    emit(row)
  }

  // MARK: - Frames

  private mutating func paintTitle(_ item: SequenceScript.Item, gap: Int) {
    var row = row()
    let (left, right) = (left(item.frame), right(item.frame))
    let isBranch = item.kind == .branch
    if isBranch {
      row.put(glyphs.box(7), at: left, over: vertical)
      row.put(glyphs.box(13), at: right, over: vertical)
    } else {
      row.put(glyphs.line(Glyphs.right | Glyphs.down, style: .solid), at: left)
      row.put(glyphs.line(Glyphs.left | Glyphs.down, style: .solid), at: right)
      open.append(item.frame)
    }
    let line = isBranch ? glyphs.line(Glyphs.left | Glyphs.right, style: .dashed) : horizontal
    let column = gap < 0 ? 0 : textColumn(item, gap: gap, hasHead: false)
    paintLine(item, line, (left + 1)..<right, text: item.lines.first, at: column, in: &row)
    emit(row)
    for text in item.lines.dropFirst() {
      row = self.row()
      row.write(text, at: column)
      emit(row)
    }
  }

  private mutating func paintClose(_ item: SequenceScript.Item) {
    open.removeLast()
    var row = row()
    let (left, right) = (left(item.frame), right(item.frame))
    row.put(glyphs.line(Glyphs.right | Glyphs.up, style: .solid), at: left)
    row.put(glyphs.line(Glyphs.left | Glyphs.up, style: .solid), at: right)
    row.line(horizontal, (left + 1)..<right, across: vertical, crossing: glyphs.crossing)
    emit(row)
  }

  // MARK: - Notes

  /// A box that lifelines run into and out of. After the last event they end in it.
  private mutating func paintNote(_ item: SequenceScript.Item, isLast: Bool) {
    let left = columns.lifelines[item.first] - item.leftReach
    let right = columns.lifelines[item.last] + item.rightReach
    for line in 0..<(item.lines.count + 2) {
      var row = row { !(item.first...item.last).contains($0) }
      if line == 0 || line == item.lines.count + 1 {
        let side = line == 0 ? Glyphs.down : Glyphs.up
        row.put(glyphs.box(side | Glyphs.right), at: left)
        row.put(glyphs.box(side | Glyphs.left), at: right)
        var next = item.first
        for column in (left + 1)..<right {
          let isPort = next <= item.last && columns.lifelines[next] == column
          if isPort { next += 1 }
          row.put(
            isPort && line == 0 ? glyphs.box(11) : isPort && !isLast ? glyphs.box(14) : glyphs.box(10), at: column)
        }
      } else {
        row.put(glyphs.box(5), at: left)
        row.put(glyphs.box(5), at: right)
        row.write(item.lines[line - 1], at: left + 2)
      }
      emit(row)
    }
  }
}
