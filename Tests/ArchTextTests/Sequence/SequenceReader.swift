import ArchDiagram

@testable import TextReader

/// Reads a sequence drawing as a person would, by its ink alone.
///
/// It shares no code with the painter and accepts nothing that it cannot explain: every row is one thing, and each cell of
/// it belongs to that thing, to a lifeline or to the side of a frame, a crossing to two.
struct SequenceReader {
  struct Glyphs {
    let isASCII: Bool
    var vertical: Character { isASCII ? "|" : "│" }
    var crossing: Character { isASCII ? "+" : "┼" }
    var teeRight: Character { isASCII ? "+" : "├" }
    var teeLeft: Character { isASCII ? "+" : "┤" }
    var teeDown: Character { isASCII ? "+" : "┬" }
    var teeUp: Character { isASCII ? "+" : "┴" }
    var boxFlat: Character { isASCII ? "-" : "─" }
    /// Upper left, upper right, lower left, lower right.
    var box: [Character] { Array(isASCII ? "++++" : "┌┐└┘") }
    var frame: [Character] { Array(isASCII ? "..''" : "╭╮╰╯") }
    var double: [Character] { Array(isASCII ? "..''" : "╔╗╚╝") }
    var flats: [Character: String] {
      isASCII ? ["-": "->", "~": "~>", "=": "=>"] : ["─": "->", "┄": "~>", "═": "=>"]
    }
    func isLeftHead(_ glyph: Character?) -> Bool { glyph == (isASCII ? "<" : "◀") || !isASCII && glyph == "◄" }
    func isRightHead(_ glyph: Character?) -> Bool { glyph == (isASCII ? ">" : "▶") || !isASCII && glyph == "►" }
  }

  struct Frame {
    var left, right, first, last: Int
  }

  let glyphs: Glyphs
  let grid: CellGrid
  let columnCount: Int
  var lifelines: [Int] = [] {
    didSet { findVerticals() }
  }
  var frames: [Frame] = [] {
    didSet { findVerticals() }
  }
  /// The columns that something runs down through.
  var verticals: [Int] = []
  var isVertical: [Bool] = []
  var row = 0
  var result = ReadSequence()
  var arrows: Set<String> = []
  /// Rows of text that wait for the wire below them.
  var waiting: [(column: Int, text: String)] = []
  /// Where the title of the border above stands, as long as more of it may follow.
  var titleColumn: Int?
  var isBlankExpected = false
  var keys: [(key: String, text: String)]
  var usedKeys: Set<String> = []

  static func read(_ text: String, isASCII: Bool) throws -> ReadSequence {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.popLast() == "" else { throw ReadingError(description: "no final line break") }
    if let line = lines.first(where: { $0.hasSuffix(" ") }) {
      throw ReadingError(description: "trailing space: \(line)")
    }
    var legend: [String] = []
    if let gap = lines.firstIndex(of: "") {
      legend = Array(lines[(gap + 1)...])
      lines.removeSubrange(gap...)
      guard !legend.isEmpty, !legend.contains("") else { throw ReadingError(description: "an empty line") }
    }
    let glyphs = Glyphs(isASCII: isASCII)
    var samples: [String] = []
    var keys: [(String, String)] = []
    for line in legend {
      if keys.isEmpty, let arrows = Self.samples(line, glyphs) {
        samples += arrows
      } else if line.hasPrefix(" "), let last = keys.popLast() {
        keys.append((last.0, last.1 + " " + line.drop { $0 == " " }))
      } else {
        let key = line.prefix { $0 != " " }
        keys.append((String(key), String(line.dropFirst(key.count).drop { $0 == " " })))
      }
    }
    var reader = SequenceReader(glyphs: glyphs, grid: CellGrid(lines), keys: keys)
    try reader.readAll()
    let expected = ["->", "<->", "~>", "=>"].filter(reader.arrows.contains)
    guard samples == (expected.count > 1 ? expected : []) else { throw ReadingError(description: "wrong legend") }
    guard reader.usedKeys.count == keys.count else { throw ReadingError(description: "a key is not used") }
    return reader.result
  }

  init(glyphs: Glyphs, grid: CellGrid, keys: [(String, String)]) {
    self.glyphs = glyphs
    self.grid = grid
    columnCount = grid.columns
    self.keys = keys
  }

