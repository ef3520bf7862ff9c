/// How a line is opened in the reader's editor.
public enum EditorCommand {
  /// Whether a text is a link that may stand on the page: it has `{path}`, and its scheme is an editor's, not one that
  /// runs or shows something in the browser.
  public static func isLink(_ template: String) -> Bool {
    guard let colon = template.firstIndex(of: ":"), template.contains("{path}") else { return false }
    let scheme = template[..<colon].lowercased()
    guard let first = scheme.first, first.isASCII, first.isLetter,
      scheme.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) })
    else { return false }
    return !["javascript", "data", "vbscript", "blob", "about", "view-source"].contains(scheme)
  }

  /// The words of a command with the place filled in: `code -g {path}:{line}`. Quotes keep words together, and no shell
  /// ever sees them; nil where there is no word or a quote stays open.
  public static func words(_ template: String, path: String, line: Int) -> [String]? {
    var words: [String] = []
    var word = ""
    var isOpen = false
    var quote: Character?
    for character in template {
      if let current = quote {
        if character == current { quote = nil } else { word.append(character) }
      } else if character == "\"" || character == "'" {
        quote = character
        isOpen = true
      } else if character == " " || character == "\t" {
        if isOpen || !word.isEmpty { words.append(word) }
        (word, isOpen) = ("", false)
      } else {
        word.append(character)
      }
    }
    if isOpen || !word.isEmpty { words.append(word) }
    guard quote == nil, let command = words.first, !command.isEmpty else { return nil }
    let hasPath = words.contains { $0.contains("{path}") }
    return words.map { filled($0, path: path, line: line) } + (hasPath ? [] : [path])
  }

  /// Fills both in at once, so that a path that looks like a place holder stays as it is.
  private static func filled(_ word: String, path: String, line: Int) -> String {
    var result = ""
    var rest = Substring(word)
    while let brace = rest.firstIndex(of: "{") {
      result += rest[..<brace]
      rest = rest[brace...]
      if rest.hasPrefix("{path}") {
        result += path
        rest = rest.dropFirst(6)
      } else if rest.hasPrefix("{line}") {
        result += String(line)
        rest = rest.dropFirst(6)
      } else {
        result.append("{")
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }
}
