import ArchDiagram
import ArchGraphviz
import ArchModel
import ArchProject
import ArchViews
import ArgumentParser
import Dispatch

struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Make the drawings and the report in one go.",
    discussion: """
      Writes NAME.md for each root file, and as .txt and .svg: NAME with everything, NAME.context with boundaries as \
      single boxes, and one drawing for each boundary, view and flow. Where there are more than 25 components, NAME \
      shows boundaries as single boxes and NAME.all everything. NAME.utilization shows how full components become. If one of them cannot be made, none is replaced.

      Examples:
        archc build shop.arch -o out
        archc build systems/ -o docs/architecture
        archc build shop.arch -o out --environment Staging
        archc build shop.arch -o out --watch

      With --watch it builds again whenever a file of the program changes, prints a line for each build, and goes on \
      after errors, until it is interrupted.
      """)

  @Argument(
    help: ArgumentHelp("Root files and folders.", valueName: "file"), completion: .file(extensions: ["arch"]))
  var files: [String]

  @Option(
    name: [.short, .long], help: ArgumentHelp("The folder to write to.", valueName: "folder"), completion: .directory)
  var output: String

  @Flag(help: "Build again on each change, until interrupted.")
  var watch = false

  @OptionGroup(title: "Variants")
  var variants: VariantOptions

  func validate() throws {
    if files.isEmpty { throw ValidationError("name a root file") }
    if watch, files.contains("-") { throw ValidationError("standard input cannot be watched; name a file") }
  }

  func run() throws {
    if watch {
      // One permit: whoever holds it writes, or ends the process.
      let writing = DispatchSemaphore(value: 1)
      try BuildWatch(writing: writing) { watched in
        let outputs = try build(try Roots.of(files, in: watched.fileSystem))
        writing.wait()
        defer { writing.signal() }
        try outputs.write()
        return (outputs.paths, output)
      }.run()
    }
    let outputs = try build(try Roots.of(files))
    try outputs.write()
    for path in outputs.paths { try Console.write(path + "\n") }
  }

  private func build(_ roots: [Root]) throws -> OutputFiles {
    var outputs = OutputFiles()
    var names: Set<String> = []
    var taken = FileNames()
    for (index, root) in roots.enumerated() {
      if roots.count > 1 { Console.progress("\(index + 1)/\(roots.count) \(root.path)") }
      let compiled = try CompiledProgram.checked(root.program, path: root.path, variants: variants)
      let name = root.path == "-" ? "architecture" : Path.stem(of: root.path)
      guard names.insert(name.lowercased()).inserted else {
        throw CommandFailure(
          "two root files are called `\(name)`", help: "build them into different folders")
      }
      try add(compiled, path: root.path, name: name, taken: &taken, to: &outputs)
    }
    Console.progress("")
    return outputs
  }

  private func add(
    _ compiled: CompiledProgram, path: String, name: String, taken: inout FileNames, to outputs: inout OutputFiles
  ) throws(CommandFailure) {
    let drawings = Drawings(model: compiled.model)
    var links: [(title: String, path: String)] = []
    var phases: [(phase: ElementID, path: String)] = []
    let pages = DrawingPages.of(compiled.model, name: name, taken: &taken)
    for page in pages {
      let base = Path.joined(output, page.file)
      switch page.content {
      case .structure(let selection):
        let diagram = drawings.diagram(selection)
        if diagram.isEmpty, case .view = selection {
          Console.note("note: the view `\(page.title)` shows nothing, so it is not drawn")
          continue
        }
        if let text = drawings.page(diagram, selection) {
          outputs.add(base + ".txt", text)
        } else {
          Console.note("note: as text, \(page.title) is more than anybody can read, so it is not drawn")
        }
        outputs.add(
          base + ".svg",
          try drawings.svg(DrawingPages.linked(diagram, on: page, of: compiled.model, among: pages)))
        links.append((page.title, page.file + ".svg"))
        if links.count == 1, outputs.paths.contains(base + ".txt") { links.append(("text", page.file + ".txt")) }
      case .flow(let element):
        guard let flow = compiled.model.flows.first(where: { $0.element == element }) else { continue }
        let diagram = drawings.sequence(flow)
        outputs.add(base + ".txt", drawings.page(diagram))
        outputs.add(base + ".svg", SVGDrawing.draw(diagram).text)
        links.append((page.title, page.file + ".svg"))
      case .phase(let phase):
        guard let diagram = PhaseSeries.diagram(of: phase, in: compiled.model) else { continue }
        if let text = drawings.page(diagram.withSigns, .all) {
          outputs.add(base + ".txt", text)
        } else {
          Console.note("note: as text, \(page.title) is more than anybody can read, so it is not drawn")
        }
        outputs.add(
          base + ".svg",
          try drawings.svg(DrawingPages.linked(diagram, on: page, of: compiled.model, among: pages)))
        links.append((page.title, page.file + ".svg"))
        phases.append((phase, page.file + ".svg"))
      }
    }
    var plots: [(title: String, path: String)] = []
    let plot = UtilizationPlot.plot(drawings.figures)
    if !plot.rows.isEmpty {
      let file = taken.add("\(name).utilization")
      outputs.add(Path.joined(output, file) + ".svg", SVGDrawing.draw(plot).text)
      plots.append((plot.title, file + ".svg"))
    }
    let maker = try ReportMaker(compiled, path: path, variants: variants.selections, today: Console.today)
    let report = maker.document(drawings: links, plots: plots, phases: phases, of: drawings, in: output)
    outputs.add(Path.joined(output, name) + ".md", report.markdown)
  }
}
