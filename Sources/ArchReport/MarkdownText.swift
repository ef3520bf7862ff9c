/// Inline Markdown that is safe to print.
///
/// A string of the model gets into it through `MarkdownEscaping` alone: interpolating a `String` escapes it,
/// interpolating a `MarkdownText` does not. So no section can forget to escape.
struct MarkdownText: Sendable, Hashable, ExpressibleByStringInterpolation {
  /// The Markdown as it is printed; it holds no line break.
  let markup: String

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var markup = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      markup.reserveCapacity(literalCapacity + interpolationCount * 8)
    }

    mutating func appendLiteral(_ literal: String) { markup += literal }
    mutating func appendInterpolation(_ text: String) { markup += MarkdownEscaping.escape(text) }
    mutating func appendInterpolation(_ text: MarkdownText) { markup += text.markup }
    mutating func appendInterpolation(_ number: Int) { markup += String(number) }
  }

  /// Markdown of ours; text of the model goes through `init(text:)` or an interpolation.
  init(stringLiteral value: String) {
    markup = value
  }

  init(stringInterpolation: StringInterpolation) {
    markup = stringInterpolation.markup
  }

  /// Text of the model, escaped.
  init(text: String) {
    markup = MarkdownEscaping.escape(text)
  }

  /// The sign of a footnote, whose label holds letters, digits, points and hyphens alone.
  init(footnote label: String) {
    markup = "[^\(label)]"
  }

  private init(markup: String) {
    self.markup = markup
  }

  var isEmpty: Bool { markup.isEmpty }

  /// The same with a small first letter; for words of ours.
  var lowercasedFirst: MarkdownText {
    MarkdownText(markup: markup.prefix(1).lowercased() + markup.dropFirst())
  }

  static func + (a: MarkdownText, b: MarkdownText) -> MarkdownText { MarkdownText(markup: a.markup + b.markup) }
}

extension MarkdownText {
  /// The sign of what does not apply.
  static let notApplicable: MarkdownText = "–"

  /// The sign of what is not stated, with the property that would state it.
  static func unknown(_ property: StaticString) -> MarkdownText { MarkdownText(markup: "? `\(property)`") }

  /// Text that is shown letter by letter: a digest, a path.
  static func code(_ text: String) -> MarkdownText { MarkdownText(markup: MarkdownEscaping.code(text)) }

  /// A sentence of another library, in which back-ticks stand around words of the language.
  static func prose(_ text: String) -> MarkdownText {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    let isCode = parts.count % 2 == 1 && parts.indices.allSatisfy { $0 % 2 == 0 || isWord(parts[$0]) }
    guard isCode, parts.count > 1 else { return MarkdownText(text: text) }
    var result: MarkdownText = ""
    for (index, part) in parts.enumerated() {
      if index % 2 == 1 {
        result = result + code(String(part))
        continue
      }
      // Blanks at the edge of a part are not to be lost.
      let leading: MarkdownText = part.first == " " ? " " : ""
      let trailing: MarkdownText = part.count > 1 && part.last == " " ? " " : ""
      result = result + leading + MarkdownText(text: String(part)) + trailing
    }
    return result
  }

  /// Whether a text can stand as a span of code wherever a text may, cells among them.
  private static func isWord(_ text: Substring) -> Bool {
    !text.isEmpty && !text.contains { "|\\".contains($0) } && MarkdownEscaping.visibleText(String(text)) == text
  }

  /// A link whose target stands at the end of the report.
  static func reference(_ text: MarkdownText, label: MarkdownText) -> MarkdownText {
    text == label
      ? MarkdownText(markup: "[\(text.markup)]") : MarkdownText(markup: "[\(text.markup)][\(label.markup)]")
  }

  /// A link with its target beside it.
  static func link(_ text: MarkdownText, target: String) -> MarkdownText {
    MarkdownText(markup: "[\(text.markup)](\(target))")
  }

  /// Texts one after the other.
  static func joined(_ texts: [MarkdownText], by separator: StaticString = ", ") -> MarkdownText {
    MarkdownText(markup: texts.map(\.markup).joined(separator: "\(separator)"))
  }

  /// Names or texts one after the other, escaped; apart by semicolons where one has a comma of its own.
  static func list(_ texts: [String]) -> MarkdownText {
    joined(texts.map { MarkdownText(text: $0) }, by: texts.contains { $0.contains(",") } ? "; " : ", ")
  }

  /// A text of several lines: its paragraphs, each a list of lines that are not empty.
  static func paragraphs(_ text: String) -> [[MarkdownText]] {
    var result: [[MarkdownText]] = []
    var isOpen = false
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let line = MarkdownText(text: String(line))
      guard !line.isEmpty else {
        isOpen = false
        continue
      }
      if isOpen { result[result.count - 1].append(line) } else { result.append([line]) }
      isOpen = true
    }
    return result
  }

  /// Names as in a sentence: "D1, D2 and D3".
  static func conjoined(_ texts: [String], limit: Int = 5) -> MarkdownText {
    guard texts.count > 1, texts.count <= limit, let last = texts.last else { return shortList(texts, limit: limit) }
    // Behind semicolons a bare "and" would join the last two.
    let joint: MarkdownText = texts.contains { $0.contains(",") } ? "; and " : " and "
    let rest = joined(texts.dropLast().map { MarkdownText(text: $0) }, by: joint == " and " ? ", " : "; ")
    return "\(rest)\(joint)\(last)"
  }

  /// The first few names, and how many more there are.
  static func shortList(_ texts: [String], limit: Int = 5) -> MarkdownText {
    guard texts.count > limit else { return list(texts) }
    return "\(list(Array(texts.prefix(limit)))) and \(texts.count - limit) more"
  }
}

/// A number with its noun: "1 relation", "2 relations".
func counted(_ number: Int, _ noun: String, plural: String? = nil) -> MarkdownText {
  number == 1 ? "1 \(noun)" : "\(number) \(plural ?? noun + "s")"
}
