import ArchDiagram
import ArchModel
import ArchSyntax
import ArchViews
import Testing

@Suite struct ProjectionTests {
  private func model(_ text: String) -> Model { compile([parse(SourceFile(path: "main.arch", text: text))]).model }

  private let shop = """
    system Shop "The shop" {}
    client Web {}
    zone Edge { trust: dmz
      gateway Api "Gateway" { tech: Kong, replicas: 2..4 }
    }
    zone Inner {
      zone Deep { database Db {} }
      service Orders { -> Db }
    }
    Web -> Api { protocol: https }
    Api -> Orders "order"
    Api ~> Orders
    view Small { include: [Web, Api] }
    view Near { focus: Api, depth: 1, direction: right }
    view Boxed { collapse: [Inner] }
    view Without { exclude: [Edge] }
    flow Read { Web -> Api }
    view Path { flow: Read }
    """

  @Test func showsEverythingInOrder() {
    let diagram = DiagramProjection.diagram(of: model(shop))
    #expect(diagram.title == "The shop")
    #expect(diagram.nodes.map(\.id) == ["Web", "Edge.Api", "Inner.Deep.Db", "Inner.Orders"])
    #expect(diagram.boundaries.map(\.id) == ["Edge", "Inner", "Inner.Deep"])
    #expect(diagram.boundaries.map(\.parent) == [nil, nil, 1])
    #expect(diagram.boundaries[0].trust == .dmz)
    #expect(diagram.nodes[1].title == "Gateway")
    #expect(diagram.nodes[1].details == ["Kong", "×2–4"])
    #expect(
      Set(diagram.edges.map(\.id)) == [
        "Inner.Orders->Inner.Deep.Db", "Web->Edge.Api", "Edge.Api->Inner.Orders", "Edge.Api~>Inner.Orders",
      ])
    #expect(diagram.edges.first { $0.id == "Web->Edge.Api" }?.label == "https")
    #expect(diagram.edges.first { $0.id == "Edge.Api->Inner.Orders" }?.label == "order")
  }

  @Test(arguments: [
    ("Small", ["Web", "Edge.Api"]), ("Near", ["Web", "Edge.Api", "Inner.Orders"]),
    ("Boxed", ["Web", "Edge.Api", "Inner"]),
    ("Without", ["Web", "Inner.Deep.Db", "Inner.Orders"]), ("Path", ["Web", "Edge.Api"]),
  ])
  func viewsChooseTheirParts(view: String, nodes: [String]) throws {
    let model = model(shop)
    let element = try #require(model.elements(of: .view).first { model.name($0) == view })
    let diagram = DiagramProjection.diagram(of: model, .view(element))
    #expect(diagram.nodes.map(\.id) == nodes)
    #expect(diagram.edges.allSatisfy { $0.source < nodes.count && $0.target < nodes.count })
  }

  @Test func contextCollapsesBoundaries() {
    let diagram = DiagramProjection.diagram(of: model(shop), .context)
    #expect(diagram.nodes.map(\.id) == ["Web", "Edge", "Inner"])
    #expect(diagram.nodes[2].details == ["2 components"])
    #expect(diagram.boundaries.isEmpty)
    // Both relations between the zones stay, one for each arrow.
    #expect(diagram.edges.map(\.arrow) == [.call, .call, .message])
  }

  @Test func mergedRelationsAreCounted() throws {
    let text = """
      client Web {}
      zone A { service X {}
        service Y {} }
      zone B { database D {} }
      Web -> A.X { protocol: https }
      A.X -> B.D
      A.Y -> B.D
      A.X ~> A.Y
      """
    let diagram = DiagramProjection.diagram(of: model(text), .context)
    #expect(diagram.edges.map(\.label) == ["https", "×2"])
    #expect(diagram.edges[1].tooltip.contains("X -> D; Y -> D"))
  }

  @Test func withoutBoundariesTheContextIsTheSystem() {
    let diagram = DiagramProjection.diagram(
      of: model("system S \"Shop\" {}\nclient Web {}\nservice A {}\nservice B {}\nWeb -> [A, B]\nA -> B\n"), .context)
    #expect(diagram.nodes.map(\.title) == ["Web", "Shop"])
    #expect(diagram.nodes[1].details == ["2 components"])
    #expect(diagram.edges.map(\.label) == ["×2"])
  }

  @Test func aBoundaryIsDrawnWithItsNeighbours() throws {
    let model = model(shop)
    let edge = try #require(model.boundaries.first { model.name($0) == "Edge" })
    let diagram = DiagramProjection.diagram(of: model, .boundary(edge))
    #expect(diagram.nodes.map(\.id) == ["Web", "Edge.Api", "Inner.Orders"])
    // What joins two neighbours is no business of this boundary.
    #expect(diagram.edges.allSatisfy { $0.source == 1 || $0.target == 1 })
    let empty = self.model("zone Empty {}\nzone Other {}\n")
    #expect(DiagramProjection.diagram(of: empty, .boundary(empty.boundaries[0])).boundaries.map(\.id) == ["Empty"])
  }

  /// Three levels of boundaries with `width` parts in each.
  private func nested(_ width: Int) -> String {
    (0..<width).map { outer in
      "zone Z\(outer) {\n"
        + (0..<width).map { middle in
          "group G\(middle) {\n" + (0..<width).map { "service S\($0) {}\n" }.joined() + "}\n"
        }.joined() + "}\n"
    }.joined()
  }

  @Test(arguments: [(2, 8, false), (3, 9, true), (4, 16, true), (6, 6, true)])
  func overviewsOfLargeSystemsCollapseByLevel(width: Int, boxes: Int, isCollapsed: Bool) {
    let model = model(nested(width))
    #expect(DiagramProjection.diagram(of: model, .overview).nodes.count == boxes)
    #expect(DiagramProjection.collapsesOverview(of: model) == isCollapsed)
    #expect(DiagramProjection.diagram(of: model).nodes.count == width * width * width)
  }

  @Test func choicesCombine() throws {
    let model = model(shop)
    func element(_ name: String) throws -> ElementID {
      try #require((model.components + model.boundaries).first { model.name($0) == name })
    }
    var choice = ViewChoice()
    choice.focus = [try element("Api")]
    choice.depth = 2
    choice.exclude = [try element("Web")]
    choice.collapse = [try element("Inner")]
    let diagram = DiagramProjection.diagram(of: model, .choice(choice, title: "part"))
    #expect(diagram.nodes.map(\.id) == ["Edge.Api", "Inner"])
    #expect(diagram.subtitle == "part")
    choice.include = [try element("Web")]
    #expect(DiagramProjection.diagram(of: model, .choice(choice, title: "")).nodes.isEmpty)
  }

  @Test func containersBecomeFrames() {
    let diagram = DiagramProjection.diagram(
      of: model("service Shop { module Cart {}\n module Pay {} }\nclient Web {}\nWeb -> Shop.Cart\n"))
    #expect(diagram.boundaries.map(\.id) == ["Shop"])
    #expect(diagram.nodes.map(\.id) == ["Shop.Cart", "Shop.Pay", "Web"])
    let called = DiagramProjection.diagram(
      of: model("service Shop { module Cart {} }\nclient Web {}\nWeb -> Shop\n"))
    #expect(called.nodes.map(\.id) == ["Shop", "Shop.Cart", "Web"])
    #expect(called.nodes[0].boundary == 0)
  }

  @Test func emptyModelsDrawNothing() {
    #expect(DiagramProjection.diagram(of: model("")) == Diagram())
  }
}
