import ArchDiagram
import ArchModel
import ArchViews

/// What `--overlay` paints.
enum OverlayChoice: String, WordChoice {
  case findings, owner, criticality, assumed

  /// What it paints on boxes; nil for findings, which are marks of their own.
  func paint(of model: Model) -> OverlayPaint? {
    switch self {
    case .findings: nil
    case .owner: .owner(of: model)
    case .criticality: .criticality(of: model)
    case .assumed: .assumed(of: model)
    }
  }
}
