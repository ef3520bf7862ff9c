import ArchDiagram

/// Reads a drawing as a person would, by its ink alone, and recovers the graph.
///
/// It shares no code with the painter and accepts nothing it cannot explain: every cell of ink belongs to one thing, a
/// crossing to two.
public struct DrawingReader {
  struct Box {
    var top, left, bottom, right: Int
    var text: String
  }

  struct Frame {
    var top, left, bottom, right: Int
    var title: String
  }

  let alphabet: ReaderAlphabet
  let grid: CellGrid
  var boxes: [Box] = []
  var frames: [Frame] = []
  /// How often each cell is claimed by a horizontal thing (bit 1), by a vertical one (bit 2) or as a whole (both).
  let claims: ReaderClaims
  /// The box whose border a cell is part of, by row and column.
  var borders: [Place: Int] = [:]
  var legendArrows: [ReadArrow] = []
  var keys: [Int: String] = [:]
  var usedKeys: Set<Int> = []

  struct Place: Hashable {
    var row: Int
    var column: Int
  }

  /// The graph that a drawing shows.
  ///
  /// - Throws: where the text is no drawing.
  public static func read(_ text: String, isASCII: Bool) throws -> ReadGraph {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.popLast() == "" else { throw ReadingError(description: "no final line break") }
    if let line = lines.first(where: { $0.hasSuffix(" ") }) {
      throw ReadingError(description: "trailing space: \(line)")
    }
    let alphabet = ReaderAlphabet(isASCII: isASCII)
    let legend = ReaderLegend(&lines, alphabet)
    var reader = DrawingReader(alphabet: alphabet, grid: CellGrid(lines))
    reader.keys = legend.keys
    reader.legendArrows = legend.arrows
    var graph = try reader.graph()
    graph.findings = legend.findings
    graph.notes = legend.notes
    return graph
  }

