import ArchModel
import ArchProject
import ArchViews
import ArgumentParser

struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Make the drawings and the report in one go.",
    discussion: """
      Writes NAME.txt, NAME.svg and NAME.md for each root file, and a drawing for each view. If one of them cannot be \
      made, none is replaced.

      Examples:
        archc build shop.arch -o out
        archc build systems/ -o docs/architecture
        archc build shop.arch -o out --environment Staging
      """)

  @Argument(
    help: ArgumentHelp("Root files and folders.", valueName: "file"), completion: .file(extensions: ["arch"]))
  var files: [String]

  @Option(
    name: [.short, .long], help: ArgumentHelp("The folder to write to.", valueName: "folder"), completion: .directory)
  var output: String

  @OptionGroup(title: "Variants")
  var variants: VariantOptions

  func validate() throws {
    if files.isEmpty { throw ValidationError("name a root file") }
  }

  func run() throws {
    var outputs = OutputFiles()
    let roots = try Roots.of(files)
    var names: Set<String> = []
    for (index, root) in roots.enumerated() {
      if roots.count > 1 { Console.progress("\(index + 1)/\(roots.count) \(root.path)") }
      let compiled = try CompiledProgram.checked(root.program, path: root.path, variants: variants)
      let name = root.path == "-" ? "architecture" : Path.stem(of: root.path)
      guard names.insert(name).inserted else {
        throw CommandFailure(
          "two root files are called `\(name)`", help: "build them into different folders")
      }
      try add(compiled, name: name, to: &outputs)
    }
    Console.progress("")
    try outputs.write()
    for path in outputs.paths { try Console.write(path + "\n") }
  }

  private func add(_ compiled: CompiledProgram, name: String, to outputs: inout OutputFiles) throws(CommandFailure) {
    let drawings = Drawings(model: compiled.model)
    let diagram = drawings.diagram()
    let base = Path.joined(output, name)
    let text: String
    do {
      text = try drawings.text(diagram, width: 100)
    } catch {
      // Too wide for a page: the file takes the columns that it needs.
      text = try drawings.text(diagram, width: nil)
    }
    outputs.add(base + ".txt", text)
    outputs.add(base + ".svg", try drawings.svg(diagram))
    var links: [(title: String, path: String)] = [("drawing", name + ".svg"), ("text", name + ".txt")]
    for view in compiled.model.elements(of: .view) {
      let file = "\(name).\(Self.fileName(compiled.model.path(view))).svg"
      outputs.add(Path.joined(output, file), try drawings.svg(drawings.diagram(.view(view))))
      links.append((compiled.model.displayName(view), file))
    }
    outputs.add(base + ".md", compiled.report(drawings: links, in: output))
  }

  /// A path of the model as a part of a file name.
  static func fileName(_ path: String) -> String {
    String(path.map { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" ? $0 : "-" })
  }
}
