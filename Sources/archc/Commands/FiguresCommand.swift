import ArchAnalysis
import ArchExchange
import ArchModel
import ArchText
import ArgumentParser

struct FiguresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figures",
    abstract: "Print what can be computed: load, utilisation, latency, availability, cost.",
    discussion: """
      Without a filter the figures that matter most stand in a table for flows, components and the system. A filter \
      lists all figures it fits, one a line: a part, a figure, or `*` for either. `?` is unknown; `archc why` says what \
      to state.

      Examples:
        archc figures shop.arch
        archc figures shop.arch 'Checkout.*'
        archc figures shop.arch '*.utilization' --at 2y
        archc figures shop.arch --format json
        archc figures shop.arch --plot
      """)

  @Argument(
    help: ArgumentHelp("The root file, or - for standard input.", valueName: "file"),
    completion: .file(extensions: ["arch"]))
  var file: String

  @Argument(help: ArgumentHelp("Which figures: `Checkout.p99`, `Checkout.*`, `*.utilization`.", valueName: "filter"))
  var filter: [String] = []

  @Option(help: ArgumentHelp("table, json or csv.", valueName: "format"))
  var format: FiguresFormat = .table

  @Option(
    help: ArgumentHelp(
      "A time from today beside now and peak, such as 2y; again for more. By default those of `horizons:`, else 6mo and 1y.",
      valueName: "time"))
  var at: [String] = []

  @Flag(help: "Draw utilisation at peak as bars, and how it grows to the limit.")
  var plot = false

  @Option(name: [.short, .long], help: ArgumentHelp("Write to this file.", valueName: "file"), completion: .file())
  var output: String?

  @OptionGroup(title: "Variants")
  var variants: VariantOptions

  func run() throws {
    let compiled = try CompiledProgram.load(file, variants: variants)
    let figures = Figures(compiled.model)
    let moments = try moments(figures)
    let text: [UInt8]
    if plot {
      text = Array(PlotText.text(UtilizationPlot.plot(figures)).utf8)
    } else {
      let filters = try filter.map { try FigureFilter($0, model: compiled.model) }
      switch format {
      case .table:
        text = Array(
          (filters.isEmpty
            ? FiguresTable(figures: figures, moments: moments).text
            : FiguresTable.list(chosen(figures, moments, filters), figures: figures)).utf8)
      case .json:
        text = try JSONDocument.bytes(
          of: FiguresDocument(figures, chosen: chosen(figures, moments, filters), variant: variants.name))
      case .csv:
        text = Array(FiguresTable.csv(chosen(figures, moments, filters), figures: figures, variant: variants.name).utf8)
      }
    }
    guard let output, output != "-" else { return try Console.write(text) }
    var files = OutputFiles()
    files.add(output, bytes: text)
    try files.write()
  }

  private func moments(_ figures: Figures) throws(CommandFailure) -> [Horizon] {
    guard !at.isEmpty else { return figures.moments }
    var moments: [Horizon] = [.now, .peak]
    for text in at {
      let moment = try FigureQuery.moment(text)
      if !moments.contains(moment) { moments.append(moment) }
    }
    return moments
  }

  private func chosen(_ figures: Figures, _ moments: [Horizon], _ filters: [FigureFilter]) -> [Figure] {
    figures.all(at: moments).filter { figure in filters.isEmpty || filters.contains { $0.fits(figure) } }
  }
}

enum FiguresFormat: String, WordChoice {
  case table, json, csv
}

/// `Checkout.*`, `*.p99`, `Checkout`.
struct FigureFilter {
  private let subject: FigureSubject?
  private let name: FigureName?

  init(_ text: String, model: Model) throws(CommandFailure) {
    var path = text
    if text.hasSuffix(".*") {
      path.removeLast(2)
      name = nil
    } else if let dot = text.lastIndex(of: "."),
      let figure = FigureName(rawValue: String(text[text.index(after: dot)...]))
    {
      path = String(text[..<dot])
      name = figure
    } else if let figure = FigureName(rawValue: text) {
      path = "*"
      name = figure
    } else {
      name = nil
    }
    if path == "*" {
      subject = nil
    } else {
      // The name of a figure leads to the same look-up and the same errors as in `why`.
      subject = try FigureQuery("\(path).\((name ?? .rate).rawValue)", in: model).subject
    }
  }

  func fits(_ figure: Figure) -> Bool {
    (subject == nil || subject == figure.subject) && (name == nil || name == figure.name)
  }
}