  /// The arrows that a line of the legend explains, or nil when it is none.
  static func samples(_ line: String, _ glyphs: Glyphs) -> [String]? {
    let words = ["->": "call", "<->": "both ways", "~>": "message", "=>": "replication"]
    var result: [String] = []
    var rest = Substring(line)
    while !rest.isEmpty {
      let sign = Array(rest.prefix(3))
      guard sign.count == 3, glyphs.isRightHead(sign[2]), let style = glyphs.flats[sign[1]] else { return nil }
      let isTwoWay = glyphs.isLeftHead(sign[0])
      guard isTwoWay || sign[0] == sign[1] else { return nil }
      let arrow = isTwoWay ? "<->" : style
      guard let word = words[arrow], rest.dropFirst(3).hasPrefix(" " + word) else { return nil }
      rest = rest.dropFirst(4 + word.count)
      guard rest.isEmpty || rest.hasPrefix("   ") else { return nil }
      rest = rest.dropFirst(3)
      result.append(arrow)
    }
    return result
  }

  func fault(_ text: String) -> ReadingError { ReadingError(description: "row \(row): \(text)") }

  // MARK: - Heads

  mutating func readAll() throws {
    var heads: [(column: Int, text: String)] = []
    while row < grid.rows, let boxes = try headRow(heads.map(\.column)) {
      heads += boxes
      heads.sort { $0.column < $1.column }
    }
    lifelines = heads.map(\.column)
    result.heads = heads.map(\.text)
    guard !heads.isEmpty else { throw fault("no heads") }
    while row < grid.rows { try readRow() }
    guard frames.isEmpty, waiting.isEmpty, !isBlankExpected else { throw fault("something stays open") }
  }

  /// The heads that begin in this row, or nil when none does. Leaves the row below them.
  mutating func headRow(_ known: [Int]) throws -> [(column: Int, text: String)]? {
    var corners: [(left: Int, right: Int)] = []
    var column = 0
    while column < columnCount {
      if known.contains(column) {
        guard grid[row, column] == glyphs.vertical else { return nil }
        column += 1
        continue
      }
      if grid.isBlank(row, column) {
        column += 1
        continue
      }
      guard grid[row, column] == glyphs.box[0] else { return nil }
      var right = column + 1
      while grid[row, right] == glyphs.boxFlat, !known.contains(right) { right += 1 }
      guard grid[row, right] == glyphs.box[1], right > column + 3, !known.contains(right) else { return nil }
      corners.append((column, right))
      column = right + 1
    }
    guard !corners.isEmpty else { return nil }
    let top = row
    row += 1
    while row < grid.rows, corners.allSatisfy({ grid[row, $0.left] == glyphs.vertical }) { row += 1 }
    let bottom = row
    guard bottom > top + 1 else { throw fault("an empty head") }
    var result: [(column: Int, text: String)] = []
    var isCovered = Array(repeating: false, count: columnCount)
    for (left, right) in corners {
      for column in left...right { isCovered[column] = true }
      let inside = (left + 1)..<right
      guard grid[bottom, left] == glyphs.box[2], grid[bottom, right] == glyphs.box[3] else {
        throw fault("an open head")
      }
      let ports = inside.filter { grid[bottom, $0] != glyphs.boxFlat }
      guard ports.count == 1, grid[bottom, ports[0]] == glyphs.teeDown else { throw fault("not one lifeline") }
      var words: [String] = []
      for line in (top + 1)..<bottom {
        guard grid[line, left] == glyphs.vertical, grid[line, right] == glyphs.vertical,
          grid.isBlank(line, left + 1), grid.isBlank(line, right - 1)
        else { throw fault("an open head") }
        let text = grid.text(line, inside)
        if !text.isEmpty { words.append(text) }
      }
      // A lifeline leaves in the middle.
      guard (ports[0] - left - (right - ports[0])).magnitude <= 1 else { throw fault("a lifeline beside the middle") }
      result.append((ports[0], words.joined(separator: " ")))
    }
    for line in top...bottom {
      for column in 0..<columnCount where !isCovered[column] && !known.contains(column) && !grid.isBlank(line, column) {
        throw fault("ink between heads")
      }
      for column in known where grid[line, column] != glyphs.vertical { throw fault("a broken lifeline") }
    }
    row = bottom + 1
    return result
  }

  // MARK: - Rows

  mutating func findVerticals() {
    verticals = (lifelines + frames.flatMap { [$0.left, $0.right] }).sorted()
    isVertical = Array(repeating: false, count: max(columnCount, (verticals.last ?? 0) + 1))
    for column in verticals { isVertical[column] = true }
  }

  func isIntact(_ column: Int, _ row: Int) -> Bool { grid[row, column] == glyphs.vertical }

  /// Nothing but what runs down stands outside of the columns.
  func checkOutside(_ columns: ClosedRange<Int>, _ row: Int) throws {
    for column in isVertical.indices where !columns.contains(column) {
      guard isVertical[column] ? isIntact(column, row) : grid.isBlank(row, column) else {
        throw fault("unexplained ink at \(column)")
      }
    }
  }

