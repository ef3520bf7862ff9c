import ArchDiagram
import ArchModel
import ArchSyntax

/// Which part of a model to draw.
public enum DiagramSelection: Sendable, Hashable {
  /// Everything.
  case all
  /// Everything; in a large system boundaries become single boxes, the innermost first.
  case overview
  /// Everything, with so many frames in one another at most: the boundaries below them are single boxes.
  case nested(Int)
  /// The boundaries of the top level as single boxes; where there are none, the system as one.
  case context
  /// A `view` of the program.
  case view(ElementID)
  /// A view that is not declared, with what it is called.
  case choice(ViewChoice, title: String)
  /// One boundary with what is inside, and what its parts are joined to.
  case boundary(ElementID)
}

/// What a drawing shows besides components and relations.
public struct DiagramExtras: Sendable, Hashable {
  /// The flow whose steps stand out with their numbers.
  public var flow: ElementID?
  /// Whether dead letters, backups and fallbacks are drawn.
  public var references: Bool

  public init(flow: ElementID? = nil, references: Bool = false) {
    self.flow = flow
    self.references = references
  }
}

/// Projects a model into a diagram.
public struct DiagramProjection {
  let model: Model
  /// The boundaries, and components that hold others, that are drawn as one box.
  var collapsed: Set<ElementID> = []
  /// Whether all that is no outsider is one box: the system.
  var isSystemCollapsed = false
  /// The components to draw; nil for all.
  var included: Set<ElementID>?
  /// The boundaries to draw even when nothing is in them; nil for all.
  var frames: Set<ElementID>? = []
  /// The components of which one is an end of every edge; nil for all.
  var anchors: Set<ElementID>?
  var direction: Diagram.Direction?
  var ranks: [[ElementID]] = []
  var extras = DiagramExtras()

  public static func diagram(
    of model: Model, _ selection: DiagramSelection = .all, extras: DiagramExtras = DiagramExtras()
  ) -> Diagram {
    var projection = DiagramProjection(model: model)
    projection.extras = extras
    let title = model.system.map { model.displayName($0) } ?? ""
    var subtitle = ""
    switch selection {
    case .all: projection.frames = nil
    case .overview:
      projection.frames = nil
      projection.collapsed = Overview.collapsed(model.components, of: model)
      subtitle = projection.collapsed.isEmpty ? "" : "overview, boundaries as single boxes"
    case .nested(let level):
      projection.frames = nil
      projection.collapsed = Overview.collapsed(below: level, of: model)
      subtitle = projection.collapsed.isEmpty ? "" : "overview, boundaries as single boxes"
    case .context:
      projection.frames = nil
      projection.collapsed = Set(model.boundaries.filter { model.boundary(of: $0) == nil })
      projection.isSystemCollapsed = projection.collapsed.isEmpty
      subtitle = "context"
    case .view(let view):
      projection.apply(ViewChoice(view, of: model))
      subtitle = model.title(view) ?? model.displayName(view)
    case .choice(let choice, let name):
      projection.apply(choice)
      subtitle = name
    case .boundary(let boundary):
      projection.focus(on: boundary)
      subtitle = model.displayName(boundary)
    }
    return projection.build(title: title, subtitle: subtitle)
  }

  /// Whether the overview of a model shows boundaries as single boxes.
  public static func collapsesOverview(of model: Model) -> Bool {
    !Overview.collapsed(model.components, of: model).isEmpty
  }

  /// The boundary and its parts, with the neighbours of the parts. In a large drawing other boundaries are single
  /// boxes, and where that is not enough those inside of this one as well.
  private mutating func focus(on boundary: ElementID) {
    let inside = model.components.filter { model.isInside($0, of: boundary) }
    let parts = Set(inside)
    var shown = parts
    for component in inside {
      for relation in model.outgoing(component) { shown.insert(model[relation].target) }
      for relation in model.incoming(component) { shown.insert(model[relation].source) }
    }
    included = shown
    anchors = parts
    frames = Set(model.boundaries.filter { model.isInside($0, of: boundary) })
    guard shown.count > Overview.limit else { return }
    let kept = Set([boundary] + model.holders(around: boundary))
    let outside = shown.subtracting(parts).sorted()
    collapsed = Overview.collapsed(outside, of: model, limit: 0, kept: kept)
    if parts.count > Overview.limit { collapsed.formUnion(Overview.collapsed(inside, of: model, kept: kept)) }
  }

