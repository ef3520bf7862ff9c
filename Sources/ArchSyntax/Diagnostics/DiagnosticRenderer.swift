import ArchCells

/// Prints diagnostics as people read them: header, places, excerpts with marks, then what is to be known and done.
///
/// The same text is given to files and terminals; colour only repeats what the text says. Nothing of a source reaches
/// the terminal as a control code. A message takes at most 12 lines, 18 with three or more places; places that do not
/// fit are counted.
public struct DiagnosticRenderer: Sendable {
  private let places: SourcePlaces
  private let colour: Bool
  private let columns: Int
  private let width: @Sendable (Character) -> Int
  private let link: (@Sendable (String) -> String?)?

  /// A renderer for the diagnostics of one program.
  ///
  /// - Parameters:
  ///   - sources: the files, at the index of their id.
  ///   - colour: whether the text is for a terminal that shows colour.
  ///   - columns: the width that excerpts keep to; sentences are not cut.
  ///   - width: the cells that a character takes.
  ///   - link: the address that explains an id; with colour, ids become links (OSC 8).
  public init(
    sources: [SourceFile], colour: Bool = false, columns: Int = 100,
    width: @escaping @Sendable (Character) -> Int = { CellWidth.of($0) },
    link: (@Sendable (_ id: String) -> String?)? = nil
  ) {
    places = SourcePlaces(sources)
    self.colour = colour
    self.columns = min(max(40, columns), 500)
    self.width = width
    self.link = link
  }

  /// The text of several diagnostics, with an empty line between two.
  public func render(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map { render($0) }.joined(separator: "\n")
  }

  /// The text of the diagnostics that a limit left, and how many like them were left out.
  public func render(_ diagnostics: LimitedDiagnostics) -> String {
    diagnostics.kept.map { kept in
      guard kept.omitted > 0 else { return render(kept.diagnostic) }
      return render(kept.diagnostic) + " and \(kept.omitted) more; `--all`\n"
    }.joined(separator: "\n")
  }

  /// The text of a diagnostic; every line ends in a line feed.
  public func render(_ diagnostic: Diagnostic) -> String {
    let footers = footers(diagnostic)
    let limit = (diagnostic.labels.count < 2 ? 12 : 18) - 1 - footers.count
    // A label takes at least one row, so more than these cannot fit.
    var count = min(diagnostic.labels.count, limit)
    var excerpt = self.excerpt(diagnostic, labels: count)
    while count > 0, excerpt.count > limit {
      count -= 1
      excerpt = self.excerpt(diagnostic, labels: count)
    }
    var text = ""
    for line in [header(diagnostic)] + excerpt + footers { text += line.text(colour: colour) + "\n" }
    return text
  }

  private func header(_ diagnostic: Diagnostic) -> StyledLine {
    let role = TerminalRole.severity(diagnostic.severity)
    var id = SafeText.clean(diagnostic.id)
    if colour, let address = link?(diagnostic.id), address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) {
      id = "\u{1B}]8;;\(address)\u{1B}\\\(id)\u{1B}]8;;\u{1B}\\"
    }
    // The rules of a program have one name.
    let name = diagnostic.name.flatMap { $0 == diagnostic.id ? nil : " " + SafeText.clean($0) } ?? ""
    var line = StyledLine("\(diagnostic.severity.rawValue)[\(id)\(name)]", role)
    line.append(": ")
    line.append(SafeText.clean(diagnostic.message), .strong)
    return line
  }

  private func footers(_ diagnostic: Diagnostic) -> [StyledLine] {
    let fix = diagnostic.fix.map { $0.title + ($0.safety == .needsReview ? " (to review)" : "") }
    let told = [("why", diagnostic.why), ("note", diagnostic.note), ("help", diagnostic.help), ("fix", fix)]
    return told.compactMap { word, text in text.map { StyledLine(" \(word): " + SafeText.clean($0)) } }
  }

  /// A label with its line.
  private struct Located {
    let label: Label
    let place: SourcePlaces.Place
    let isPrimary: Bool
  }

  /// The place lines and excerpts of the primary label and the first `count` others.
  private func excerpt(_ diagnostic: Diagnostic, labels count: Int) -> [StyledLine] {
    var files: [(file: FileID, labels: [Located])] = []
    for (index, label) in ([diagnostic.primary] + diagnostic.labels.prefix(count)).enumerated() {
      let place = places.place(label.span.start, in: label.span.file)
      let located = Located(label: label, place: place, isPrimary: index == 0)
      if let known = files.firstIndex(where: { $0.file == label.span.file }) {
        files[known].labels.append(located)
      } else {
        files.append((label.span.file, [located]))
      }
    }
    let last = files.reduce(0) { $1.labels.reduce($0) { max($0, $1.place.line) } }
    let gutter = max(2, String(last).utf8.count)
    let layout = ExcerptLayout(severity: diagnostic.severity, width: width, limit: columns - gutter - 3)

    var lines: [StyledLine] = []
    for (file, labels) in files {
      guard let first = labels.first else { continue }
      let source = places.source(file)
      let path = SafeText.clean(source.path)
      lines.append(
        StyledLine(String(repeating: " ", count: gutter) + "--> \(path):\(first.place.line):\(first.place.column)"))
      // Lines in the order of the source; on a line, labels in the order they are told.
      var byLine: [(line: Int, labels: [Located])] = []
      for located in labels {
        if let known = byLine.firstIndex(where: { $0.line == located.place.line }) {
          byLine[known].labels.append(located)
        } else {
          byLine.append((located.place.line, [located]))
        }
      }
      for (line, labels) in byLine.sorted(by: { $0.line < $1.line }) {
        let marks = labels.map { mark($0, source) }
        let rows = layout.rows(source.bytes, content: labels[0].place.content, marks: marks)
        for (index, row) in rows.enumerated() {
          let number = index == 0 ? String(line) : ""
          var printed = StyledLine(
            String(repeating: " ", count: max(0, gutter - number.utf8.count)) + number + " | ")
          for piece in row.pieces { printed.append(piece.text, piece.role) }
          lines.append(printed)
        }
      }
    }
    let omitted = diagnostic.labels.count - count
    if omitted > 0 { lines.append(StyledLine(" and \(omitted) more place\(omitted == 1 ? "" : "s")")) }
    return lines
  }

  /// The bytes of the label's first line that are underlined: to the end of the text if it goes on.
  private func mark(_ located: Located, _ source: SourceFile) -> ExcerptLayout.Mark {
    let content = located.place.content
    let start = min(max(content.lowerBound, located.label.span.start), content.upperBound)
    var end = min(max(start, located.label.span.range.upperBound), content.upperBound)
    if located.label.span.range.upperBound > content.upperBound {
      while end > start, source.bytes[end - 1] == 0x20 || source.bytes[end - 1] == 0x09 { end -= 1 }
    }
    return ExcerptLayout.Mark(
      bytes: start..<end, text: SafeText.clean(located.label.text), isPrimary: located.isPrimary)
  }
}
