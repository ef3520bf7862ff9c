import ArchSyntax

/// What was found, as workflow commands of GitHub Actions: one annotation a finding.
///
/// A command ends at its line, and its properties at a comma or colon, so all of these are escaped: text of a model can
/// never start a command of its own.
public enum GitHubAnnotations {
  public static func text(_ document: FindingsDocument) -> String {
    document.findings.filter { $0.suppressed == nil && $0.baseline != "unchanged" }.map { finding in
      let command =
        switch finding.severity {
        case "error": "error"
        case "warning": "warning"
        default: "notice"
        }
      let start = finding.range.start
      let end = finding.range.end
      var properties = ["file=\(property(finding.file))", "line=\(start.line)", "endLine=\(end.line)"]
      // Columns are only understood within one line.
      if start.line == end.line {
        properties += ["col=\(start.column)", "endColumn=\(max(start.column, end.column - 1))"]
      }
      properties.append("title=\(property(ArchSyntax.Diagnostic.title(finding.id, finding.name)))")
      let message = [finding.message, finding.why, finding.help].compactMap { $0 }.joined(separator: "\n")
      return "::\(command) \(properties.joined(separator: ","))::\(data(message))\n"
    }.joined()
  }

  private static func data(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func property(_ text: String) -> String {
    var result = ""
    for scalar in data(text).unicodeScalars {
      switch scalar {
      case ":": result += "%3A"
      case ",": result += "%2C"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
