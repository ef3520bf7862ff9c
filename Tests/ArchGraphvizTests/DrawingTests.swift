import ArchDiagram
import TestTools
import Testing

@testable import ArchGraphviz

@Suite struct DrawingTests {
  @Test func drawsEveryPartOnceWithItsNames() throws {
    let drawing = try SVGDrawing.draw(Sample.shop)
    let root = try XMLReader.read(drawing.text)
    #expect(root.name == "svg")
    #expect(root.attributes["role"] == "img")
    #expect(root.attributes["width"] == "\(drawing.width)")
    #expect(root.attributes["viewBox"] == "0 0 \(drawing.width) \(drawing.height)")
    #expect(root.children.first?.name == "title")
    #expect(root.children.first?.text == "Ticket shop: Whole system")
    #expect(drawing.text.hasSuffix("</svg>\n"))

    let nodes = root.all.filter { $0.attributes["class"]?.hasPrefix("node ") == true }
    #expect(nodes.map { $0.attributes["data-name"] } == Sample.shop.nodes.map(\.id))
    #expect(nodes.map { $0.attributes["class"] } == Sample.shop.nodes.map { "node kind-\($0.kind)" })
    #expect(nodes.allSatisfy { $0.children.first?.name == "title" })
    let edges = root.all.filter { $0.attributes["class"] == "edge" }
    #expect(edges.map { $0.attributes["data-arrow"] } == Sample.shop.edges.map(\.arrow.rawValue))
    #expect(edges.first?.attributes["data-source"] == "Web")
    #expect(edges.first?.attributes["data-target"] == "Edge.Api")
    let boundaries = root.all.filter { $0.attributes["class"] == "boundary" }
    #expect(boundaries.map { $0.attributes["data-name"] } == ["Edge", "Private"])
  }

  @Test func sameDiagramGivesTheSameBytes() throws {
    let first = try SVGDrawing.draw(Sample.shop).text
    for _ in 0..<5 { #expect(try SVGDrawing.draw(Sample.shop).text == first) }
    // What the process did before must not matter: libgvc 2.42 orders clusters by the addresses of their names.
    for seed in [19, 20, 23, 24, 28, 36] {
      let random = Sample.random(seed: UInt64(seed), nodes: 20, boundaries: 5, edges: 30)
      let texts = try (0..<4).map { _ in try SVGDrawing.draw(random).text }
      #expect(Set(texts).count == 1)
    }
  }

  @Test func layoutsMayRunAtTheSameTime() async throws {
    let expected = try SVGDrawing.draw(Sample.shop).text
    try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<8 { group.addTask { try SVGDrawing.draw(Sample.shop).text } }
      for try await text in group { #expect(text == expected) }
    }
  }

  @Test func themesDifferInColoursAlone() throws {
    let light = try SVGDrawing.draw(Sample.shop, options: .init(theme: .light)).text
    let dark = try SVGDrawing.draw(Sample.shop, options: .init(theme: .dark)).text
    let auto = try SVGDrawing.draw(Sample.shop, options: .init(theme: .auto)).text
    #expect(light.contains("#e7effc") && !light.contains("#142848") && !light.contains("prefers-color-scheme"))
    #expect(dark.contains("#142848") && !dark.contains("#e7effc"))
    #expect(auto.contains("@media screen and (prefers-color-scheme:dark)"))
    func body(_ text: String) -> [Substring] {
      Array(text.split(separator: "\n").drop { $0 != "</style>" })
    }
    #expect(body(light).count > 20)
    #expect(body(light) == body(dark))
    #expect(body(light) == body(auto))
  }

  @Test func aComponentTakesFewBytes() throws {
    let text = try SVGDrawing.draw(Sample.random(seed: 3, nodes: 30, boundaries: 9, edges: 40)).text
    #expect(text.utf8.count < 30 * 1_500)
  }
}

@Suite struct OverlayDrawingTests {
  /// A diagram with everything that can be painted.
  static var painted: Diagram {
    var diagram = Sample.shop
    diagram.overlay = "Load"
    diagram.scale = ["cool", "mild", "warm", "warmer", "hot"]
    diagram.highlightedFlow = "Buy"
    diagram.parent = Diagram.Link(title: "Everything", target: "all.svg")
    for index in diagram.nodes.indices {
      diagram.nodes[index].heat = Diagram.Heat(
        level: index < 5 ? index : nil, share: index < 5 ? Double(index) / 4 : nil, text: index < 5 ? "\(index)0%" : "?"
      )
      diagram.nodes[index].change = index < 3 ? Diagram.Change.allCases[index] : nil
      diagram.nodes[index].findings = (0..<index).map {
        Diagram.Chip(id: "REL00\($0)", severity: Diagram.Severity.allCases[$0 % 3], message: "Message \($0)")
      }
    }
    diagram.edges[0].steps = ["1", "12"]
    diagram.edges[3].steps = (0..<20).map { "\($0)" }
    diagram.edges[1].findings = (0..<4).map { Diagram.Chip(id: "SEC00\($0)", severity: .warning) }
    diagram.edges[2].isReference = true
    for index in 4..<7 { diagram.edges[index].change = Diagram.Change.allCases[index - 4] }
    return diagram
  }

