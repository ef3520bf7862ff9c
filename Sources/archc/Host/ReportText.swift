import ArchAnalysis
import ArchGraphviz
import ArchModel
import ArchProject
import ArchReport
import ArchRules
import ArchViews

/// Makes the report on a program: checks it, computes its options and phases, and puts everything together.
struct ReportMaker {
  let compiled: CompiledProgram
  /// What is laid over the program.
  let variants: [VariantSelection]
  /// The day that decides what has expired.
  let today: Int32
  let selection: RuleSelection
  /// The program as it was, for what a change asks of others; nil for no comparison.
  var former: Model?

  /// - Parameter path: the root file, whose project has the settings.
  init(_ compiled: CompiledProgram, path: String, variants: [VariantSelection], today: Int32) throws(CommandFailure) {
    self.compiled = compiled
    self.variants = variants
    self.today = today
    let root = Root(path: path, program: compiled.program)
    selection =
      path == "-"
      ? RuleSelection().withEscalations
      : try ProjectSettings.of([path]).selection(for: root, options: RuleSelection()).withEscalations
  }

  /// The report, with links to drawings that lie beside it.
  ///
  /// - Parameter folder: where the report is written, so that its links lead to the sources; nil for standard output,
  ///   which is taken for the folder at hand.
  func document(
    drawings links: [(title: String, path: String)] = [], plots: [(title: String, path: String)] = [],
    phases: [(phase: ElementID, path: String)] = [], of drawings: Drawings? = nil, in folder: String? = nil,
    isTextOnly: Bool = false
  ) -> ReportDocument {
    let drawings = drawings ?? Drawings(model: compiled.model)
    let overview = drawings.overview(width: 100)
    let check = CheckedProgram(
      compiled.program, variants: variants, today: today, selection: selection, former: former)
    let others = ReportVariants(compiled: compiled, variants: variants, selection: selection, today: today)
    var options = ReportOptions(
      overview: overview.text, overviewNote: overview.note, drawings: links, revision: compiled.revision,
      sourcePaths: compiled.program.sources.map { Self.sourcePath($0.path, from: folder ?? ".") },
      isTextOnly: isTextOnly)
    options.plots = plots
    options.phaseDrawings = phases
    options.check = ReportCheck(check)
    options.isComparedWithBefore = former != nil
    options.alternatives = others.alternatives(base: drawings.figures, check)
    options.phases = others.phases()
    options.variants = variants
    options.registers = ReportRegisters.all(compiled.model)
    return Report.document(drawings.figures, options: options)
  }

  /// The way from a folder to a source; empty for what is no file.
  static func sourcePath(_ path: String, from folder: String) -> String {
    guard path != "-", !path.hasPrefix("std/") else { return "" }
    let here = FileSystem.disk.resolve(".") ?? "/"
    return Path.relative(
      Path.normalized(Path.joined(here, path)), from: Path.normalized(Path.joined(here, folder)))
  }

  /// The paths by which a page names the drawings of phases that stand in it.
  var phasePaths: [(phase: ElementID, path: String)] {
    compiled.model.phasesInOrder.prefix(Self.pictureLimit).enumerated().map {
      ($0.element, "phase-\($0.offset + 1).svg")
    }
  }

  /// The drawings that stand in a page: the overview, each flow, the architecture after each phase, and how full
  /// components become.
  ///
  /// - Parameter plot: the path by which the report names the last one.
  func pictures(of drawings: Drawings, plot path: String) throws(CommandFailure) -> [ReportPicture] {
    let model = compiled.model
    var pictures: [ReportPicture] = []
    let overview = drawings.diagram(.overview)
    if !overview.isEmpty { pictures.append(ReportPicture(title: "Overview", svg: try drawings.svg(overview))) }
    for flow in model.flows where !flow.steps.isEmpty && !model[flow.element].isRemoved {
      guard pictures.count < Self.pictureLimit else { break }
      pictures.append(
        ReportPicture(
          title: "Flow: \(model.displayName(flow.element))", svg: SVGDrawing.draw(drawings.sequence(flow)).text,
          isFolded: true))
    }
    for (phase, path) in phasePaths {
      guard let diagram = PhaseSeries.diagram(of: phase, in: model), !diagram.isEmpty else { continue }
      pictures.append(
        ReportPicture(title: model.displayName(phase), path: path, svg: try drawings.svg(diagram)))
    }
    let plot = UtilizationPlot.plot(drawings.figures)
    if !plot.rows.isEmpty {
      pictures.append(ReportPicture(title: plot.title, path: path, svg: SVGDrawing.draw(plot).text))
    }
    return pictures
  }

  /// A page holds no more drawings.
  private static let pictureLimit = 40
}

extension CompiledProgram {
  /// A digest of all sources (FNV-1a, 64 bits, of which 48 are shown): the same text has the same revision everywhere.
  var revision: String {
    var digest = TextDigest()
    for source in program.sources {
      digest.add(source.bytes)
      digest.add([0])
    }
    return digest.text
  }
}

/// FNV-1a with 64 bits, of which 48 are shown. It tells texts apart; it is no protection against forgery.
struct TextDigest {
  private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
  }

  var text: String {
    let digits = String(hash >> 16, radix: 16)
    return String(repeating: "0", count: 12 - digits.count) + digits
  }
}
