import ArchDiagram
import ArchGraphviz
import ArchModel
import ArchRules
import ArchText
import ArchViews
import ArgumentParser

struct DiagramCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diagram",
    abstract: "Draw the architecture: text, SVG or DOT.",
    discussion: """
      Without -o the drawing goes to standard output, as text that fits the terminal. With -o the name of the file \
      decides the format: .txt, .svg, .dot.

      Examples:
        archc diagram shop.arch
        archc diagram shop.arch -o shop.svg
        archc diagram shop.arch --view Money --direction right
        archc diagram shop.arch --focus Orders --depth 2 --exclude Watch
        archc diagram shop.arch --charset ascii --width 80
        archc diagram shop.arch --flow Checkout
        archc diagram shop.arch --state 'Cashier->Payments' -o breaker.svg
      """)

  @Argument(
    help: ArgumentHelp("The root file, or - for standard input.", valueName: "file"),
    completion: .file(extensions: ["arch"]))
  var file: String

  @Option(
    help: ArgumentHelp(
      "ascii, svg, png, pdf or dot; by default what the name of -o says, else ascii.", valueName: "format"))
  var format: DrawingFormat?

  @Option(name: [.short, .long], help: ArgumentHelp("Write to this file.", valueName: "file"), completion: .file())
  var output: String?

  @Option(help: ArgumentHelp("Draw this view of the program.", valueName: "name"))
  var view: String?

  @Option(help: ArgumentHelp("Draw this boundary and its neighbours.", valueName: "name"))
  var boundary: String?

  @Flag(help: "Draw the outermost boundaries as single boxes.")
  var context = false

  @OptionGroup(title: "Parts")
  var parts: PartOptions

  @OptionGroup(title: "Flows and states")
  var flows: FlowOptions

  @Option(help: ArgumentHelp("right, down, or auto: what fits the width.", valueName: "direction"))
  var direction: DirectionChoice = .auto

  @Option(
    help: ArgumentHelp(
      "The columns of a text drawing; by default those of the terminal, 100 in a file.", valueName: "columns"))
  var width: Int?

  @Option(help: ArgumentHelp("The characters of a text drawing: unicode, ascii or safe.", valueName: "charset"))
  var charset: CharsetChoice = .unicode

  @Option(
    help: ArgumentHelp(
      "What stands in a box of a text drawing: name; tech: kind and technology too; figures: replicas, load and availability too.",
      valueName: "detail"))
  var detail: DetailChoice = .name

  @OptionGroup(title: "Pictures")
  var look: LookOptions

  @Flag(help: "Mark what check finds on components and relations, and list it below.")
  var annotate = false

  @Option(
    help: ArgumentHelp(
      "Colour a text drawing by kind and severity: auto (on a terminal), always or never.", valueName: "when"))
  var color: ColourChoice = .auto

  @OptionGroup(title: "Variants")
  var variants: VariantOptions

  func validate() throws {
    if let width, !(1...100_000).contains(width) {
      throw ValidationError("--width takes a number of columns from 1 to 100000")
    }
    if [view != nil, boundary != nil, context].filter({ $0 }).count > 1 {
      throw ValidationError("--view, --boundary and --context exclude each other")
    }
    if parts.isStated || parts.all, boundary != nil || context {
      throw ValidationError("--boundary and --context stand alone; to draw a part of a view, name the view")
    }
    if parts.all, parts.isStated || view != nil {
      throw ValidationError("--all draws everything; name no part with it")
    }
    try parts.check()
    try flows.check()
    try look.check()
    if flows.isStated, !flows.numbered, view != nil || boundary != nil || context || parts.isStated || parts.all {
      throw ValidationError("--flow and --state draw no structure, so they take no view, boundary or part")
    }
  }

  func run() throws {
    guard let format = format ?? output.map({ DrawingFormat(path: $0) }) ?? .ascii else {
      throw CommandFailure(
        "the name `\(output ?? "")` tells no format",
        help: "end it in .txt, .svg, .png, .pdf or .dot, or give `--format`")
    }
    if output == nil, format == .png || format == .pdf, Console.Stream.output.isTerminal {
      throw CommandFailure("a \(format.rawValue.uppercased()) is no text for a terminal", help: "`-o` names a file")
    }
    try write(drawn(as: format))
  }

  /// The drawing that the options ask for.
  func drawn(as format: DrawingFormat) throws(CommandFailure) -> [UInt8] {
    let compiled = try CompiledProgram.load(file, variants: variants)
    let drawings = Drawings(model: compiled.model)
    if let name = flows.flow, !flows.numbered {
      var diagram = drawings.sequence(try compiled.model.findFlow(name))
      if marksFindings {
        tell(elsewhere: DiagramFindings.add(findings(of: compiled), of: compiled.model, to: &diagram))
      }
      return try sequence(diagram, drawings, format)
    }
    if let name = flows.state { return try states(of: try compiled.model.findBreaker(name), drawings, format) }
    let selection = try selection(in: compiled.model)
    let diagram = try diagram(selection, of: compiled, drawings)
    tell(diagram.diagram, selection, of: compiled.model)
    if marksFindings { tell(elsewhere: diagram.elsewhere) }
    if format == .ascii, selection == .overview, diagram.diagram.overlay.isEmpty {
      return Array(try overview(diagram.diagram, compiled, drawings).utf8)
    }
    return try drawing(of: diagram.diagram, drawings, format)
  }

  private var marksFindings: Bool { annotate || look.overlay == .word(.findings) }

  /// The columns of a text drawing.
  private var columns: Int { width ?? (output == nil ? Console.width ?? 100 : 100) }

  private func drawing(
    of diagram: Diagram, _ drawings: Drawings, _ format: DrawingFormat
  ) throws(CommandFailure) -> [UInt8] {
    switch format {
    case .ascii:
      var options = textOptions
      if !diagram.overlay.isEmpty { options.notes.append("overlay: \(diagram.overlay)") }
      return try Array(drawings.text(diagram.withHeatInWords, options: options).utf8)
    case .svg: return try Array(drawings.svg(diagram, options: look.drawing).utf8)
    case .png: return try drawings.picture(diagram, as: .png, options: look.drawing)
    case .pdf: return try drawings.picture(diagram, as: .pdf, options: look.drawing)
    case .dot: return Array(DotText.dot(diagram).utf8)
    }
  }

  private var textOptions: TextDrawing.Options {
    var options = TextDrawing.Options(
      charset: charset.charset, width: columns, direction: direction.direction, detail: detail.detail)
    options.annotates = marksFindings || look.overlay == .word(.availability)
    if look.overlay?.isPainted == true, detail == .name { options.detail = .figures }
    // A file is no terminal, whatever standard output is.
    let isFile = output.map { $0 != "-" } ?? false
    options.isColoured = isFile && color == .auto ? false : Console.usesColour(color, on: .output)
    return options
  }

  /// The diagram of a selection with all that the options lay over it, and how many findings are on nothing of it.
  private func diagram(
    _ selection: DiagramSelection, of compiled: CompiledProgram, _ drawings: Drawings
  ) throws(CommandFailure) -> (diagram: Diagram, elsewhere: Int) {
    var extras = DiagramExtras(references: look.references)
    if flows.numbered, let name = flows.flow { extras.flow = try compiled.model.findFlow(name).element }
    var diagram = drawings.diagram(selection, extras: extras)
    if let paint = try look.overlay?.paint(of: drawings.figures) { diagram = diagram.painted(paint) }
    if let direction = direction.direction { diagram.direction = direction }
    if detail == .figures { DiagramFigures(figures: drawings.figures).add(to: &diagram) }
    guard marksFindings else { return (diagram, 0) }
    let elsewhere = DiagramFindings.add(findings(of: compiled), of: compiled.model, to: &diagram)
    return (diagram, elsewhere)
  }

  /// The overview as text. Where it is too wide boundaries become single boxes.
  private func overview(
    _ diagram: Diagram, _ compiled: CompiledProgram, _ drawings: Drawings
  ) throws(CommandFailure) -> String {
    var options = textOptions
    let others = "`--boundary NAME` draws one of them, `--all` everything"
    // On a terminal the note that stands on standard error is enough.
    let isNoted = output != nil || !Console.Stream.output.isTerminal
    if isNoted, DiagramProjection.collapsesOverview(of: compiled.model) {
      options.notes = ["of \(compiled.model.components.count) components, boundaries are drawn as single boxes"]
    }
    do {
      return try TextDrawing.draw(diagram, options: options).text
    } catch {
      guard case .tooWide(let needed, let limit) = error else { return try drawings.text(diagram, options: options) }
      let reason = "boundaries are drawn as single boxes, as everything takes \(needed) columns and there are \(limit)"
      if isNoted { options.notes = [reason] }
      do {
        let text = try drawings.nested(options: options) { try self.diagram($0, of: compiled, drawings).diagram }
        Console.note("note: \(reason); \(others)")
        return text
      } catch let narrowest as TextDrawingError {
        throw CommandFailure(
          narrowest.lesser(than: error), otherwise: "draw a part with `--boundary`, `--focus` or `--view`")
      } catch let failure as CommandFailure {
        throw failure
      } catch {
        throw CommandFailure("the overview cannot be drawn: \(error)")
      }
    }
  }

  /// What the rules find.
  private func findings(of compiled: CompiledProgram) -> [ReportedFinding] {
    CheckedProgram(
      compiled.program, variants: variants.selections, today: Console.today, selection: RuleSelection()
    ).run.findings
  }

  private func tell(elsewhere count: Int) {
    guard count > 0 else { return }
    Console.note("note: \(count) finding\(count == 1 ? "" : "s") on nothing that is drawn; `archc check` lists all")
  }

  private func sequence(
    _ diagram: SequenceDiagram, _ drawings: Drawings, _ format: DrawingFormat
  ) throws(CommandFailure) -> [UInt8] {
    switch format {
    case .ascii: try Array(drawings.text(diagram, options: textOptions).utf8)
    case .svg: Array(SVGDrawing.draw(diagram, options: look.drawing).text.utf8)
    case .png: try drawings.paint(SVGDrawing.draw(diagram, options: look.drawing), as: .png, within: look.timeout)
    case .pdf: try drawings.paint(SVGDrawing.draw(diagram, options: look.drawing), as: .pdf, within: look.timeout)
    case .dot: throw CommandFailure("a sequence diagram has no DOT form", help: "`--format svg` or `--format ascii`")
    }
  }

  private func states(
    of relation: RelationID, _ drawings: Drawings, _ format: DrawingFormat
  ) throws(CommandFailure) -> [UInt8] {
    let mark = format == .ascii ? (charset == .ascii ? "*" : "●") : ""
    guard var diagram = drawings.states(of: relation, mark: mark) else {
      throw CommandFailure("the relation has no circuit breaker")
    }
    if let direction = direction.direction { diagram.direction = direction }
    return try drawing(of: diagram, drawings, format)
  }

  private func write(_ bytes: [UInt8]) throws {
    guard let output, output != "-" else {
      try Console.write(bytes)
      return
    }
    var files = OutputFiles()
    files.add(output, bytes: bytes)
    try files.write()
  }

  private func selection(in model: Model) throws(CommandFailure) -> DiagramSelection {
    if parts.isStated {
      var choice = ViewChoice()
      if let view { choice = ViewChoice(try model.find(view, of: [.view], called: "view"), of: model) }
      try parts.add(to: &choice, in: model)
      return .choice(choice, title: view ?? "")
    }
    if let view { return .view(try model.find(view, of: [.view], called: "view")) }
    if let boundary { return .boundary(try model.find(boundary, of: KindSet.boundaries, called: "boundary")) }
    return context ? .context : parts.all ? .all : .overview
  }

  /// Says on standard error what the drawing alone does not tell.
  private func tell(_ diagram: Diagram, _ selection: DiagramSelection, of model: Model) {
    if diagram.isEmpty {
      Console.note(
        model.components.isEmpty
          ? "note: the program declares no component, so there is nothing to draw"
          : "note: no component is in all of what was asked for, so there is nothing to draw")
    } else if selection == .overview, DiagramProjection.collapsesOverview(of: model) {
      Console.note(
        "note: of \(model.components.count) components, boundaries are drawn as single boxes; "
          + "`--boundary NAME` draws one of them, `--all` everything")
    }
  }
}

extension DrawingFormat: WordChoice {}

enum DirectionChoice: String, WordChoice {
  case auto, right, down

  var direction: Diagram.Direction? { Diagram.Direction(rawValue: rawValue) }
}

enum CharsetChoice: String, WordChoice {
  case unicode, ascii, safe

  var charset: TextDrawing.Charset { TextDrawing.Charset(rawValue: rawValue) ?? .unicode }
}

enum DetailChoice: String, WordChoice {
  case name, tech, figures

  var detail: TextDrawing.Detail { TextDrawing.Detail(rawValue: rawValue) ?? .name }
}
