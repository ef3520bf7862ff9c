import ArchDiagram
import ArchModel
import ArchSyntax

/// Which part of a model to draw.
public enum DiagramSelection: Sendable, Hashable {
  /// Everything.
  case all
  /// The boundaries of the top level as single boxes.
  case context
  /// A `view` of the program.
  case view(ElementID)
  /// One boundary with what is inside, and what its parts are joined to.
  case boundary(ElementID)
}

/// Projects a model into a diagram.
public struct DiagramProjection {
  let model: Model
  /// The boundaries that are drawn as one box.
  var collapsed: Set<ElementID> = []
  /// The components to draw; nil for all.
  var included: Set<ElementID>?
  var direction: Diagram.Direction?

  public static func diagram(of model: Model, _ selection: DiagramSelection = .all) -> Diagram {
    var projection = DiagramProjection(model: model)
    let title = model.system.map { model.displayName($0) } ?? ""
    var subtitle = ""
    switch selection {
    case .all: break
    case .context:
      projection.collapsed = Set(model.boundaries.filter { model.boundary(of: $0) == nil })
      subtitle = "context"
    case .view(let view):
      projection.apply(view)
      subtitle = model.title(view) ?? model.displayName(view)
    case .boundary(let boundary):
      projection.focus(on: boundary)
      subtitle = model.displayName(boundary)
    }
    return projection.build(title: title, subtitle: subtitle)
  }

  /// The boundary and its parts, with the neighbours of the parts; other boundaries are single boxes.
  private mutating func focus(on boundary: ElementID) {
    let inside = Set(model.components.filter { model.boundaries(around: $0).contains(boundary) })
    var shown = inside
    for component in inside.sorted() {
      for relation in model.outgoing(component) { shown.insert(model[relation].target) }
      for relation in model.incoming(component) { shown.insert(model[relation].source) }
    }
    included = shown
  }

  private mutating func apply(_ view: ElementID) {
    var shown: Set<ElementID>?
    if let stated = model.stated(.include, of: view) {
      shown = Set(model.references(stated.value).flatMap(components))
    }
    if let stated = model.stated(.flow, of: view) {
      var taken: Set<ElementID> = []
      for element in model.references(stated.value) {
        for step in model.flows.first(where: { $0.element == element })?.steps ?? [] {
          taken.insert(model[step.relation].source)
          taken.insert(model[step.relation].target)
        }
      }
      shown = shown.map { $0.intersection(taken) } ?? taken
    }
    if let stated = model.stated(.focus, of: view) {
      var depth = 1
      if let stated = model.stated(.depth, of: view), case .quantity(let quantity) = stated.value {
        depth = max(0, min(100, Int(quantity.value)))
      }
      let near = neighbourhood(of: model.references(stated.value).flatMap(components), depth: depth)
      shown = shown.map { $0.intersection(near) } ?? near
    }
    if let stated = model.stated(.exclude, of: view) {
      shown = (shown ?? Set(model.components)).subtracting(model.references(stated.value).flatMap(components))
    }
    if let stated = model.stated(.collapse, of: view) {
      collapsed = Set(model.references(stated.value).filter { KindSet.boundaries.contains(model[$0].kind) })
    }
    if let stated = model.stated(.direction, of: view), let word = model.text(stated.value) {
      direction = Diagram.Direction(rawValue: word)
    }
    included = shown
  }

  /// A component itself, or all components inside a boundary.
  private func components(of element: ElementID) -> [ElementID] {
    if KindSet.components.contains(model[element].kind) {
      return [element] + model.children(element).flatMap { nestedComponents($0) }
    }
    return model.components.filter { component in
      var current = model[component].parent
      while current != .program {
        if current == element { return true }
        current = model[current].parent
      }
      return false
    }
  }

  private func nestedComponents(_ element: ElementID) -> [ElementID] {
    KindSet.components.contains(model[element].kind) ? components(of: element) : []
  }

  /// What lies within some relations of the start, whatever their direction.
  private func neighbourhood(of start: [ElementID], depth: Int) -> Set<ElementID> {
    var seen = Set(start)
    var front = start
    for _ in 0..<depth {
      var next: [ElementID] = []
      for component in front {
        for relation in model.outgoing(component) where seen.insert(model[relation].target).inserted {
          next.append(model[relation].target)
        }
        for relation in model.incoming(component) where seen.insert(model[relation].source).inserted {
          next.append(model[relation].source)
        }
      }
      if next.isEmpty { break }
      front = next
    }
    return seen
  }
}

extension DiagramProjection {
  private func build(title: String, subtitle: String) -> Diagram {
    var diagram = Diagram(title: title, subtitle: subtitle, direction: direction ?? .down)
    var places = Places(model: model, collapsed: collapsed)
    // Boxes first decide which frames are needed.
    let shown = model.components.filter { included?.contains($0) ?? true }
    let direct = Set(
      model.liveRelations.flatMap { [model[$0].source, model[$0].target] }.filter { included?.contains($0) ?? true })
    for component in shown {
      if let boundary = places.collapsedBoundary(around: component) {
        places.addCollapsed(boundary, to: &diagram)
        continue
      }
      let isContainer = model.children(component).contains { KindSet.components.contains(model[$0].kind) }
      if isContainer, !direct.contains(component) {
        _ = places.frame(component, in: &diagram)
        continue
      }
      places.add(component, to: &diagram, inside: isContainer)
    }
    if included == nil {
      // Boundaries without components are drawn too: they are declared.
      for boundary in model.boundaries where places.collapsedBoundary(around: boundary) == nil {
        if collapsed.contains(boundary) {
          places.addCollapsed(boundary, to: &diagram)
        } else {
          _ = places.frame(boundary, in: &diagram)
        }
      }
    }
    addEdges(to: &diagram, places: places)
    return diagram
  }

  private func addEdges(to diagram: inout Diagram, places: Places) {
    var merged: Set<String> = []
    for id in model.liveRelations {
      let relation = model[id]
      guard included.map({ $0.contains(relation.source) && $0.contains(relation.target) }) ?? true,
        let source = places.node(relation.source), let target = places.node(relation.target)
      else { continue }
      let isCollapsed = places.isCollapsed(relation.source) || places.isCollapsed(relation.target)
      if isCollapsed {
        // Between boxes that stand for many parts one edge of each kind is enough.
        guard source != target, merged.insert("\(source) \(target) \(relation.arrow.rawValue)").inserted else {
          continue
        }
      }
      let arrow = Diagram.Arrow(rawValue: relation.arrow.rawValue) ?? .call
      diagram.edges.append(
        Diagram.Edge(
          id: model.identity(id, naming: model.path), source: source, target: target, arrow: arrow,
          label: isCollapsed ? "" : label(of: id), tooltip: tooltip(of: id)))
    }
  }

  private func label(of relation: RelationID) -> String {
    if let label = model.label(relation) { return label }
    if let stated = model.stated(.protocol, of: relation), let text = model.text(stated.value) { return text }
    return ""
  }

  private func tooltip(of relation: RelationID) -> String {
    let data = model[relation]
    let properties = model.properties(of: relation).map { property in
      "\(model.interner.text(property.key)): \(model.phrase(property))"
    }
    let head = "\(model.shortName(data.source)) \(data.arrow.rawValue) \(model.shortName(data.target))"
    return properties.isEmpty ? head : head + " (" + properties.joined(separator: ", ") + ")"
  }
}
