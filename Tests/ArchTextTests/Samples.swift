import ArchDiagram
import Foundation

/// The benchmark graphs.
enum Samples {
  static let names = ["a_web8", "b_micro15", "c_dag20", "c_dag50", "c_dag100", "e_nested"]
  static let largeNames = ["c_dag500", "c_dag1000"]

  private struct File: Decodable {
    struct Node: Decodable {
      let id, label: String
      let cluster: String?
    }

    struct Edge: Decodable {
      let a, b: String
      let label: String?
      let style: String?
    }

    struct Cluster: Decodable {
      let id, label: String
      let parent: String?
    }

    let nodes: [Node]
    let edges: [Edge]
    let clusters: [Cluster]
  }

  static func diagram(_ name: String) throws -> Diagram {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let data = try Data(contentsOf: folder.appendingPathComponent("Fixtures/ascii/\(name).json"))
    let file = try JSONDecoder().decode(File.self, from: data)
    func boundary(_ id: String?) -> Int? { file.clusters.firstIndex { $0.id == id } }
    let places = Dictionary(uniqueKeysWithValues: file.nodes.enumerated().map { ($0.element.id, $0.offset) })
    return Diagram(
      title: name,
      boundaries: file.clusters.map {
        Diagram.Boundary(id: $0.id, title: $0.label, kind: "zone", parent: boundary($0.parent))
      },
      nodes: file.nodes.map {
        Diagram.Node(
          id: $0.id, title: $0.label, kind: "service", family: .compute, boundary: boundary($0.cluster))
      },
      edges: file.edges.enumerated().map { index, edge in
        Diagram.Edge(
          id: "\(index)", source: places[edge.a] ?? 0, target: places[edge.b] ?? 0,
          arrow: edge.style == "async" ? .message : .call, label: edge.label ?? "")
      })
  }
}
