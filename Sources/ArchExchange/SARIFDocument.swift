import ArchRules

/// What was found, as the Static Analysis Results Interchange Format 2.1.0 (OASIS), which code hosts read.
///
/// GitHub's limits are kept: at most 25,000 results a run, the worst first, and a thousand places each.
public struct SARIFDocument: Encodable, Sendable {
  static let resultLimit = 25_000
  static let placeLimit = 1_000

  struct Text: Encodable, Sendable {
    var text: String
    var markdown: String?
  }

  struct Configuration: Encodable, Sendable {
    var level: String
    var enabled: Bool
  }

  struct RuleProperties: Encodable, Sendable {
    var tags: [String]
    var precision = "high"
    var severity: String

    enum CodingKeys: String, CodingKey {
      case tags, precision
      case severity = "problem.severity"
    }
  }

  struct ReportingDescriptor: Encodable, Sendable {
    var id: String
    var name: String
    var shortDescription: Text
    var fullDescription: Text
    var help: Text
    var defaultConfiguration: Configuration
    var properties: RuleProperties
  }

  struct Driver: Encodable, Sendable {
    var name = "archc"
    var version: String
    var semanticVersion: String
    var rules: [ReportingDescriptor]
  }

  struct Tool: Encodable, Sendable {
    var driver: Driver
  }

  struct ArtifactLocation: Encodable, Sendable {
    var uri: String
    var uriBaseId: String?
  }

  struct Region: Encodable, Sendable {
    var startLine: Int
    var startColumn: Int
    var endLine: Int
    var endColumn: Int
    var byteOffset: Int
    var byteLength: Int
  }

  struct ByteRegion: Encodable, Sendable {
    var byteOffset: Int
    var byteLength: Int
  }

  struct PhysicalLocation: Encodable, Sendable {
    var artifactLocation: ArtifactLocation
    var region: Region
  }

  struct LogicalLocation: Encodable, Sendable {
    var fullyQualifiedName: String
  }

  struct Location: Encodable, Sendable {
    var id: Int?
    var physicalLocation: PhysicalLocation
    var logicalLocations: [LogicalLocation]?
    var message: Text?
  }

  struct ThreadFlowLocation: Encodable, Sendable {
    var location: Location
  }

  struct ThreadFlow: Encodable, Sendable {
    var locations: [ThreadFlowLocation]
  }

  struct CodeFlow: Encodable, Sendable {
    var threadFlows: [ThreadFlow]
  }

  struct Suppression: Encodable, Sendable {
    var kind: String
    var status = "accepted"
    var justification: String
    var location: Location?
  }

  struct Replacement: Encodable, Sendable {
    var deletedRegion: ByteRegion
    var insertedContent: Text
  }

  struct ArtifactChange: Encodable, Sendable {
    var artifactLocation: ArtifactLocation
    var replacements: [Replacement]
  }

  struct Fix: Encodable, Sendable {
    var description: Text
    var artifactChanges: [ArtifactChange]
  }

  struct Result: Encodable, Sendable {
    var ruleId: String
    var ruleIndex: Int?
    var level: String
    var message: Text
    var locations: [Location]
    var relatedLocations: [Location]?
    var codeFlows: [CodeFlow]?
    var partialFingerprints: [String: String]
    var suppressions: [Suppression]
    var fixes: [Fix]?
    var baselineState: String?
  }

  struct Invocation: Encodable, Sendable {
    var executionSuccessful: Bool
  }

  struct Run: Encodable, Sendable {
    var tool: Tool
    var columnKind = "unicodeCodePoints"
    var invocations: [Invocation]
    var results: [Result]
  }

  var schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
  var version = "2.1.0"
  var runs: [Run]

  enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case version, runs
  }
}

/// What SARIF says of a rule or of a compile error.
public struct RuleDescription: Sendable {
  public var id: String
  public var name: String
  public var summary: String
  public var why: String
  public var help: String
  /// The same in Markdown, with sources.
  public var helpMarkdown: String
  public var severity: String
  public var isDefault: Bool
  public var tags: [String]
  /// Whether the places of a finding are a way through the model, in order.
  public var isPath: Bool

  public init(
    id: String, name: String, summary: String, why: String, help: String, helpMarkdown: String, severity: String,
    isDefault: Bool, tags: [String], isPath: Bool = false
  ) {
    self.id = id
    self.name = name
    self.summary = summary
    self.why = why
    self.help = help
    self.helpMarkdown = helpMarkdown
    self.severity = severity
    self.isDefault = isDefault
    self.tags = tags
    self.isPath = isPath
  }

  public init(_ rule: Rule) {
    self.init(
      id: rule.id, name: rule.name, summary: rule.summary, why: rule.why, help: "\(rule.why) \(rule.fix)",
      helpMarkdown: "\(rule.summary)\n\n**Why**: \(rule.why)\n\n**What to do**: \(rule.fix)\n"
        + (rule.demands.isEmpty ? "" : "\n```arch\n\(rule.demands.joined(separator: "\n"))\n```\n")
        + (rule.sources.isEmpty ? "" : "\nSources:\n" + rule.sources.map { "- \($0)\n" }.joined()),
      severity: rule.severity.rawValue, isDefault: rule.isDefault, tags: [rule.principle.rawValue],
      isPath: rule.isPath)
  }
}

