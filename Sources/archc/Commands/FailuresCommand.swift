import ArchAnalysis
import ArchExchange
import ArchModel
import ArgumentParser

struct FailuresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "failures",
    abstract: "Print what each loss breaks, the single points of failure, and where retries and timeouts pile up.",
    discussion: """
      Every component, one replica of each, and every boundary that fails as one is lost in turn; load moves to what is \
      left, and what then exceeds its capacity fails too. `archc whatif` tells one loss in detail.

      Examples:
        archc failures shop.arch
        archc failures shop.arch --at now
        archc failures shop.arch --format json
      """)

  @Argument(
    help: ArgumentHelp("The root file, or - for standard input.", valueName: "file"),
    completion: .file(extensions: ["arch"]))
  var file: String

  @Option(help: ArgumentHelp("The load that is judged: now, peak, or that of a time such as 1y.", valueName: "moment"))
  var at = "peak"

  @Option(help: ArgumentHelp("text or json.", valueName: "format"))
  var format: AnswerFormat = .text

  @Option(name: [.short, .long], help: ArgumentHelp("Write to this file.", valueName: "file"), completion: .file())
  var output: String?

  @OptionGroup(title: "Variants")
  var variants: VariantOptions

  func run() throws {
    let compiled = try CompiledProgram.load(file, variants: variants)
    let report = FailureReport(
      figures: Figures(compiled.model), conditions: Conditions(try FigureQuery.moment(at)))
    let bytes: [UInt8]
    switch format {
    case .text: bytes = Array(report.text.utf8)
    case .json: bytes = try JSONDocument.bytes(of: report.document(variant: variants.name))
    }
    guard let output, output != "-" else { return try Console.write(bytes) }
    var files = OutputFiles()
    files.add(output, bytes: bytes)
    try files.write()
  }
}
