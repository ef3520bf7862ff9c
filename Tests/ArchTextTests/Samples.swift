import ArchDiagram
import TestTools

/// The benchmark graphs.
enum Samples {
  static let names = BenchmarkGraph.names
  static let largeNames = BenchmarkGraph.largeNames

  static func diagram(_ name: String) throws -> Diagram { try BenchmarkGraph(name).diagram }
}
