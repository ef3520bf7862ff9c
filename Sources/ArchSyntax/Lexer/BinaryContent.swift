/// Recognises files that are no UTF-8 text at all, for which one message says more than thousands.
enum BinaryContent {
  static func message(for source: SourceFile) -> Diagnostic? {
    let head = source.bytes.prefix(4096)
    let start = Span(source.id, 0..<0)
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
      return Diagnostic(
        .notText, "this file is UTF-16, and `.arch` files are UTF-8", at: start, help: "save the file as UTF-8")
    }
    let foreign = foreignBytes(head)
    // A text in Latin-1 has a few per cent of them; what is no text has far more.
    guard foreign > 8, foreign * 10 >= head.count else { return nil }
    return Diagnostic(
      .notText, "this file is no text", at: start,
      label: "\(foreign) of its first \(head.count) bytes belong to no character")
  }

  /// How many bytes are control characters or no part of a character.
  private static func foreignBytes(_ head: ArraySlice<UInt8>) -> Int {
    // The usual case, text in ASCII, ends here.
    if head.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) { return 0 }
    var count = 0
    Array(head).withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        if byte < 0x80 {
          if byte < 0x20, byte != 0x0A, byte != 0x0D, byte != 0x09, byte != 0x0C { count += 1 }
          index += 1
        } else if let decoded = DecodedScalar(bytes, at: index) {
          index += decoded.length
        } else {
          // A character that the end of the head cuts is none of them.
          if index + 3 < bytes.count { count += 1 }
          index += 1
        }
      }
    }
    return count
  }
}
