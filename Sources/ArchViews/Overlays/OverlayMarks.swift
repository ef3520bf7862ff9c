import ArchDiagram

/// A finding with the place in a drawing where it belongs.
public struct OverlayMark: Sendable, Hashable {
  public enum Place: Sendable, Hashable {
    /// The path of a component or a boundary.
    case element(String)
    /// The identity of a relation, and the paths of its ends.
    case relation(String, source: String, target: String)
  }

  public var place: Place
  public var chip: Diagram.Chip

  public init(_ place: Place, _ chip: Diagram.Chip) {
    self.place = place
    self.chip = chip
  }
}

extension Diagram {
  /// The diagram with chips where marks belong, the worst first. What lies inside a box that stands for many parts is
  /// marked there, each rule once; what the drawing does not show is left out.
  public func marked(_ marks: [OverlayMark]) -> Diagram {
    var diagram = self
    let boxes = Dictionary(nodes.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let edgeIDs = Dictionary(edges.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var pairs: [[Int]: Int] = [:]
    for (index, edge) in edges.enumerated() where !edge.isReference {
      if pairs[[edge.source, edge.target]] == nil { pairs[[edge.source, edge.target]] = index }
    }
    /// The box of a path, or the one around it.
    func box(_ path: String) -> Int? {
      var path = Substring(path)
      while true {
        if let known = boxes[String(path)] { return known }
        guard let dot = path.lastIndex(of: ".") else { return nil }
        path = path[..<dot]
      }
    }
    for mark in marks {
      switch mark.place {
      case .element(let path):
        if let node = box(path) { Self.add(mark.chip, to: &diagram.nodes[node].findings) }
      case .relation(let id, let source, let target):
        if let edge = edgeIDs[id] {
          Self.add(mark.chip, to: &diagram.edges[edge].findings)
        } else if let from = box(source), let to = box(target) {
          if from == to {
            Self.add(mark.chip, to: &diagram.nodes[from].findings)
          } else if let edge = pairs[[from, to]] {
            Self.add(mark.chip, to: &diagram.edges[edge].findings)
          }
        }
      }
    }
    for index in diagram.nodes.indices { Self.sort(&diagram.nodes[index].findings) }
    for index in diagram.edges.indices { Self.sort(&diagram.edges[index].findings) }
    return diagram
  }

  private static func add(_ chip: Chip, to chips: inout [Chip]) {
    if let known = chips.firstIndex(where: { $0.id == chip.id }) {
      // One rule is one chip, as severe as its worst finding.
      if rank(chip.severity) < rank(chips[known].severity) { chips[known] = chip }
    } else {
      chips.append(chip)
    }
  }

  private static func sort(_ chips: inout [Chip]) {
    chips.sort { (rank($0.severity), $0.id) < (rank($1.severity), $1.id) }
  }

  private static func rank(_ severity: Severity) -> Int {
    switch severity {
    case .error: 0
    case .warning: 1
    case .info: 2
    }
  }
}
