import ArchDiagram
import ArchModel
import ArchSyntax
import ArchViews
import Testing

@Suite struct SequenceProjectionTests {
  private func model(_ text: String) -> Model { compile([parse(SourceFile(path: "main.arch", text: text))]).model }

  private let shop = """
    system Shop "The shop" {}
    client Web "Browser" {}
    service Api { p50: 3ms, p99: 900ms assumed, tech: Swift }
    service Seats {}
    queue Jobs {}
    Web -> Api { protocol: https }
    Api -> Seats "hold"
    Api ~> Jobs
    Jobs ~> Seats
    """

  private func events(_ steps: String, texts: SequenceTexts = SequenceTexts()) throws -> [String] {
    let model = model(shop + "\nflow Buy { \(steps) }\n")
    let diagram = SequenceProjection.diagram(of: try #require(model.flows.first), in: model, texts: texts)
    return diagram.events.map { event in
      switch event {
      case .message(let message):
        "\(message.number) \(message.source)\(message.arrow.rawValue)\(message.target) \(message.label)"
      case .begin(let kind, let text): "\(kind.rawValue) \(text)"
      case .branch(let text): "branch \(text)"
      case .end: "end"
      case .note(let range, let text): "note \(range.lowerBound)-\(range.upperBound) \(text)"
      }
    }
  }

  @Test func labelsAreTheStepsOwnElseTheRelations() throws {
    #expect(
      try events("Web -> Api, Api -> Seats \"hold\", Api ~> Jobs") == [
        "1 0->1 https", "2 1->2 hold", "3 1~>3 ",
      ])
  }

  @Test func blocksAreFrames() throws {
    #expect(
      try events(
        "loop 3 \"per seat\" { alternative \"free\" { share: 80%, Api -> Seats } alternative \"gone\" { share: 20% } }"
      ) == ["loop 3 times, per seat", "alternative free, 80%", "1 0->1 hold", "branch gone, 20%", "end", "end"])
    #expect(
      try events("Api -> Seats, parallel { Api ~> Jobs, Jobs ~> Seats }") == [
        "1 0->1 hold", "parallel ", "2a 0~>2 ", "branch ", "2b 2~>1 ", "end",
      ])
    #expect(try events("optional { alternative { share: 5% } } Jobs ~> Seats") == ["1 0~>1 "])
  }

  @Test func computedTextsAreNotes() throws {
    let texts = SequenceTexts(steps: [1: "p99 20ms"], flow: "p99 1s")
    #expect(
      try events("Web -> Api -> Seats \"hold\"", texts: texts) == [
        "1 0->1 https", "2 1->2 hold", "note 2-2 p99 20ms", "note 0-2 p99 1s",
      ])
  }

  @Test func headsKnowTheirOwnLatency() throws {
    let model = model(shop + "\nflow Buy { Web -> Api }\n")
    let diagram = SequenceProjection.diagram(of: try #require(model.flows.first), in: model)
    #expect(diagram.title == "Buy")
    #expect(diagram.subtitle == "The shop")
    #expect(diagram.participants.map(\.title) == ["Browser", "Api"])
    #expect(diagram.participants[1].figures == ["p50 3ms", "p99 ~900ms"])
    #expect(diagram.participants[1].details == ["Swift"])
  }

  @Test(arguments: [
    (
      "50% over 10s open 30s half-open 5", ["50% failures over 10s", "after 30s", "5 trial calls succeed", "one fails"]
    ),
    (
      "1 over 20 half-open 1",
      ["1 failure over 20 calls", "after a pause (not stated)", "1 trial call succeeds", "it fails"]
    ),
    (
      "true",
      [
        "failures (threshold not stated)", "after a pause (not stated)", "trial calls succeed (number not stated)",
        "one fails",
      ]
    ),
  ])
  func breakersHaveTheirOwnThresholds(stated: String, labels: [String]) throws {
    let model = model("service A {}\nservice B {}\nA -> B { circuit-breaker: \(stated) }\nB -> A\n")
    let relations = BreakerProjection.relations(of: model)
    #expect(relations.count == 1)
    let relation = try #require(relations.first)
    let diagram = try #require(BreakerProjection.diagram(of: relation, in: model))
    #expect(diagram.nodes.map(\.title) == ["Closed", "Open", "Half-open"])
    #expect(diagram.edges.map(\.label) == labels)
    #expect(diagram.content == .states)
    #expect(model.liveRelations.filter { BreakerProjection.diagram(of: $0, in: model) == nil }.count == 1)
  }
}
