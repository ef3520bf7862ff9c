import ArchAnalysis
import ArchExchange
import ArchGraphviz
import ArchProject
import ArchRules
import ArgumentParser

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "What differs between two states of an architecture, and what follows from it.",
    discussion: """
      Parts, relations, properties, endpoints and figures; broken interfaces; findings that are new or fixed. A part \
      that says `was: OldName` is the one that was renamed.

      Examples:
        archc diff old.arch new.arch
        archc diff --since origin/main shop.arch
        archc diff --since origin/main . --format markdown
        archc diff old.arch new.arch -o changes.svg

      Exit status: 0, with --exit-code 1 where anything differs; 2 a file could not be read or compiled.
      """)

  @Argument(
    help: ArgumentHelp("The older and the newer file; with --since files and folders.", valueName: "file"),
    completion: .file(extensions: ["arch"]))
  var files: [String] = []

  @Option(
    help: ArgumentHelp(
      "Compare with where this revision of git and the work tree parted.", valueName: "revision"))
  var since: String?

  @Option(
    help: ArgumentHelp(
      "text, markdown or json; ascii, svg or dot for the drawing; by default by the name of -o.", valueName: "format"))
  var format: DiffFormat?

  @Option(name: [.short, .long], help: ArgumentHelp("The file to write, - for standard output.", valueName: "file"))
  var output: String?

  @Flag(help: "Exit with 1 where anything differs.")
  var exitCode = false

  func validate() throws {
    if let since {
      if since.isEmpty { throw ValidationError("--since takes a revision, such as origin/main") }
    } else if files.count != 2 {
      throw ValidationError("name the older and the newer file, or --since REVISION and files")
    }
  }

  func run() throws {
    let pairs =
      try since.map { try DiffPair.since($0, files: files.isEmpty ? ["."] : files) } ?? [
        DiffPair.of(files[0], files[1])
      ]
    let format = try chosen
    let comparisons = try pairs.map { try $0.compared() }
    let document = DiffDocument(programs: comparisons.map(\.program))
    let text: String
    switch format {
    case .text: text = DiffReport(document: document).text
    case .markdown:
      let drawings = comparisons.map { pair -> String in
        let diagram = DiffDrawing.diagram(pair.comparison).withSigns
        return pair.comparison.isEmpty || diagram.isEmpty
          ? "" : (try? Drawings(model: pair.comparison.after).text(diagram, width: 100)) ?? ""
      }
      text = DiffReport(document: document, drawings: drawings).markdown
    case .json: text = String(decoding: try JSONDocument.bytes(of: document), as: UTF8.self)
    case .ascii, .svg, .dot: text = try drawing(comparisons, format)
    }
    if let output, output != "-" {
      var outputs = OutputFiles()
      outputs.add(output, text)
      try outputs.write()
    } else {
      try Console.write(text)
    }
    if exitCode, document.programs.contains(where: { !$0.isEmpty }) { throw CommandFailure(quietWithStatus: 1) }
  }

  private var chosen: DiffFormat {
    get throws(CommandFailure) {
      if let format { return format }
      guard let output, output != "-" else { return .text }
      switch output.split(separator: ".").last {
      case "txt", "text": return .text
      case "md", "markdown": return .markdown
      case "json": return .json
      case "svg": return .svg
      case "dot", "gv": return .dot
      default:
        throw CommandFailure(
          "the name `\(output)` tells no format", help: "end it in .txt, .md, .json, .svg or .dot, or give `--format`")
      }
    }
  }

  private func drawing(_ pairs: [ComparedPair], _ format: DiffFormat) throws(CommandFailure) -> String {
    guard pairs.count == 1, let pair = pairs.first else {
      throw CommandFailure("a drawing is of one program, and there are \(pairs.count)", help: "name its root file")
    }
    let drawings = Drawings(model: pair.comparison.after)
    let diagram = DiffDrawing.diagram(pair.comparison)
    switch format {
    case .svg: return try drawings.svg(diagram)
    case .dot: return DotText.dot(diagram)
    default:
      return try drawings.text(diagram.withSigns, width: output == nil ? Console.width ?? 100 : 100)
    }
  }
}

enum DiffFormat: String, WordChoice {
  case text, markdown, json, ascii, svg, dot
}
