import ArchExchange
import ArchModel
import ArchPatterns
import ArgumentParser

struct PatternFindCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "find",
    abstract: "Find the patterns that a program follows without naming them.",
    discussion: """
      It looks at the structure and at what is stated, never at names, and says what is not as the pattern has it.

      Examples:
        archc pattern find shop.arch
        archc pattern find shop.arch --format json
      """)

  @Argument(
    help: ArgumentHelp("The root file, or - for standard input.", valueName: "file"),
    completion: .file(extensions: ["arch"]))
  var file: String

  @Option(help: ArgumentHelp("text, json or markdown.", valueName: "format"))
  var format: PageFormat = .text

  @OptionGroup(title: "Variants")
  var variants: VariantOptions

  func run() throws {
    let model = try CompiledProgram.load(file, variants: variants).model
    let found = PatternRecognition.recognised(in: model)
    switch format {
    case .text:
      guard !found.isEmpty else {
        return try Console.write("It reads like none of the \(PatternLibrary.all.count) patterns of the library.\n")
      }
      var text = ""
      for pattern in found {
        text +=
          "\(pattern.sentence)\n  \(pattern.rolesText(model.shortName))\n  archc pattern show \(pattern.entry.slug)\n"
      }
      try Console.write(text)
    case .markdown:
      var text = "| Pattern | Parts | But |\n| --- | --- | --- |\n"
      for pattern in found {
        let cells = [
          pattern.entry.name, pattern.rolesText(model.shortName),
          pattern.deviations.isEmpty ? "–" : pattern.deviations.map(\.text).joined(separator: "; "),
        ]
        text += "| \(cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ")) |\n"
      }
      try Console.write(text)
    case .json:
      try Console.write(try JSONDocument.bytes(of: RecognisedPatternsDocument(found, in: model)))
    }
  }
}
