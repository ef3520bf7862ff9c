import ArchModel
import ArchProject
import ArchReport
import ArchRules
import ArchSyntax
import ArgumentParser

/// A Markdown file with what has to stand between its markers.
struct InjectedPage {
  /// A file that is to be written: the page itself, or a picture beside it.
  struct Output {
    let path: String
    /// Nil where there is no such file yet.
    let old: [UInt8]?
    let new: [UInt8]
  }

  private static let kinds = ["diagram", "picture", "table", "section", "rules"]
  private static let sizeLimit = 1 << 26

  private let path: String
  private let root: ProjectRoot
  private let document: MarkedDocument

  init(_ path: String) throws(CommandFailure) {
    self.path = path
    guard path != "-" else {
      throw CommandFailure("standard input has no folder that paths are relative to", help: "name a Markdown file")
    }
    let bytes: [UInt8]
    switch FileSystem.disk.read(path) {
    case .success(let read): bytes = read
    case .failure(let problem): throw Inputs.unreadable(path, problem)
    }
    guard bytes.count <= Self.sizeLimit else { throw CommandFailure("`\(path)` is larger than 64 MB") }
    root = ProjectRoot.of(file: path, in: .disk)
    guard let real = FileSystem.disk.resolve(path), Path.isInside(real, folder: root.folder) else {
      throw CommandFailure(
        "`\(path)` is a link that leaves the project",
        help: "name the file that it leads to; the root is \(root.folder)")
    }
    do {
      document = try MarkedDocument(bytes)
    } catch {
      throw CommandFailure("\(path):\(error.line): \(error.message)", help: error.help)
    }
  }

  var holdsMarkers: Bool { !document.regions.isEmpty }

  /// The page as it should be, and the pictures that it shows.
  func outputs() throws(CommandFailure) -> [Output] {
    var pictures: [Output] = []
    var contents: [String] = []
    for region in document.regions {
      do {
        contents.append(try content(region, &pictures))
      } catch {
        throw CommandFailure("\(path):\(region.line): \(error.message)", help: error.help)
      }
    }
    return [Output(path: path, old: document.bytes, new: document.replacing(contents))] + pictures
  }

  private func content(_ region: MarkedRegion, _ pictures: inout [Output]) throws(CommandFailure) -> String {
    let kind = region.words.first ?? ""
    let words = Array(region.words.dropFirst())
    guard Self.kinds.contains(kind) else {
      let near = Spelling.nearest(to: kind, among: Self.kinds + ["end"])
      throw CommandFailure(
        "there is no marker `archc:\(kind)`",
        help: near.count == 1
          ? "did you mean `archc:\(near[0])`?"
          : "markers: \(Self.kinds.map { "`archc:\($0)`" }.joined(separator: ", "))")
    }
    guard let file = words.first, !file.hasPrefix("-") else {
      throw CommandFailure("`archc:\(kind)` names no .arch file", help: "as in `<!-- archc:\(kind) shop.arch … -->`")
    }
    let source = try inside(file, exists: true)
    let rest = Array(words.dropFirst())
    switch kind {
    case "diagram":
      return Self.fenced(String(decoding: try drawing(source, rest, isPicture: false).bytes, as: UTF8.self))
    case "picture": return try picture(source, rest, &pictures)
    case "rules":
      guard rest.isEmpty else { throw Self.unwanted(rest[0], kind) }
      return try rules(of: source)
    default:
      guard let section = rest.first else {
        throw CommandFailure(
          "`archc:\(kind)` names no section of the report", help: "as in `<!-- archc:\(kind) \(file) components -->`")
      }
      guard rest.count == 1 else { throw Self.unwanted(rest[1], kind) }
      let text = try ReportSections(of: source).text(section)
      guard kind == "table" else { return text }
      let tables = ReportSections.tables(text)
      guard !tables.isEmpty else {
        throw CommandFailure("the section `\(section)` holds no table", help: "`archc:section` takes it as it is")
      }
      return tables
    }
  }

  private static func unwanted(_ word: String, _ kind: String) -> CommandFailure {
    CommandFailure("`\(word)` is left over in `archc:\(kind)`", help: "words with blanks stand in quotes")
  }

  /// The path of a file from where the command runs; it lies in the project.
  private func inside(_ file: String, exists: Bool) throws(CommandFailure) -> String {
    let beside = Path.folder(of: path)
    let joined = beside == "." || file.hasPrefix("/") ? file : Path.joined(beside, file)
    let known = FileSystem.disk.resolve(joined)
    if exists, known == nil {
      throw CommandFailure("there is no file `\(file)`", help: "it is looked for beside \(path)")
    }
    let folder =
      FileSystem.disk.resolve(Path.folder(of: joined))
      ?? Path.normalized(
        Path.joined(FileSystem.disk.resolve(".") ?? "/", Path.folder(of: joined)))
    let real = known ?? Path.joined(folder, Path.name(of: joined))
    guard Path.isInside(real, folder: root.folder) else {
      throw CommandFailure(
        "`\(file)` leaves the project",
        help: root.marker == nil
          ? "the root is the folder of the page; an empty `.archc.yml` further up moves it"
          : "the root is the folder of `\(root.marker ?? "")`: \(root.folder)")
    }
    return joined
  }

