/// The findings that a team has accepted for now: `archc check --baseline FILE`.
///
/// A finding is known by its key, which holds the rule and the full path of its subject and no line, so that edits
/// elsewhere do not bring it back. Messages are there for those who read the file; they decide nothing.
public struct BaselineDocument: Codable, Sendable, Hashable {
  public struct Entry: Codable, Sendable, Hashable {
    public var key: String
    public var file: String
    public var message: String
  }

  public var version = 1
  public var findings: [Entry]

  /// Today's findings. Compile errors can't be accepted, and what an `allow` silences needs no entry.
  public init(_ document: FindingsDocument) {
    findings = document.findings.filter { $0.name != nil && $0.suppressed == nil }
      .map { Entry(key: $0.key, file: $0.file, message: $0.message) }
      .sorted { ($0.key, $0.file) < ($1.key, $1.file) }
  }

  public init(findings: [Entry]) {
    self.findings = findings
  }
}

extension FindingsDocument {
  /// Marks each finding as `new` or `unchanged` against a baseline.
  ///
  /// - Returns: the entries that no finding answers to any more: they have been mended.
  public mutating func compare(with baseline: BaselineDocument) -> [BaselineDocument.Entry] {
    var left: [String: Int] = [:]
    for entry in baseline.findings { left[entry.key, default: 0] += 1 }
    for index in findings.indices where findings[index].name != nil {
      let keys = [findings[index].key] + findings[index].formerKeys
      if let key = keys.first(where: { left[$0, default: 0] > 0 }) {
        left[key, default: 0] -= 1
        findings[index].baseline = "unchanged"
      } else {
        findings[index].baseline = "new"
      }
    }
    var mended: [BaselineDocument.Entry] = []
    for entry in baseline.findings.reversed() where left[entry.key, default: 0] > 0 {
      left[entry.key, default: 0] -= 1
      mended.append(entry)
    }
    return mended.reversed()
  }
}
