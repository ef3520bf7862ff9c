import ArchModel
import ArchSyntax

/// The decisions of a program as files, one each, in the form of MADR (Markdown Any Decision Records 4.0), and an index.
///
/// A file knows which decision it records by a comment at its end; so a decision keeps its number and its file when its
/// title, its place or its neighbours change. The same comment holds a digest of the text, by which a file that somebody
/// changed by hand is told apart, be it by words behind the comment. A file that lost the comment is known by its name.
public struct DecisionRecordFiles: Sendable {
  /// A file that lies in the folder already.
  public struct Existing: Sendable {
    public let name: String
    public let text: String

    public init(name: String, text: String) {
      self.name = name
      // A checkout may end lines otherwise; that is nobody's edit.
      self.text = text.replacing("\r\n", with: "\n")
    }
  }

  /// What becomes of a file.
  public enum Fate: Sendable, Hashable {
    case new, changed, unchanged
    /// Somebody changed it since it was written, or wrote it.
    case edited
  }

  public struct File: Sendable {
    public let name: String
    public let text: String
    public let fate: Fate
  }

  /// The records in the order of their numbers, the index last.
  public let files: [File]
  /// The names of files that record a decision that the program no longer has.
  public let orphans: [String]

  /// - Parameters:
  ///   - existing: the Markdown files of the folder.
  ///   - sourcePath: the path of a source file from the folder, by `FileID`; empty for no link.
  ///   - digest: a digest of a text, in letters and digits.
  public init(
    _ model: Model, existing: [Existing], sourcePath: @escaping (FileID) -> String, digest: (String) -> String
  ) {
    let decisions = model.elements(of: .decision)
    let known = Dictionary(
      existing.compactMap { file in Marker(in: file.text).map { ($0.decision, file) } }
    ) { first, _ in first }
    let unmarked = existing.filter { Marker(in: $0.text) == nil }.map(\.name)
    let names = Self.names(
      of: decisions, model, known: known.mapValues(\.name), unmarked: unmarked, taken: existing.map(\.name))
    let texts = Dictionary(existing.map { ($0.name, $0.text) }) { first, _ in first }
    var files: [File] = []
    func add(_ name: String, _ decision: String, _ body: String) {
      let text = body + Marker.line(decision, digest: digest(body))
      let fate: Fate
      switch texts[name] {
      case nil: fate = .new
      case text?: fate = .unchanged
      case let old?:
        let isOurs = Marker(in: old).map { $0.isLast && $0.digest == digest($0.body) } ?? false
        fate = isOurs ? .changed : .edited
      }
      files.append(File(name: name, text: text, fate: fate))
    }
    let standings = DecisionStandings(model)
    let records = decisions.compactMap { decision in
      names[decision].map {
        RecordPage(
          decision: decision, name: $0, model: model, names: names, standings: standings, sourcePath: sourcePath)
      }
    }.sorted { $0.name < $1.name }
    for record in records { add(record.name, model.path(record.decision), record.text) }
    add("README.md", "", Self.index(records, model))
    self.files = files
    let paths = Set(decisions.map { model.path($0) })
    orphans = existing.filter { file in
      guard let marker = Marker(in: file.text), !marker.decision.isEmpty else { return false }
      return !paths.contains(marker.decision)
    }.map(\.name).sorted()
  }

  // MARK: Numbers

  /// A name for each decision: the one that it has; else the number in its own name (`D7` is 0007) where that is free;
  /// else the first one behind all that were ever given.
  private static func names(
    of decisions: [ElementID], _ model: Model, known: [String: String], unmarked: [String], taken: [String]
  ) -> [ElementID: String] {
    var result: [ElementID: String] = [:]
    var numbers = Set(taken.compactMap(number))
    var waiting: [ElementID] = []
    var lost = Set(unmarked)
    for decision in decisions {
      if let name = known[model.path(decision)] {
        result[decision] = name
      } else if let name = unmarked.first(where: { name in
        lost.contains(name) && number(name).map { fileName($0, decision, model) == name } ?? false
      }) {
        lost.remove(name)
        result[decision] = name
      } else {
        waiting.append(decision)
      }
    }
    var rest: [ElementID] = []
    for decision in waiting {
      let digits = model.name(decision).drop { !$0.isASCII || !$0.isNumber }
      if let number = Int(digits), (1...9999).contains(number), numbers.insert(number).inserted {
        result[decision] = fileName(number, decision, model)
      } else {
        rest.append(decision)
      }
    }
    var next = (numbers.max() ?? 0) + 1
    for decision in rest {
      result[decision] = fileName(next, decision, model)
      next += 1
    }
    return result
  }

