import ArchModel
import Foundation

/// The grammars and modes of editors. Their lists of words are derived from the schema: a file names a list where it
/// wants it, and a test holds what stands there against the tables.
///
/// A list stands between two comments of a regular expression, `(?#kinds)` and `(?#end)`, or on the lines between one
/// that holds `derived: kinds` and one that holds `derived: end`.
public enum EditorGrammars {
  /// The files with lists in them.
  public static let paths = [
    "grammar/arch.tmLanguage.json", "grammar/tree-sitter-arch/queries/highlights.scm",
    "editors/vim/syntax/arch.vim", "editors/emacs/arch-mode.el", "editors/helix/runtime/queries/arch/highlights.scm",
    "editors/zed/languages/arch/highlights.scm",
  ]

  /// A file with its lists as the schema has them today.
  public static func filled(_ path: String) -> String {
    if let copy = copies[path] {
      let text = filled("grammar/tree-sitter-arch/queries/highlights.scm")
      return copy.reduce(text) { $0.replacingOccurrences(of: $1.from, with: $1.to) }
    }
    guard let text = try? Repository.text(path) else { return "" }
    var lines: [String] = []
    var isSkipping = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.contains("derived: end") { isSkipping = false }
      if isSkipping { continue }
      lines.append(inline(String(line)))
      guard let marker = line.range(of: "derived: "), !line.contains("derived: end") else { continue }
      let name = String(line[marker.upperBound...].prefix { $0.isLetter || $0 == "-" })
      guard let words = lists.first(where: { $0.name == name })?.words else { continue }
      lines += wrapped(words, for: path)
      isSkipping = true
    }
    return lines.joined(separator: "\n")
  }

  /// The queries that are the grammar's own, with the names that an editor has for captures: what is replaced by what.
  private static let copies: [String: [(from: String, to: String)]] = [
    "editors/zed/languages/arch/highlights.scm": [],
    "editors/helix/runtime/queries/arch/highlights.scm": [
      ("; Where several patterns match, the later one wins.\n", ""),
      (
        "; The lists of words",
        """
        ; Made of the grammar's own highlights.scm, with the names that Helix has for captures.
        ; Where several patterns match, the later one wins, as in Helix since 25.07.
        ; The lists of words
        """
      ),
      ("@type.definition", "@type"), ("@property", "@variable.other.member"),
      ("@boolean", "@constant.builtin.boolean"), ("@number", "@constant.numeric"),
      ("@string.escape", "@constant.character.escape"), ("@keyword.import", "@keyword.control.import"),
      ("(comment) @comment", "(comment) @comment.line"), ("(block_comment) @comment", "(block_comment) @comment.block"),
      ("@comment.documentation", "@comment.block.documentation"),
    ],
  ]

  /// The names of the lists that a file wants. An unknown one is told by the test.
  public static func wanted(_ path: String) -> [String] {
    guard let text = try? Repository.text(path) else { return [] }
    let inline = text.components(separatedBy: "(?#").dropFirst().map { String($0.prefix { $0 != ")" }) }
    let blocks = text.components(separatedBy: "derived: ").dropFirst().map {
      String($0.prefix { $0.isLetter || $0 == "-" })
    }
    return (inline + blocks).filter { $0 != "end" }
  }

  /// All lists, by name; each without doubles, in the order of the alphabet.
  public static let lists: [(name: String, words: [String])] = {
    let kinds = Kind.allCases.filter { $0 != .program && $0 != .relation }.map(\.rawValue)
    var values: Set<String> = []
    var words: Set<String> = Set(Confidence.allCases.map(\.word) + ["total", "inclusive"])
    for property in Schema.properties { collect(property.type, &values, &words) }
    words.formUnion(VerificationWords.conditions.map { $0.word })
    words.formUnion(VerificationWords.moments)
    words.formUnion([VerificationWords.failure, "of"])
    words.formUnion(demands)
    values.subtract(words)
    return [
      ("kinds", sorted(kinds)), ("properties", sorted(PropertyName.allCases.map(\.rawValue))),
      ("values", sorted(values)), ("words", sorted(words)), ("metrics", sorted(Metric.allCases.map(\.rawValue))),
      ("units", sorted(units)), ("periods", sorted(UnitTable.periods.map { "\($0.text)" })),
      ("magnitudes", sorted(UnitTable.magnitudes.map { "\($0.text)" })),
    ]
  }()

  /// The words of a `require:` that are neither kinds nor properties.
  private static let demands: [String] = {
    var words: [String] = [RuleWords.target, RuleWords.passage]
    words += RuleWords.quantifiers
    words += RuleWords.relations
    words += RuleWords.groups.map { $0.word }
    words += RuleWords.verbs
    words += RuleWords.restrictions
    return words
  }()

  private static let units = UnitTable.units.map { "\($0.text)" }

  private static func sorted(_ words: some Sequence<String>) -> [String] {
    Set(words).filter { !$0.isEmpty }.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  private static func collect(_ type: PhraseType, _ values: inout Set<String>, _ words: inout Set<String>) {
    switch type {
    case .word(let word): words.insert(word)
    case .oneOf(let enumeration): values.formUnion(enumeration.words)
    case .list(let part, _), .optional(let part), .figure(let part): collect(part, &values, &words)
    case .sequence(let parts), .either(let parts): for part in parts { collect(part, &values, &words) }
    // The words of data classes are those of `class`.
    case .flag, .text, .link, .date, .quantity, .range, .count, .name, .technology, .version, .reference, .dataClass,
      .referenceOrKind, .verification, .words:
      break
    }
  }

  /// Replaces what stands between `(?#name)` and `(?#end)`.
  private static func inline(_ line: String) -> String {
    var rest = Substring(line)
    var result = ""
    while let start = rest.range(of: "(?#"), let close = rest[start.upperBound...].range(of: ")") {
      let name = rest[start.upperBound..<close.lowerBound]
      result += rest[..<close.upperBound]
      rest = rest[close.upperBound...]
      guard let words = lists.first(where: { $0.name == name })?.words, let end = rest.range(of: "(?#end)") else {
        continue
      }
      // Of two words that begin alike, the longer one is tried first.
      let byLength = words.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
      result += byLength.map(\.element).joined(separator: "|")
      rest = rest[end.lowerBound...]
    }
    return result + rest
  }

  /// A list on lines of its own, as the language of the file writes one.
  private static func wrapped(_ words: [String], for path: String) -> [String] {
    let isVim = path.hasSuffix(".vim")
    var lines: [String] = []
    var line = ""
    for word in words {
      let item = isVim ? "'\(word)', " : "\"\(word)\" "
      if line.utf8.count + item.utf8.count > 104 {
        lines.append(line)
        line = ""
      }
      line += item
    }
    lines.append(line)
    return lines.map { line in
      var line = line
      while line.last == " " { line.removeLast() }
      return (isVim ? "      \\ " : "    ") + line
    }
  }
}
