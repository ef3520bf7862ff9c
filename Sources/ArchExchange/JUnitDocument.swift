import ArchSyntax

/// What was found, as a JUnit report: a suite a file, a case a finding; a file without findings is one case that passes.
public enum JUnitDocument {
  /// - Parameters:
  ///   - files: the files that were checked, in order.
  ///   - failing: whether a finding fails its case; others are listed in its output.
  public static func text(_ document: FindingsDocument, files: [String], failing: (FindingsDocument.Finding) -> Bool)
    -> String
  {
    var order = files
    for finding in document.findings where !order.contains(finding.file) { order.append(finding.file) }
    var suites = ""
    var total = (tests: 0, failures: 0, skipped: 0)
    for file in order {
      let findings = document.findings.filter { $0.file == file }
      var cases = ""
      var counts = (tests: max(1, findings.count), failures: 0, skipped: 0)
      if findings.isEmpty { cases += "    <testcase classname=\"\(escaped(file))\" name=\"no findings\"/>\n" }
      for finding in findings {
        let name = ArchSyntax.Diagnostic.title(finding.id, finding.name)
        let place = "\(finding.file):\(finding.range.start.line):\(finding.range.start.column)"
        let text = [finding.message, finding.why, finding.help].compactMap { $0 }.joined(separator: "\n")
        cases += "    <testcase classname=\"\(escaped(file))\" name=\"\(escaped("\(name): \(finding.key)"))\">\n"
        if let allowed = finding.suppressed {
          counts.skipped += 1
          cases += "      <skipped message=\"\(escaped("allowed: \(allowed.reason)"))\"/>\n"
        } else if finding.baseline != "unchanged", failing(finding) {
          counts.failures += 1
          cases +=
            "      <failure type=\"\(escaped(finding.severity))\" message=\"\(escaped(finding.message))\">"
            + "\(escaped("\(place)\n\(text)"))</failure>\n"
        } else {
          cases += "      <system-out>\(escaped("\(finding.severity): \(place)\n\(text)"))</system-out>\n"
        }
        cases += "    </testcase>\n"
      }
      suites +=
        "  <testsuite name=\"\(escaped(file))\" tests=\"\(counts.tests)\" failures=\"\(counts.failures)\" errors=\"0\""
        + " skipped=\"\(counts.skipped)\">\n\(cases)  </testsuite>\n"
      total = (total.tests + counts.tests, total.failures + counts.failures, total.skipped + counts.skipped)
    }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      + "<testsuites name=\"archc\" tests=\"\(total.tests)\" failures=\"\(total.failures)\" errors=\"0\""
      + " skipped=\"\(total.skipped)\">\n\(suites)</testsuites>\n"
  }

  /// Text for elements and attributes; what XML 1.0 cannot hold becomes the replacement character.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n": result += "&#10;"
      case "\t": result += "&#9;"
      case "\r": result += "&#13;"
      default:
        let isAllowed = scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
        result.unicodeScalars.append(isAllowed ? scalar : "\u{FFFD}")
      }
    }
    return result
  }
}
