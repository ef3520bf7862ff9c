import ArchAnalysis
import ArchDiagram
import ArchModel
import ArchViews

/// One drawing of two models: what was added, removed and changed is marked.
enum DiffDrawing {
  static func diagram(_ comparison: ModelComparison) -> Diagram {
    let (before, after) = (comparison.before, comparison.after)
    // Both are drawn as large as the larger one can be.
    let isLarge = [before, after].contains { DiagramProjection.collapsesOverview(of: $0) }
    let selection: DiagramSelection = isLarge ? .context : .all
    var old = DiagramProjection.diagram(of: before, selection)
    rename(&old, comparison)
    let changed = changedParts(comparison)
    var diagram = DiagramProjection.diagram(of: after, selection).changes(since: old, expected: changed)
    // The comparison knows what a change means; the drawing only that words on it are others.
    for index in diagram.nodes.indices where diagram.nodes[index].change == .changed {
      if !changed.contains(diagram.nodes[index].id) { diagram.nodes[index].change = nil }
    }
    var relations: [String: Bool] = [:]
    for relation in after.liveRelations { relations[after.identity(relation, naming: after.path)] = false }
    for difference in comparison.relations where difference.difference == .changed {
      if let relation = difference.after { relations[after.identity(relation, naming: after.path)] = true }
    }
    for index in diagram.edges.indices {
      let change = diagram.edges[index].change
      guard change == nil || change == .changed, let isChanged = relations[diagram.edges[index].id] else { continue }
      diagram.edges[index].change = isChanged ? .changed : nil
    }
    return diagram
  }

  /// The paths of the parts that changed, and of the boundaries around what changed, came or went.
  private static func changedParts(_ comparison: ModelComparison) -> Set<String> {
    var changed: Set<String> = []
    for difference in comparison.elements {
      let isNew = difference.after != nil
      guard var element = difference.after ?? difference.before else { continue }
      let model = isNew ? comparison.after : comparison.before
      if difference.difference == .changed { changed.insert(model.path(element)) }
      while let around = model.boundary(of: element) {
        let today = isNew ? around : comparison.successor(around)
        if let today { changed.insert(comparison.after.path(today)) }
        element = around
      }
    }
    return changed
  }

  /// Gives the parts of the older drawing the names that they bear today, so that they are known again.
  private static func rename(_ diagram: inout Diagram, _ comparison: ModelComparison) {
    let (before, after) = (comparison.before, comparison.after)
    var paths: [String: String] = [:]
    for element in before.elements(of: KindSet.parts) {
      if let successor = comparison.successor(element) { paths[before.path(element)] = after.path(successor) }
    }
    var identities: [String: String] = [:]
    for (relation, former) in comparison.formerRelations {
      identities[before.identity(former, naming: before.path)] = after.identity(relation, naming: after.path)
    }
    for index in diagram.nodes.indices {
      if let path = paths[diagram.nodes[index].id] { diagram.nodes[index].id = path }
    }
    for index in diagram.boundaries.indices {
      if let path = paths[diagram.boundaries[index].id] { diagram.boundaries[index].id = path }
    }
    for index in diagram.edges.indices {
      if let identity = identities[diagram.edges[index].id] { diagram.edges[index].id = identity }
    }
  }
}
