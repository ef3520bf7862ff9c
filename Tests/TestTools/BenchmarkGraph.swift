import ArchDiagram
import Foundation

/// A graph of `Tests/Fixtures/ascii`, in the forms that a drawing program reads.
public struct BenchmarkGraph: Sendable {
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

  /// Those that every drawing program can take on.
  public static let names = ["a_web8", "b_micro15", "c_dag20", "c_dag50", "c_dag100", "e_nested"]
  public static let largeNames = ["c_dag500", "c_dag1000"]

  public let name: String
  private let file: File

  public var nodeCount: Int { file.nodes.count }
  public var edgeCount: Int { file.edges.count }

  public init(_ name: String) throws {
    self.name = name
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let data = try Data(contentsOf: tests.appendingPathComponent("Fixtures/ascii/\(name).json"))
    file = try JSONDecoder().decode(File.self, from: data)
  }

  public var diagram: Diagram {
    func boundary(_ id: String?) -> Int? { file.clusters.firstIndex { $0.id == id } }
    let places = Dictionary(file.nodes.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { $1 })
    return Diagram(
      title: name,
      boundaries: file.clusters.map {
        Diagram.Boundary(id: $0.id, title: $0.label, kind: "zone", parent: boundary($0.parent))
      },
      nodes: file.nodes.map {
        Diagram.Node(id: $0.id, title: $0.label, kind: "service", family: .compute, boundary: boundary($0.cluster))
      },
      edges: file.edges.enumerated().map { index, edge in
        Diagram.Edge(
          id: "\(index)", source: places[edge.a] ?? 0, target: places[edge.b] ?? 0,
          arrow: edge.style == "async" ? .message : .call, label: edge.label ?? "")
      })
  }

  /// As an `.arch` program.
  public var program: String {
    var lines: [String] = []
    // The names of the graph may be words of the language, so they are spelled anew.
    func open(_ parent: String?) {
      for node in file.nodes where node.cluster == parent { lines.append("service N_\(node.id) \"\(node.label)\" {}") }
      for cluster in file.clusters where cluster.parent == parent {
        lines.append("zone Z_\(cluster.id) \"\(cluster.label)\" {")
        open(cluster.id)
        lines.append("}")
      }
    }
    open(nil)
    for edge in file.edges {
      let label = edge.label.map { " \"\($0)\"" } ?? ""
      lines.append("N_\(edge.a) \(edge.style == "async" ? "~>" : "->") N_\(edge.b)\(label)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// As Graph::Easy reads it, which nests no groups: those within others stand beside them.
  public var graphEasy: String {
    var lines: [String] = []
    var labels: [String: String] = [:]
    for node in file.nodes { labels[node.id] = node.label }
    for cluster in file.clusters {
      let parts = file.nodes.filter { $0.cluster == cluster.id }.map { "[ \($0.label) ]" }
      if !parts.isEmpty { lines.append("( \(cluster.label): \(parts.joined(separator: " ")) )") }
    }
    for node in file.nodes { lines.append("[ \(node.label) ]") }
    for edge in file.edges {
      let line = edge.style == "async" ? ".." : "--"
      let label = edge.label.map { "\(line) \($0) \(line)>" } ?? "\(line)>"
      lines.append("[ \(labels[edge.a] ?? "") ] \(label) [ \(labels[edge.b] ?? "") ]")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
