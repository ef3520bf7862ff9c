import ArchDiagram
import ArchModel

/// Where the elements of a model stand in the diagram that is being built.
struct Places {
  private let model: Model
  private let collapsed: Set<ElementID>
  private let isSystemCollapsed: Bool
  /// How many components lie in each collapsed element.
  private var partCounts: [ElementID: Int] = [:]
  private var nodes: [ElementID: Int] = [:]
  private var frames: [ElementID: Int] = [:]

  init(model: Model, collapsed: Set<ElementID>, isSystemCollapsed: Bool) {
    self.model = model
    self.collapsed = collapsed
    self.isSystemCollapsed = isSystemCollapsed
    guard !collapsed.isEmpty || isSystemCollapsed else { return }
    for component in model.components {
      if let holder = collapsedHolder(around: component) { partCounts[holder, default: 0] += 1 }
    }
  }

  /// The outermost element around another one that is drawn as one box, or nil; the program stands for the system.
  func collapsedHolder(around element: ElementID) -> ElementID? {
    guard !collapsed.isEmpty || isSystemCollapsed else { return nil }
    if isSystemCollapsed { return Schema.spec(of: model[element].kind).family == .outside ? nil : .program }
    var result: ElementID?
    var current = model[element].parent
    while current != .program {
      if collapsed.contains(current) { result = current }
      current = model[current].parent
    }
    return result
  }

  func isCollapsed(_ element: ElementID) -> Bool {
    collapsedHolder(around: element) != nil || collapsed.contains(element)
  }

  /// The box of an element: its own, or that of the collapsed element around it.
  func node(_ element: ElementID) -> Int? {
    nodes[collapsedHolder(around: element) ?? element]
  }

  mutating func add(_ component: ElementID, to diagram: inout Diagram, inside isContainer: Bool) {
    let holder =
      isContainer
      ? frame(component, in: &diagram) : model[component].parent == .program ? nil : holder(of: component, in: &diagram)
    nodes[component] = diagram.nodes.count
    diagram.nodes.append(
      Diagram.Node(
        id: model.path(component), title: model.displayName(component), kind: model[component].kind.rawValue,
        family: Diagram.Family(of: model[component].kind), details: details(component), boundary: holder,
        tooltip: model.nodeTooltip(component),
        link: model.stated(.link, of: component).flatMap { model.text($0.value) } ?? ""))
  }

  mutating func addCollapsed(_ element: ElementID, to diagram: inout Diagram) {
    guard nodes[element] == nil else { return }
    if element == .program { return addSystem(to: &diagram) }
    if KindSet.components.contains(model[element].kind) { return add(element, to: &diagram, inside: false) }
    nodes[element] = diagram.nodes.count
    var words = [countText(element)]
    if let trust = trust(element) { words.insert(trust.rawValue, at: 0) }
    diagram.nodes.append(
      Diagram.Node(
        id: model.path(element), title: model.displayName(element), kind: model[element].kind.rawValue,
        family: .boundary, details: [words.joined(separator: " · ")], boundary: holder(of: element, in: &diagram),
        tooltip: model.documentation(element)))
    diagram.nodes[diagram.nodes.count - 1].trust = trust(element)
  }

  private mutating func addSystem(to diagram: inout Diagram) {
    nodes[.program] = diagram.nodes.count
    let name = model.system.map { model.displayName($0) } ?? ""
    diagram.nodes.append(
      Diagram.Node(
        id: model.system.map { model.path($0) } ?? "system", title: name.isEmpty ? "The system" : name,
        kind: Kind.system.rawValue, family: .boundary, details: [countText(.program)],
        tooltip: model.system.map { model.documentation($0) } ?? ""))
  }

  private func countText(_ element: ElementID) -> String {
    let count = partCounts[element] ?? 0
    return "\(count) component\(count == 1 ? "" : "s")"
  }

  /// The frame around an element, made where it is not there yet; nil at the top level.
  private mutating func holder(of element: ElementID, in diagram: inout Diagram) -> Int? {
    var current = model[element].parent
    while current != .program {
      if KindSet.boundaries.contains(model[current].kind) || KindSet.components.contains(model[current].kind) {
        return frame(current, in: &diagram)
      }
      current = model[current].parent
    }
    return nil
  }

  /// The frame of a boundary, or of a component that holds others.
  mutating func frame(_ element: ElementID, in diagram: inout Diagram) -> Int? {
    if let known = frames[element] { return known }
    let parent = holder(of: element, in: &diagram)
    frames[element] = diagram.boundaries.count
    diagram.boundaries.append(
      Diagram.Boundary(
        id: model.path(element), title: model.displayName(element), kind: model[element].kind.rawValue,
        trust: trust(element), parent: parent))
    return diagram.boundaries.count - 1
  }

  private func trust(_ element: ElementID) -> Diagram.Trust? {
    guard let property = model.effective(.trust, of: element), let word = model.text(property.property.stated.value)
    else { return nil }
    return Diagram.Trust(rawValue: word)
  }

  private func details(_ component: ElementID) -> [String] {
    var rows: [String] = []
    if let technology = model.technologyText(component) { rows.append(technology) }
    var figures: [String] = []
    if let property = model.property(.replicas, in: model[component].properties) {
      figures.append("×" + model.phrase(property).replacing("..", with: "–"))
    }
    if let property = model.property(.capacity, in: model[component].properties),
      case .quantity = property.stated.value
    {
      figures.append(model.phrase(property).split(separator: " ").first.map(String.init) ?? "")
    }
    if !figures.isEmpty { rows.append(figures.joined(separator: " · ")) }
    return rows
  }
}
