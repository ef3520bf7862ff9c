import ArchAnalysis
import ArchExchange
import ArchModel
import ArgumentParser

struct WhatIfCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whatif",
    abstract: "What breaks, degrades and survives when something fails, grows or changes.",
    discussion: """
      Parts that fail leave their load to others; what then exceeds its capacity fails too, until nothing more does. \
      Figures stand before and after, those that stay the same are left out.

      Examples:
        archc whatif shop.arch --down Payments
        archc whatif shop.arch --down-zone A --at peak
        archc whatif shop.arch --load 3x
        archc whatif shop.arch --at 1y --replicas Orders=6
        archc whatif shop.arch --set 'OrdersDB.capacity=12k/s' --format json
      """)

  @Argument(
    help: ArgumentHelp("The root file, or - for standard input.", valueName: "file"),
    completion: .file(extensions: ["arch"]))
  var file: String

  @Option(help: ArgumentHelp("This component fails; again for more.", valueName: "name"))
  var down: [String] = []

  @Option(help: ArgumentHelp("One replica of this component fails; again for more.", valueName: "name"))
  var downOne: [String] = []

  @Option(
    help: ArgumentHelp("This zone or other boundary fails, with all in it; again for more.", valueName: "name"))
  var downZone: [String] = []

  @Option(help: ArgumentHelp("All rates times this: 3x, 1.5.", valueName: "factor"))
  var load: String?

  @Option(
    help: ArgumentHelp("now, peak, or a time from today such as 1y; by default the peak.", valueName: "moment"))
  var at: String?

  @Option(help: ArgumentHelp("NAME=COUNT, such as Orders=2; again for more.", valueName: "change"))
  var replicas: [String] = []

  @Option(help: ArgumentHelp("NAME.PROPERTY=VALUE, such as Api.p99=80ms; again for more.", valueName: "change"))
  var set: [String] = []

  @Option(help: ArgumentHelp("Without this component or boundary; again for more.", valueName: "name"))
  var remove: [String] = []

  @Flag(help: "Also print the figures that stay the same.")
  var all = false

  @Option(help: ArgumentHelp("text or json.", valueName: "format"))
  var format: AnswerFormat = .text

  @OptionGroup(title: "Variants")
  var variants: VariantOptions

  func run() throws {
    // Not in `validate`, which runs before an option that does not exist is told.
    guard ![down, downOne, downZone, replicas, set, remove].allSatisfy(\.isEmpty) || load != nil || at != nil else {
      throw CommandFailure(
        "nothing changes",
        help: "say what does: --down, --down-one, --down-zone, --load, --at, --replicas, --set or --remove")
    }
    let compiled = try CompiledProgram.load(file, variants: variants)
    let (overlay, words) = try WhatIfChanges(replicas: replicas, set: set, remove: remove).overlay(of: compiled.model)
    let model = try overlay.apply(to: compiled.program, variants: variants.selections)
    let whatIf = WhatIf(
      before: Figures(compiled.model), after: Figures(model), conditions: try conditions(compiled.model, model),
      changes: words)
    switch format {
    case .text: try Console.write(whatIf.text(showsAll: all))
    case .json: try Console.write(try JSONDocument.bytes(of: whatIf.document(variant: variants.name)))
    }
  }

  private func conditions(
    _ before: Model, _ after: Model
  ) throws(CommandFailure) -> (before: Conditions, after: Conditions) {
    var failures: [FailureCondition] = []
    func add(_ names: [String], _ kinds: KindSet, isOneReplica: Bool = false) throws(CommandFailure) {
      for name in names {
        let element = try FigureQuery.element(name, of: kinds, in: after)
        failures.append(FailureCondition(element: element, isOneReplica: isOneReplica))
      }
    }
    try add(down, KindSet.components | KindSet.boundaries)
    try add(downZone, KindSet.boundaries)
    try add(downOne, KindSet.components, isOneReplica: true)
    var factor = 1.0
    if let load { factor = try Self.factor(load) }
    let moment = try at.map { text throws(CommandFailure) in try FigureQuery.moment(text) } ?? .peak
    return (Conditions(moment == .now ? .now : .peak), Conditions(moment, failures: failures, loadFactor: factor))
  }

  /// `3x`, `1.5`, `150%`.
  static func factor(_ text: String) throws(CommandFailure) -> Double {
    let number = text.hasSuffix("x") || text.hasSuffix("×") ? String(text.dropLast()) : text
    let read = Array(number.utf8).withUnsafeBufferPointer { QuantityParser.parse($0) }
    guard case .success(let quantity) = read, [.count, .ratio].contains(quantity.dimension), quantity.value >= 0,
      quantity.value <= 1e12
    else { throw CommandFailure("`\(text)` is no factor", help: "write how many times today's load, such as `3x`") }
    return quantity.value
  }
}
