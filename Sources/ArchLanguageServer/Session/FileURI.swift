/// The way between `file:` URIs and paths.
public enum FileURI {
  /// The URI of an absolute path; nil for what is none, such as a module of the standard library. What is a URI of
  /// another scheme already, such as `untitled:1`, stays.
  public static func of(path: String) -> String? {
    guard path.hasPrefix("/") else { return path.contains(":") ? path : nil }
    var text = "file://"
    for byte in path.utf8 {
      if isPlain(byte) {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += "%" + digit(byte >> 4) + digit(byte & 15)
      }
    }
    return text
  }

  /// The path of a `file:` URI on this machine; any other URI stands for itself.
  public static func path(of uri: String) -> String {
    guard uri.hasPrefix("file:") else { return uri }
    var rest = uri.dropFirst("file:".count)
    if rest.hasPrefix("//") {
      rest = rest.dropFirst(2)
      // A host before the path is this one.
      rest = rest.firstIndex(of: "/").map { rest[$0...] } ?? ""
    }
    var bytes: [UInt8] = []
    let source = Array(rest.utf8)
    var index = 0
    while index < source.count {
      if source[index] == 0x25, index + 2 < source.count, let high = value(source[index + 1]),
        let low = value(source[index + 2])
      {
        bytes.append(high << 4 | low)
        index += 3
      } else {
        bytes.append(source[index])
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x41...0x5A, 0x61...0x7A, 0x30...0x39: true
    // - . _ ~ /
    case 0x2D, 0x2E, 0x5F, 0x7E, 0x2F: true
    default: false
    }
  }

  private static func digit(_ value: UInt8) -> String {
    String(Unicode.Scalar(value < 10 ? 0x30 + value : 0x41 + value - 10))
  }

  private static func value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}
