/// How the client counts characters in a line.
public enum PositionEncoding: String, Codable, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case utf32 = "utf-32"
}

/// The lines of a text, and the way between byte offsets and positions of the protocol.
///
/// Lines end at `\n`, `\r\n` or a lone `\r`, as in the protocol and in the compiler. A byte that is no part of
/// well-formed UTF-8 counts as the one character that stands for it.
public struct LineTable: Sendable {
  public let bytes: [UInt8]
  /// Where each line begins.
  let starts: [Int]
  /// Whether each line is ASCII, so that its characters need no counting: a line may be megabytes long.
  private let isPlain: [Bool]

  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    starts.reserveCapacity(bytes.count / 32 + 1)
    var plain: [Bool] = []
    plain.reserveCapacity(bytes.count / 32 + 1)
    var union: UInt8 = 0
    bytes.withUnsafeBufferPointer { bytes in
      for index in bytes.indices {
        let byte = bytes[index]
        union |= byte
        guard byte == 0x0A || byte == 0x0D else { continue }
        if byte == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { continue }
        starts.append(index + 1)
        plain.append(union < 0x80)
        union = 0
      }
    }
    plain.append(union < 0x80)
    self.starts = starts
    isPlain = plain
  }

  /// The number of lines; a text that ends in a line break has an empty last line.
  public var count: Int { starts.count }

  /// The zero-based line that holds an offset.
  public func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The bytes of a zero-based line without its line break; of the last line for one past the end.
  public func content(ofLine line: Int) -> Range<Int> {
    let line = min(max(0, line), starts.count - 1)
    let start = starts[line]
    var end = line + 1 < starts.count ? starts[line + 1] : bytes.count
    guard line + 1 < starts.count else { return start..<end }
    if end > start, bytes[end - 1] == 0x0A { end -= 1 }
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  public func position(at offset: Int, _ encoding: PositionEncoding) -> LSP.Position {
    let offset = min(max(0, offset), bytes.count)
    let line = line(at: offset)
    if encoding == .utf8 || isPlain[line] { return LSP.Position(line: line, character: offset - starts[line]) }
    var character = 0
    var place = starts[line]
    while place < offset {
      let (length, scalar) = Self.scalar(in: bytes, at: place)
      // An offset inside a character is that of its beginning.
      if place + length > offset { break }
      character += Self.units(scalar, encoding)
      place += length
    }
    return LSP.Position(line: line, character: character)
  }

  /// The byte offset of a position. What lies past the end of a line means its end, what lies past the last line the end
  /// of the text, and what lies inside a character its beginning.
  public func offset(at position: LSP.Position, _ encoding: PositionEncoding) -> Int {
    guard position.line >= 0 else { return 0 }
    guard position.line < starts.count else { return bytes.count }
    let content = content(ofLine: position.line)
    guard position.character > 0 else { return content.lowerBound }
    if encoding == .utf8 || isPlain[position.line] {
      var offset = content.lowerBound + min(position.character, content.count)
      while offset > content.lowerBound, offset < content.upperBound, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
      return offset
    }
    var character = 0
    var place = content.lowerBound
    while place < content.upperBound {
      let (length, scalar) = Self.scalar(in: bytes, at: place)
      let units = Self.units(scalar, encoding)
      if character + units > position.character { break }
      character += units
      place += length
    }
    return place
  }

  /// How many characters a range of one line has.
  public func length(_ range: Range<Int>, _ encoding: PositionEncoding) -> Int {
    if encoding == .utf8 { return range.count }
    var units = 0
    var place = range.lowerBound
    while place < range.upperBound {
      let (length, scalar) = Self.scalar(in: bytes, at: place)
      units += Self.units(scalar, encoding)
      place += length
    }
    return units
  }

  /// Whether the first line ends in `\r\n`, and so do those that are added.
  var hasCarriageReturns: Bool {
    starts.count > 1 && starts[1] > 1 && bytes[starts[1] - 1] == 0x0A && bytes[starts[1] - 2] == 0x0D
  }

  /// A text to be put into this one, with the line breaks of this one.
  func withOwnLineBreaks(_ text: String) -> String {
    guard hasCarriageReturns, text.utf8.contains(0x0A) else { return text }
    var result: [UInt8] = []
    for byte in text.utf8 {
      if byte == 0x0A, result.last != 0x0D { result.append(0x0D) }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func units(_ scalar: UInt32, _ encoding: PositionEncoding) -> Int {
    encoding == .utf16 && scalar >= 0x1_0000 ? 2 : 1
  }

  /// The scalar that begins at a place, and how many bytes it has; a byte that begins none stands for U+FFFD.
  private static func scalar(in bytes: [UInt8], at place: Int) -> (length: Int, scalar: UInt32) {
    let lead = bytes[place]
    if lead < 0x80 { return (1, UInt32(lead)) }
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard lead >= 0xC2, lead < 0xF5, place + length <= bytes.count else { return (1, 0xFFFD) }
    var scalar = UInt32(lead) & (0x7F >> UInt32(length))
    for index in place + 1..<place + length {
      guard bytes[index] & 0xC0 == 0x80 else { return (1, 0xFFFD) }
      scalar = scalar << 6 | UInt32(bytes[index] & 0x3F)
    }
    // Too long a form, a half of a surrogate pair, or past the last scalar.
    let least: UInt32 = length == 4 ? 0x1_0000 : length == 3 ? 0x800 : 0x80
    guard scalar >= least, scalar <= 0x10_FFFF, !(0xD800...0xDFFF).contains(scalar) else { return (1, 0xFFFD) }
    return (length, scalar)
  }
}
