import ArchAnalysis
import ArchModel

/// The figures that an editor shows in passing: above a flow, behind a name, in a hover.
enum FigureLine {
  /// Those of components, in the order in which they are shown.
  static let names: [FigureName] = [.rate, .utilization, .replicasNeeded, .p99, .availability, .cost]
  static let ofFlows: [FigureName] = [.rate, .p99, .availability, .completion, .cost]

  /// A figure at the moment at which it is judged: load and latency at peak, all else today.
  static func figure(_ name: FigureName, of element: ElementID, _ figures: Figures) -> Figure? {
    figures.figure(.element(element), name, conditions(of: name))
  }

  static func conditions(of name: FigureName) -> Conditions {
    switch name {
    case .rate, .utilization, .replicasNeeded, .p99, .completion: .peak
    default: .now
    }
  }
}
