import ArchDiagram
import ArchText
import Testing

/// A reader that sees only the text recovers the graph.
struct ExactnessTests {
  static let ways = Diagram.Direction.allCases.flatMap { direction in
    TextDrawing.Charset.allCases.map { (direction, $0) }
  }

  /// Draws without a limit and reads back.
  ///
  /// - Parameter effort: low where there are many graphs; what is drawn is exact or not whatever wires cross.
  private func check(
    _ diagram: Diagram, _ direction: Diagram.Direction, _ charset: TextDrawing.Charset, effort: Int
  ) throws {
    var options = TextDrawing.Options(charset: charset, width: nil, direction: direction)
    options.effort = effort
    let drawing = try TextDrawing.draw(diagram, options: options)
    do {
      let found = try DrawingReader.read(drawing.text, isASCII: charset == .ascii)
      let expected = ReadGraph(diagram)
      #expect(found.nodes == expected.nodes, "\(diagram.title) \(direction) \(charset)")
      #expect(found.zones == expected.zones, "\(diagram.title) \(direction) \(charset)")
      #expect(found.edges == expected.edges, "\(diagram.title) \(direction) \(charset)")
    } catch {
      Issue.record("\(diagram.title) \(direction) \(charset): \(error)\n\(drawing.text)")
    }
  }

  @Test(arguments: Samples.names) func benchmarkGraphs(name: String) throws {
    let diagram = try Samples.diagram(name)
    for (direction, charset) in Self.ways { try check(diagram, direction, charset, effort: 24) }
  }

  @Test(arguments: Samples.largeNames) func largeBenchmarkGraphs(name: String) throws {
    let diagram = try Samples.diagram(name)
    for (direction, charset) in Self.ways where charset != .safe { try check(diagram, direction, charset, effort: 1) }
  }

  @Test(arguments: 0..<26) func randomGraphs(block: Int) throws {
    for seed in (block * 20)..<(block * 20 + 20) {
      let diagram = RandomDiagram.make(seed: UInt64(seed))
      for (direction, charset) in Self.ways where charset != .safe { try check(diagram, direction, charset, effort: 1) }
    }
  }

  @Test func textsThatLookLikeInk() throws {
    for seed in (0..<40) + [248] {
      let diagram = RandomDiagram.makeMisleading(seed: UInt64(seed))
      for (direction, charset) in Self.ways where charset != .safe { try check(diagram, direction, charset, effort: 1) }
    }
  }
}