  private mutating func apply(_ choice: ViewChoice) {
    var shown: Set<ElementID>?
    func narrow(to some: some Sequence<ElementID>) {
      shown = shown.map { $0.intersection(some) } ?? Set(some)
    }
    frames = nil
    if !choice.include.isEmpty {
      narrow(to: choice.include.flatMap(components))
      frames = Set(model.boundaries.filter { boundary in choice.include.contains { model.isInside(boundary, of: $0) } })
    }
    if !choice.flows.isEmpty {
      var taken: Set<ElementID> = []
      let flows = Set(choice.flows)
      for flow in model.flows where flows.contains(flow.element) {
        for step in flow.steps {
          taken.insert(model[step.relation].source)
          taken.insert(model[step.relation].target)
        }
      }
      narrow(to: taken)
      frames = []
    }
    if !choice.focus.isEmpty {
      narrow(to: neighbourhood(of: choice.focus.flatMap(components), depth: choice.depth))
      frames = []
    }
    if !choice.exclude.isEmpty {
      shown = (shown ?? Set(model.components)).subtracting(choice.exclude.flatMap(components))
      let kept = (frames ?? Set(model.boundaries))
      frames = kept.filter { boundary in !choice.exclude.contains { model.isInside(boundary, of: $0) } }
    }
    collapsed = Set(choice.collapse)
    direction = choice.direction
    ranks = choice.ranks
    included = shown
  }

  /// A component itself with those it holds, or all components inside a boundary.
  private func components(of element: ElementID) -> [ElementID] {
    model.components.filter { model.isInside($0, of: element) }
  }