  mutating func readRow() throws {
    let first = (0..<columnCount).first { column in
      isVertical[column] ? !isIntact(column, row) : !grid.isBlank(row, column)
    }
    guard let first else {
      try checkOutside(-1...(-1), row)
      guard titleColumn != nil, !isBlankExpected else { throw fault("an empty row") }
      (titleColumn, isBlankExpected) = (nil, true)
      row += 1
      return
    }
    let glyph = grid[row, first]
    if isTextRow {
      try readText(first)
      return
    }
    if isBlankExpected { throw fault("an empty row above no text") }
    titleColumn = nil
    if let place = lifelines.firstIndex(of: first), glyph == glyphs.teeRight {
      try readRightward(place)
    } else if let frame = frames.last, first == frame.left, glyph == glyphs.teeRight {
      try readBorder(frame.left, ends: [glyphs.teeRight, glyphs.teeLeft], style: "~>")
    } else if let frame = frames.last, first == frame.left, glyph == glyphs.frame[2] {
      try readClose(frame)
    } else if glyphs.isLeftHead(glyph), let place = lifelines.firstIndex(of: first - 1) {
      try readLeftward(place)
    } else if glyph == glyphs.frame[0], !isVertical[first] {
      try readBorder(first, ends: [glyphs.frame[0], glyphs.frame[1]], style: "->")
    } else if glyph == glyphs.box[0], !isVertical[first] {
      try readNote(first)
    } else {
      throw fault("nothing begins so")
    }
    guard waiting.isEmpty else { throw fault("a text above no label") }
  }

  // MARK: - Texts

  /// Whether all that runs down does so, and no head of an arrow touches a lifeline.
  var isTextRow: Bool {
    verticals.allSatisfy { isIntact($0, row) }
      && lifelines.allSatisfy { grid.isBlank(row, $0 + 1) && grid.isBlank(row, $0 - 1) }
  }

  mutating func readText(_ first: Int) throws {
    var end = first
    while end < columnCount, !isVertical[end] { end += 1 }
    guard end > first else { throw fault("no text") }
    try checkOutside(first...(end - 1), row)
    let text = grid.text(row, first..<end)
    if let title = titleColumn {
      guard title == first else { throw fault("a text beside its title") }
      let last = result.events.count - 1
      switch result.events[last] {
      case .open(let words): result.events[last] = .open(words + " " + text)
      case .branch(let words): result.events[last] = .branch(words + " " + text)
      default: throw fault("a text below no title")
      }
    } else {
      isBlankExpected = false
      waiting.append((first, text))
    }
    row += 1
  }

  /// The whole text of a wire: its key's, or with the rows above it.
  mutating func whole(_ text: String, at column: Int) throws -> String {
    guard waiting.allSatisfy({ $0.column == column }) else { throw fault("texts in several columns") }
    let words = waiting.map(\.text) + [text]
    waiting = []
    if !keys.isEmpty, let key = keys.first(where: { $0.key == text }) {
      usedKeys.insert(text)
      return text.hasPrefix("[") ? key.text : text + " " + key.text
    }
    return words.joined(separator: " ")
  }

