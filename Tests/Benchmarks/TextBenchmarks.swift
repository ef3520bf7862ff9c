import ArchDiagram
import ArchText
import Foundation
import TestTools
import TextReader

/// Text drawings beside Graph::Easy's of the same graphs.
struct TextBenchmarks {
  let compiler: String
  let folder: TemporaryFolder

  private static let peer = "graph-easy"

  /// What a drawing of the other side shows of itself.
  private struct PeerDrawing {
    var columns = 0
    var rows = 0
    var crossings = 0
    var bends = 0
    /// The edges that it says it could not place.
    var dropped = 0
  }

  /// How many drawings were read back, and how many of these showed the graph exactly.
  private var read = 0
  private var exact = 0

  init(compiler: String, folder: TemporaryFolder) {
    self.compiler = compiler
    self.folder = folder
  }

  mutating func run() throws {
    print("")
    Table.printHeader()
    for name in BenchmarkGraph.names { try compare(try BenchmarkGraph(name)) }
    for name in BenchmarkGraph.largeNames { try measureAlone(try BenchmarkGraph(name)) }
    Table.printRow(
      "drawings read back exactly, of \(read)", measured: "\(exact)",
      figure: 100 * Double(exact) / Double(max(read, 1)),
      unit: " %", target: 100, isUpper: false)
  }

  private func command(_ graph: BenchmarkGraph) throws -> [String] {
    let path = try folder.write(graph.program, as: "\(graph.name).arch")
    return [compiler, "diagram", path, "--all", "--width", "10000", "-o", folder.path("\(graph.name).text")]
  }

  private mutating func compare(_ graph: BenchmarkGraph) throws {
    let path = try folder.write(graph.graphEasy, as: "\(graph.name).easy")
    let isLarge = graph.nodeCount >= 100
    let runs = try MeasuredCommands(
      commands: [try command(graph), [Self.peer, "--as=boxart", path]], rounds: isLarge ? 2 : 7, folder: folder
    ).run()
    guard runs.joined().allSatisfy({ $0.status == 0 }) else {
      throw BenchmarkError("\(graph.name) could not be drawn by both sides")
    }
    let (own, other) = (runs[0].map(\.wallSeconds).median, runs[1].map(\.wallSeconds).median)
    let what = "\(graph.name), \(graph.nodeCount) nodes and \(graph.edgeCount) edges"
    let times = (milliseconds(own), "graph-easy " + milliseconds(other))
    if graph.name == "c_dag100" {
      Table.printRow(what, measured: times.0, beside: times.1, figure: other / own, target: 100, isUpper: false)
    } else {
      Table.printRow(what, measured: times.0, beside: times.1 + ", \(Table.number(other / own)) times")
    }
    try printShapes(graph, beside: try peerDrawing(of: path, nodes: graph.nodeCount))
  }

  /// The large graphs, which would keep the other side busy for hours.
  private mutating func measureAlone(_ graph: BenchmarkGraph) throws {
    let runs = try MeasuredCommands(commands: [try command(graph)], rounds: 5, folder: folder).run()[0]
    guard runs.allSatisfy({ $0.status == 0 }) else { throw BenchmarkError("\(graph.name) could not be drawn") }
    let what = "\(graph.name), \(graph.nodeCount) nodes and \(graph.edgeCount) edges"
    let (wall, peak) = (runs.map(\.wallSeconds).median, Double(runs.map(\.peakBytes).max() ?? 0) / 1e6)
    Table.printRow(what, measured: milliseconds(wall), figure: wall, unit: " s", target: 1, isUpper: true)
    Table.printRow(
      "  its memory at most", measured: Table.number(peak) + " MB", figure: peak, unit: " MB", target: 200,
      isUpper: true)
    try printShapes(graph, beside: nil)
  }

  private mutating func printShapes(_ graph: BenchmarkGraph, beside peer: PeerDrawing?) throws {
    for direction in Diagram.Direction.allCases {
      let drawing = try TextDrawing.draw(
        graph.diagram, options: TextDrawing.Options(width: nil, direction: direction))
      try readBack(graph.diagram, drawing, direction)
      let other = peer.map { peer in
        shape(peer.columns, peer.rows, peer.crossings, peer.bends)
          + (peer.dropped > 0 ? ", \(peer.dropped) edges lost" : "")
      }
      Table.printRow(
        "  \(direction.rawValue): area, crossings, bends",
        measured: shape(drawing.columns, drawing.rows, drawing.crossings, drawing.bends), beside: other ?? "")
    }
  }

  /// Reads a drawing back, in both charsets.
  private mutating func readBack(_ diagram: Diagram, _ drawing: TextDrawing, _ direction: Diagram.Direction) throws {
    let ascii = try TextDrawing.draw(
      diagram, options: TextDrawing.Options(charset: .ascii, width: nil, direction: direction))
    for (text, isASCII) in [(drawing.text, false), (ascii.text, true)] {
      read += 1
      if let found = try? DrawingReader.read(text, isASCII: isASCII), found == ReadGraph(diagram) { exact += 1 }
    }
  }

  private func shape(_ columns: Int, _ rows: Int, _ crossings: Int, _ bends: Int) -> String {
    "\(columns)x\(rows), \(crossings), \(bends)"
  }

  /// Draws once more and counts: heads, crossings, and the corners that are no box's. What it cannot place it says.
  private func peerDrawing(of path: String, nodes: Int) throws -> PeerDrawing {
    let (output, warnings) = ("easy.txt", "easy.warnings")
    _ = try ChildProcess(
      [Self.peer, "--as=boxart", path], output: folder.path(output), error: folder.path(warnings)
    ).wait()
    var result = PeerDrawing()
    var corners = 0
    for line in (try folder.read(output) + folder.read(warnings)).split(separator: "\n") {
      if line.hasPrefix("Warning") {
        // "could only place 20 nodes/29 edges out of 20/35"
        let numbers = line.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
        if numbers.count >= 4 { result.dropped = numbers[3] - numbers[1] }
        continue
      }
      result.rows += 1
      result.columns = max(result.columns, line.count)
      result.crossings += line.count { $0 == "┼" }
      corners += line.count { "┌┐└┘".contains($0) }
    }
    result.bends = max(0, corners - 4 * nodes)
    return result
  }

  private func milliseconds(_ seconds: Double) -> String { Table.number(seconds * 1_000) + " ms" }
}
