/// The value of a string token: escapes read, the indentation of a multi-line string taken off.
public enum StringValue {
  public static func of(_ token: Token, in source: SourceFile) -> String {
    source.bytes.withUnsafeBufferPointer { of(token, bytes: $0) }
  }

  static func of(_ token: Token, bytes: UnsafeBufferPointer<UInt8>) -> String {
    switch token.kind {
    case .string:
      let content = content(of: token, bytes: bytes)
      if !token.flags.contains(.notPlain) { return String(decoding: bytes[content], as: UTF8.self) }
      return unescaped(Array(bytes[content]))
    case .multilineString:
      let lines = multilineLines(token, bytes: bytes)
      return unescaped(Array(lines.lines.joined(separator: [0x0A])))
    default:
      return String(decoding: bytes[token.range], as: UTF8.self)
    }
  }

  /// The bytes between the quotes of a one-line string, whatever its quotes are.
  private static func content(of token: Token, bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    guard let opening = DecodedScalar(bytes, at: token.start) else { return token.range }
    let start = token.start + opening.length
    guard token.end > start else { return start..<start }
    if bytes[token.end - 1] == UInt8(ascii: "\"") || bytes[token.end - 1] == bytes[token.start],
      bytes[token.end - 1] < 0x80
    {
      return start..<(token.end - 1)
    }
    // A pasted closing quote has two or three bytes.
    for length in [2, 3] where token.end - length >= start {
      if let closing = DecodedScalar(bytes, at: token.end - length), closing.length == length,
        closing.scalar.isTypographicDoubleQuote || closing.scalar.isTypographicSingleQuote
      {
        return start..<(token.end - length)
      }
    }
    return start..<token.end
  }

  /// The lines of a multi-line string without their indentation, and the offset of the first line that stands too far
  /// left, if there is one.
  static func multilineLines(
    _ token: Token, bytes: UnsafeBufferPointer<UInt8>
  ) -> (lines: [ArraySlice<UInt8>], tooFarLeft: Int?, textOnOpeningLine: Bool) {
    let closed = token.end - token.start >= 6 && !token.isMalformed || endsInQuotes(token, bytes: bytes)
    let content = Array(bytes[(token.start + 3)..<max(token.start + 3, closed ? token.end - 3 : token.end)])
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    var index = 0
    while index < content.count {
      let byte = content[index]
      if byte == 0x0A || byte == 0x0D {
        lines.append(content[start..<index])
        index += byte == 0x0D && index + 1 < content.count && content[index + 1] == 0x0A ? 2 : 1
        start = index
      } else {
        index += 1
      }
    }
    lines.append(content[start...])
    guard lines.count > 1, let last = lines.last, let first = lines.first else { return (lines, nil, false) }
    let textOnOpeningLine = !first.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    guard last.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) else {
      return (textOnOpeningLine ? lines : Array(lines.dropFirst()), nil, textOnOpeningLine)
    }
    let indentation = Array(last)
    var result: [ArraySlice<UInt8>] = textOnOpeningLine ? [first] : []
    var tooFarLeft: Int?
    for line in lines.dropFirst().dropLast() {
      if line.starts(with: indentation) {
        result.append(line.dropFirst(indentation.count))
      } else {
        if !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }), tooFarLeft == nil {
          tooFarLeft = token.start + 3 + line.startIndex
        }
        result.append(line.drop { $0 == 0x20 || $0 == 0x09 })
      }
    }
    return (result, tooFarLeft, textOnOpeningLine)
  }

  private static func endsInQuotes(_ token: Token, bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    token.end - token.start >= 6 && bytes[(token.end - 3)..<token.end].allSatisfy { $0 == UInt8(ascii: "\"") }
  }

  private static func unescaped(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "\\"), index < bytes.count else {
        result.append(byte)
        continue
      }
      switch bytes[index] {
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): result.append(bytes[index])
      case UInt8(ascii: "u"):
        let digits = bytes[(index + 1)...].dropFirst().prefix {
          CharacterClass.table[Int($0)] & CharacterClass.hexDigit != 0
        }
        if let scalar = scalar(digits) {
          result.append(contentsOf: Array(String(Character(scalar)).utf8))
          index = digits.endIndex
        } else {
          result.append(byte)
          continue
        }
      default:
        result.append(byte)
        continue
      }
      index += 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The scalar of up to eight hexadecimal digits.
  static func scalar(_ digits: some Collection<UInt8>) -> Unicode.Scalar? {
    guard !digits.isEmpty, digits.count <= 8 else { return nil }
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16).flatMap(Unicode.Scalar.init)
  }

  /// A string token that has this value.
  public static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default:
        if scalar.properties.generalCategory == .control {
          result += "\\u{\(SyntaxMessage.hex(scalar.value, digits: 1))}"
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
