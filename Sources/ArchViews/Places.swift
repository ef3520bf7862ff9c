import ArchDiagram
import ArchModel

/// Where the elements of a model stand in the diagram that is being built.
struct Places {
  private let model: Model
  private let collapsed: Set<ElementID>
  private var nodes: [ElementID: Int] = [:]
  private var frames: [ElementID: Int] = [:]

  init(model: Model, collapsed: Set<ElementID>) {
    self.model = model
    self.collapsed = collapsed
  }

  /// The outermost boundary around an element that is drawn as one box, or nil.
  func collapsedBoundary(around element: ElementID) -> ElementID? {
    model.boundaries(around: element).last { collapsed.contains($0) }
  }

  func isCollapsed(_ element: ElementID) -> Bool { collapsedBoundary(around: element) != nil }

  /// The box of an element: its own, or that of the collapsed boundary around it.
  func node(_ element: ElementID) -> Int? {
    nodes[collapsedBoundary(around: element) ?? element]
  }

  mutating func add(_ component: ElementID, to diagram: inout Diagram, inside isContainer: Bool) {
    let holder =
      isContainer
      ? frame(component, in: &diagram) : model[component].parent == .program ? nil : holder(of: component, in: &diagram)
    nodes[component] = diagram.nodes.count
    diagram.nodes.append(
      Diagram.Node(
        id: model.path(component), title: model.displayName(component), kind: model[component].kind.rawValue,
        family: family(model[component].kind), details: details(component), boundary: holder,
        tooltip: model.documentation(component),
        link: model.stated(.link, of: component).flatMap { model.text($0.value) } ?? ""))
  }

  mutating func addCollapsed(_ boundary: ElementID, to diagram: inout Diagram) {
    guard nodes[boundary] == nil else { return }
    let count = model.components.filter { model.boundaries(around: $0).contains(boundary) }.count
    nodes[boundary] = diagram.nodes.count
    var words = ["\(count) component\(count == 1 ? "" : "s")"]
    if let trust = trust(boundary) { words.insert(trust.rawValue, at: 0) }
    diagram.nodes.append(
      Diagram.Node(
        id: model.path(boundary), title: model.displayName(boundary), kind: model[boundary].kind.rawValue,
        family: .boundary, details: [words.joined(separator: " · ")], boundary: holder(of: boundary, in: &diagram),
        tooltip: model.documentation(boundary)))
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

  private func family(_ kind: Kind) -> Diagram.Family {
    switch Schema.spec(of: kind).family {
    case .outside: .outside
    case .edge: .edge
    case .data: .data
    case .messaging: .messaging
    case .platform: .platform
    case .boundary: .boundary
    default: .compute
    }
  }
}
