import Foundation

/// A part of the right side of a rule.
indirect enum GrammarPart {
  case alternatives([GrammarPart])
  case sequence([GrammarPart])
  case optional(GrammarPart)
  case repetition(GrammarPart)
  case times(Int, GrammarPart)
  case terminal(String)
  case special(String)
  case rule(String)
}

/// A grammar in the notation of ISO/IEC 14977, without its exceptions.
struct GrammarFile {
  /// The rules by name.
  private(set) var rules: [String: GrammarPart] = [:]
  /// The names of the rules in their order.
  private(set) var names: [String] = []

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  init(_ text: String) throws {
    var reader = GrammarReader(text)
    while let name = try reader.nextRuleName() {
      guard rules[name] == nil else { throw Failure(description: "`\(name)` stands twice") }
      rules[name] = try reader.rightSide()
      names.append(name)
    }
  }

  /// The grammar of the project.
  static func project() throws -> GrammarFile {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try GrammarFile(
      String(contentsOf: root.appendingPathComponent("grammar/arch.ebnf"), encoding: .utf8))
  }
}

/// Reads the signs of the notation.
private struct GrammarReader {
  private let characters: [Character]
  private var index = 0

  init(_ text: String) {
    characters = Array(text)
  }

  mutating func nextRuleName() throws -> String? {
    try skip()
    guard index < characters.count else { return nil }
    let name = try identifier()
    try expect("=")
    return name
  }

  mutating func rightSide() throws -> GrammarPart {
    let part = try alternatives()
    try expect(";")
    return part
  }

  private mutating func alternatives() throws -> GrammarPart {
    var parts = [try sequence()]
    while try accepts("|") { parts.append(try sequence()) }
    return parts.count == 1 ? parts[0] : .alternatives(parts)
  }

  private mutating func sequence() throws -> GrammarPart {
    var parts = [try factor()]
    while try accepts(",") { parts.append(try factor()) }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func factor() throws -> GrammarPart {
    try skip()
    guard index < characters.count else { throw failure("the end of the file") }
    if let digit = characters[index].wholeNumberValue {
      index += 1
      try expect("*")
      return .times(digit, try factor())
    }
    switch characters[index] {
    case "[": return .optional(try enclosed("]"))
    case "{": return .repetition(try enclosed("}"))
    case "(": return try enclosed(")")
    case "\"", "'": return .terminal(try text(upTo: characters[index]))
    case "?": return .special(try text(upTo: "?").trimmingCharacters(in: .whitespaces))
    default: return .rule(try identifier())
    }
  }

  private mutating func enclosed(_ end: Character) throws -> GrammarPart {
    index += 1
    let part = try alternatives()
    try expect(end)
    return part
  }

  private mutating func text(upTo end: Character) throws -> String {
    index += 1
    var text = ""
    while index < characters.count, characters[index] != end {
      text.append(characters[index])
      index += 1
    }
    try expect(end)
    return text
  }

  /// Words with single spaces between them.
  private mutating func identifier() throws -> String {
    try skip()
    var name = ""
    while index < characters.count, characters[index].isLetter || characters[index] == " " {
      name.append(characters[index])
      index += 1
    }
    let trimmed = name.trimmingCharacters(in: .whitespaces)
    if trimmed.isEmpty { throw failure("a name") }
    return trimmed
  }

  private mutating func accepts(_ sign: Character) throws -> Bool {
    try skip()
    guard index < characters.count, characters[index] == sign else { return false }
    index += 1
    return true
  }

  private mutating func expect(_ sign: Character) throws {
    guard try accepts(sign) else { throw failure("`\(sign)`") }
  }

  /// Skips white space and comments.
  private mutating func skip() throws {
    while index < characters.count {
      if characters[index].isWhitespace {
        index += 1
      } else if characters[index] == "(", index + 1 < characters.count, characters[index + 1] == "*" {
        index += 2
        while index + 1 < characters.count, characters[index] != "*" || characters[index + 1] != ")" { index += 1 }
        guard index + 1 < characters.count else { throw failure("the end of a comment") }
        index += 2
      } else {
        return
      }
    }
  }

  private func failure(_ expected: String) -> GrammarFile.Failure {
    let line = characters[..<min(index, characters.count)].reduce(1) { $1.isNewline ? $0 + 1 : $0 }
    return GrammarFile.Failure(description: "line \(line): expected \(expected)")
  }
}
