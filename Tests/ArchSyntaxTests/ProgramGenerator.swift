/// Writes random programs that the grammar allows, in layouts that nobody would choose, with comments everywhere.
struct ProgramGenerator {
  var random: SeededRandom
  private var text = ""
  private var comments = 0

  init(seed: Int) {
    random = SeededRandom(seed: seed)
  }

  static func program(seed: Int) -> String {
    var generator = ProgramGenerator(seed: seed)
    generator.gap(newline: true)
    generator.statements(depth: 0)
    return generator.text
  }

  private mutating func word() -> String {
    random.pick([
      "a", "Orders", "Web", "long-name-of-a-component", "x1", "Größe", "tech", "replicas", "service", "and-so-on", "名前",
    ])
  }

  private mutating func kind() -> String {
    random.pick(["service", "cache", "endpoint", "zone", "database"])
  }

  /// White space and comments between two tokens of a statement.
  private mutating func gap(newline: Bool, needed: Bool = false) {
    var isEmpty = true
    for _ in 0..<random.pick([0, 1, 1, 1, 1, 2]) {
      switch random.below(12) {
      case 0:
        comments += 1
        text += "/* c\(comments) */"
      case 1 where newline:
        comments += 1
        text += random.pick([
          "// c\(comments)\n", "//c\(comments)  \r\n", "/// d\(comments)\n", "/*c\(comments)\n  x */",
        ])
      case 2 where newline: text += random.pick(["\n", "\r\n", "\n\n\n", "\n      "])
      case 3: text += "\t"
      default: text += " "
      }
      isEmpty = false
    }
    if isEmpty, needed { text += " " }
  }

  private mutating func statements(depth: Int) {
    for _ in 0..<random.below(depth == 0 ? 9 : 4) {
      statement(depth: depth)
      // Line breaks, commas and semicolons separate, in any number.
      var separates = false
      for _ in 0..<random.pick([1, 1, 1, 2, 3]) {
        let separator = random.pick([
          "\n", "\n", "\n\n", ",", ", ", ";", "\n", "// c\n", " // trailing\n", "\n/// doc\n",
        ])
        text += separator
        separates = true
        gap(newline: true)
      }
      if !separates { text += "\n" }
    }
  }

  private mutating func statement(depth: Int) {
    switch random.below(10) {
    case 0 where depth == 0:
      text += "import"
      gap(newline: false, needed: true)
      text += "\"std/typical\""
    case 0, 1: text += random.pick(["routing", "idempotent", "validates"])
    case 2, 3, 4: property(depth: depth)
    case 5, 6: relation(depth: depth)
    default: declaration(depth: depth)
    }
  }

  private mutating func declaration(depth: Int) {
    if random.chance(5) {
      text += "#legacy "
      block(depth: depth)
      return
    }
    text += kind()
    var isShort = true
    if random.chance(85) {
      gap(newline: false, needed: true)
      path()
      isShort = false
    }
    if random.chance(40) {
      gap(newline: false, needed: true)
      string(depth: depth)
      isShort = false
    }
    if random.chance(15) {
      gap(newline: false, needed: true)
      text += "#tag"
      isShort = false
    }
    if isShort || random.chance(60) {
      gap(newline: false)
      block(depth: depth)
    }
  }

  private mutating func path() {
    text += word()
    if random.chance(15) { text += random.pick([".", " . "]) + word() }
  }

