/// Derives random programs from the grammar.
struct GrammarDerivation {
  struct Token {
    let text: String
    /// The rule with a capital letter that the token comes from, or nil for a sign.
    let rule: String?
    /// Whether a line ends before the token.
    var newlineBefore: Bool
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// A restriction on the tokens around a place, checked when the program is complete.
  private struct Restriction {
    let text: String
    /// The index of the token that follows.
    let next: Int
  }

  private let grammar: GrammarFile
  private let depths: [String: Int]
  private var random: SeededRandom
  private var restrictions: [Restriction] = []
  private var endsLine = false
  private var brackets = 0

  private(set) var tokens: [Token] = []
  private(set) var text = ""

  /// Derives a program, or gives nil when it does not keep a restriction.
  static func program(_ grammar: GrammarFile, depths: [String: Int], seed: Int) throws -> GrammarDerivation? {
    var derivation = GrammarDerivation(grammar: grammar, depths: depths, seed: seed)
    try derivation.derive(.rule("file"), budget: 26)
    derivation.text += try derivation.lexical(.rule("Gap"), budget: 4)
    return derivation.keepsRestrictions ? derivation : nil
  }

  private init(grammar: GrammarFile, depths: [String: Int], seed: Int) {
    self.grammar = grammar
    self.depths = depths
    random = SeededRandom(seed: seed)
  }

  /// The least depth of a derivation from each rule.
  static func leastDepths(_ grammar: GrammarFile) -> [String: Int] {
    var depths: [String: Int] = [:]
    var changes = true
    while changes {
      changes = false
      for name in grammar.names {
        guard let part = grammar.rules[name], let depth = depth(of: part, depths) else { continue }
        if depths[name].map({ depth + 1 < $0 }) ?? true {
          depths[name] = depth + 1
          changes = true
        }
      }
    }
    return depths
  }

  private static func depth(of part: GrammarPart, _ depths: [String: Int]) -> Int? {
    switch part {
    case .alternatives(let parts): parts.compactMap { depth(of: $0, depths) }.min()
    case .sequence(let parts):
      parts.reduce(Optional(0)) { sum, part in
        guard let sum, let next = depth(of: part, depths) else { return nil }
        return max(sum, next)
      }
    case .times(_, let part): depth(of: part, depths)
    case .rule(let name): depths[name]
    case .optional, .repetition, .terminal, .special: 0
    }
  }

  private func depth(of part: GrammarPart) -> Int { Self.depth(of: part, depths) ?? .max }

  /// Adds the tokens of a part.
  private mutating func derive(_ part: GrammarPart, budget: Int) throws {
    switch part {
    case .alternatives(let parts): try derive(chosen(parts, budget: budget), budget: budget)
    case .sequence(let parts): for part in parts { try derive(part, budget: budget) }
    case .optional(let part):
      if random.chance(40), depth(of: part) < budget { try derive(part, budget: budget) }
    case .repetition(let part):
      for _ in 0..<random.pick([0, 0, 1, 1, 2, 4]) where depth(of: part) < budget {
        try derive(part, budget: budget - 1)
      }
    case .times(let count, let part): for _ in 0..<count { try derive(part, budget: budget) }
    case .terminal(let sign): add(sign, rule: nil)
    case .special(let text): restrictions.append(Restriction(text: text, next: tokens.count))
    case .rule("Newline"):
      text += try lexical(.rule("Newline"), budget: 4)
      endsLine = true
    case .rule(let name) where name.first?.isUppercase == true:
      add(try lexical(part, budget: 6), rule: name)
    case .rule(let name):
      guard let right = grammar.rules[name] else { throw Failure(description: "there is no rule `\(name)`") }
      try derive(right, budget: budget - 1)
    }
  }

  private mutating func chosen(_ parts: [GrammarPart], budget: Int) -> GrammarPart {
    let fitting = parts.filter { depth(of: $0) < budget }
    if !fitting.isEmpty { return random.pick(fitting) }
    return parts.min { depth(of: $0) < depth(of: $1) } ?? .sequence([])
  }

