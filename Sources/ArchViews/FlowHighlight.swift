import ArchDiagram
import ArchModel

/// The steps of a flow on the edges of a structure.
struct FlowHighlight {
  private let title: String
  private let numbering: FlowNumbering?
  /// The place of each number in the order of the flow.
  private var order: [String: Int] = [:]
  private var steps: [Int: [String]] = [:]

  init(_ element: ElementID?, in model: Model) {
    guard let element, let flow = model.flows.first(where: { $0.element == element }) else {
      (title, numbering) = ("", nil)
      return
    }
    title = model.displayName(element)
    let numbering = FlowNumbering(flow, in: model)
    for (place, number) in numbering.numbers.enumerated() where order[number] == nil { order[number] = place }
    self.numbering = numbering
  }

  /// Notes which edge shows a relation.
  mutating func add(_ relation: RelationID, at edge: Int) {
    guard let numbers = numbering?.byRelation[relation] else { return }
    steps[edge, default: []] += numbers
  }

  func mark(_ diagram: inout Diagram) {
    guard numbering != nil else { return }
    diagram.highlightedFlow = title
    for (edge, numbers) in steps {
      diagram.edges[edge].steps = numbers.sorted { (order[$0] ?? 0) < (order[$1] ?? 0) }
    }
  }
}
