import ArchAnalysis
import ArchExchange
import ArchModel
import ArchRules
import ArgumentParser

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Put variants side by side: options, environments, scenarios, phases.",
    discussion: """
      Each variant is laid over the program by itself; `base` is the program as it stands. Without names the options of \
      all decisions that hold changes are compared with the base.

      Examples:
        archc compare shop.arch D1.Postgres D1.Dynamo
        archc compare shop.arch base Staging BlackFriday
        archc compare shop.arch P1 P2 --format json
      """)

  @Argument(
    help: ArgumentHelp("The root file, or - for standard input.", valueName: "file"),
    completion: .file(extensions: ["arch"]))
  var file: String

  @Argument(help: ArgumentHelp("Variants: an option, environment, scenario or phase, or base.", valueName: "variant"))
  var names: [String] = []

  @Flag(help: "Also print the figures that are the same in all.")
  var all = false

  @Option(help: ArgumentHelp("text or json.", valueName: "format"))
  var format: AnswerFormat = .text

  func run() throws {
    let compiled = try CompiledProgram.load(file)
    let columns = try variants(in: compiled.model).map { selection -> FigureComparison.Column in
      guard let selection else {
        return FigureComparison.Column(name: "base", model: compiled.model, errors: errors(compiled, []))
      }
      let model = ArchModel.compile(compiled.program.files, variants: [selection]).model
      return FigureComparison.Column(name: selection.name, model: model, errors: errors(compiled, [selection]))
    }
    let comparison = FigureComparison(columns: columns)
    switch format {
    case .text: try Console.write(comparison.text(showsAll: all))
    case .json: try Console.write(try JSONDocument.bytes(of: comparison.document))
    }
  }

  /// The ids of the rules that find an error, each once.
  private func errors(_ compiled: CompiledProgram, _ variants: [VariantSelection]) -> [String] {
    let check = CheckedProgram(
      compiled.program, variants: variants, today: Console.today, selection: RuleSelection())
    return Set(check.diagnostics.filter { $0.severity == .error }.map(\.id)).sorted()
  }

  private func variants(in model: Model) throws(CommandFailure) -> [VariantSelection?] {
    let kinds: KindSet = [.environment, .scenario, .option, .phase]
    guard !names.isEmpty else {
      let options = model.elements(of: .option).filter { model.holdsStatements($0) }
      guard !options.isEmpty else {
        throw CommandFailure(
          "no option of a decision holds changes",
          help: "name what to compare: `base`, an environment, scenario, option or phase")
      }
      return [nil] + options.map { VariantSelection(kinds: [.option], name: model.path($0)) }
    }
    var result: [VariantSelection?] = []
    for name in names {
      if name == "base" {
        result.append(nil)
        continue
      }
      // What there is before the first phase is a column as well.
      if name == VariantSelection.beforeMigrationName, !model.elements(of: .phase).isEmpty,
        !model.elements(of: kinds).contains(where: { model.name($0) == name })
      {
        result.append(.beforeMigration)
        continue
      }
      let element = try FigureQuery.element(name, of: kinds, in: model, noun: "variant")
      result.append(VariantSelection(kinds: [model[element].kind], name: model.path(element)))
    }
    if result.count == 1 { result.insert(nil, at: 0) }
    return result
  }
}