extension SARIFDocument {
  /// - Parameters:
  ///   - findings: the document of the whole run.
  ///   - rules: what is known of the rules, by id in any order; a result of another id has no description.
  ///   - version: that of the program.
  ///   - isComplete: whether every file could be read and compiled.
  public init(_ findings: FindingsDocument, rules: [RuleDescription], version: String, isComplete: Bool) {
    let used = Set(findings.findings.map(\.id))
    let listed = rules.filter { used.contains($0.id) || $0.isDefault }.sorted { $0.id < $1.id }
    let paths = Set(rules.filter(\.isPath).map(\.id))
    let indices = Dictionary(listed.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let order = ["error": 0, "warning": 1, "info": 2]
    let kept = findings.findings.enumerated().sorted { a, b in
      let (x, y) = (order[a.element.severity] ?? 3, order[b.element.severity] ?? 3)
      return x == y ? a.offset < b.offset : x < y
    }.prefix(Self.resultLimit).sorted { $0.offset < $1.offset }.map(\.element)
    runs = [
      Run(
        tool: Tool(
          driver: Driver(version: version, semanticVersion: version, rules: listed.map { Self.descriptor($0) })),
        invocations: [Invocation(executionSuccessful: isComplete)],
        results: kept.map { Self.result($0, index: indices[$0.id], isPath: paths.contains($0.id)) })
    ]
  }

  private static func level(_ severity: String) -> String { severity == "info" ? "note" : severity }

  private static func descriptor(_ rule: RuleDescription) -> ReportingDescriptor {
    ReportingDescriptor(
      id: rule.id, name: rule.name, shortDescription: Text(text: rule.summary), fullDescription: Text(text: rule.why),
      help: Text(text: rule.help, markdown: rule.helpMarkdown),
      defaultConfiguration: Configuration(level: level(rule.severity), enabled: rule.isDefault),
      properties: RuleProperties(
        tags: Array(rule.tags.prefix(10)),
        severity: rule.severity == "info" ? "recommendation" : rule.severity))
  }

  private static func result(_ finding: FindingsDocument.Finding, index: Int?, isPath: Bool) -> Result {
    let sentences = [finding.message, finding.why, finding.help].compactMap { $0 }
    let main = location(
      finding.file, finding.range, logical: finding.element.map { [LogicalLocation(fullyQualifiedName: $0)] })
    let related = finding.related.prefix(placeLimit).enumerated().map { number, place in
      location(place.file, place.range, id: number + 1, message: place.message)
    }
    // A cycle or a path is the places that it passes, in order.
    let flow = ([main] + related).map { ThreadFlowLocation(location: $0) }
    return Result(
      ruleId: finding.id, ruleIndex: index, level: level(finding.severity),
      message: Text(text: sentences.map(sentence).joined(separator: " ")), locations: [main],
      relatedLocations: related.isEmpty ? nil : related,
      codeFlows: isPath && !related.isEmpty ? [CodeFlow(threadFlows: [ThreadFlow(locations: flow)])] : nil,
      partialFingerprints: [
        "archcKey/v1": finding.key, "primaryLocationLineHash": Digest.hexadecimal(finding.key) + ":1",
      ], suppressions: finding.suppressed.map { [suppression($0)] } ?? [], fixes: finding.fix.map { [fix($0)] },
      baselineState: finding.baseline)
  }

  private static func sentence(_ text: String) -> String {
    guard let last = text.last, !".!?".contains(last) else { return text }
    return text + "."
  }

  private static func location(
    _ file: String, _ range: RangeDocument, id: Int? = nil, logical: [LogicalLocation]? = nil, message: String? = nil
  ) -> Location {
    Location(
      id: id,
      physicalLocation: PhysicalLocation(
        artifactLocation: artifact(file),
        region: Region(
          startLine: range.start.line, startColumn: range.start.column, endLine: range.end.line,
          endColumn: range.end.column, byteOffset: range.start.offset,
          byteLength: max(0, range.end.offset - range.start.offset))), logicalLocations: logical,
      message: message.flatMap { $0.isEmpty ? nil : Text(text: $0) })
  }

  /// A relative path as a URI; standard input has no file and takes a name of its own.
  private static func artifact(_ path: String) -> ArtifactLocation {
    var uri = ""
    for byte in (path == "-" ? "stdin.arch" : path).utf8 {
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "-._~/".utf8.contains(byte)
      if isPlain {
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        uri += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
      }
    }
    while uri.hasPrefix("./") { uri.removeFirst(2) }
    return ArtifactLocation(
      uri: uri.hasPrefix("/") ? "file://" + uri : uri, uriBaseId: uri.hasPrefix("/") ? nil : "%SRCROOT%")
  }

  private static func suppression(_ suppression: FindingsDocument.Suppression) -> Suppression {
    Suppression(
      kind: "inSource", justification: suppression.reason,
      location: location(suppression.file, suppression.range))
  }

  private static func fix(_ fix: FindingsDocument.Fix) -> Fix {
    var files: [String] = []
    for edit in fix.edits where !files.contains(edit.file) { files.append(edit.file) }
    return Fix(
      description: Text(text: fix.title),
      artifactChanges: files.map { file in
        ArtifactChange(
          artifactLocation: artifact(file),
          replacements: fix.edits.filter { $0.file == file }.map { edit in
            Replacement(
              deletedRegion: ByteRegion(byteOffset: edit.start, byteLength: max(0, edit.end - edit.start)),
              insertedContent: Text(text: edit.text))
          })
      })
  }
}

/// A short digest of a text (FNV-1a, 64 bits), the same on every machine.
enum Digest {
  static func hexadecimal(_ text: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
