import ArchAnalysis
import ArchExchange
import ArchModel
import ArgumentParser

struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Explain a figure: its terms, formula, source lines, and what is missing.",
    discussion: """
      A figure is named as in `verify:`, with its conditions.

      Examples:
        archc why shop.arch Checkout.p99
        archc why shop.arch 'Checkout.p99 at peak'
        archc why shop.arch 'OrdersDB.utilization at 1y when Shows fails'
        archc why shop.arch cost --format json
      """)

  @Argument(
    help: ArgumentHelp("The root file, or - for standard input.", valueName: "file"),
    completion: .file(extensions: ["arch"]))
  var file: String

  @Argument(help: ArgumentHelp("The figure, such as Checkout.p99.", valueName: "figure"))
  var figure: [String]

  @Option(help: ArgumentHelp("text or json.", valueName: "format"))
  var format: AnswerFormat = .text

  @OptionGroup(title: "Variants")
  var variants: VariantOptions

  func validate() throws {
    if figure.isEmpty { throw ValidationError("name a figure, such as Checkout.p99") }
  }

  func run() throws {
    let compiled = try CompiledProgram.load(file, variants: variants)
    let query = try FigureQuery(figure.joined(separator: " "), in: compiled.model)
    var (model, subject, conditions) = (compiled.model, query.subject, query.conditions)
    if let scenario = query.scenario {
      // Each variant is a model of its own, in which the same parts are asked for by their names again.
      let selection = VariantSelection(kinds: [.scenario], name: model.path(scenario))
      model = ArchModel.compile(compiled.program.files, variants: variants.selections + [selection]).model
      let again = try FigureQuery(figure.joined(separator: " "), in: model)
      (subject, conditions) = (again.subject, again.conditions)
    }
    let figures = Figures(model)
    guard let explanation = figures.explanation(subject, query.name, conditions) else {
      let texts = FigureTexts(model: model)
      let names = figures.names(of: subject).map { "`\($0.rawValue)`" }.joined(separator: ", ")
      throw CommandFailure(
        "\(texts.name(subject)) has no figure `\(query.name.rawValue)`", help: "it has \(names)")
    }
    switch format {
    case .text: try Console.write(ExplanationText(model: model).text(explanation))
    case .json:
      try Console.write(
        try JSONDocument.bytes(of: FigureDocument(explanation, in: FigureIdentities(model), variant: variants.name)))
    }
  }
}

enum AnswerFormat: String, WordChoice {
  case text, json
}
