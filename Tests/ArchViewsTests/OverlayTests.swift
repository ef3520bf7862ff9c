import ArchDiagram
import ArchModel
import ArchSyntax
import ArchViews
import Testing

@Suite struct OverlayTests {
  private func model(_ text: String) -> Model { compile([parse(SourceFile(path: "main.arch", text: text))]).model }

  private let shop = """
    system Shop { owner: "Core" }
    client Web {}
    zone Inner { owner: "Orders"
      service Orders { criticality: critical, p99: 40ms assumed, capacity: 900/s, -> Db { timeout: 1s assumed } }
      database Db { p99: 4ms measured }
      queue Dead {}
      queue Mails { dead-letter: Dead }
    }
    zone Other { service Report { owner: "Money", criticality: low, -> Orders { fallback: Cold } }
      cache Cold {} }
    storage Vault {}
    Web -> Orders "order" { protocol: https }
    Orders ~> Mails
    flow Buy { criticality: high
      Web -> Orders -> Db
    }
    view Side { include: [Web, Orders, Db], rank: [[Orders, Db]] }
    view Flat { include: [Web, Orders, Db], rank: [Web, Orders] }
    """

  @Test func ownersAreCategories() throws {
    let paint = OverlayPaint.owner(of: model(shop))
    #expect(paint.categories == ["Orders", "Core", "Money"] || paint.categories == ["Orders", "Money", "Core"])
    #expect(paint.heats["Inner.Db"]?.category == 0)
    let painted = DiagramProjection.diagram(of: model(shop)).painted(paint)
    #expect(painted.nodes.allSatisfy { $0.heat != nil })
    #expect(painted.nodes.first { $0.id == "Inner.Orders" }?.details.last == "Orders")
    let context = DiagramProjection.diagram(of: model(shop), .context).painted(paint)
    #expect(context.nodes.first { $0.id == "Inner" }?.heat?.category == 0)
    // Two owners in one box make it unknown.
    #expect(context.nodes.first { $0.id == "Other" }?.heat?.text == "?")
  }

  @Test func criticalityComesFromFlowsWhereNothingIsStated() {
    let paint = OverlayPaint.criticality(of: model(shop))
    #expect(paint.heats["Inner.Orders"]?.text == "critical")
    #expect(paint.heats["Inner.Db"]?.text == "high")
    #expect(paint.heats["Other.Report"]?.level == 0)
    #expect(paint.heats["Vault"] == nil)
    let context = DiagramProjection.diagram(of: model(shop), .context).painted(paint)
    #expect(context.nodes.first { $0.id == "Inner" }?.heat?.level == 4)
  }

  @Test func assumedIsTheShareOfFigures() {
    let paint = OverlayPaint.assumed(of: model(shop))
    #expect(paint.heats["Inner.Orders"]?.text == "67%")
    #expect(paint.heats["Inner.Orders"]?.level == 3)
    #expect(paint.heats["Inner.Db"]?.share == 0)
    #expect(paint.heats["Inner.Dead"] == nil)
  }

  @Test func referencesAreEdgesOfTheirOwn() {
    let diagram = DiagramProjection.diagram(of: model(shop), extras: DiagramExtras(references: true))
    let references = diagram.edges.filter(\.isReference)
    #expect(references.map(\.label) == ["dead letter", "fallback"])
    #expect(references.map { diagram.nodes[$0.source].id } == ["Inner.Mails", "Other.Report"])
    #expect(!DiagramProjection.diagram(of: model(shop)).edges.contains { $0.isReference })
  }

  @Test func aFlowStandsOutWithItsNumbers() throws {
    let model = model(shop)
    let flow = try #require(model.flows.first)
    let diagram = DiagramProjection.diagram(of: model, extras: DiagramExtras(flow: flow.element))
    #expect(diagram.highlightedFlow == "Buy")
    #expect(diagram.edges.first { $0.id == "Web->Inner.Orders" }?.steps == ["1"])
    #expect(diagram.edges.first { $0.id == "Inner.Orders->Inner.Db" }?.steps == ["2"])
    #expect(diagram.edges.first { $0.id == "Inner.Orders~>Inner.Mails" }?.steps == [])
    let context = DiagramProjection.diagram(of: model, .context, extras: DiagramExtras(flow: flow.element))
    #expect(context.edges.filter { !$0.steps.isEmpty }.map(\.steps) == [["1"]])
  }

  @Test func ranksAndProtocolsAreRead() throws {
    let model = model(shop)
    func ranks(_ name: String) throws -> [[Int]] {
      let view = try #require(model.elements(of: .view).first { model.name($0) == name })
      return DiagramProjection.diagram(of: model, .view(view)).ranks
    }
    #expect(try ranks("Side") == [[1, 2]])
    #expect(try ranks("Flat") == [[0, 1]])
    let edge = DiagramProjection.diagram(of: model).edges.first { $0.id == "Web->Inner.Orders" }
    #expect(edge?.label == "order" && edge?.detail == "https")
    #expect(DiagramProjection.diagram(of: model).summary == "Main path, Buy: Web, Orders, Db.")
  }
}
