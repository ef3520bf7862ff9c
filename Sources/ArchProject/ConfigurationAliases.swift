/// Finds the anchors and aliases of a YAML text, before it is parsed.
///
/// A few lines of aliases of aliases stand for a tree of billions of nodes (CWE-776), which the parser walks as soon as
/// it compares keys. No setting needs them.
enum ConfigurationAliases {
  /// The place of the first `&name` or `*name` that begins a value; line and column count from 1, columns in bytes.
  ///
  /// Quoted texts and comments are skipped. A plain text that goes on over a blank with `&` or `*` counts as well.
  static func first(in bytes: [UInt8]) -> (line: Int, column: Int)? {
    var line = 1
    var lineStart = 0
    var startsValue = true
    var index = 0
    func next(_ offset: Int) -> UInt8? { bytes.indices.contains(index + offset) ? bytes[index + offset] : nil }
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        if byte == UInt8(ascii: "\n") || next(1) != UInt8(ascii: "\n") {
          line += 1
          lineStart = index + 1
        }
        startsValue = true
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","),
        UInt8(ascii: ":"), UInt8(ascii: "?"), UInt8(ascii: "-"):
        startsValue = true
      case UInt8(ascii: "#") where startsValue:
        while let after = next(1), after != UInt8(ascii: "\n"), after != UInt8(ascii: "\r") { index += 1 }
      case UInt8(ascii: "\"") where startsValue, UInt8(ascii: "'") where startsValue:
        index += 1
        while index < bytes.count {
          // A quote is written as two within single quotes, and behind a backslash within double ones.
          if bytes[index] == byte, byte == UInt8(ascii: "\"") || next(1) != byte { break }
          if bytes[index] == byte || (bytes[index] == UInt8(ascii: "\\") && byte == UInt8(ascii: "\"")) { index += 1 }
          if next(0) == UInt8(ascii: "\n") {
            line += 1
            lineStart = index + 1
          }
          index += 1
        }
        startsValue = false
      case UInt8(ascii: "&") where startsValue, UInt8(ascii: "*") where startsValue:
        return (line, index - lineStart + 1)
      default:
        startsValue = false
      }
      index += 1
    }
    return nil
  }
}
