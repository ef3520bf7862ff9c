import ArchExchange
import ArchText

/// What differs, for people: as text for a terminal, or as Markdown for a pull request.
struct DiffReport {
  let document: DiffDocument
  /// The drawings of the changes, one a program, as text; empty where there is none.
  var drawings: [String] = []

  /// The first line of each comment, by which a script finds it again.
  static let marker = "<!-- archc diff -->"

  private static let figureLimit = 30
  private static let lineLimit = 100

  // MARK: Text

  var text: String {
    var result = ""
    for (index, program) in document.programs.enumerated() {
      if index > 0 { result += "\n" }
      result += Self.inert("\(program.before) → \(program.file)") + "\n"
      if program.isEmpty {
        result += "nothing differs\n"
        continue
      }
      if !program.consequences.isEmpty { result += "\n\(Self.inert(program.consequences.joined(separator: "; ")))\n" }
      for (title, changes) in Self.sections(program) where !changes.isEmpty {
        result += "\n\(title)\n" + changes.map { Self.lines($0) }.joined()
      }
      if !program.defaults.isEmpty {
        result += "\nDefaults\n" + program.defaults.map { "  ~ \(Self.property($0))\n" }.joined()
      }
      if !program.breaks.isEmpty {
        result += "\nBreaking API changes\n"
        for broken in program.breaks {
          result += "  \(broken.isPublic ? "public" : "inside"): \(Self.inert(broken.message))\n"
        }
      }
      result += Self.figures(program)
      for (title, sign, findings) in [
        ("New findings", "+", program.newFindings), ("Fixed findings", "-", program.fixedFindings),
      ] where !findings.isEmpty {
        result += "\n\(title)\n"
        for finding in findings.prefix(Self.lineLimit) {
          result +=
            "  \(sign) \(finding.severity.map { "\($0) " } ?? "")\(finding.id): \(Self.inert(finding.message))\n"
        }
        if findings.count > Self.lineLimit { result += "  and \(findings.count - Self.lineLimit) more\n" }
      }
      result += "\n\(Self.summary(program))\n"
    }
    return result
  }

  /// Text of a model can neither move the cursor nor end the line.
  private static func inert(_ text: String) -> String { InertText.oneLine(text) }

  private static func sections(_ program: DiffDocument.Program) -> [(String, [DiffDocument.Change])] {
    [
      ("Components", program.components), ("Boundaries", program.boundaries), ("Relations", program.relations),
      ("Endpoints", program.endpoints), ("Flows", program.flows), ("Other declarations", program.others),
    ]
  }

  private static func lines(_ change: DiffDocument.Change) -> String {
    "  \(sign(change)) \(title(change))\n" + change.properties.map { "      \(property($0))\n" }.joined()
  }

  private static func sign(_ change: DiffDocument.Change) -> String {
    switch change.change {
    case "added": "+"
    case "removed": "-"
    default: "~"
    }
  }

  /// `service Orders (was Sales)`; a relation is its name.
  private static func title(_ change: DiffDocument.Change) -> String {
    let isRelation = change.kind.hasSuffix(">")
    let title = isRelation || change.kind == change.name ? change.name : "\(change.kind) \(change.name)"
    return inert(title + (change.was.map { " (was \($0))" } ?? ""))
  }

  private static func property(_ property: DiffDocument.Property) -> String {
    inert("\(property.name): \(property.before ?? "–") → \(property.after ?? "–")")
  }

  private static func figures(_ program: DiffDocument.Program) -> String {
    var table = TextTable(["Figure", "before", "after"], right: [1, 2])
    for row in program.figures.prefix(figureLimit) { table.add([row.figure] + row.texts) }
    if table.isEmpty { return "" }
    let more = program.figures.count - figureLimit
    return "\n" + table.text + (more > 0 ? "and \(more) more; `--format json` has all\n" : "")
  }

