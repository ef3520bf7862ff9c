import ArchDiagram
import TestTools
import Testing

@testable import ArchGraphviz

/// Edges that we lead along the layers ourselves, as in every large drawing.
@Suite struct LayeredRouteTests {
  private func layOut(_ diagram: Diagram, _ direction: Diagram.Direction) throws -> (LayoutGraph, Geometry) {
    let graph = try DrawingPlan(diagram).graph
    var settings = LayoutSettings(direction: direction)
    settings.routing = .layers
    settings.layersAsWhole = false
    var limits = EngineLimits(seconds: 30)
    return (graph, try LayoutEngine.layOut(graph, settings: settings, within: &limits))
  }

  @Test(arguments: 1...30, Diagram.Direction.allCases)
  func noneRunsThroughANode(seed: Int, direction: Diagram.Direction) throws {
    let diagram = Sample.random(
      seed: UInt64(900 + seed), nodes: 5 + 4 * seed, boundaries: seed % 9, edges: 5 + 8 * seed)
    let (graph, geometry) = try layOut(diagram, direction)
    let boxes = zip(geometry.nodes, graph.nodes).map {
      Rectangle(centre: $0, width: $1.size.width, height: $1.size.height)
    }
    // Dot lays a node on another one now and then: no way leads past that.
    let isAlone = boxes.indices.map { node in
      !boxes.indices.contains { $0 != node && boxes[$0].intersects(boxes[node]) }
    }
    #expect(isAlone.count { !$0 } < 10)
    var through = 0
    for (route, edge) in zip(geometry.routes, graph.edges) {
      let line = route.polyline()
      guard isAlone[edge.source], isAlone[edge.target] else { continue }
      for (node, box) in boxes.enumerated() where node != edge.source && node != edge.target && isAlone[node] {
        if box.isCrossed(by: line) { through += 1 }
      }
    }
    #expect(through == 0)
  }

  @Test(arguments: 1...12, Diagram.Direction.allCases)
  func eachJoinsItsNodes(seed: Int, direction: Diagram.Direction) throws {
    let diagram = Sample.random(
      seed: UInt64(40 + seed), nodes: 8 + 3 * seed, boundaries: seed % 5, edges: 10 + 5 * seed)
    let (graph, geometry) = try layOut(diagram, direction)
    for (route, edge) in zip(geometry.routes, graph.edges) {
      let line = route.polyline()
      let (first, last) = (try #require(line.first), try #require(line.last))
      for (end, node) in [(first, edge.source), (last, edge.target)] {
        let size = graph.nodes[node].size
        let box = Rectangle(centre: geometry.nodes[node], width: size.width, height: size.height)
        #expect(box.grown(by: LayoutText.padding + 1).contains(end))
      }
      #expect(route.targetTip != nil)
      #expect((route.sourceTip != nil) == edge.hasSourceHead)
      #expect((route.label != nil) == (edge.label != nil))
    }
  }

  /// Several edges between two nodes, both ways and with labels, do not hide each other.
  @Test func edgesOfOnePairStandApart() throws {
    let diagram = Diagram(
      nodes: [Sample.node("A", "A", "service", .compute), Sample.node("B", "B", "service", .compute)],
      edges: [
        Sample.edge(0, .call, 1), Sample.edge(0, .message, 1), Sample.edge(1, .call, 0), Sample.edge(0, .call, 1),
      ])
    let (_, geometry) = try layOut(diagram, .down)
    let middles = geometry.routes.map { $0.polyline()[$0.polyline().count / 2].x }.sorted()
    for (one, next) in zip(middles, middles.dropFirst()) { #expect(next - one > 4) }
  }

  @Test func largeDrawingsHaveThemAndAreTheSameEachTime() throws {
    let diagram = Sample.random(seed: 77, nodes: 260, boundaries: 12, edges: 420)
    let text = try SVGDrawing.draw(diagram).text
    #expect(try SVGDrawing.draw(diagram).text == text)
    let drawn = Picture(text)
    #expect(drawn.edges.count == 420)
    var through = 0
    for edge in drawn.edges {
      for node in drawn.nodes where node.name != edge.source && node.name != edge.target {
        if node.box.isCrossed(by: edge.line) { through += 1 }
      }
    }
    #expect(through == 0)
  }

  @Test func denseDrawingsAreMade() throws {
    let nodes = (0..<36).map { Sample.node("N\($0)", "Node \($0)", "service", .compute) }
    var edges: [Diagram.Edge] = []
    for first in 0..<36 { for second in (first + 1)..<36 { edges.append(Sample.edge(first, .call, second)) } }
    let drawn = Picture(try SVGDrawing.draw(Diagram(nodes: nodes, edges: edges)).text)
    #expect(drawn.edges.count == edges.count)
  }
}

@Suite struct LineGridTests {
  /// The grid answers what looking at everything answers.
  @Test(arguments: 1...20)
  func findsWhatIsThere(seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
    func random(_ limit: Double) -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 40) / Double(1 << 24) * limit
    }
    let (width, height) = (100 + random(4_000), 20 + random(900))
    var lines = (0..<(1 + seed * 5)).map { _ in
      (0..<(2 + seed % 5)).map { _ in Point(x: random(width), y: random(height)) }
    }
    lines.append([Point(x: 5, y: 0), Point(x: 5, y: height)])
    lines.append([Point(x: 0, y: 7), Point(x: width, y: 7)])
    lines.append([])
    let grid = LineGrid(lines)
    let boxes = (0..<60).map { _ in
      Rectangle(
        centre: Point(x: random(width * 1.2) - width / 10, y: random(height)), width: random(300), height: random(80))
    }
    for box in boxes {
      let expected = lines.indices.filter { box.isCrossed(by: lines[$0]) }
      #expect(grid.lines(crossing: box) == expected)
      #expect(grid.crosses(box, except: -1) == !expected.isEmpty)
      if let only = expected.first, expected.count == 1 { #expect(!grid.crosses(box, except: only)) }
    }
    var boxGrid = BoxGrid(boxes)
    for box in boxes {
      #expect(boxGrid.touching(box) == boxes.indices.filter { boxes[$0].intersects(box) })
    }
    boxGrid.remove(0)
    #expect(!boxGrid.touching(boxes[0]).contains(0))
    #expect(LineGrid([]).lines(crossing: boxes[0]).isEmpty)
  }
}
