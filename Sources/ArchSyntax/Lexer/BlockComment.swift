/// The extent of a comment between `/*` and `*/`, which may hold others.
enum BlockComment {
  /// Reads a comment until it is closed.
  ///
  /// - Returns: where it ends, and how many comments are open there; `limit` where it is not closed before.
  static func read(
    _ bytes: some RandomAccessCollection<UInt8>, from start: Int, limit: Int
  ) -> (end: Int, depth: Int, isClosed: Bool) {
    bytes.withContiguousStorageIfAvailable { read($0, start, limit) } ?? (limit, 1, false)
  }

  private static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ limit: Int
  ) -> (end: Int, depth: Int, isClosed: Bool) {
    var depth = 0
    var index = start
    while index + 1 < limit {
      if bytes[index] == UInt8(ascii: "/"), bytes[index + 1] == UInt8(ascii: "*") {
        depth += 1
        index += 2
      } else if bytes[index] == UInt8(ascii: "*"), bytes[index + 1] == UInt8(ascii: "/") {
        depth -= 1
        index += 2
        if depth == 0 { return (index, 0, true) }
      } else {
        index += 1
      }
    }
    return (limit, depth, false)
  }
}
