import ArchDiagram
import ArchModel
import ArchRules
import ArchSyntax

/// Puts the findings of a check on the parts of a diagram.
struct DiagramFindings {
  private struct Join: Hashable {
    var source: Int
    var target: Int
    var arrow: String
  }

  private let model: Model
  private var nodes: [String: Int] = [:]
  private var edges: [String: Int] = [:]
  private var joins: [Join: Int] = [:]

  private init(_ model: Model, _ diagram: Diagram) {
    self.model = model
    for (index, node) in diagram.nodes.enumerated() { nodes[node.id] = index }
    for (index, edge) in diagram.edges.enumerated() where !edge.isReference {
      edges[edge.id] = index
      let join = Join(source: edge.source, target: edge.target, arrow: edge.arrow.rawValue)
      if joins[join] == nil { joins[join] = index }
    }
  }

  /// Gives every node and edge what was found of it, the worst first. What was found inside of a box that stands for
  /// many parts sits on that box.
  ///
  /// - Returns: how many findings concern nothing that the diagram shows.
  @discardableResult
  static func add(_ findings: [ReportedFinding], of model: Model, to diagram: inout Diagram) -> Int {
    let places = DiagramFindings(model, diagram)
    var unplaced = 0
    for finding in findings {
      let chip = Diagram.Chip(finding)
      if let edge = places.edge(finding.subject) {
        diagram.edges[edge].findings.append(chip)
      } else if let node = places.node(finding.subject) {
        diagram.nodes[node].findings.append(chip)
      } else {
        unplaced += 1
      }
    }
    for index in diagram.nodes.indices { sort(&diagram.nodes[index].findings) }
    for index in diagram.edges.indices { sort(&diagram.edges[index].findings) }
    return unplaced
  }

  /// Gives every participant and every step of a flow what was found of it, the worst first.
  ///
  /// - Returns: how many findings concern nothing that the diagram shows.
  static func add(_ findings: [ReportedFinding], of model: Model, to diagram: inout SequenceDiagram) -> Int {
    var unplaced = 0
    var chips: [String: [Diagram.Chip]] = [:]
    let shown = Set(
      diagram.participants.map(\.id)
        + diagram.events.compactMap { event in
          if case .message(let message) = event { message.id } else { nil }
        })
    for finding in findings {
      let id: String? =
        switch finding.subject {
        case .program, .file: nil
        case .element(let element): model.path(element)
        case .relation(let relation): model.identity(relation, naming: model.path)
        }
      if let id, shown.contains(id) { chips[id, default: []].append(Diagram.Chip(finding)) } else { unplaced += 1 }
    }
    for index in diagram.participants.indices {
      diagram.participants[index].findings = chips[diagram.participants[index].id] ?? []
      sort(&diagram.participants[index].findings)
    }
    for index in diagram.events.indices {
      guard case .message(var message) = diagram.events[index] else { continue }
      message.findings = chips[message.id] ?? []
      sort(&message.findings)
      diagram.events[index] = .message(message)
    }
    return unplaced
  }

  private static func sort(_ chips: inout [Diagram.Chip]) {
    func weight(_ chip: Diagram.Chip) -> Int { Diagram.Severity.allCases.firstIndex(of: chip.severity) ?? 0 }
    chips.sort { (weight($0), $0.id, $0.message) < (weight($1), $1.id, $1.message) }
  }

  private func edge(_ subject: Subject) -> Int? {
    guard case .relation(let id) = subject else { return nil }
    if let edge = edges[model.identity(id, naming: model.path)] { return edge }
    let relation = model[id]
    guard let source = node(of: relation.source), let target = node(of: relation.target) else { return nil }
    let arrow = relation.arrow.rawValue
    return joins[Join(source: source, target: target, arrow: arrow)]
      ?? (arrow == "<->" ? joins[Join(source: target, target: source, arrow: arrow)] : nil)
  }

  private func node(_ subject: Subject) -> Int? {
    switch subject {
    case .program, .file: return nil
    case .element(let element): return node(of: element)
    case .relation(let id):
      // Both ends lie in one box, or one of them is not shown.
      guard let source = node(of: model[id].source), source == node(of: model[id].target) else { return nil }
      return source
    }
  }

  /// The box of an element: its own, or that of what it lies in.
  private func node(of element: ElementID) -> Int? {
    var current = element
    while current != .program {
      if let node = nodes[model.path(current)] { return node }
      current = model[current].parent
    }
    return nil
  }
}

extension Diagram.Chip {
  fileprivate init(_ finding: ReportedFinding) {
    self.init(
      id: finding.diagnostic.id, severity: Diagram.Severity(rawValue: finding.diagnostic.severity.rawValue) ?? .info,
      message: finding.diagnostic.message)
  }
}
