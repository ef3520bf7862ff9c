/// Reads the inline Markdown that this module writes: for HTML, for plain text, and to see what a block refers to.
///
/// It knows what `MarkdownText` makes and nothing else: backslashes, code, strong and emphasised words, links,
/// references and footnotes. What is none of these is text.
enum InlineMarkup {
  enum Piece: Equatable {
    case text(String)
    case code(String)
    /// A `**` or a `*`, which begins or ends strong or emphasised words.
    case strong, emphasis
    case footnote(String)
    /// The text of a link as Markdown, and the label of its target.
    case reference(String, label: String)
    case link(String, target: String)
    case picture(String, target: String)
  }

  /// The pieces of a text, in their order. No recursion: what stands inside a link is Markdown for another call.
  static func pieces(_ markup: String) -> [Piece] {
    let bytes = Array(markup.utf8)
    var pieces: [Piece] = []
    var text: [UInt8] = []
    var index = 0
    func flush() {
      guard !text.isEmpty else { return }
      pieces.append(.text(String(decoding: text, as: UTF8.self)))
      text = []
    }
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\\") where index + 1 < bytes.count && isPunctuation(bytes[index + 1]):
        text.append(bytes[index + 1])
        index += 2
      case UInt8(ascii: "&") where bytes[index...].starts(with: tick):
        text.append(UInt8(ascii: "`"))
        index += tick.count
      case UInt8(ascii: "`"):
        if let code = code(bytes, at: index) {
          flush()
          pieces.append(.code(code.text))
          index = code.end
        } else {
          text.append(byte)
          index += 1
        }
      case UInt8(ascii: "*"):
        flush()
        let isStrong = index + 1 < bytes.count && bytes[index + 1] == byte
        pieces.append(isStrong ? .strong : .emphasis)
        index += isStrong ? 2 : 1
      case UInt8(ascii: "["), UInt8(ascii: "!"):
        let isPicture = byte == UInt8(ascii: "!")
        let start = isPicture ? index + 1 : index
        if start < bytes.count, bytes[start] == UInt8(ascii: "["), let end = close(bytes, at: start) {
          flush()
          let inside = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
          (index, pieces) = bracket(bytes, inside, after: end, isPicture: isPicture, pieces)
        } else {
          text.append(byte)
          index += 1
        }
      default:
        text.append(byte)
        index += 1
      }
    }
    flush()
    return pieces
  }

  /// What a reader sees, without any markup.
  static func plain(_ markup: String) -> String {
    var result = ""
    for piece in pieces(markup) {
      switch piece {
      case .text(let text), .code(let text): result += text
      case .strong, .emphasis, .footnote: break
      case .reference(let text, _), .link(let text, _), .picture(let text, _):
        for inner in pieces(text) {
          switch inner {
          case .text(let text), .code(let text): result += text
          case .reference(let text, _): result += "[" + text + "]"
          default: break
          }
        }
      }
    }
    return result
  }

  /// The labels that a text refers to; those of footnotes begin with `^`.
  static func references(in markup: String) -> [String] {
    pieces(markup).compactMap { piece in
      switch piece {
      case .footnote(let label): "^" + label
      case .reference(_, let label): label
      default: nil
      }
    }
  }

  private static let tick = Array("&#96;".utf8)

  private static func bracket(
    _ bytes: [UInt8], _ inside: String, after end: Int, isPicture: Bool, _ pieces: [Piece]
  ) -> (Int, [Piece]) {
    if inside.hasPrefix("^") { return (end + 1, pieces + [.footnote(String(inside.dropFirst()))]) }
    let next = end + 1
    if next < bytes.count, bytes[next] == UInt8(ascii: "("),
      let last = bytes[next...].firstIndex(of: UInt8(ascii: ")"))
    {
      let target = String(decoding: bytes[(next + 1)..<last], as: UTF8.self)
      return (last + 1, pieces + [isPicture ? .picture(inside, target: target) : .link(inside, target: target)])
    }
    if next < bytes.count, bytes[next] == UInt8(ascii: "["), let last = close(bytes, at: next) {
      let label = String(decoding: bytes[(next + 1)..<last], as: UTF8.self)
      return (last + 1, pieces + [.reference(inside, label: label)])
    }
    return (end + 1, pieces + [.reference(inside, label: inside)])
  }

  /// The bracket that closes the one at a place, or nil.
  private static func close(_ bytes: [UInt8], at start: Int) -> Int? {
    var index = start + 1
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "`"): index = code(bytes, at: index)?.end ?? index + 1
      case UInt8(ascii: "["): return nil
      case UInt8(ascii: "]"): return index
      default: index += 1
      }
    }
    return nil
  }

  /// The span of code that begins at a back-tick, as CommonMark reads it.
  private static func code(_ bytes: [UInt8], at start: Int) -> (text: String, end: Int)? {
    func run(_ index: Int) -> Int { bytes[index...].prefix { $0 == UInt8(ascii: "`") }.count }
    let fence = run(start)
    var index = start + fence
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "`") else {
        index += 1
        continue
      }
      let length = run(index)
      guard length == fence else {
        index += length
        continue
      }
      var content = bytes[(start + fence)..<index]
      let blank = UInt8(ascii: " ")
      if content.count > 1, content.first == blank, content.last == blank, content.contains(where: { $0 != blank }) {
        content = content.dropFirst().dropLast()
      }
      return (String(decoding: content, as: UTF8.self), index + length)
    }
    return nil
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    (0x21...0x2F).contains(byte) || (0x3A...0x40).contains(byte) || (0x5B...0x60).contains(byte)
      || (0x7B...0x7E).contains(byte)
  }
}