  @Test func everythingThatIsPaintedIsToldInWords() throws {
    let drawing = try SVGDrawing.draw(Self.painted)
    let root = try XMLReader.read(drawing.text)
    let words = Set(root.all.filter { $0.name == "text" }.map(\.text))
    for expected in [
      "Load: cool", "hot", "unknown", "40%", "?", "+ added", "− removed", "~ changed", "REL000", "+2", "12", "+15",
      "SEC000", "− charge", "step of Buy", "error", "warning", "note", "↑ Everything",
      "dead letter, backup or fallback",
    ] {
      #expect(words.contains(expected), "\(expected)")
    }
    #expect(root.all.contains { $0.name == "a" && $0.attributes["href"] == "all.svg" })
    let hovers = root.all.filter { $0.name == "title" }.map(\.text)
    #expect(hovers.contains { $0.contains("REL001 warning: Message 1") })
    #expect(hovers.contains { $0.contains("steps 1, 12") })
    #expect(Picture(drawing.text).faults == [])
  }

  @Test func aFigureWithoutAnEndHasNoBar() throws {
    let bars = try XMLReader.read(SVGDrawing.draw(Self.painted).text).all.filter { $0.attributes["class"] == "q" }
    #expect(bars.count == 5)
  }

  @Test(arguments: ["16:9", "4:3", "a4", "1:2"])
  func pagesHaveTheShapeThatWasAskedFor(shape: String) throws {
    let aspect = try #require(SVGDrawing.Aspect(shape))
    for diagram in [Sample.shop, Diagram(title: "Empty"), Sample.random(seed: 9, nodes: 24, boundaries: 4, edges: 30)] {
      let drawing = try SVGDrawing.draw(diagram, options: .init(aspect: aspect))
      let ratio = Double(drawing.width) / Double(drawing.height)
      #expect(abs(ratio / aspect.ratio - 1) < 0.01, "\(drawing.width) × \(drawing.height)")
      #expect(Picture(drawing.text).faults == [])
    }
  }

  @Test func shapesThatAreNoneAreRefused() {
    for text in ["", ":", "16", "16:", "0:1", "1:0", "-1:1", "1e9:1", "100:1", "16:9:4", "nan:1", "a5", "16/9"] {
      #expect(SVGDrawing.Aspect(text) == nil, "\(text)")
    }
    #expect(SVGDrawing.Aspect("A4")?.ratio == 210.0 / 297)
  }

  @Test func aLongChainStandsInColumns() throws {
    let nodes = (0..<40).map { Sample.node("N\($0)", "Stage \($0)", "service", .compute) }
    let drawing = try SVGDrawing.draw(Diagram(nodes: nodes, edges: (1..<40).map { Sample.edge($0 - 1, .call, $0) }))
    #expect(drawing.height < 3 * drawing.width)
    #expect(Picture(drawing.text).faults == [])
  }

  @Test func partsOfARankShareALayer() throws {
    var diagram = Sample.shop
    diagram.ranks = [[2, 4], [99, -1]]
    let picture = Picture(try SVGDrawing.draw(diagram).text)
    let (first, second) = (picture.nodes[2].box, picture.nodes[4].box)
    #expect(abs(first.top + first.bottom - second.top - second.bottom) < 3)
    #expect(picture.faults == [])
  }

  /// A circle must not put the entrance of a system at its end.
  @Test func theEntranceOfACircleStaysAtTheTop() throws {
    let nodes = ["Client", "Proxy", "App", "Worker", "Partner"].map { Sample.node($0, $0, "service", .compute) }
    let edges = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 1)].map { Sample.edge($0, .call, $1) }
    let picture = Picture(try SVGDrawing.draw(Diagram(nodes: nodes, edges: edges)).text)
    #expect(picture.nodes.map(\.box.top) == picture.nodes.map(\.box.top).sorted())
  }
}

@Suite struct StyleSheetTests {
  /// The sheet holds a rule for each class of the drawing that needs one, and none besides.
  @Test func holdsTheRulesThatAreInUse() throws {
    for seed in 1...6 {
      let diagram =
        seed == 6
        ? OverlayDrawingTests.painted
        : Sample.random(seed: UInt64(seed), nodes: 3 * seed, boundaries: seed - 1, edges: 2 * seed)
      let root = try XMLReader.read(SVGDrawing.draw(diagram, options: .init(theme: .light)).text)
      let sheet = try #require(root.all.first { $0.name == "style" }).text
      var selectors: Set<String> = []
      for rule in sheet.split(separator: "\n") where !rule.hasPrefix("@") {
        for word in rule.prefix(while: { $0 != "{" }).split(whereSeparator: { ", ".contains($0) }) {
          if let dot = word.firstIndex(of: ".") { selectors.insert(String(word[word.index(after: dot)...])) }
        }
      }
      var classes: Set<String> = []
      for element in root.all where element.attributes["class"]?.hasPrefix("node kind-") != true {
        classes.formUnion((element.attributes["class"] ?? "").split(separator: " ").map(String.init))
      }
      // These only name groups.
      classes.subtract(["boundary", "edge", "titles", "legend", "p"])
      #expect(selectors.subtracting(["edge", "p"]) == classes, "seed \(seed)")
    }
  }
}