  /// What lies within some relations of the start, whatever their direction.
  private func neighbourhood(of start: [ElementID], depth: Int) -> Set<ElementID> {
    var seen = Set(start)
    var front = start
    for _ in 0..<max(0, min(depth, ViewChoice.depthLimit)) {
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
    let shown = model.components.filter { included?.contains($0) ?? true }
    var places = Places(model: model, collapsed: collapsed, isSystemCollapsed: isSystemCollapsed)
    // Boxes first decide which frames are needed.
    let direct = Set(
      model.liveRelations.flatMap { [model[$0].source, model[$0].target] }.filter { included?.contains($0) ?? true })
    for component in shown {
      if let holder = places.collapsedHolder(around: component) {
        places.addCollapsed(holder, to: &diagram)
        continue
      }
      let isContainer = model.children(component).contains { KindSet.components.contains(model[$0].kind) }
      if isContainer, !collapsed.contains(component), !direct.contains(component) {
        _ = places.frame(component, in: &diagram)
        continue
      }
      places.add(component, to: &diagram, inside: isContainer && !collapsed.contains(component))
    }
    // Boundaries without components are drawn too: they are declared.
    for boundary in model.boundaries where frames?.contains(boundary) ?? true {
      guard places.collapsedHolder(around: boundary) == nil else { continue }
      if collapsed.contains(boundary) {
        places.addCollapsed(boundary, to: &diagram)
      } else {
        _ = places.frame(boundary, in: &diagram)
      }
    }
    addEdges(to: &diagram, places: places)
    if extras.references { addReferences(to: &diagram, places: places) }
    diagram.ranks = ranks.map { rank in
      var seen: Set<Int> = []
      return rank.compactMap(places.node).filter { seen.insert($0).inserted }
    }.filter { $0.count > 1 }
    diagram.summary = MainPath.sentence(of: model)
    return diagram
  }

  private func addEdges(to diagram: inout Diagram, places: Places) {
    var merged = MergedEdges()
    var highlight = FlowHighlight(extras.flow, in: model)
    for id in model.liveRelations {
      let relation = model[id]
      guard included.map({ $0.contains(relation.source) && $0.contains(relation.target) }) ?? true,
        anchors.map({ $0.contains(relation.source) || $0.contains(relation.target) }) ?? true,
        let source = places.node(relation.source), let target = places.node(relation.target)
      else { continue }
      let isCollapsed = places.isCollapsed(relation.source) || places.isCollapsed(relation.target)
      if isCollapsed, source == target { continue }
      var edge = Diagram.Edge(
        id: model.identity(id, naming: model.path), source: source, target: target,
        arrow: Diagram.Arrow(rawValue: relation.arrow.rawValue) ?? .call, label: model.edgeLabel(id),
        tooltip: model.edgeTooltip(id)
      )
      edge.detail = model.edgeDetail(id)
      if isCollapsed {
        highlight.add(id, at: merged.add(edge, to: &diagram))
      } else {
        diagram.edges.append(edge)
        highlight.add(id, at: diagram.edges.count - 1)
      }
    }
    merged.label(&diagram)
    highlight.mark(&diagram)
  }

  /// Dead letters, backups and fallbacks between what is drawn.
  private func addReferences(to diagram: inout Diagram, places: Places) {
    var seen: Set<String> = []
    func add(_ source: ElementID, _ stated: Stated?, _ arrow: Diagram.Arrow, _ label: String) {
      guard let stated else { return }
      for element in model.references(stated.value) {
        guard let from = places.node(source), let to = places.node(element), from != to,
          anchors.map({ $0.contains(source) || $0.contains(element) }) ?? true,
          seen.insert("\(from) \(to) \(label)").inserted
        else { continue }
        var edge = Diagram.Edge(
          id: "\(model.path(source)) \(label) \(model.path(element))", source: from, target: to, arrow: arrow,
          label: label, tooltip: "\(label) of \(model.shortName(source)): \(model.shortName(element))")
        edge.isReference = true
        diagram.edges.append(edge)
      }
    }
    for component in model.components where included?.contains(component) ?? true {
      add(component, model.effective(.deadLetter, of: component)?.property.stated, .message, "dead letter")
      add(component, model.effective(.backup, of: component)?.property.stated, .replication, "backup")
    }
    for relation in model.liveRelations where included?.contains(model[relation].source) ?? true {
      add(model[relation].source, model.effective(.fallback, of: relation)?.property.stated, .call, "fallback")
    }
  }
}

/// The edges at boxes that stand for many parts: one for each pair and arrow, with the number of relations.
private struct MergedEdges {
  private struct Key: Hashable {
    var source: Int
    var target: Int
    var arrow: Diagram.Arrow
  }

  private var places: [Key: Int] = [:]
  private var counts: [(edge: Int, count: Int)] = []

  /// The position of the edge that shows the relation.
  mutating func add(_ edge: Diagram.Edge, to diagram: inout Diagram) -> Int {
    let isSwapped = edge.arrow == .twoWay && edge.target < edge.source
    let key = Key(
      source: isSwapped ? edge.target : edge.source, target: isSwapped ? edge.source : edge.target, arrow: edge.arrow)
    if let place = places[key] {
      counts[place].count += 1
      // A hover names some of the relations; all of them would make a page of one edge.
      if counts[place].count <= 8 { diagram.edges[counts[place].edge].tooltip += "; " + edge.tooltip }
      return counts[place].edge
    }
    places[key] = counts.count
    counts.append((diagram.edges.count, 1))
    diagram.edges.append(edge)
    return diagram.edges.count - 1
  }

  /// An edge of several relations is labelled with their number; one alone keeps its own label.
  func label(_ diagram: inout Diagram) {
    for (edge, count) in counts where count > 1 {
      diagram.edges[edge].label = "×\(count)"
      diagram.edges[edge].detail = ""
      if count > 8 { diagram.edges[edge].tooltip += "; and \(count - 8) more" }
    }
  }
}
