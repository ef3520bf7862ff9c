import ArchSyntax

/// Damages texts the way editors, people and hostile input do: by bytes, by tokens and by lines.
///
/// The same text and generator give the same result.
public enum Mutation {
  public enum Level: Sendable, CaseIterable {
    /// Single bytes and runs of bytes, which may tear characters apart.
    case bytes
    /// Whole tokens of the language: removed, doubled, swapped, replaced by others.
    case tokens
    /// Whole lines: removed, doubled, moved, indented.
    case lines
  }

  /// The text after one to `limit` changes of any level, cut at `size` bytes.
  public static func mutate(
    _ text: [UInt8], limit: Int = 6, size: Int = 1 << 16, using random: inout SeededRandom
  ) -> [UInt8] {
    var text = text
    for _ in 0...random.below(limit) {
      text = mutate(text, at: random.pick(Level.allCases), using: &random)
      if text.count > size { text.removeLast(text.count - size) }
    }
    return text
  }

  /// The text after one change of a level.
  public static func mutate(_ text: [UInt8], at level: Level, using random: inout SeededRandom) -> [UInt8] {
    switch level {
    case .bytes: mutateBytes(text, using: &random)
    case .tokens: mutateTokens(text, using: &random)
    case .lines: mutateLines(text, using: &random)
    }
  }

  // MARK: - Bytes

  /// What slips into texts: signs of the language, halves of characters, white space, bytes of other encodings.
  private static let fragments: [[UInt8]] =
    [
      "{", "}", "[", "]", "(", ")", "\"", "\"\"\"", "\\", "\\u{", "\\u{110000}", "->", "<->", "~>", "=>", "->+", "<-",
      "/*", "*/", "//", "///", "#", ":", ",", ";", "..", ".", "-", "$", "%", "=", "==", "\n", "\r", "\r\n", "\t",
      "\u{A0}",
      "\u{FEFF}", "\u{202E}", "\u{2066}", "\u{200B}", "“", "”", "→", "é", "e\u{301}", "日本", "👩‍👩‍👧‍👦", "0",
      "99999999999999999999", "-1", "1e308", "0.0000000000000001", "5 ms", "1,000/s", "512Mi", "2026-02-30",
      "0000-00-00",
    ].map { Array($0.utf8) } + [
      [0x00], [0x80], [0xC3], [0xE2, 0x82], [0xF0, 0x9F], [0xFF], [0xED, 0xA0, 0x80], [0x7F],
    ]

  private static func mutateBytes(_ text: [UInt8], using random: inout SeededRandom) -> [UInt8] {
    var text = text
    let place = random.below(text.count + 1)
    switch random.below(6) {
    case 0 where place < text.count: text[place] = UInt8(truncatingIfNeeded: random.next())
    case 1 where place < text.count: text[place] ^= 1 << UInt8(random.below(8))
    case 2: text.removeSubrange(place..<min(text.count, place + 1 + random.below(20)))
    case 3: text.removeSubrange(place..<text.count)
    default: text.insert(contentsOf: random.pick(fragments), at: place)
    }
    return text
  }

  // MARK: - Tokens

  private static let words = [
    "service", "database", "queue", "zone", "flow", "view", "use", "pattern", "extend", "remove", "environment",
    "import",
    "system", "defaults", "constraints", "requirement", "decision", "option", "failure", "migration", "phase", "loop 3",
    "parallel", "alternative", "allow", "never", "timeout", "replicas", "cost", "p99", "tech", "verify", "at", "peak",
    "when", "fails", "and", "not", "true", "A", "Api", "Store", "Zone.Service", "5ms", "99.9%", "3k/s", "$1/month",
    "4..20",
    "2026-10-02", "8.1.9", "#tag", "\"text\"", "[]", "{}", "->", "~>", ":", ",", "\n", "<", "==", "()",
  ]

  private static func mutateTokens(_ text: [UInt8], using random: inout SeededRandom) -> [UInt8] {
    let tokens = parse(SourceFile(path: "", bytes: text)).tree.tokens.dropLast()
    guard !tokens.isEmpty else { return mutateBytes(text, using: &random) }
    let token = tokens[random.below(tokens.count)]
    let other = tokens[random.below(tokens.count)]
    var text = text
    switch random.below(6) {
    case 0: text.removeSubrange(token.range)
    case 1: text.insert(contentsOf: [0x20] + text[other.range] + [0x20], at: token.start)
    case 2: text.replaceSubrange(token.range, with: text[other.range])
    case 3:
      let first = token.start <= other.start ? token : other
      let second = token.start <= other.start ? other : token
      guard first.end <= second.start else { break }
      let moved = Array(text[second.range])
      text.replaceSubrange(second.range, with: text[first.range])
      text.replaceSubrange(first.range, with: moved)
    case 4: text.replaceSubrange(token.range, with: random.pick(words).utf8)
    default: text.insert(contentsOf: " \(random.pick(words)) ".utf8, at: token.start)
    }
    return text
  }

  // MARK: - Lines

  private static func mutateLines(_ text: [UInt8], using random: inout SeededRandom) -> [UInt8] {
    var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    let line = random.below(lines.count)
    let other = random.below(lines.count)
    switch random.below(6) {
    case 0: lines.remove(at: line)
    case 1: lines.insert(lines[other], at: line)
    case 2: lines.swapAt(line, other)
    case 3: lines.removeSubrange(min(line, other)...max(line, other))
    case 4:
      let run = Array(lines[min(line, other)..<min(lines.count, min(line, other) + 1 + random.below(8))])
      lines.insert(contentsOf: run, at: line)
    default:
      lines[line].insert(
        contentsOf: Array(repeating: random.chance(50) ? 0x20 : 0x09, count: 1 + random.below(4)), at: 0)
    }
    return Array(lines.joined(separator: [0x0A]))
  }
}