  /// Adds a token with a gap before it. Inside brackets a line may end there, but not inside a path.
  private mutating func add(_ token: String, rule: String?) {
    let isInPath = token == "." || tokens.last?.text == "."
    if brackets > 0, !isInPath, random.chance(15) {
      text += random.pick(["\n", " // why\n", "\r\n  ", "/* why\n */"])
      endsLine = true
    } else {
      text += random.pick([" ", " ", " ", "  ", "\t", " /* why */ "])
    }
    if rule == nil {
      if token == "[" || token == "(" { brackets += 1 }
      if token == "]" || token == ")" { brackets -= 1 }
    }
    tokens.append(Token(text: token, rule: rule, newlineBefore: endsLine))
    text += token
    endsLine = false
  }

  /// The text of a part whose pieces stand together.
  private mutating func lexical(_ part: GrammarPart, budget: Int) throws -> String {
    switch part {
    case .alternatives(let parts): return try lexical(chosen(parts, budget: budget), budget: budget)
    case .sequence(let parts):
      var text = ""
      for part in parts { text += try lexical(part, budget: budget) }
      return text
    case .optional(let part):
      return random.chance(50) && depth(of: part) < budget ? try lexical(part, budget: budget) : ""
    case .repetition(let part):
      var text = ""
      for _ in 0..<random.pick([0, 1, 2, 3]) where depth(of: part) < budget {
        text += try lexical(part, budget: budget - 1)
      }
      return text
    case .times(let count, let part):
      var text = ""
      for _ in 0..<count { text += try lexical(part, budget: budget) }
      return text
    case .terminal(let sign): return sign
    case .rule(let name):
      guard let right = grammar.rules[name] else { throw Failure(description: "there is no rule `\(name)`") }
      return try lexical(right, budget: budget)
    case .special(let name):
      guard let samples = Self.samples[name] else { throw Failure(description: "nothing is known of `\(name)`") }
      return random.pick(samples)
    }
  }

  /// What stands for the descriptions inside tokens. No name is spelled like a word of the grammar.
  private static let samples: [String: [String]] = [
    "XID_Start": ["a", "Z", "é", "名", "k", "v"],
    "XID_Continue": ["a", "Z", "7", "_", "é", "前", "\u{301}"],
    "A to Z, a to z": ["a", "x", "m", "s", "G", "B", "Z"],
    "any character but a quote, a backslash and line ends": [
      "a", " ", "{", "}", "//", "/*", "é", "\u{202E}", "#", "'",
    ],
    "one to eight hexadecimal digits that number a character": ["41", "20AC", "1F600", "0000000a"],
    "the white space before the closing quotes": ["  "],
    "any character but a backslash and line ends": ["a", " ", "}", "*/", "é", "名"],
    "tab": ["\t"],
    "another character of white space that ends no line": ["\u{B}", "\u{C}", "\u{A0}", "\u{FEFF}", "\u{2028}"],
    "any character but line ends": ["a", " ", "/", "*", "{", "\"", "é"],
    "any character that does not begin a comment or its end": ["a", " ", "{", "\"", "é"],
    "line feed, carriage return, or both": ["\n", "\n", "\r\n", "\r"],
  ]

  private var keepsRestrictions: Bool {
    restrictions.allSatisfy { restriction in
      guard restriction.next < tokens.count else { return false }
      let next = tokens[restriction.next]
      let second = restriction.next + 1 < tokens.count ? tokens[restriction.next + 1] : nil
      let follows = second.flatMap { $0.newlineBefore ? nil : $0 }
      switch restriction.text {
      case "next is no statement":
        guard let follows, Self.isName(next) else { return true }
        return !Self.isName(follows) && follows.rule != "String" && follows.rule != "Text"
          && !([":", "{"] + Self.arrows).contains(follows.text)
      case "next is no name before a name":
        guard let follows, Self.isName(next) else { return true }
        return !Self.isName(follows) && follows.text != ":"
      case "behind a colon, a sign, a comma or an opening bracket":
        guard restriction.next > 0 else { return false }
        return [":", ",", "[", "(", "<", "<=", ">", ">=", "==", "!="].contains(tokens[restriction.next - 1].text)
      default: return false
      }
    }
  }

  private static let arrows = ["->", "<->", "~>", "=>", "->+", "<-", "<~"]

  /// Words of the grammar are names, too.
  private static func isName(_ token: Token) -> Bool {
    token.rule == "Name" || ["and", "or", "not", "use", "import"].contains(token.text)
  }
}
