import ArchModel
import ArchSyntax

/// The register of what a check found.
extension ReportWriter {
  private static let findingLimit = 60

  mutating func writeFindings() {
    writeHeading(2, "Findings")
    guard let check = options.check else {
      writeParagraph("Not checked: `archc report FILE` checks first.")
      return
    }
    let rules = counted(check.ruleCount, "rule")
    let shown = check.findings.filter { $0.principle != "escalation" }
    guard !shown.isEmpty else {
      writeParagraph("No finding of \(rules).")
      return
    }
    var table = ReportTable(["Rule", "Severity", "What", "What to do", "Where"])
    let order = shown.indices.sorted { a, b in
      shown[a].severity == shown[b].severity ? a < b : shown[a].severity > shown[b].severity
    }
    for index in order.prefix(Self.findingLimit) {
      let finding = shown[index]
      table.add([
        "\(finding.rule)", MarkdownText(text: finding.severity.rawValue.capitalizedFirst),
        .prose(finding.message.capitalizedFirst), finding.help.map { .prose($0.capitalizedFirst) } ?? "",
        place(finding.span),
      ])
    }
    writeTable(table)
    let rest = shown.count - Self.findingLimit
    let more: MarkdownText = rest > 0 ? ", \(rest) of them in `archc check --all` alone" : ""
    writeParagraph("\(counted(shown.count, "finding")) of \(rules)\(more).")
  }

  /// The line of a place, with its file where that is not the root.
  func place(_ span: Span) -> MarkdownText {
    let file = Int(span.file.index)
    guard file < model.trees.count else { return .notApplicable }
    let source = model.trees[file].source
    let line = lineNumber(span)
    return file == 0 ? "line \(line)" : "\(String(source.path.split(separator: "/").last ?? "")):\(line)"
  }
}
