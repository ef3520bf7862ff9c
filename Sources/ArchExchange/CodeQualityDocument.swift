/// What was found, as GitLab's code quality report: a list of issues.
public struct CodeQualityDocument: Encodable, Sendable {
  struct Lines: Encodable, Sendable {
    var begin: Int
    var end: Int
  }

  struct Location: Encodable, Sendable {
    var path: String
    var lines: Lines
  }

  struct Content: Encodable, Sendable {
    var body: String
  }

  struct Issue: Encodable, Sendable {
    var type = "issue"
    var description: String
    var checkName: String
    var content: Content?
    var categories: [String]
    /// `info`, `minor`, `major`, `critical` or `blocker`.
    var severity: String
    var fingerprint: String
    var location: Location

    enum CodingKeys: String, CodingKey {
      case type, description, content, categories, severity, fingerprint, location
      case checkName = "check_name"
    }
  }

  var issues: [Issue]

  public init(_ document: FindingsDocument) {
    issues = document.findings.filter { $0.suppressed == nil && $0.baseline != "unchanged" }.map { finding in
      let body = [finding.why, finding.help].compactMap { $0 }.joined(separator: "\n\n")
      return Issue(
        description: "\(finding.id): \(finding.message)", checkName: finding.name ?? finding.id,
        content: body.isEmpty ? nil : Content(body: body), categories: [Self.category(finding.principle)],
        severity: Self.severity(finding.severity),
        fingerprint: Digest.hexadecimal(finding.file + "|" + finding.key),
        location: Location(
          path: finding.file, lines: Lines(begin: finding.range.start.line, end: finding.range.end.line)))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    for issue in issues { try container.encode(issue) }
  }

  private static func severity(_ severity: String) -> String {
    switch severity {
    case "error": "critical"
    case "warning": "major"
    default: "info"
    }
  }

  /// One of the format's own categories.
  private static func category(_ principle: String?) -> String {
    switch principle {
    case "security": "Security"
    case "performance", "scalability", "cost": "Performance"
    case "api": "Compatibility"
    case "maintainability", "model": "Clarity"
    default: "Bug Risk"
    }
  }
}
