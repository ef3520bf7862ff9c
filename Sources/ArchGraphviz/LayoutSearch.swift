import ArchDiagram

/// Lays a plan out again with other settings where the first layout has faults.
enum LayoutSearch {
  static func best(_ plan: DrawingPlan) throws(GraphvizError) -> Geometry {
    try LayoutEngine.layOut(plan.graph, settings: LayoutSettings(direction: plan.graph.direction))
  }
}
