import ArchDiagram
import ArchModel

/// What was computed of a flow, as texts that a sequence diagram shows. Empty texts are left out.
public struct SequenceTexts: Sendable, Hashable {
  /// Notes beside steps, by position in `Flow.steps`.
  public var steps: [Int: String]
  /// Further rows in the heads of participants.
  public var participants: [ElementID: [String]]
  /// A note about the whole flow, such as its computed latency.
  public var flow: String

  public init(steps: [Int: String] = [:], participants: [ElementID: [String]] = [:], flow: String = "") {
    self.steps = steps
    self.participants = participants
    self.flow = flow
  }
}

/// Projects a flow of a model into a sequence diagram.
///
/// Answers are not drawn: each synchronous call has one, and they would double the drawing.
public struct SequenceProjection {
  private let model: Model
  private let flow: Flow
  private let texts: SequenceTexts
  private let numbers: [String]
  private var diagram: SequenceDiagram
  private var places: [ElementID: Int] = [:]

  public static func diagram(
    of flow: Flow, in model: Model, texts: SequenceTexts = SequenceTexts()
  ) -> SequenceDiagram {
    let outline = FlowOutline(flow, in: model)
    var projection = SequenceProjection(model: model, flow: flow, outline: outline, texts: texts)
    projection.add(outline.items)
    let count = projection.diagram.participants.count
    if !texts.flow.isEmpty, count > 0 { projection.diagram.events.append(.note(0...(count - 1), texts.flow)) }
    return projection.diagram
  }

  private init(model: Model, flow: Flow, outline: FlowOutline, texts: SequenceTexts) {
    self.model = model
    self.flow = flow
    self.texts = texts
    numbers = FlowNumbering(flow, outline).numbers
    diagram = SequenceDiagram(
      title: model.displayName(flow.element), subtitle: model.system.map { model.displayName($0) } ?? "")
  }

  private mutating func add(_ items: [FlowOutline.Item]) {
    for item in items {
      switch item {
      case .step(let step): add(step)
      case .frame(let frame): add(frame)
      }
    }
  }

  private mutating func add(_ step: Int) {
    let data = flow.steps[step]
    let relation = model[data.relation]
    let source = place(relation.source)
    let target = place(relation.target)
    var label = data.label.map { model.string($0) } ?? ""
    if label.isEmpty { label = model.edgeLabel(data.relation) }
    diagram.events.append(
      .message(
        SequenceDiagram.Message(
          id: model.identity(data.relation, naming: model.path), source: source, target: target,
          arrow: Diagram.Arrow(rawValue: relation.arrow.rawValue) ?? .call, label: label, number: numbers[step],
          tooltip: model.edgeTooltip(data.relation))))
    if let text = texts.steps[step], !text.isEmpty { diagram.events.append(.note(target...target, text)) }
  }

  private mutating func add(_ frame: FlowOutline.Frame) {
    // A frame in which nothing ever happens, and one way of a parallel that is the only one, say nothing.
    guard frame.branches.contains(where: { Self.hasStep($0.items) }) else { return }
    guard frame.kind != .parallel || frame.branches.count > 1,
      let kind = SequenceDiagram.Frame(rawValue: frame.kind.rawValue)
    else {
      for branch in frame.branches { add(branch.items) }
      return
    }
    for (index, branch) in frame.branches.enumerated() {
      let text = branch.block.map { condition($0) } ?? ""
      diagram.events.append(index == 0 ? .begin(kind, text) : .branch(text))
      add(branch.items)
    }
    diagram.events.append(.end)
  }

  private static func hasStep(_ items: [FlowOutline.Item]) -> Bool {
    items.contains { item in
      switch item {
      case .step: true
      case .frame(let frame): frame.branches.contains { hasStep($0.items) }
      }
    }
  }

  /// The title of a block with its count or share.
  private func condition(_ block: Int) -> String {
    let data = flow.blocks[block]
    var parts: [String] = []
    if data.kind == .loop {
      let count = QuantityFormatter.text(Quantity(data.count, .count))
      parts.append(data.count == 1 ? "once" : "\(count) times")
    }
    if let title = model.title(data.element), !title.isEmpty { parts.append(title) }
    if let stated = model.stated(.share, of: data.element), let share = model.figure(stated) {
      parts.append(QuantityFormatter.text(share))
    }
    return parts.joined(separator: ", ")
  }

  private mutating func place(_ component: ElementID) -> Int {
    if let known = places[component] { return known }
    let place = diagram.participants.count
    places[component] = place
    var participant = SequenceDiagram.Participant(
      id: model.path(component), title: model.displayName(component), kind: model[component].kind.rawValue,
      family: Diagram.Family(of: model[component].kind), details: model.technologyText(component).map { [$0] } ?? [],
      tooltip: model.documentation(component),
      link: model.stated(.link, of: component).flatMap { model.text($0.value) } ?? "")
    participant.figures = latencies(component) + (texts.participants[component] ?? []).filter { !$0.isEmpty }
    diagram.participants.append(participant)
    return place
  }

  /// Median and tail of a component's own latency as far as they are known; assumed ones are marked.
  private func latencies(_ component: ElementID) -> [String] {
    [PropertyName.p50, .p99].compactMap { name in
      guard let stated = model.effective(name, of: component)?.property.stated, let figure = model.figure(stated)
      else { return nil }
      let mark = stated.confidence == .assumed ? "~" : ""
      return "\(name.rawValue) \(mark)\(QuantityFormatter.text(figure, .significant(3)))"
    }
  }
}
