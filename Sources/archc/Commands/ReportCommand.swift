import ArchExchange
import ArchProject
import ArchReport
import ArchRules
import ArchSyntax
import ArgumentParser

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write the architecture report: Markdown, one HTML page, or JSON.",
    discussion: """
      First a page to decide on, then thirteen sections in their order (requirements, constraints, overview, components, \
      data, API, trade-offs, failure modes, capacity, security, migration, ADRs, next steps), then registers: findings, \
      risks, escalations, qualities, error budgets, recovery, data, third parties, cost, assumptions, open questions.

      Examples:
        archc report shop.arch
        archc report shop.arch -o docs/architecture.md --front-matter
        archc report shop.arch -o report.html
        archc report shop.arch --section capacity-planning --section cost
        archc report shop.arch --template docs/outline.md -o docs/architecture.md
        archc report shop.arch --since origin/main

      A template is a Markdown file in which {{ NAME }} stands for a section, {{ NAME body }} for one without its \
      heading, and {{ title }}, {{ owner }}, {{ version }}, {{ status }}, {{ revision }} for facts.
      """)

  @Argument(
    help: ArgumentHelp("The root file, or - for standard input.", valueName: "file"),
    completion: .file(extensions: ["arch"]))
  var file: String

  @Option(name: [.short, .long], help: ArgumentHelp("Write to this file.", valueName: "file"), completion: .file())
  var output: String?

  @Option(help: ArgumentHelp("md, html or json; by default by the name of -o.", valueName: "format"))
  var format: ReportFormat?

  @Option(help: ArgumentHelp("Only this section; may be given several times.", valueName: "name"))
  var section: [String] = []

  @Flag(help: "Begin with YAML front matter: title, owner, version, status, revision.")
  var frontMatter = false

  @Option(
    help: ArgumentHelp("An outline of your own, in Markdown.", valueName: "file"),
    completion: .file(extensions: ["md"]))
  var template: String?

  @Option(
    help: ArgumentHelp("Tell what changed since this revision of git asks of others.", valueName: "revision"))
  var since: String?

  @Option(
    help: ArgumentHelp("The day that decides what has expired, as 2026-10-02; by default today.", valueName: "date"))
  var today: String?

  @OptionGroup(title: "Variants")
  var variants: VariantOptions

  private var chosen: ReportFormat {
    format ?? output.flatMap { ReportFormat(path: $0) } ?? .md
  }

  func validate() throws {
    if template != nil, !section.isEmpty {
      throw ValidationError("--template and --section exclude each other: the template names its sections")
    }
    if format == nil, let output, !ReportFormat.isPlain(output), ReportFormat(path: output) == nil {
      throw ValidationError(
        "the name of \(output) asks for no format of a report: end it in .md, .html or .json, or add --format")
    }
    if chosen != .md, template != nil { throw ValidationError("--template goes with --format md") }
    if chosen != .md, frontMatter { throw ValidationError("--front-matter goes with --format md") }
    if let since, since.isEmpty { throw ValidationError("--since takes a revision, such as origin/main") }
    if let today, CheckCommand.day(today) == nil { throw ValidationError("--today takes a date such as 2026-10-02") }
  }

  func run() throws {
    let compiled = try CompiledProgram.load(file, variants: variants)
    let day = today.flatMap { CheckCommand.day($0) } ?? Console.today
    var maker = try ReportMaker(compiled, path: file, variants: variants.selections, today: day)
    if let since {
      let old = try OldFindings.at(since, files: [file], run: CheckRun(files: [file]), today: day)
      maker.former = old.program(of: file)?.compilation.model
    }
    let folder = output.flatMap { $0 == "-" ? nil : Path.folder(of: $0) }
    let bytes = try bytes(maker, in: folder)
    guard let output, output != "-" else {
      try Console.write(bytes)
      return
    }
    var files = OutputFiles()
    files.add(output, bytes: bytes)
    try files.write()
  }

  private func bytes(_ maker: ReportMaker, in folder: String?) throws -> [UInt8] {
    let drawings = Drawings(model: maker.compiled.model)
    switch chosen {
    case .md:
      let document = maker.document(of: drawings, in: folder)
      let head = frontMatter ? document.frontMatter : ""
      if let template { return Array((head + (try filled(template, document))).utf8) }
      let text = section.isEmpty ? document.markdown : document.markdown(of: try sections(of: document))
      return Array((head + text).utf8)
    case .html:
      let plot = "utilization.svg"
      let document = maker.document(
        plots: [("Utilization at peak", plot)], phases: maker.phasePaths, of: drawings, in: folder)
      let sections = section.isEmpty ? nil : try sections(of: document)
      return Array(
        document.html(of: sections, pictures: try maker.pictures(of: drawings, plot: plot)).utf8)
    case .json:
      let document = maker.document(of: drawings, in: folder)
      return try JSONDocument.bytes(
        of: ReportRecord(document, sections: section.isEmpty ? nil : try sections(of: document)))
    }
  }

  /// The sections that are asked for, in the order of the options.
  private func sections(of document: ReportDocument) throws(CommandFailure) -> [ReportDocument.Section] {
    var result: [ReportDocument.Section] = []
    for name in section {
      guard let found = document.section(name) else {
        let near = Spelling.nearest(to: name, among: document.names)
        throw CommandFailure(
          "the report has no section `\(name)`",
          help: near.count == 1
            ? "did you mean `\(near[0])`?" : "sections: \(document.names.map { "`\($0)`" }.joined(separator: ", "))")
      }
      result.append(found)
    }
    return result
  }

  private func filled(_ path: String, _ document: ReportDocument) throws(CommandFailure) -> String {
    let bytes: [UInt8]
    switch FileSystem.disk.read(path) {
    case .success(let read): bytes = read
    case .failure(let problem): throw Inputs.unreadable(path, problem)
    }
    do {
      return try ReportTemplate(String(decoding: bytes, as: UTF8.self)).filled(with: document)
    } catch {
      throw CommandFailure("\(path):\(error.line): \(error.message)", help: error.help)
    }
  }
}

/// The formats of a report.
enum ReportFormat: String, WordChoice {
  case md, html, json

  /// The format that the name of a file asks for, or nil.
  init?(path: String) {
    switch path.split(separator: ".").last?.lowercased() {
    case "html", "htm": self = .html
    case "json": self = .json
    case "md", "markdown": self = .md
    default: return nil
    }
  }

  /// Whether the name of a file asks for no format: it has no ending, or one of text.
  static func isPlain(_ path: String) -> Bool {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return true }
    return ["txt", "text"].contains(name[name.index(after: dot)...].lowercased())
  }
}
