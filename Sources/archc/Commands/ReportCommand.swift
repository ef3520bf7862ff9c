import ArchProject
import ArchReport
import ArgumentParser

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write the architecture report in Markdown.",
    discussion: """
      Examples:
        archc report shop.arch
        archc report shop.arch -o docs/architecture.md
      """)

  @Argument(
    help: ArgumentHelp("The root file, or - for standard input.", valueName: "file"),
    completion: .file(extensions: ["arch"]))
  var file: String

  @Option(name: [.short, .long], help: ArgumentHelp("Write to this file.", valueName: "file"), completion: .file())
  var output: String?

  @OptionGroup(title: "Variants")
  var variants: VariantOptions

  func run() throws {
    let compiled = try CompiledProgram.load(file, variants: variants)
    let report = compiled.report(drawings: [], in: output.flatMap { $0 == "-" ? nil : Path.folder(of: $0) })
    guard let output, output != "-" else {
      try Console.write(report)
      return
    }
    var files = OutputFiles()
    files.add(output, report)
    try files.write()
  }
}
