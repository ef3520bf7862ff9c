import ArchExchange
import ArchModel
import ArchProject
import ArchRules
import ArchSyntax

/// What a run of `check` found, less what is accepted.
struct CheckReport {
  /// What does not count.
  enum Accepted {
    case nothing
    /// A baseline with its path.
    case baseline(String, BaselineDocument)
    /// What was there at a revision.
    case revision(String, BaselineDocument)

    var document: BaselineDocument? {
      switch self {
      case .nothing: nil
      case .baseline(_, let document), .revision(_, let document): document
      }
    }
  }

  /// All findings of the run, those that do not count among them.
  let document: FindingsDocument
  /// The findings that count, by program.
  let counting: [(program: Program, diagnostics: [Diagnostic])]
  let counts: FindingCounts
  let files: [String]
  private let isComplete: Bool
  private let unchanged: Int
  private let mended: [BaselineDocument.Entry]
  private let accepted: Accepted
  private let rules: Int
  /// The rules that the programs declare. Of two with one name the first is described.
  private let custom: [Rule]

  init(_ checks: [CheckedProgram], accepted: Accepted, isComplete: Bool) throws {
    var documents = checks.map { FindingsDocument($0) }
    // The baseline of a run is one list, so the programs are compared as one document, too.
    var whole = documents.first ?? FindingsDocument(findings: [])
    let sizes = documents.map(\.findings.count)
    if !documents.isEmpty { documents.removeFirst() }
    for other in documents { whole.append(other) }
    // Where something could not be read, what is not found may well be there.
    let gone = accepted.document.map { whole.compare(with: $0) } ?? []
    mended = isComplete ? gone : []
    var counting: [(program: Program, diagnostics: [Diagnostic])] = []
    var counts = FindingCounts()
    var start = 0
    for (check, size) in zip(checks, sizes) {
      let range = start..<start + size
      start += size
      counting.append(
        (
          check.program,
          range.filter { whole.findings[$0].suppressed == nil && whole.findings[$0].baseline != "unchanged" }
            .map { whole.diagnostics[$0] }
        ))
      counts.files += check.counts.files
      counts.components += check.counts.components
      counts.suppressed += check.counts.suppressed
    }
    for diagnostic in counting.flatMap(\.diagnostics) { counts.add(diagnostic.severity) }
    unchanged = whole.findings.count { $0.suppressed == nil && $0.baseline == "unchanged" }
    document = whole
    self.counting = counting
    self.counts = counts
    self.isComplete = isComplete
    self.accepted = accepted
    var seen: Set<String> = []
    files = checks.flatMap { $0.program.sources.map(\.path) }.filter {
      !$0.hasPrefix("std/") && seen.insert($0).inserted
    }
    rules = Set(checks.flatMap(\.run.rules)).count
    var names: Set<String> = []
    custom = checks.flatMap(\.run.known.custom).filter { names.insert($0.id).inserted }
  }

  var isEmpty: Bool { counting.isEmpty }

  func fails(at threshold: FailureThreshold) -> Bool {
    guard let least = threshold.severity else { return false }
    if counts.atLeast(least) > 0 { return true }
    return threshold == .escalation
      && counting.contains { program in
        program.diagnostics.contains { RuleSet.all.find($0.id)?.principle == .escalation }
      }
  }

  /// One line: what was read, and what was found. It says how many rules ran, since silence of none is worth nothing.
  var summary: String {
    var text = counts.summary(rules: rules)
    switch accepted {
    case .nothing: break
    case .baseline(let path, _):
      text += "; \(unchanged) in the baseline \(path)"
      if !mended.isEmpty { text += ", \(mended.count) of it mended (--write-baseline prunes)" }
    case .revision(let revision, _):
      text += "; \(unchanged) from before \(revision)"
      if !mended.isEmpty { text += ", \(mended.count) mended since" }
    }
    return text
  }

  /// How many findings each rule has, the most frequent first.
  var statistics: String {
    var numbers: [String: (count: Int, diagnostic: Diagnostic)] = [:]
    for diagnostic in counting.flatMap(\.diagnostics) {
      numbers[diagnostic.id, default: (0, diagnostic)].count += 1
    }
    var table = TextTable(["count", "rule", "severity"], right: [0])
    let order = numbers.sorted { a, b in a.value.count == b.value.count ? a.key < b.key : a.value.count > b.value.count
    }
    for (_, entry) in order {
      table.add([
        "\(entry.count)", entry.diagnostic.title, entry.diagnostic.severity.rawValue,
      ])
    }
    return table.isEmpty ? "" : table.text + "\n"
  }

  /// A comment for a pull request.
  var markdown: String {
    let title =
      switch accepted {
      case .nothing: "all findings"
      case .baseline(let path, _): "not in the baseline \(path)"
      case .revision(let revision, _): "new since \(revision)"
      }
    return MarkdownComment.text(document, scope: title, summary: summary, mended: mended.map(\.message))
  }

  func sarif() throws -> [UInt8] {
    let pages = ManualPage.pages.map { page in
      RuleDescription(
        id: page.id, name: page.title, summary: page.title, why: page.text, help: page.text,
        helpMarkdown: "\(page.text)\n\n```arch\n\(page.good)\n```\n", severity: page.severity.rawValue,
        isDefault: false,
        tags: ["compile"])
    }
    return try JSONDocument.bytes(
      of: SARIFDocument(
        document, rules: (RuleSet.all.rules + custom).map { RuleDescription($0) } + pages, version: Archc.version,
        isComplete: isComplete))
  }
}

/// Baselines as files.
enum Baseline {
  static func read(_ path: String, in fileSystem: FileSystem = .disk) throws(CommandFailure) -> BaselineDocument {
    switch fileSystem.read(path) {
    case .failure(.notFound):
      throw CommandFailure(
        "there is no baseline `\(path)`", help: "`archc check … --baseline \(path) --write-baseline` makes one")
    case .failure(let problem): throw CommandFailure("`\(path)` cannot be read: \(problem.words)")
    case .success(let bytes):
      guard let document = JSONDocument.read(BaselineDocument.self, from: bytes), document.version == 1 else {
        throw CommandFailure(
          "`\(path)` is no baseline of this version", help: "`--write-baseline` makes it anew")
      }
      return document
    }
  }
}
