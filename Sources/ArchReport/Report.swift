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
    writer.writeAssumptions()
    writer.writeAcceptedRisks()
    writer.writeOpenQuestions()
    return writer.finished()
  }
}
