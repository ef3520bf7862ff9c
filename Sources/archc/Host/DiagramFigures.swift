import ArchAnalysis
import ArchDiagram
import ArchModel
import ArchViews

/// What drawings show of computed figures.
struct DiagramFigures {
  let figures: Figures
  private var model: Model { figures.model }
  private var texts: FigureTexts { FigureTexts(model: figures.model) }

  /// Gives every box of a component how full it is at peak and how available, as far as that is known.
  func add(to diagram: inout Diagram) {
    var boxes: [String: Int] = [:]
    for (index, node) in diagram.nodes.enumerated() { boxes[node.id] = index }
    for component in model.components {
      guard let box = boxes[model.path(component)] else { continue }
      diagram.nodes[box].figures = [
        text(component, .utilization, .peak).map { "\($0) full" }, text(component, .availability, .now),
      ].compactMap { $0 }
    }
  }

  /// The note of a sequence diagram: the latency and availability of the flow.
  func texts(of flow: Flow) -> SequenceTexts {
    var result = SequenceTexts()
    let subject = FigureSubject.element(flow.element)
    let times = [FigureName.p50, .p99].compactMap { name -> String? in
      known(subject, name, .now).map { "\(name.rawValue) \($0)" }
    }
    var notes = times
    let hasPeak = figures.inputs[flow.element, .ratePeak] != nil
    if hasPeak, let now = known(subject, .p99, .now), let peak = known(subject, .p99, .peak), peak != now {
      notes.append("p99 at peak \(peak)")
    }
    if let availability = known(subject, .availability, .now) { notes.append("available \(availability)") }
    result.flow = notes.joined(separator: ", ")
    return result
  }

  private func text(_ element: ElementID, _ name: FigureName, _ conditions: Conditions) -> String? {
    known(.element(element), name, conditions)
  }

  private func known(_ subject: FigureSubject, _ name: FigureName, _ conditions: Conditions) -> String? {
    guard let figure = figures.figure(subject, name, conditions), figure.value.value != nil else { return nil }
    return texts.value(figure)
  }
}
