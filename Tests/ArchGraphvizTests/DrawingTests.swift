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
    let random = Sample.random(seed: 7, nodes: 20, boundaries: 5, edges: 30)
    #expect(try SVGDrawing.draw(random).text == SVGDrawing.draw(random).text)
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