  private mutating func string(depth: Int) {
    switch random.below(8) {
    case 0:
      let indentation = String(repeating: " ", count: random.below(7))
      text += "\"\"\"\n\(indentation)some\n\n\(indentation)  text \n\(indentation)\"\"\""
    case 1: text += "\"" + String(repeating: "long text ", count: random.below(14)) + "\""
    case 2: text += #""quote \" {, } // no comment \u{20AC}""#
    default: text += random.pick([#""title""#, #""A longer title""#, #""""#, #""größer 名""#])
    }
  }

  private mutating func relation(depth: Int) {
    let isBackwards = random.chance(20)
    if depth == 0 || isBackwards || random.chance(50) {
      ends()
      gap(newline: false, needed: true)
    }
    for hop in 0..<random.pick([1, 1, 1, 2, 5]) {
      if hop > 0 { gap(newline: false, needed: true) }
      text += isBackwards ? random.pick(["<-", "<~"]) : random.pick(["->", "~>", "=>", "<->", "->", "<-"])
      gap(newline: true, needed: true)
      ends()
    }
    if random.chance(30) {
      gap(newline: false, needed: true)
      text += random.pick(["\"label\"", "\"OrderPlaced\""])
    }
    if random.chance(40) {
      gap(newline: false)
      block(depth: depth)
    }
  }

  private mutating func ends() {
    guard random.chance(30) else { return path() }
    text += "["
    gap(newline: true)
    for index in 0...random.below(random.chance(10) ? 12 : 3) {
      if index > 0 {
        text += ","
        gap(newline: true)
      }
      path()
      gap(newline: true)
    }
    if random.chance(20) { text += "," }
    gap(newline: true)
    text += "]"
  }

  private mutating func property(depth: Int) {
    text += random.pick(["tech", "replicas", "p99", "verify", "holds", "and"])
    gap(newline: false)
    text += ":"
    if random.chance(40) {
      // With a space, as `tech://` would begin a link.
      text += " "
      gap(newline: true)
      list(depth: 0)
    } else {
      gap(newline: false)
      phrase(depth: 0)
    }
    if random.chance(8) {
      gap(newline: false)
      block(depth: depth)
    }
  }

  private mutating func phrase(depth: Int) {
    let isLong = depth == 0 && random.chance(8)
    for index in 0..<random.pick(isLong ? [20, 30] : [1, 1, 2, 3]) {
      if index > 0 {
        gap(newline: depth > 0, needed: true)
        if random.chance(25) {
          let isWord = random.chance(40)
          text += isWord ? random.pick(["and", "or"]) : random.pick(["<", "<=", "==", "!="])
          // What follows on the next line is no name, so that it begins no statement.
          gap(newline: true, needed: true)
          text += random.pick(["5ms", "400", isWord ? "3" : "-3", "99.9%"])
          gap(newline: depth > 0, needed: true)
        }
      }
      atom(depth: depth)
    }
  }

  private mutating func atom(depth: Int) {
    switch random.below(12) {
    case 0 where depth < 3: list(depth: depth)
    case 1 where depth < 3:
      text += "("
      gap(newline: true)
      phrase(depth: depth + 1)
      gap(newline: true)
      text += ")"
    case 2: string(depth: depth)
    case 3: text += random.pick(["2026-10-02", "8.1.9", "7.x", "4..20", "v1.2", "20-alpine"])
    case 4: text += random.pick(["#legacy", "#tier-1"])
    case 5, 6: text += random.pick(["3", "1_000/s", "$70/month", "99.95%", "400ms", "1.10", "€20"])
    default: path()
    }
  }

  private mutating func list(depth: Int) {
    text += "["
    gap(newline: true)
    let count = random.chance(10) ? 15 : random.below(4)
    for index in 0..<count {
      if index > 0 {
        text += ","
        gap(newline: true)
      }
      phrase(depth: depth + 1)
      gap(newline: true)
    }
    if count > 0, random.chance(20) { text += "," }
    gap(newline: true)
    text += "]"
  }

  private mutating func block(depth: Int) {
    text += "{"
    gap(newline: random.chance(60))
    if depth < 4 {
      if random.chance(50) {
        statements(depth: depth + 1)
      } else {
        // On one line.
        for index in 0..<random.pick([0, 1, 2, 3, 8]) {
          if index > 0 {
            text += random.pick([",", ", ", ";"])
            gap(newline: false)
          }
          if random.chance(25) { relation(depth: depth + 1) } else { property(depth: depth + 1) }
        }
        gap(newline: false)
      }
    }
    text += "}"
  }
}

/// Small random changes to a text, most of which break it.
enum Mutation {
  static func bytes(_ bytes: [UInt8], seed: Int) -> [UInt8] {
    var random = SeededRandom(seed: seed)
    var bytes = bytes
    for _ in 0..<random.pick([1, 1, 2, 5]) {
      guard !bytes.isEmpty else { break }
      let place = random.below(bytes.count)
      switch random.below(6) {
      case 0: bytes.remove(at: place)
      case 1: bytes.insert(UInt8(random.below(256)), at: place)
      case 2: bytes[place] = random.pick(Array("{}[](),;:\n\r\"/*#.<->~= \t'".utf8))
      case 3: bytes.insert(contentsOf: Array(random.pick(signs).utf8), at: place)
      case 4: bytes.removeSubrange(place..<min(bytes.count, place + random.below(20)))
      default:
        let end = min(bytes.count, place + random.below(30))
        bytes.insert(contentsOf: Array(bytes[place..<end]), at: random.below(bytes.count))
      }
    }
    return bytes
  }

  private static let signs = [
    "{", "}", "[", "]", "(", ")", "\"", "\"\"\"", "/*", "*/", "//", "->", "<-", "<~", "\n", ",", ";", ":", "#", "# x",
    "“", "→",
    "=", "..", "\u{FEFF}", "\u{202E}", "\u{2028}", "\r", "\r\n", "and", "5 ms", "https://x",
  ]

  /// Removes, doubles or moves whole tokens, given by their ranges.
  static func tokens(_ bytes: [UInt8], _ ranges: [Range<Int>], seed: Int) -> [UInt8] {
    var random = SeededRandom(seed: seed)
    guard !ranges.isEmpty else { return bytes }
    let range = random.pick(ranges)
    let other = random.pick(ranges)
    let token = Array(bytes[range])
    var result = bytes
    switch random.below(3) {
    case 0: result.removeSubrange(range)
    case 1: result.insert(contentsOf: [0x20] + token + [0x20], at: other.lowerBound)
    default:
      let (first, second) = range.lowerBound < other.lowerBound ? (range, other) : (other, range)
      guard first.upperBound <= second.lowerBound else { return bytes }
      result.replaceSubrange(second, with: bytes[first])
      result.replaceSubrange(first, with: bytes[second])
    }
    return result
  }
}