  // MARK: Contents

  private func drawing(
    _ source: String, _ options: [String], isPicture: Bool
  ) throws(CommandFailure) -> (bytes: [UInt8], output: String?) {
    var command: DiagramCommand
    do {
      command = try DiagramCommand.parse([source] + options)
    } catch {
      throw CommandFailure(DiagramCommand.message(for: error), help: "the options are those of `archc diagram`")
    }
    let output = command.output
    if isPicture {
      guard let output, command.format == .svg || DrawingFormat(path: output) == .svg else {
        throw CommandFailure("`archc:picture` names no .svg file", help: "as in `-o shop.svg`")
      }
    } else if output != nil || command.format.map({ $0 != .ascii }) ?? false {
      throw CommandFailure(
        "`archc:diagram` stands in the page as text", help: "`archc:picture FILE -o shop.svg` makes a file")
    }
    // The page is the same wherever it is made.
    command.output = nil
    command.width = command.width ?? 100
    command.color = .never
    return (try command.drawn(as: isPicture ? .svg : .ascii), output)
  }

  private func picture(
    _ source: String, _ options: [String], _ pictures: inout [Output]
  ) throws(CommandFailure) -> String {
    let (new, output) = try drawing(source, options, isPicture: true)
    guard let output else { return "" }
    guard !output.hasPrefix("/") else {
      throw CommandFailure("the picture's path is not relative", help: "a page shows what lies beside it")
    }
    let target = try inside(output, exists: false)
    var old: [UInt8]?
    if case .success(let bytes) = FileSystem.disk.read(target) { old = bytes }
    if let other = pictures.first(where: { $0.path == target }), other.new != new {
      throw CommandFailure("two markers draw different pictures to `\(output)`", help: "give each a file of its own")
    }
    pictures.append(Output(path: target, old: old, new: new))
    let title = Path.name(of: output).split(separator: ".").dropLast().joined(separator: ".")
    return "![\(Self.plain(title))](<\(output.filter { !"<>\n\r".contains($0) })>)"
  }

  /// The rules that a program declares, as a table.
  private func rules(of source: String) throws(CommandFailure) -> String {
    let declared = try DeclaredRules.of([source])
    guard !declared.isEmpty else { return "No rules are declared." }
    var text = "| Rule | Severity | What it demands |\n| --- | --- | --- |\n"
    for rule in declared {
      text += "| `\(rule.id)` | \(rule.severity.rawValue) | \(Self.plain(rule.summary)) |\n"
    }
    return text
  }

  /// Text as a cell or label of Markdown shows it.
  private static func plain(_ text: String) -> String {
    var result = ""
    for character in text.split(whereSeparator: \.isNewline).joined(separator: " ") {
      if "\\|[]<>*_".contains(character) { result += "\\" }
      result.append(character)
    }
    return result
  }

  /// A block of code with a fence that is longer than any in it.
  private static func fenced(_ text: String) -> String {
    var longest = 2
    var run = 0
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    return "\(fence)text\n\(text)\(text.hasSuffix("\n") ? "" : "\n")\(fence)"
  }
}

/// The sections of a report, by what their headings are called in links.
struct ReportSections {
  private let document: ReportDocument

  init(of source: String) throws(CommandFailure) {
    let compiled = try CompiledProgram.load(source)
    document = try ReportMaker(compiled, path: source, variants: [], today: Console.today)
      .document(isTextOnly: true)
  }

  /// The section without its heading, and the footnotes that it refers to.
  func text(_ name: String) throws(CommandFailure) -> String {
    // The first word of a heading is enough where it is one section's alone.
    if let section = document.section(name) { return document.markdown(of: [section], hasHeadings: false) }
    let near = Spelling.nearest(to: name, among: document.names)
    throw CommandFailure(
      "the report has no section `\(name)`",
      help: near.count == 1
        ? "did you mean `\(near[0])`?" : "sections: \(document.names.map { "`\($0)`" }.joined(separator: ", "))")
  }

  /// The tables of a text, one below the other.
  static func tables(_ text: String) -> String {
    var tables: [[Substring]] = []
    var isTable = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("|") else {
        isTable = false
        continue
      }
      if isTable { tables[tables.count - 1].append(line) } else { tables.append([line]) }
      isTable = true
    }
    return tables.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
  }
}