  /// `2 components added, 1 changed; 1 relation added; 1 finding new`.
  private static func summary(_ program: DiffDocument.Program) -> String {
    var parts: [String] = []
    for (title, changes) in sections(program) where !changes.isEmpty {
      let counts = ["added", "removed", "changed"].compactMap { word -> String? in
        let count = changes.count { $0.change == word }
        return count == 0 ? nil : "\(count) \(word)"
      }
      parts.append("\(title.lowercased()) \(counts.joined(separator: ", "))")
    }
    if !program.defaults.isEmpty { parts.append("defaults \(program.defaults.count) changed") }
    if !program.breaks.isEmpty {
      parts.append("\(program.breaks.count) breaking API change\(program.breaks.count == 1 ? "" : "s")")
    }
    let (new, fixed) = (program.newFindings.count, program.fixedFindings.count)
    parts.append("findings \(new) new, \(fixed) fixed")
    return parts.joined(separator: "; ")
  }

  // MARK: Markdown

  var markdown: String {
    var result = Self.marker + "\n"
    for (index, program) in document.programs.enumerated() {
      result += "### \(MarkdownText.inline("Architecture: `\(program.file)` against `\(program.before)`"))\n\n"
      if program.isEmpty {
        result += "Nothing differs.\n\n"
        continue
      }
      if !program.consequences.isEmpty {
        result += "**\(MarkdownText.inline(program.consequences.joined(separator: "; ")))**\n\n"
      }
      if !program.breaks.isEmpty {
        result += "Breaking API changes:\n\n"
        for broken in program.breaks {
          result += "- \(broken.isPublic ? "**public** " : "")\(MarkdownText.inline(broken.message))\n"
        }
        result += "\n"
      }
      for (title, findings) in [
        ("New findings", program.newFindings), ("Fixed findings", program.fixedFindings),
      ] where !findings.isEmpty {
        result += "\(title):\n\n"
        for finding in findings.prefix(20) {
          result +=
            "- \(finding.severity.map { "\($0) " } ?? "")\(finding.id): \(MarkdownText.inline(finding.message))\n"
        }
        if findings.count > 20 { result += "- and \(findings.count - 20) more\n" }
        result += "\n"
      }
      result += Self.table(program)
      result += Self.figureTable(program)
      if drawings.indices.contains(index), !drawings[index].isEmpty {
        result += "<details><summary>Drawing</summary>\n\n~~~~text\n\(drawings[index])~~~~\n\n</details>\n\n"
      }
      result += MarkdownText.inline(Self.summary(program)) + "\n\n"
    }
    while result.hasSuffix("\n\n") { result.removeLast() }
    return result
  }

  private static func table(_ program: DiffDocument.Program) -> String {
    var rows: [String] = []
    for (_, changes) in sections(program) {
      for change in changes {
        let details = change.properties.map(property).joined(separator: "; ")
        rows.append(
          "| \(change.change) | \(MarkdownText.code(title(change))) | \(MarkdownText.inline(details)) |\n")
      }
    }
    for entry in program.defaults {
      rows.append("| changed | `defaults` | \(MarkdownText.inline(property(entry))) |\n")
    }
    let more = rows.count > lineLimit ? "\nAnd \(rows.count - lineLimit) more.\n" : ""
    return "| | What | How |\n|---|---|---|\n" + rows.prefix(lineLimit).joined() + more + "\n"
  }

  private static func figureTable(_ program: DiffDocument.Program) -> String {
    guard !program.figures.isEmpty else { return "" }
    let rows = program.figures.prefix(figureLimit).map { row in
      "| \(MarkdownText.code(row.figure)) | \(row.texts.map { MarkdownText.inline($0) }.joined(separator: " | ")) |\n"
    }
    let more = program.figures.count - figureLimit
    return "| Figure | before | after |\n|---|--:|--:|\n" + rows.joined()
      + (more > 0 ? "\nAnd \(more) more figures.\n" : "") + "\n"
  }
}
