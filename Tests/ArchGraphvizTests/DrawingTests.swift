import ArchDiagram
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

@Suite struct StyleSheetTests {
  /// The sheet holds a rule for each class of the drawing that needs one, and none besides.
  @Test func holdsTheRulesThatAreInUse() throws {
    for seed in 1...6 {
      let diagram = Sample.random(seed: UInt64(seed), nodes: 3 * seed, boundaries: seed - 1, edges: 2 * seed)
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
      #expect(selectors == classes, "seed \(seed)")
    }
  }
}
