extension LSP.MarkupContent {
  /// Markdown where the client shows it, else the same as plain text.
  static func text(_ text: String, markdown: Bool) -> LSP.MarkupContent {
    markdown ? .markdown(text) : LSP.MarkupContent(kind: "plaintext", value: PlainText.of(text))
  }
}

/// The pages of this server without the signs of Markdown that they use, for editors that show text as it is.
enum PlainText {
  static func of(_ markdown: String) -> String {
    var lines: [String] = []
    var fence: Substring?
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      let ticks = line.prefix { $0 == "`" }
      if ticks.count >= 3 {
        // A fence ends where as many ticks stand alone.
        if fence == nil { fence = ticks } else if fence == line { fence = nil }
        continue
      }
      if fence != nil {
        lines.append(String(line))
      } else if line.hasPrefix("|") {
        if !line.hasPrefix("|---") { lines.append(row(line)) }
      } else if line == "---" {
        lines.append("")
      } else {
        lines.append(words(line))
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func row(_ line: Substring) -> String {
    line.split(separator: "|").map { words($0.drop { $0 == " " }) }.filter { !$0.isEmpty }.joined(separator: "  ")
  }

  private static func words(_ line: Substring) -> String {
    var result = ""
    var rest = line[...]
    while let character = rest.popFirst() {
      switch character {
      case "\\": if let next = rest.popFirst() { result.append(next) }
      case "`": break
      case "*" where rest.first == "*": rest.removeFirst()
      default: result.append(character)
      }
    }
    while result.last == " " { result.removeLast() }
    return result
  }
}
