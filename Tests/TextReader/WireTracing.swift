import ArchDiagram

extension DrawingReader {
  struct TracedEdge {
    var source: Int
    var target: Int
    var arrow: ReadArrow
    var label: String
  }

  /// Where a wire meets a box.
  private struct End {
    var box: Int
    /// The first cell outside of the box.
    var place: Place
    /// The way out.
    var direction: ReaderAlphabet.Direction
    var isHead: Bool
  }

  /// Follows every wire from one end to the other.
  mutating func traceWires() throws -> [TracedEdge] {
    let ends = findEnds()
    var byPlace: [Place: Int] = [:]
    for (index, end) in ends.enumerated() {
      guard byPlace.updateValue(index, forKey: end.place) == nil else {
        throw ReadingError(description: "two ends at \(end.place)")
      }
    }
    var isUsed = Array(repeating: false, count: ends.count)
    var edges: [TracedEdge] = []
    // Ways out that run down or right come first, so that labels are met in reading order.
    let order = ends.indices.sorted { first, second in
      func key(_ end: End) -> [Int] {
        [end.direction == .down || end.direction == .right ? 0 : 1, end.place.row, end.place.column]
      }
      return key(ends[first]).lexicographicallyPrecedes(key(ends[second]))
    }
    let places = Set(byPlace.keys)
    for start in order where !isUsed[start] {
      isUsed[start] = true
      var wire = Wire(reader: self, start: ends[start].place, direction: ends[start].direction)
      let (last, direction) = try wire.trace(isHead: ends[start].isHead, ends: places)
      usedKeys = wire.reader.usedKeys
      guard let stop = byPlace[last], !isUsed[stop], ends[stop].direction == direction.reverse else {
        throw ReadingError(description: "a wire ends nowhere at \(last)")
      }
      isUsed[stop] = true
      let first = ends[start]
      let second = ends[stop]
      guard first.isHead || second.isHead else { throw ReadingError(description: "a wire without a head") }
      let isTwoWay = first.isHead && second.isHead
      if isTwoWay, let style = wire.style, style != .solid { throw ReadingError(description: "a two-way dashed wire") }
      guard isTwoWay || wire.style != nil else { throw ReadingError(description: "a wire without a style") }
      let arrow = ReadArrow(wire.style, isTwoWay: isTwoWay)
      edges.append(
        TracedEdge(
          source: second.isHead ? first.box : second.box, target: second.isHead ? second.box : first.box, arrow: arrow,
          label: wire.label))
    }
    return edges
  }

  private func findEnds() -> [End] {
    var ends: [End] = []
    for (index, box) in boxes.enumerated() {
      var sides: [(row: Int, column: Int, direction: ReaderAlphabet.Direction)] = []
      for column in (box.left + 1)..<box.right {
        sides.append((box.top, column, .up))
        sides.append((box.bottom, column, .down))
      }
      for row in (box.top + 1)..<box.bottom {
        sides.append((row, box.left, .left))
        sides.append((row, box.right, .right))
      }
      for side in sides {
        guard let glyph = grid[side.row, side.column] else { continue }
        let place = Place(row: side.row + side.direction.rowStep, column: side.column + side.direction.columnStep)
        let isPort = alphabet.isPort(glyph, side.direction)
        var isHead = false
        if let outside = grid[place.row, place.column], alphabet.head(outside) == side.direction.reverse {
          // What belongs to a box or to the title of a frame is no head.
          isHead = claims[place.row, place.column] != 3
        }
        if isPort || isHead { ends.append(End(box: index, place: place, direction: side.direction, isHead: isHead)) }
      }
    }
    return ends
  }

  /// One wire while it is followed.
  private struct Wire {
    var reader: DrawingReader
    var place: Place
    var direction: ReaderAlphabet.Direction
    var style: ReaderAlphabet.Style?
    var isDouble: Bool?
    var label = ""

    init(reader: DrawingReader, start: Place, direction: ReaderAlphabet.Direction) {
      self.reader = reader
      place = start
      self.direction = direction
    }

    private var glyph: Character { reader.grid[place.row, place.column] ?? " " }

    private mutating func advance() {
      place.row += direction.rowStep
      place.column += direction.columnStep
    }

    /// Follows the wire to the first cell beside the box where it ends, and the way it runs there.
    mutating func trace(isHead: Bool, ends: Set<Place>) throws -> (Place, ReaderAlphabet.Direction) {
      let first = place
      if isHead {
        try reader.claims.add(place.row, place.column, 3)
        if isEnd() { throw ReadingError(description: "a head that leads nowhere") }
        advance()
      }
      while true {
        if let way = reader.alphabet.head(glyph), way == direction, place != first, ends.contains(place) {
          try reader.claims.add(place.row, place.column, 3)
          try checkStyle()
          return (place, direction)
        }
        try follow()
        if isEnd(), ends.contains(place) {
          try checkStyle()
          return (place, direction)
        }
        advance()
      }
    }

