import ArchAnalysis
import ArchExchange
import ArgumentParser

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Print the bound model and its figures for other tools.",
    discussion: """
      The shape is documented in docs/export.md and docs/schemas/model.schema.json.

      Examples:
        archc export shop.arch --format json
        archc export shop.arch -o shop.json
        archc export shop.arch --no-figures
      """)

  @Argument(
    help: ArgumentHelp("The root file, or - for standard input.", valueName: "file"),
    completion: .file(extensions: ["arch"]))
  var file: String

  @Option(help: ArgumentHelp("json.", valueName: "format"))
  var format: ExportFormat = .json

  @Option(name: [.short, .long], help: ArgumentHelp("Write to this file.", valueName: "file"), completion: .file())
  var output: String?

  @Flag(
    name: .customLong("no-figures"),
    help: "The model alone, without figures and verdicts: of a large one a small part of the text.")
  var withoutFigures = false

  @OptionGroup(title: "Variants")
  var variants: VariantOptions

  func run() throws {
    let compiled = try CompiledProgram.load(file, variants: variants)
    let bytes =
      withoutFigures
      ? try JSONDocument.bytes(of: ModelDocument(compiled.model))
      : try JSONDocument.bytes(of: Figures(compiled.model), variant: variants.name)
    guard let output, output != "-" else {
      try Console.write(bytes)
      return
    }
    var files = OutputFiles()
    files.add(output, bytes: bytes)
    try files.write()
  }
}

enum ExportFormat: String, WordChoice {
  case json
}
