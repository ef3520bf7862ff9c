/// The extent of a comment between `/*` and `*/`, which may hold others.
struct BlockComment {
  /// So many comments that nothing closes are searched for their end to the end of the file; any more to that of their
  /// line, so that many of them take no more than linear time.
  static let openLimit = 16

  /// Where it ends: behind its `*/`, or with its line where nothing closes it.
  let end: Int
  /// How many comments are open there.
  let depth: Int
  var isClosed: Bool { depth == 0 }

  /// Reads the comment that begins at a place.
  ///
  /// - Parameters:
  ///   - limit: where the bytes end that it may lie in.
  ///   - known: how many comments before it are known to have no end.
  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int, openBefore known: Int) {
    let isBounded = known >= Self.openLimit
    var found = Self.read(bytes, start, limit, isBounded: isBounded)
    if found.depth > 0, !isBounded { found = Self.read(bytes, start, limit, isBounded: true) }
    (end, depth) = found
  }

  /// Reads until the comment is closed, or to the end of the line where it is bounded by that.
  private static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ limit: Int, isBounded: Bool
  ) -> (end: Int, depth: Int) {
    var depth = 0
    var index = start
    while index < limit {
      let byte = bytes[index]
      let next = index + 1 < limit ? bytes[index + 1] : 0
      if byte == UInt8(ascii: "/"), next == UInt8(ascii: "*") {
        depth += 1
        index += 2
      } else if byte == UInt8(ascii: "*"), next == UInt8(ascii: "/") {
        depth -= 1
        index += 2
        if depth == 0 { return (index, 0) }
      } else if isBounded, byte == 0x0A || byte == 0x0D {
        return (index, depth)
      } else {
        index += 1
      }
    }
    return (limit, depth)
  }
}
