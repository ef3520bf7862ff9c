import ArchModel
import ArgumentParser

/// Which variants of the program to work on.
struct VariantOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Lay this environment over the program.", valueName: "name"))
  var environment: String?

  @Option(help: ArgumentHelp("Lay this scenario over the program.", valueName: "name"))
  var scenario: String?

  @Option(help: ArgumentHelp("Take this option of a decision, such as D1.Dynamo.", valueName: "path"))
  var option: [String] = []

  @Option(
    help: ArgumentHelp(
      "The architecture after this phase of the migration; `start` for before the first.", valueName: "name"))
  var phase: String?

  var selections: [VariantSelection] {
    [
      environment.map { [VariantSelection(kinds: [.environment], name: $0)] } ?? [],
      phase.map { [VariantSelection(kinds: [.phase], name: $0)] } ?? [],
      option.map { VariantSelection(kinds: [.option], name: $0) },
      scenario.map { [VariantSelection(kinds: [.scenario], name: $0)] } ?? [],
    ].flatMap { $0 }
  }

  /// What is laid over the program, for documents; nil for nothing.
  var name: String? {
    let names = selections.map(\.name)
    return names.isEmpty ? nil : names.joined(separator: " + ")
  }
}
