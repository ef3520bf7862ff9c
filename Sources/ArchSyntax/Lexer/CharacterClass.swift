/// Classes of bytes, in one table, so that the lexer decides by one load.
enum CharacterClass {
  static let whitespace: UInt8 = 1
  static let newline: UInt8 = 2
  static let nameStart: UInt8 = 4
  static let digit: UInt8 = 8
  /// Letters, digits and `_`: what may stand inside a name.
  static let nameContinue: UInt8 = 16
  static let nonASCII: UInt8 = 32
  /// Bytes that end the quick run through a string: `"`, `\`, line ends and everything above ASCII.
  static let stringStop: UInt8 = 64
  static let hexDigit: UInt8 = 128

  static let table: [UInt8] = (0..<256).map { value in
    let byte = UInt8(value)
    var classes: UInt8 = 0
    switch byte {
    case 0x20, 0x09, 0x0B, 0x0C: classes |= whitespace
    case 0x0A, 0x0D: classes |= newline | stringStop
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
      classes |= nameStart | nameContinue
    case UInt8(ascii: "0")...UInt8(ascii: "9"): classes |= digit | nameContinue
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): classes |= stringStop
    case 0x80...0xFF: classes |= nonASCII | stringStop
    default: break
    }
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      classes |= hexDigit
    default: break
    }
    return classes
  }
}

/// A scalar decoded from UTF-8 and the number of its bytes.
struct DecodedScalar {
  let scalar: Unicode.Scalar
  let length: Int

  /// Decodes one well-formed sequence (Unicode 15, table 3-7), or gives nil.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) {
    guard index < bytes.count else { return nil }
    let first = bytes[index]
    func continuation(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> UInt32? {
      let position = index + offset
      guard position < bytes.count, range.contains(bytes[position]) else { return nil }
      return UInt32(bytes[position] & 0x3F)
    }
    var value: UInt32
    switch first {
    case 0x00...0x7F:
      value = UInt32(first)
      length = 1
    case 0xC2...0xDF:
      guard let second = continuation(1) else { return nil }
      value = UInt32(first & 0x1F) << 6 | second
      length = 2
    case 0xE0...0xEF:
      let range: ClosedRange<UInt8> = first == 0xE0 ? 0xA0...0xBF : first == 0xED ? 0x80...0x9F : 0x80...0xBF
      guard let second = continuation(1, range), let third = continuation(2) else { return nil }
      value = UInt32(first & 0x0F) << 12 | second << 6 | third
      length = 3
    case 0xF0...0xF4:
      let range: ClosedRange<UInt8> = first == 0xF0 ? 0x90...0xBF : first == 0xF4 ? 0x80...0x8F : 0x80...0xBF
      guard let second = continuation(1, range), let third = continuation(2), let fourth = continuation(3)
      else { return nil }
      value = UInt32(first & 0x07) << 18 | second << 12 | third << 6 | fourth
      length = 4
    default: return nil
    }
    guard let scalar = Unicode.Scalar(value) else { return nil }
    self.scalar = scalar
  }
}

extension Unicode.Scalar {
  /// Characters that reorder text for the eye (UAX #9); they can make code look like other code.
  public var isBidirectionalControl: Bool {
    switch value {
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  var isTypographicDoubleQuote: Bool {
    switch value {
    case 0x201C, 0x201D, 0x201E, 0x201F, 0x00AB, 0x00BB, 0x2033: true
    default: false
    }
  }

  var isTypographicSingleQuote: Bool {
    switch value {
    case 0x2018, 0x2019, 0x201A, 0x201B: true
    default: false
    }
  }
}