  private static func number(_ name: String) -> Int? {
    let digits = name.prefix { $0.isASCII && $0.isNumber }
    return digits.count >= 3 && digits.count <= 6 ? Int(digits) : nil
  }

  private static func fileName(_ number: Int, _ decision: ElementID, _ model: Model) -> String {
    let title = model.title(decision) ?? ""
    var slug = ""
    for scalar in (title.isEmpty ? model.name(decision) : title).lowercased().unicodeScalars {
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
      if isPlain {
        slug.unicodeScalars.append(scalar)
      } else if !slug.isEmpty, slug.last != "-" {
        slug += "-"
      }
      if slug.utf8.count >= 60 { break }
    }
    while slug.last == "-" { slug.removeLast() }
    let digits = String(number)
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return slug.isEmpty ? "\(padded).md" : "\(padded)-\(slug).md"
  }

  // MARK: The index

  private static func index(_ records: [RecordPage], _ model: Model) -> String {
    var table = ReportTable(["Number", "Decision", "Status", "Date", "About"])
    for record in records {
      let about = model.references(.affects, of: record.decision).map { model.displayName($0) }
      table.add([
        MarkdownText.link(MarkdownText(text: record.number), target: LinkTargets.encoded(record.name)),
        MarkdownText(text: record.title), record.status,
        model.text(.date, of: record.decision).map { MarkdownText(text: $0) } ?? .notApplicable,
        about.isEmpty ? .notApplicable : .shortList(about),
      ])
    }
    let empty = "No decision is declared; `decision D1 \"…\" { status: proposed, context: … }` adds one."
    let lines = ["# Decisions", ""] + (table.isEmpty ? [empty] : table.lines)
    return lines.joined(separator: "\n") + "\n"
  }
}

/// The line that ends what we wrote: which decision it records, and a digest of what stands above.
private struct Marker {
  let decision: String
  let digest: String
  /// What stands above the marker and the empty line before it.
  let body: String
  /// Whether nothing but blanks stands below it.
  let isLast: Bool

  private static let start = "<!-- archc adr "
  private static let end = " -->"

  static func line(_ decision: String, digest: String) -> String {
    "\n\(start)\(digest)\(decision.isEmpty ? "" : " " + encoded(decision))\(end)\n"
  }

  init?(in text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let place = lines.lastIndex(where: { $0.hasPrefix(Self.start) && $0.hasSuffix(Self.end) }) else { return nil }
    let words = lines[place].dropFirst(Self.start.count).dropLast(Self.end.count).split(separator: " ")
    guard let digest = words.first, words.count <= 2 else { return nil }
    self.digest = String(digest)
    decision = words.count > 1 ? Self.decoded(words[1]) : ""
    body = lines[..<place].joined(separator: "\n")
    isLast = lines[(place + 1)...].allSatisfy { line in line.allSatisfy { $0 == " " || $0 == "\t" } }
  }

