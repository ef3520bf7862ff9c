/// What was found, as a comment on a pull request: one line for each rule and caller.
///
/// It begins with a marker that no reader sees, by which a script finds the comment of an earlier run and writes over it.
/// Code hosts take some 65,000 characters, so the lines are limited.
public enum MarkdownComment {
  /// The first line of each comment.
  public static let marker = "<!-- archc check -->"

  private static let lineLimit = 60
  private static let mendedLimit = 10

  /// - Parameters:
  ///   - scope: which findings count, in words: `new since origin/main`.
  ///   - summary: the last line of the run.
  ///   - mended: the messages of findings that are gone.
  public static func text(
    _ document: FindingsDocument, scope: String, summary: String, mended: [String] = []
  ) -> String {
    let counting = document.findings.filter { $0.suppressed == nil && $0.baseline != "unchanged" }
    var text = "\(marker)\n### archc: \(heading(counting)) (\(MarkdownText.inline(scope)))\n"
    let rows = rows(counting)
    if !rows.isEmpty {
      text += "\n| | Rule | Where | What |\n|---|---|---|---|\n"
      for row in rows.prefix(lineLimit) { text += line(row) }
      if rows.count > lineLimit {
        text += "\nAnd \(rows.count - lineLimit) more; `archc check --all` prints them.\n"
      }
      text += help(rows.prefix(lineLimit).map(\.first))
    }
    if !mended.isEmpty {
      text += "\nMended:\n\n"
      for message in mended.prefix(mendedLimit) { text += "- \(MarkdownText.inline(message))\n" }
      if mended.count > mendedLimit { text += "- and \(mended.count - mendedLimit) more\n" }
    }
    return text + "\n\(MarkdownText.inline(summary))\n"
  }

  private struct Row {
    let first: FindingsDocument.Finding
    var count = 1
  }

  private struct Key: Hashable {
    let id: String
    let severity: String
    let caller: String?
    let file: String
  }

  /// The findings of one rule and caller as one row: errors first, then by place.
  private static func rows(_ findings: [FindingsDocument.Finding]) -> [Row] {
    var places: [Key: Int] = [:]
    var rows: [Row] = []
    for finding in findings {
      let key = Key(id: finding.id, severity: finding.severity, caller: finding.caller, file: finding.file)
      if let place = places[key] {
        rows[place].count += 1
      } else {
        places[key] = rows.count
        rows.append(Row(first: finding))
      }
    }
    let order = ["error", "warning", "info"]
    return order.flatMap { severity in rows.filter { $0.first.severity == severity } }
  }

  private static func line(_ row: Row) -> String {
    let finding = row.first
    let name = finding.name.map { "\(finding.id) \($0)" } ?? finding.id
    let more = row.count > 1 ? ", and \(row.count - 1) more" : ""
    return "| \(finding.severity) | \(MarkdownText.inline(name)) | "
      + "\(MarkdownText.code("\(finding.file):\(finding.range.start.line)")) | "
      + "\(MarkdownText.inline(finding.message))\(more) |\n"
  }

  /// What to do, once for each rule, folded away.
  private static func help(_ findings: [FindingsDocument.Finding]) -> String {
    var seen: Set<String> = []
    var lines = ""
    for finding in findings where seen.insert(finding.id).inserted {
      let sentences = [finding.why, finding.help, finding.fix.map { "fix: \($0.title)" }].compactMap { $0 }
      guard !sentences.isEmpty else { continue }
      lines += "- **\(finding.id)**: \(MarkdownText.inline(sentences.joined(separator: "; ")))\n"
    }
    return lines.isEmpty ? "" : "\n<details><summary>What to do</summary>\n\n\(lines)\n</details>\n"
  }

  private static func heading(_ findings: [FindingsDocument.Finding]) -> String {
    let counts = ["error", "warning", "info"].compactMap { severity -> String? in
      let count = findings.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(severity)\(count == 1 ? "" : "s")"
    }
    return counts.isEmpty ? "no findings" : counts.joined(separator: ", ")
  }
}

/// Text of a model in Markdown: whatever it holds, it is text there.
public enum MarkdownText {
  /// A sentence with names in back-ticks, which stay code; all else is escaped. It fits a cell of a table.
  public static func inline(_ text: String) -> String {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    // An odd back-tick belongs to the text itself, so that nothing can be told apart by it.
    guard parts.count % 2 == 1 else { return parts.map { escaped($0) }.joined(separator: "&#96;") }
    var result = ""
    for (index, part) in parts.enumerated() {
      result += index % 2 == 0 ? escaped(part) : part.isEmpty ? "&#96;&#96;" : code(String(part))
    }
    return result
  }

  /// A word as code.
  public static func code(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "`": result += "'"
      case "|": result += "\\|"
      default: result.unicodeScalars.append(isPrintable(scalar) ? scalar : " ")
      }
    }
    return "`\(result)`"
  }

  private static func escaped(_ text: Substring) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&", "<", ">", "|", "*", "_", "[", "]", "#", "@", "\\", "~", "$", "!":
        result += "&#\(scalar.value);"
      default: result.unicodeScalars.append(isPrintable(scalar) ? scalar : " ")
      }
    }
    return result
  }

  /// Control characters, line ends and what turns the direction of writing are none.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F, 0x200B, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: false
    default: true
    }
  }
}