  /// Where the boxes and frames of a drawing without a legend stand.
  static func places(_ text: String) throws -> (boxes: [Box], frames: [Frame]) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var reader = DrawingReader(alphabet: ReaderAlphabet(isASCII: false), grid: CellGrid(lines))
    try reader.findFrames()
    try reader.findBoxes()
    return (reader.boxes, reader.frames)
  }

  private init(alphabet: ReaderAlphabet, grid: CellGrid) {
    self.alphabet = alphabet
    self.grid = grid
    claims = ReaderClaims(rows: grid.rows, columns: grid.columns)
  }

  private mutating func graph() throws -> ReadGraph {
    try findFrames()
    try findBoxes()
    claims.markShapes()
    var result = ReadGraph()
    let edges = try traceWires()
    for row in 0..<grid.rows {
      for column in 0..<grid.columns where !grid.isBlank(row, column) && grid[row, column] != nil {
        guard claims[row, column] == 3 else {
          throw ReadingError(description: "unexplained ink at \(row), \(column)")
        }
      }
    }
    let order = try nesting()
    func path(_ top: Int, _ left: Int, _ bottom: Int, _ right: Int) -> [String] {
      order.filter { $0.top < top && $0.left < left && $0.bottom > bottom && $0.right > right }.map(\.title)
    }
    result.nodes = boxes.map { path($0.top, $0.left, $0.bottom, $0.right) + [$0.text] }
    result.zones = frames.map { path($0.top, $0.left, $0.bottom, $0.right) + [$0.title] }
    var seen: Set<ReadArrow> = []
    for edge in edges {
      result.addEdge(boxes[edge.source].text, boxes[edge.target].text, edge.arrow, edge.label)
      seen.insert(edge.arrow)
    }
    let arrows = ReadArrow.allCases.filter(seen.contains)
    guard legendArrows == (arrows.count > 1 || arrows == [.reference] ? arrows : []) else {
      throw ReadingError(description: "wrong legend")
    }
    guard usedKeys.count == keys.count else { throw ReadingError(description: "a key of the legend is not used") }
    result.sort()
    return result
  }

  /// The frames from the outside in, each wholly inside or outside of every other one.
  private func nesting() throws -> [Frame] {
    for (index, first) in frames.enumerated() {
      for second in frames[(index + 1)...] {
        let isApart =
          first.right < second.left || second.right < first.left || first.bottom < second.top
          || second.bottom < first.top
        let isInside =
          first.top < second.top && first.left < second.left && first.bottom > second.bottom
          && first.right > second.right
        let isAround =
          second.top < first.top && second.left < first.left && second.bottom > first.bottom
          && second.right > first.right
        guard isApart || isInside || isAround else { throw ReadingError(description: "frames overlap") }
      }
    }
    return frames.sorted { ($0.bottom - $0.top) * ($0.right - $0.left) > ($1.bottom - $1.top) * ($1.right - $1.left) }
  }

  // MARK: - Boxes

  private mutating func findBoxes() throws {
    for row in 0..<grid.rows {
      for column in 0..<grid.columns where claims[row, column] == 0 {
        guard let box = box(row, column) else { continue }
        for row in box.top...box.bottom {
          for column in box.left...box.right {
            try claims.add(row, column, 3)
            let isBorder = row == box.top || row == box.bottom || column == box.left || column == box.right
            if isBorder { borders[Place(row: row, column: column)] = boxes.count }
          }
        }
        boxes.append(box)
      }
    }
  }

  private func box(_ top: Int, _ left: Int) -> Box? {
    guard let corner = grid[top, left], alphabet.boxCorner(corner, isTop: true, isLeft: true) else { return nil }
    if alphabet.isASCII {
      // A crossing has ink on the outside, too.
      if claims[top, left - 1] != 3, let before = grid[top, left - 1], alphabet.runsAcross(before) { return nil }
      if claims[top - 1, left] != 3, let above = grid[top - 1, left], alphabet.runsDown(above) { return nil }
    }
    var right = left + 1
    while let glyph = grid[top, right], alphabet.boxSide(glyph, isHorizontal: true) { right += 1 }
    if alphabet.isASCII { right -= 1 }
    var bottom = top + 1
    while claims[bottom, left] != 3, let glyph = grid[bottom, left], alphabet.boxSide(glyph, isHorizontal: false) {
      bottom += 1
    }
    if alphabet.isASCII { bottom -= 1 }
    guard right > left + 1, bottom > top + 1 else { return nil }
    guard let second = grid[top, right], alphabet.boxCorner(second, isTop: true, isLeft: false),
      let third = grid[bottom, left], alphabet.boxCorner(third, isTop: false, isLeft: true),
      let last = grid[bottom, right], alphabet.boxCorner(last, isTop: false, isLeft: false)
    else { return nil }
    for column in (left + 1)..<right {
      guard let glyph = grid[bottom, column], alphabet.boxSide(glyph, isHorizontal: true) else { return nil }
    }
    for row in (top + 1)..<bottom {
      guard let glyph = grid[row, right], alphabet.boxSide(glyph, isHorizontal: false) else { return nil }
    }
    let text = ((top + 1)..<bottom).map { grid.text($0, (left + 1)..<right) }.filter { !$0.isEmpty }
    return Box(top: top, left: left, bottom: bottom, right: right, text: text.joined(separator: " "))
  }

  // MARK: - Frames

  private mutating func findFrames() throws {
    for row in 0..<grid.rows {
      for column in 0..<grid.columns where claims[row, column] == 0 {
        guard let frame = frame(row, column) else { continue }
        let title = titleColumns(frame.top, frame.left, frame.right)
        for column in frame.left...frame.right {
          if title.contains(column) {
            try claims.add(frame.top, column, 3)
          } else {
            try claimFrame(frame.top, column, isHorizontal: true)
          }
          try claimFrame(frame.bottom, column, isHorizontal: true)
        }
        for row in (frame.top + 1)..<frame.bottom {
          try claimFrame(row, frame.left, isHorizontal: false)
          try claimFrame(row, frame.right, isHorizontal: false)
        }
        frames.append(frame)
      }
    }
  }

  private mutating func claimFrame(_ row: Int, _ column: Int, isHorizontal: Bool) throws {
    try claims.add(row, column, grid[row, column] == alphabet.crossing ? (isHorizontal ? 1 : 2) : 3)
  }

  private func frame(_ top: Int, _ left: Int) -> Frame? {
    guard grid[top, left] == alphabet.topLeft else { return nil }
    var bottom = top + 1
    while let glyph = grid[bottom, left], glyph == alphabet.vertical || glyph == alphabet.crossing { bottom += 1 }
    guard bottom > top + 1, grid[bottom, left] == alphabet.bottomLeft else { return nil }
    var right = left + 1
    while let glyph = grid[bottom, right], glyph == alphabet.horizontal || glyph == alphabet.crossing { right += 1 }
    guard right > left + 1, grid[bottom, right] == alphabet.bottomRight, grid[top, right] == alphabet.topRight
    else { return nil }
    for row in (top + 1)..<bottom {
      guard let glyph = grid[row, right], glyph == alphabet.vertical || glyph == alphabet.crossing else { return nil }
    }
    // A piece of border stands beside both corners; a wire that turns down has none on its outer side.
    for column in [left + 1, right - 1] {
      guard grid[top, column] == alphabet.horizontal || grid[top, column] == alphabet.crossing else { return nil }
    }
    let title = titleColumns(top, left, right)
    return Frame(top: top, left: left, bottom: bottom, right: right, title: grid.text(top, title))
  }

  /// The cells of the top border from the first that is no border to the last one.
  private func titleColumns(_ top: Int, _ left: Int, _ right: Int) -> Range<Int> {
    var first = left + 1
    var last = right - 1
    while first <= last, let glyph = grid[top, first], glyph == alphabet.horizontal || glyph == alphabet.crossing {
      first += 1
    }
    while last >= first, let glyph = grid[top, last], glyph == alphabet.horizontal || glyph == alphabet.crossing {
      last -= 1
    }
    return first..<max(first, last + 1)
  }
}

/// What has been explained so far; one for all parts of a reader.
final class ReaderClaims {
  private let rows: Int
  private let columns: Int
  private var cells: [UInt8]
  /// What boxes and frames had claimed before any wire was followed.
  private var shapes: [UInt8] = []

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    cells = Array(repeating: 0, count: rows * columns)
  }

  /// The claims on a cell; outside of the sheet everything is taken.
  subscript(row: Int, column: Int) -> UInt8 {
    row >= 0 && row < rows && column >= 0 && column < columns ? cells[row * columns + column] : 3
  }

  func markShapes() { shapes = cells }

  /// Whether a cell belongs to a box or to a frame, or lies outside of the sheet.
  func isShape(_ row: Int, _ column: Int) -> Bool {
    row < 0 || row >= rows || column < 0 || column >= columns || shapes[row * columns + column] == 3
  }

  /// Claims a cell: bit 1 for what runs across, bit 2 for what runs up and down.
  func add(_ row: Int, _ column: Int, _ bits: UInt8) throws {
    guard self[row, column] & bits == 0 else { throw ReadingError(description: "two things at \(row), \(column)") }
    cells[row * columns + column] |= bits
  }
}