  /// A path as one word without hyphens in a row, which would end the comment.
  private static func encoded(_ path: String) -> String {
    var result = ""
    for scalar in path.unicodeScalars {
      if scalar == "-" || scalar == " " || scalar == "%" {
        result += "%" + String(scalar.value, radix: 16, uppercase: true)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func decoded(_ word: Substring) -> String {
    String(word).replacing("%2D", with: "-").replacing("%20", with: " ").replacing("%25", with: "%")
  }
}

/// One record.
private struct RecordPage {
  let decision: ElementID
  let name: String
  let model: Model
  let names: [ElementID: String]
  let standings: DecisionStandings
  let sourcePath: (FileID) -> String

  var number: String { String(name.prefix { $0.isASCII && $0.isNumber }) }

  var title: String {
    let title = model.title(decision) ?? ""
    return title.isEmpty ? model.name(decision) : title
  }

  var status: MarkdownText {
    let own = standings.status(of: decision)
    let later = standings.successors(of: decision)
    let replaced: MarkdownText = later.isEmpty ? "" : "superseded by \(.joined(later.map { link($0) }))"
    if own == "superseded", !later.isEmpty { return replaced }
    let status = own.map { MarkdownText(text: $0) } ?? .unknown("status")
    return later.isEmpty ? status : "\(status), \(replaced)"
  }

  var text: String {
    var lines: [String] = []
    func line(_ text: MarkdownText) { lines.append(text.markup) }
    func section(_ heading: MarkdownText, _ body: [MarkdownText]) {
      lines += ["", "## \(heading.markup)", ""] + body.map(\.markup)
    }
    line("# \(number). \(title)")
    lines.append("")
    line("- Status: \(status)")
    line("- Date: \(model.text(.date, of: decision).map { MarkdownText(text: $0) } ?? .unknown("date"))")
    let deciders = model.texts(.deciders, of: decision)
    line("- Decision-makers: \(deciders.isEmpty ? .unknown("deciders") : .list(deciders))")
    let superseded = model.references(.supersedes, of: decision)
    if !superseded.isEmpty { line("- Supersedes: \(.joined(superseded.map { link($0) }))") }
    let affected = model.references(.affects, of: decision)
    if !affected.isEmpty { line("- About: \(.joined(affected.map { declaration($0) }))") }
    line("- Declared as: \(declaration(decision))")

    let context = model.text(.context, of: decision).map(MarkdownText.paragraphs) ?? []
    section("Context and Problem Statement", context.isEmpty ? [.unknown("context")] : [])
    for (index, paragraph) in context.enumerated() {
      if index > 0 { lines.append("") }
      for text in paragraph { line(text) }
    }
    let options = model.children(decision, of: .option)
    section(
      "Considered Options", options.isEmpty ? [.unknown("option")] : options.map { "- \(optionTitle($0))" })
    section("Decision Outcome", [outcome])
    section("Consequences", consequences)
    let detailed = options.filter { !model.texts(.pros, of: $0).isEmpty || !model.texts(.cons, of: $0).isEmpty }
    if !detailed.isEmpty {
      lines += ["", "## Pros and Cons of the Options"]
      for option in detailed {
        lines += ["", "### \(MarkdownText(text: optionTitle(option)).markup)", ""]
        for text in model.texts(.pros, of: option) { line("- Good, because \(text)") }
        for text in model.texts(.cons, of: option) { line("- Bad, because \(text)") }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var outcome: MarkdownText {
    let chosen = model.references(.chosen, of: decision).first.map { optionTitle($0) }
    let rationale = model.text(.rationale, of: decision)
    let words = model.text(.decision, of: decision)
    var parts: [MarkdownText] = []
    if let chosen {
      parts.append(
        rationale.map { "Chosen option: “\(chosen)”, because: \($0)" } ?? "Chosen option: “\(chosen)”; ? `rationale`")
    } else if let rationale {
      parts.append("\(rationale)")
    }
    if let words { parts.append("\(words)") }
    return parts.isEmpty ? "? `decision` or `chosen`" : .joined(parts, by: ". ")
  }

  private var consequences: [MarkdownText] {
    var items = model.texts(.positive, of: decision).map { "- Good: \($0)" as MarkdownText }
    items += model.texts(.negative, of: decision).map { "- Bad: \($0)" as MarkdownText }
    if let property = model.property(.cost, in: model[decision].properties) {
      items.append("- Cost: \(model.spelled(property))")
    }
    if let security = model.text(.security, of: decision), security != "no" {
      items.append(security == "yes" ? "- Bears on security" : "- Security: \(security)")
    }
    if let reversible = model.text(.reversible, of: decision) {
      items.append(
        reversible == "yes"
          ? "- Can be taken back" : reversible == "no" ? "- Cannot be taken back" : "- Reversible: \(reversible)")
    }
    return items.isEmpty ? ["? `positive`, `negative`"] : items
  }

  private func optionTitle(_ option: ElementID) -> String {
    let title = model.title(option) ?? ""
    return title.isEmpty ? model.name(option) : title
  }

  /// A link to the record of another decision.
  private func link(_ other: ElementID) -> MarkdownText {
    let text = MarkdownText(text: model.name(other))
    return names[other].map { .link(text, target: LinkTargets.encoded($0)) } ?? text
  }

  /// A link to the declaration of a part. It names the file and not the line, which changes without the decision.
  private func declaration(_ element: ElementID) -> MarkdownText {
    let text = MarkdownText(text: model.displayName(element))
    let path = sourcePath(model[element].node.file)
    return path.isEmpty ? text : .link(text, target: LinkTargets.encoded(path))
  }
}