    /// Whether the next cell is a port that faces the wire.
    private func isEnd() -> Bool {
      let next = Place(row: place.row + direction.rowStep, column: place.column + direction.columnStep)
      guard reader.borders[next] != nil, let glyph = reader.grid[next.row, next.column] else { return false }
      return reader.alphabet.isPort(glyph, direction.reverse)
    }

    private func checkStyle() throws {
      if let isDouble, let style, isDouble != (style == .double) {
        throw ReadingError(description: "a wire that changes at a turn")
      }
    }

    private mutating func follow() throws {
      let alphabet = reader.alphabet
      let isText = !direction.isHorizontal && isBesideText()
      if isText || (direction.isHorizontal && glyph == " ") {
        try readLabel()
      } else if glyph == alphabet.crossing {
        try reader.claims.add(place.row, place.column, direction.isHorizontal ? 1 : 2)
      } else if let found = alphabet.straight(glyph, isHorizontal: direction.isHorizontal) {
        guard style == nil || style == found else { throw ReadingError(description: "a wire of two styles") }
        style = found
        try reader.claims.add(place.row, place.column, 3)
      } else if let turn = alphabet.turn(glyph) {
        try reader.claims.add(place.row, place.column, 3)
        if let double = turn.isDouble {
          guard isDouble == nil || isDouble == double else { throw ReadingError(description: "turns of two styles") }
          isDouble = double
        }
        direction = try way(turn.arms)
      } else {
        throw ReadingError(description: "a wire breaks off at \(place)")
      }
    }

    /// Where a turn leads that is entered in the present direction.
    private func way(_ arms: [ReaderAlphabet.Direction]) throws -> ReaderAlphabet.Direction {
      var arms = arms
      if reader.alphabet.isASCII {
        // A turn opens to the one side where ink goes on.
        for side in [ReaderAlphabet.Direction.left, .right] {
          let column = place.column + side.columnStep
          guard let glyph = reader.grid[place.row, column] else { continue }
          if reader.alphabet.runsAcross(glyph) {
            arms.append(side)
          } else if reader.alphabet.isInk(glyph), !reader.claims.isShape(place.row, column) {
            throw ReadingError(description: "a turn whose open side touches a wire at \(place)")
          }
        }
      }
      guard arms.count == 2, let entry = arms.firstIndex(of: direction.reverse) else {
        throw ReadingError(description: "a turn that does not fit at \(place)")
      }
      return arms[1 - entry]
    }

    /// Whether a cell that a vertical wire meets is part of a text.
    private func isBesideText() -> Bool {
      let alphabet = reader.alphabet
      guard let glyph = reader.grid[place.row, place.column] else { return true }
      if glyph != " ", !alphabet.isInk(glyph) { return true }
      for side in [-1, 1] {
        guard let beside = reader.grid[place.row, place.column + side] else { return true }
        if beside != " ", !alphabet.isInk(beside) { return true }
      }
      return glyph == " " && !reader.grid.isBlank(place.row, place.column - 1)
        && !reader.grid.isBlank(place.row, place.column + 1)
    }

    private mutating func readLabel() throws {
      guard label.isEmpty else { throw ReadingError(description: "a second label at \(place)") }
      let columns = try direction.isHorizontal ? horizontalExtent() : verticalExtent()
      label = reader.grid.text(place.row, columns)
      for column in columns { try reader.claims.add(place.row, column, 3) }
      guard !label.isEmpty else { throw ReadingError(description: "an empty label") }
      if label.hasPrefix("["), label.hasSuffix("]"), let key = Int(label.dropFirst().dropLast()) {
        guard let text = reader.keys[key] else { throw ReadingError(description: "an unknown key") }
        reader.usedKeys.insert(key)
        label = text
      }
      if direction.isHorizontal { place.column = direction == .right ? columns.upperBound - 1 : columns.lowerBound }
    }

    /// A label in a vertical wire ends at two blanks and is centred on the wire.
    private func verticalExtent() throws -> Range<Int> {
      let grid = reader.grid
      var first = place.column
      while first > 0, !(grid.isBlank(place.row, first - 1) && (first < 2 || grid.isBlank(place.row, first - 2))) {
        first -= 1
      }
      var end = place.column + 1
      while !(grid.isBlank(place.row, end) && grid.isBlank(place.row, end + 1)) { end += 1 }
      guard first + (end - first - 1) / 2 == place.column else {
        throw ReadingError(description: "a label beside its wire at \(place)")
      }
      return first..<end
    }

    /// A label in a horizontal wire, with its two blanks: up to where the wire goes on after a blank.
    private func horizontalExtent() throws -> Range<Int> {
      let step = direction.columnStep
      var column = place.column + step
      while column >= 0, column < reader.grid.columns {
        let next = column + step
        if reader.grid.isBlank(place.row, column), let glyph = reader.grid[place.row, next],
          reader.alphabet.runsAcross(glyph), column != place.column + step
        {
          return step > 0 ? place.column..<(column + 1) : column..<(place.column + 1)
        }
        column = next
      }
      throw ReadingError(description: "a label without an end at \(place)")
    }
  }
}
