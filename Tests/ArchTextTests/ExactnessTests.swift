import ArchDiagram
import ArchModel
import ArchText
import ArchViews
import TestSupport
import Testing

@testable import TextReader

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

  /// With several ways compared, wires straightened and rows closed up, as drawings of this size are made.
  @Test(arguments: 0..<12) func randomGraphsInTheBestWay(block: Int) throws {
    for seed in (block * 10)..<(block * 10 + 10) {
      let diagram = RandomDiagram.make(seed: UInt64(10_000 + seed), nodes: 3...24)
      for (direction, charset) in Self.ways where charset != .safe { try check(diagram, direction, charset, effort: 2) }
    }
  }

  /// Every drawing of every sample: whole, collapsed, of a boundary, of a view; whatever stands in the boxes.
  @Test(arguments: (try? Repository.sampleRoots()) ?? []) func samples(root: String) throws {
    let model = try Checked(file: root).model
    var selections: [DiagramSelection] =
      [.all, .overview, .context] + (0..<Overview.depth(of: model)).map { .nested($0) }
    selections += model.boundaries.map { .boundary($0) } + model.elements(of: .view).map { .view($0) }
    for (index, selection) in selections.enumerated() {
      let diagram = DiagramProjection.diagram(of: model, selection, extras: DiagramExtras(references: index % 3 == 2))
      for (direction, charset) in Self.ways {
        for detail in TextDrawing.Detail.allCases {
          var options = TextDrawing.Options(charset: charset, width: nil, direction: direction, detail: detail)
          options.effort = 1
          let drawing = try TextDrawing.draw(diagram, options: options)
          let found = try DrawingReader.read(drawing.text, isASCII: charset == .ascii)
          #expect(found == ReadGraph(diagram, options: options), "\(root), \(selection)\n\(drawing.text)")
        }
      }
      for width in [100, 70] { try checkFit(diagram, width: width) }
    }
  }

  /// What fits a width is exact; what does not says what it needs, and is then drawn in as many columns at most.
  private func checkFit(_ diagram: Diagram, width: Int) throws {
    let drawing: TextDrawing
    do {
      drawing = try TextDrawing.draw(diagram, options: TextDrawing.Options(width: width))
    } catch .tooWide(let needed, let limit) {
      #expect(needed > limit)
      #expect(try TextDrawing.draw(diagram, options: TextDrawing.Options(width: needed)).columns <= needed)
      return
    }
    #expect(drawing.columns <= width)
    #expect(try DrawingReader.read(drawing.text, isASCII: false).packed == ReadGraph(diagram).packed)
  }

  @Test func textsThatLookLikeInk() throws {
    for seed in (0..<40) + [248] {
      let diagram = RandomDiagram.makeMisleading(seed: UInt64(seed))
      for (direction, charset) in Self.ways where charset != .safe { try check(diagram, direction, charset, effort: 1) }
    }
  }
}