  /// One stretch of a wire or border: all line, or line, a blank, a text, a blank, line; or a bare key and line.
  func stretch(
    _ columns: Range<Int>, style: inout String?, mayBeKey: Bool
  ) throws -> (text: String, column: Int)? {
    guard !columns.isEmpty else { return nil }
    func isLine(_ column: Int) -> Bool {
      guard let glyph = grid[row, column], let found = glyphs.flats[glyph] else { return false }
      return style == nil || style == found
    }
    var start = columns.lowerBound
    while start < columns.upperBound, isLine(start) {
      style = grid[row, start].flatMap { glyphs.flats[$0] }
      start += 1
    }
    if start == columns.upperBound { return nil }
    var end = columns.upperBound
    guard let last = grid[row, end - 1], let found = glyphs.flats[last], style == nil || style == found else {
      throw fault("a broken wire at \(end - 1)")
    }
    style = found
    while end > start, isLine(end - 1) { end -= 1 }
    if start == columns.lowerBound {
      let text = grid.text(row, start..<end)
      let isKey = text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "[" || $0 == "]" }
      guard mayBeKey, isKey, !text.isEmpty, grid[row, start] != " ", grid[row, end - 1] != " " else {
        throw fault("a wire begins with a text")
      }
      return (text, start)
    }
    guard end - start > 2, grid.isBlank(row, start), grid.isBlank(row, end - 1), !grid.isBlank(row, start + 1) else {
      throw fault("a text touches its wire")
    }
    let text = grid.text(row, (start + 1)..<(end - 1))
    guard !text.isEmpty, grid[row, end - 2] != " " else { throw fault("no text") }
    return (text, start + 1)
  }

  // MARK: - Messages

  mutating func add(
    _ source: Int, _ target: Int, _ arrow: String, _ text: (text: String, column: Int)?
  ) throws {
    let words = try text.map { try whole($0.text, at: $0.column) } ?? ""
    if let frame = frames.last {
      guard min(source, target) >= frame.first, max(source, target) <= frame.last else {
        throw fault("a message leaves its frame")
      }
    }
    arrows.insert(arrow)
    result.addMessage(source, target, arrow, words)
  }

  /// From a tee to the right: to another lifeline, or back to its own.
  mutating func readRightward(_ source: Int) throws {
    var style: String?
    var text: (text: String, column: Int)?
    var start = lifelines[source] + 1
    for place in (source + 1)..<(max(lifelines.count, source + 1) + 1) {
      let next = lifelines.indices.contains(place) ? lifelines[place] : columnCount
      let isCrossed = place < lifelines.count && grid[row, next] == glyphs.crossing
      let isEnd = place < lifelines.count && isIntact(next, row) && glyphs.isRightHead(grid[row, next - 1])
      guard isCrossed || isEnd else {
        guard place == source + 1 else { throw fault("a wire ends nowhere") }
        try readLoop(source, from: start, hasHead: false)
        return
      }
      if let found = try stretch(start..<(isEnd ? next - 1 : next), style: &style, mayBeKey: true) {
        guard text == nil else { throw fault("two texts on a wire") }
        text = found
      }
      if isEnd {
        guard let style else { throw fault("a wire without a line") }
        try checkOutside(lifelines[source]...next, row)
        try add(source, place, style, text)
        row += 1
        return
      }
      start = next + 1
    }
    throw fault("a wire ends nowhere")
  }

  /// From a head at a lifeline to the right: a message to the left, both ways, or a loop with heads at both ends.
  mutating func readLeftward(_ target: Int) throws {
    var style: String?
    var text: (text: String, column: Int)?
    var start = lifelines[target] + 2
    for place in (target + 1)..<(max(lifelines.count, target + 1) + 1) {
      let next = lifelines.indices.contains(place) ? lifelines[place] : columnCount
      let isThere = place < lifelines.count
      let isBothWays = isThere && isIntact(next, row) && glyphs.isRightHead(grid[row, next - 1])
      // In ASCII a tee and a crossing look alike: behind a crossing the wire goes on.
      let goesOn = grid[row, next + 1].map { glyphs.flats[$0] != nil || $0 != " " } ?? false
      let isTee = isThere && grid[row, next] == glyphs.teeLeft && !(glyphs.isASCII && goesOn)
      let isCrossed = isThere && !isTee && grid[row, next] == glyphs.crossing
      guard isBothWays || isTee || isCrossed else {
        guard place == target + 1 else { throw fault("a wire ends nowhere") }
        try readLoop(target, from: start, hasHead: true)
        return
      }
      guard start < next else { throw fault("a wire without a line") }
      if let found = try stretch(start..<(isBothWays ? next - 1 : next), style: &style, mayBeKey: true) {
        guard text == nil else { throw fault("two texts on a wire") }
        text = found
      }
      if isBothWays || isTee {
        guard let style else { throw fault("a wire without a line") }
        guard isTee || style == "->" else { throw fault("heads at both ends of a broken line") }
        try checkOutside(lifelines[target]...next, row)
        try add(isTee ? place : target, isTee ? target : place, isTee ? style : "<->", text)
        row += 1
        return
      }
      start = next + 1
    }
    throw fault("a wire ends nowhere")
  }

  /// A call to itself: out in this row, back in the next one.
  mutating func readLoop(_ place: Int, from start: Int, hasHead: Bool) throws {
    let lifeline = lifelines[place]
    var turn = start
    while turn < columnCount, !isVertical[turn] { turn += 1 }
    turn -= 1
    while turn > start, grid.isBlank(row, turn) { turn -= 1 }
    guard turn > start else { throw fault("a loop without room") }
    var style: String?
    let text = try stretch(start..<turn, style: &style, mayBeKey: true)
    guard let style else { throw fault("a loop without a line") }
    let corners = style == "=>" ? glyphs.double : glyphs.frame
    guard grid[row, turn] == corners[1], row + 1 < grid.rows else { throw fault("a loop without a turn") }
    try checkOutside(lifeline...turn, row)
    guard hasHead ? style == "->" && isIntact(lifeline, row) : grid[row, lifeline] == glyphs.teeRight else {
      throw fault("a loop begins nowhere")
    }
    try add(place, place, hasHead ? "<->" : style, text)
    row += 1
    guard isIntact(lifeline, row), glyphs.isLeftHead(grid[row, lifeline + 1]), grid[row, turn] == corners[3] else {
      throw fault("a loop does not come back")
    }
    for column in (lifeline + 2)..<turn {
      guard let glyph = grid[row, column], glyphs.flats[glyph] == style else { throw fault("a broken loop") }
    }
    try checkOutside(lifeline...turn, row)
    row += 1
  }
}
