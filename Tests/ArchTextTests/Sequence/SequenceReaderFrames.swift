@testable import TextReader

/// Frames and notes.
extension SequenceReader {
  /// The upper border of a frame, or the line between two branches.
  mutating func readBorder(_ left: Int, ends: [Character], style: String) throws {
    let isOpen = style == "->"
    var line: String? = style
    var title: (text: String, column: Int)?
    var start = left + 1
    var first: Int?
    var last = -1
    var right = isOpen ? -1 : (frames.last?.right ?? -1)
    for (place, column) in lifelines.enumerated() where column > left {
      guard grid[row, column] == glyphs.crossing, right < 0 || column < right else { break }
      if let found = try stretch(start..<column, style: &line, mayBeKey: false) {
        guard title == nil, first != nil else { throw fault("a title in a strange place") }
        title = found
      }
      if first == nil { first = place }
      last = place
      start = column + 1
    }
    guard let first else { throw fault("a frame around nothing") }
    if isOpen {
      // The far corner is the last ink before the next line that runs down.
      let limit = verticals.filter { $0 >= start }.min() ?? columnCount
      right = limit - 1
      while right > start, grid.isBlank(row, right) { right -= 1 }
    }
    guard right >= start else { throw fault("a border without its end") }
    if let found = try stretch(start..<right, style: &line, mayBeKey: false) {
      guard title == nil, first == last else { throw fault("a title in a strange place") }
      title = found
    }
    guard grid[row, left] == ends[0], grid[row, right] == ends[1] else { throw fault("a border without its ends") }
    if isOpen {
      if let outer = frames.last {
        guard left > outer.left, right < outer.right else { throw fault("a frame leaves its frame") }
      }
      try checkOutside(left...right, row)
      frames.append(Frame(left: left, right: right, first: first, last: last))
      guard let title else { throw fault("a frame without a title") }
      result.events.append(.open(title.text))
    } else {
      guard frames.last?.first == first, frames.last?.last == last else { throw fault("a branch of another frame") }
      try checkOutside(left...right, row)
      result.events.append(.branch(title?.text ?? ""))
    }
    titleColumn = title?.column
    row += 1
  }

  mutating func readClose(_ frame: Frame) throws {
    for column in (frame.left + 1)..<frame.right {
      let expected = lifelines.contains(column) ? glyphs.crossing : glyphs.boxFlat
      guard grid[row, column] == expected else { throw fault("a broken border") }
    }
    guard grid[row, frame.right] == glyphs.frame[3] else { throw fault("a border without its end") }
    try checkOutside(frame.left...frame.right, row)
    frames.removeLast()
    result.events.append(.close)
    row += 1
  }

  mutating func readNote(_ left: Int) throws {
    var right = left + 1
    var members: [Int] = []
    while grid[row, right] == glyphs.boxFlat || lifelines.contains(right) && grid[row, right] == glyphs.teeUp {
      if let place = lifelines.firstIndex(of: right) {
        guard grid[row, right] == glyphs.teeUp else { throw fault("a note does not hold a lifeline") }
        members.append(place)
      }
      right += 1
    }
    guard grid[row, right] == glyphs.box[1], let first = members.first, let last = members.last else {
      throw fault("a broken note")
    }
    if let frame = frames.last {
      guard left > frame.left, right < frame.right else { throw fault("a note leaves its frame") }
    }
    try checkOutside(left...right, row)
    row += 1
    var words: [String] = []
    while grid[row, left] == glyphs.vertical, grid[row, right] == glyphs.vertical {
      guard grid.isBlank(row, left + 1), grid.isBlank(row, right - 1) else { throw fault("a text touches its note") }
      try checkOutside(left...right, row)
      words.append(grid.text(row, (left + 1)..<right))
      row += 1
    }
    let ports = ((left + 1)..<right).filter { grid[row, $0] != glyphs.boxFlat }
    let isLast = row == grid.rows - 1
    guard grid[row, left] == glyphs.box[2], grid[row, right] == glyphs.box[3], !words.isEmpty,
      ports == (isLast ? [] : members.map { lifelines[$0] }), ports.allSatisfy({ grid[row, $0] == glyphs.teeDown })
    else { throw fault("a broken note") }
    try checkOutside(left...right, row)
    result.events.append(.note(first, last, words.joined(separator: " ")))
    row += 1
  }
}
