import ArchAnalysis
import ArchModel

/// What a report needs to know besides the model.
public struct ReportOptions: Sendable {
  /// The overview as drawn in characters; empty where there is none.
  public var overview: String
  /// A sentence under the overview, such as what it leaves out; nil for none.
  public var overviewNote: String?
  /// Titles of further drawings with their paths, relative to the report.
  public var drawings: [(title: String, path: String)]
  /// A digest of the sources; empty where it is unknown.
  public var revision: String
  /// The paths of the source files, relative to the report, by `FileID`. A file behind the end of the list keeps the
  /// path that it was read by; an empty path gets no links.
  public var sourcePaths: [String]
  /// Leaves out what only a viewer of Markdown can follow: links to lines and to drawings.
  public var isTextOnly: Bool
  /// Pictures of how full components become: titles with their paths, relative to the report.
  public var plots: [(title: String, path: String)] = []
  /// Drawings of the architectures after phases, with their paths, relative to the report.
  public var phaseDrawings: [(phase: ElementID, path: String)] = []
  /// What a check found; nil where none ran, which the report says.
  public var check: ReportCheck?
  /// Options of decisions that hold changes, and chosen ones.
  public var alternatives: [ReportAlternative] = []
  /// The architectures after the phases of the migrations.
  public var phases: [ReportPhase] = []
  /// Whether the check compared the program with an earlier state.
  public var isComparedWithBefore = false
  /// What is laid over the program, so that nobody takes the report for one on the program as it stands.
  public var variants: [VariantSelection] = []
  /// What stands in sections of its own behind the others, such as recognised patterns.
  public var registers: [ReportRegister] = []

  public init(
    overview: String = "", overviewNote: String? = nil, drawings: [(title: String, path: String)] = [],
    revision: String = "", sourcePaths: [String] = [], isTextOnly: Bool = false
  ) {
    self.overview = overview
    self.overviewNote = overviewNote
    self.drawings = drawings
    self.revision = revision
    self.sourcePaths = sourcePaths
    self.isTextOnly = isTextOnly
  }
}

/// The report on a program: a page of Markdown to read and to decide on.
public enum Report {
  /// The whole report, in the Markdown of GitHub. It has all sections, in their order, whatever the model holds; what is
  /// not stated is `?` with the property that would state it, what does not apply is `–`.
  public static func markdown(_ model: Model, options: ReportOptions = ReportOptions()) -> String {
    markdown(Figures(model), options: options)
  }

  /// The report on a program whose figures are at hand.
  public static func markdown(_ figures: Figures, options: ReportOptions = ReportOptions()) -> String {
    document(figures, options: options).markdown
  }

  /// The report before it is printed: one page to decide on, the mandated sections, the registers.
  public static func document(_ figures: Figures, options: ReportOptions = ReportOptions()) -> ReportDocument {
    var writer = ReportWriter(figures: figures, options: options)
    writer.writeTitle()
    writer.writeSummary()
    writer.writeHeading()
    writer.writeRequirements()
    writer.writeConstraints()
    writer.writeOverview()
    writer.writeComponents()
    writer.writeDataArchitecture()
    writer.writeEndpoints()
    writer.writeTradeOffs()
    writer.writeFailureModes()
    writer.writeCapacity()
    writer.writeSecurity()
    writer.writeMigration()
    writer.writeDecisionRecords()
    writer.writeNextSteps()
    writer.writeFindings()
    writer.writeRiskRegister()
    writer.writeAcceptedRisks()
    writer.writeEscalations()
    writer.writeQualities()
    writer.writeErrorBudgets()
    writer.writeRecovery()
    writer.writeDataInventory()
    writer.writeThirdParties()
    writer.writeCostRegister()
    for register in options.registers { writer.writeRegister(register) }
    writer.writeAssumptions()
    writer.writeOpenQuestions()
    writer.writeContents()
    return writer.finished()
  }
}
