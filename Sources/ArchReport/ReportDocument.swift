/// A report before it is printed: its sections, its footnotes and the targets of its links.
///
/// The same document gives Markdown, HTML, a page of an own outline and JSON, so that none of them says what another
/// does not.
public struct ReportDocument: Sendable {
  /// One section: a heading and what stands below it, up to the next heading.
  public struct Section: Sendable {
    /// The name that `--section` and templates know it by: its heading in small letters, words joined by hyphens.
    public let name: String
    /// The heading as a reader sees it; empty for what stands above the first one.
    public let title: String
    /// 1 for the title of the report.
    public let level: Int
    /// What GitHub calls the place of its heading.
    let anchor: String
    let blocks: [ReportBlock]

    /// Whether there is more to it than its heading.
    var isEmpty: Bool {
      !blocks.contains { if case .heading = $0 { false } else { true } }
    }
  }

  /// The title of the system, as plain text.
  public let title: String
  public let sections: [Section]
  /// What a page knows about itself.
  public let facts: ReportFacts
  let footnotes: [(label: String, text: MarkdownText)]
  let targets: [(label: String, target: String)]

  init(
    title: String, facts: ReportFacts, blocks: [ReportBlock], footnotes: [(label: String, text: MarkdownText)],
    targets: [(label: String, target: String)]
  ) {
    self.title = title
    self.facts = facts
    self.footnotes = footnotes
    self.targets = targets
    sections = Self.sections(of: blocks)
  }

  private static func sections(of blocks: [ReportBlock]) -> [Section] {
    var result: [Section] = []
    var anchors = Anchors()
    var open: (level: Int, text: MarkdownText, blocks: [ReportBlock])?
    func close() {
      guard let section = open else { return }
      let title = InlineMarkup.plain(section.text.markup)
      let name = section.level == 1 ? "title" : Anchors.name(title)
      result.append(
        Section(
          name: name, title: title, level: section.level, anchor: anchors.add(title), blocks: section.blocks))
    }
    for block in blocks {
      if case .heading(let level, let text) = block {
        close()
        open = (level, text, [block])
      } else {
        open?.blocks.append(block)
      }
    }
    close()
    return result
  }

  /// The names of the sections that hold something, in their order.
  public var names: [String] { sections.filter { !$0.isEmpty }.map(\.name) }

  /// The section of a name, or of the beginning of one where it is one section's alone.
  public func section(_ name: String) -> Section? {
    let filled = sections.filter { !$0.isEmpty }
    if let exact = filled.first(where: { $0.name == name }) { return exact }
    let beginning = filled.filter { $0.name.hasPrefix(name + "-") }
    return beginning.count == 1 ? beginning.first : nil
  }
}

/// What stands at the head of a report and in its front matter; empty where it is not stated.
public struct ReportFacts: Sendable {
  public var title = ""
  public var summary = ""
  public var owner = ""
  public var version = ""
  public var status = ""
  public var revision = ""
}

// MARK: Markdown

extension ReportDocument {
  /// The whole report, in the Markdown of GitHub.
  public var markdown: String { Self.text(Self.lines(of: sections.flatMap(\.blocks)), definitions(sections)) }

  /// Some sections with the footnotes and targets that they use.
  public func markdown(of sections: [Section], hasHeadings: Bool = true) -> String {
    // Links to sections that are not there lead nowhere.
    let blocks = sections.flatMap(\.blocks).filter { block in
      switch block {
      case .heading: hasHeadings
      case .contents: sections.count == self.sections.count
      default: true
      }
    }
    return Self.text(Self.lines(of: blocks), definitions(sections))
  }

  static func lines(of blocks: some Sequence<ReportBlock>) -> [String] {
    var lines: [String] = []
    for block in blocks {
      let new = block.lines
      guard !new.isEmpty else { continue }
      if !lines.isEmpty { lines.append("") }
      lines += new
    }
    return lines
  }

  static func text(_ lines: [String], _ definitions: [String]) -> String {
    (lines + definitions).joined(separator: "\n") + "\n"
  }

  /// The definitions that some sections use, with empty lines before them.
  func definitions(_ sections: [Section]) -> [String] {
    let used = references(in: sections.flatMap(\.blocks))
    let notes = footnotes.filter { used.footnotes.contains($0.label) }.map { "[^\($0.label)]: \($0.text.markup)" }
    let links = targets.filter { used.labels.contains($0.label) }.map { "[\($0.label)]: \($0.target)" }
    return (notes.isEmpty ? [] : [""] + notes) + (links.isEmpty ? [] : [""] + links)
  }

  /// What some blocks refer to, and what the footnotes that they refer to do.
  func references(in blocks: [ReportBlock]) -> (footnotes: Set<String>, labels: Set<String>) {
    var notes: Set<String> = []
    var labels: Set<String> = []
    func read(_ markup: String) {
      for reference in InlineMarkup.references(in: markup) {
        if reference.hasPrefix("^") { notes.insert(String(reference.dropFirst())) } else { labels.insert(reference) }
      }
    }
    for text in blocks.flatMap(\.texts) { read(text.markup) }
    for note in footnotes where notes.contains(note.label) { read(note.text.markup) }
    return (notes, labels)
  }
}

// MARK: Anchors

/// The places of headings, as GitHub names them: small letters, blanks as hyphens, all other signs gone; a second one of
/// a name gets a number.
struct Anchors {
  private var taken: Set<String> = []

  mutating func add(_ title: String) -> String {
    let base = Self.anchor(title)
    var result = base
    var number = 1
    while !taken.insert(result).inserted {
      result = "\(base)-\(number)"
      number += 1
    }
    return result
  }

  static func anchor(_ title: String) -> String {
    var result = ""
    for character in title.lowercased() {
      if character == " " {
        result.append("-")
      } else if character.isLetter || character.isNumber || character == "-" || character == "_" {
        result.append(character)
      }
    }
    return result
  }

  /// The words of a heading joined by hyphens.
  static func name(_ title: String) -> String {
    title.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
  }
}
