import ArchDiagram
import ArchModel
import ArchRules
import ArchViews

/// What `--overlay` paints.
enum OverlayChoice: String, WordChoice {
  case findings, owner, criticality, assumed

  /// The diagram with the overlay on it.
  ///
  /// - findings: runs the rules; called for the overlay of findings alone.
  func painted(_ diagram: Diagram, of model: Model, findings: () -> [ReportedFinding]) -> Diagram {
    switch self {
    case .owner: return diagram.painted(.owner(of: model))
    case .criticality: return diagram.painted(.criticality(of: model))
    case .assumed: return diagram.painted(.assumed(of: model))
    case .findings:
      var marked = diagram.marked(findings().compactMap { Self.mark($0, in: model) })
      marked.overlay = "Findings"
      return marked
    }
  }

  private static func mark(_ finding: ReportedFinding, in model: Model) -> OverlayMark? {
    let severity = Diagram.Severity(rawValue: finding.diagnostic.severity.rawValue) ?? .info
    let chip = Diagram.Chip(id: finding.diagnostic.id, severity: severity, message: finding.diagnostic.message)
    switch finding.subject {
    case .element(let element): return OverlayMark(.element(model.path(element)), chip)
    case .relation(let relation):
      let data = model[relation]
      return OverlayMark(
        .relation(
          model.identity(relation, naming: model.path), source: model.path(data.source), target: model.path(data.target)
        ), chip)
    case .program, .file: return nil
    }
  }
}
