import ArchCells
import ArchDiagram
import ArchText
import Testing

@testable import TextReader

struct TextDrawingTests {
  private func node(_ title: String, boundary: Int? = nil, details: [String] = []) -> Diagram.Node {
    Diagram.Node(id: title, title: title, kind: "service", family: .compute, details: details, boundary: boundary)
  }

  private func edge(_ source: Int, _ target: Int, _ arrow: Diagram.Arrow = .call, _ label: String = "") -> Diagram.Edge
  {
    Diagram.Edge(id: "\(source) \(target) \(label)", source: source, target: target, arrow: arrow, label: label)
  }

  @Test func aSmallDrawing() throws {
    let diagram = Diagram(
      boundaries: [Diagram.Boundary(id: "p", title: "Private", kind: "zone")],
      nodes: [node("Client"), node("API", boundary: 0), node("DB", boundary: 0)],
      edges: [edge(0, 1, .call, "https"), edge(1, 2, .message)])
    let down = try TextDrawing.draw(diagram, options: TextDrawing.Options(direction: .down))
    #expect(
      down.text == """
              ┌────────┐
              │ Client │
              └───┬────┘
                  │
        ╭─Private─┼────╮
        │       https  │
        │         ▼    │
        │      ┌─────┐ │
        │      │ API │ │
        │      └──┬──┘ │
        │         ┆    │
        │         ▼    │
        │       ┌────┐ │
        │       │ DB │ │
        │       └────┘ │
        ╰──────────────╯

        ──▶ call   ┄┄▶ message

        """)
    #expect((down.columns, down.rows) == (22, 18))
    #expect((down.crossings, down.bends) == (0, 0))
    let right = try TextDrawing.draw(diagram, options: TextDrawing.Options(charset: .ascii, direction: .right))
    #expect(
      right.text == """
                   .-Private--------------------.
        +--------+ |          +-----+    +----+ |
        | Client +-+- https ->| API +~~~>| DB | |
        +--------+ |          +-----+    +----+ |
                   '----------------------------'

        --> call   ~~> message

        """)
  }

  @Test func sizesOfTheBenchmarkGraphs() throws {
    let options = TextDrawing.Options(width: nil, direction: .down)
    let web = try TextDrawing.draw(try Samples.diagram("a_web8"), options: options)
    #expect(web.columns <= 52)
    #expect(web.rows <= 36)
    let micro = try TextDrawing.draw(try Samples.diagram("b_micro15"), options: options)
    #expect(micro.columns <= 58)
    #expect(micro.rows <= 57)
  }

  @Test(arguments: Samples.names) func theSameInputGivesTheSameText(name: String) throws {
    let diagram = try Samples.diagram(name)
    let texts = try (0..<3).map { _ in
      try TextDrawing.draw(diagram, options: TextDrawing.Options(width: nil)).text
    }
    #expect(Set(texts).count == 1)
  }

  @Test func rowsAndColumnsAreThoseOfTheText() throws {
    for seed in 3_000..<3_010 {
      let drawing = try TextDrawing.draw(
        RandomDiagram.make(seed: UInt64(seed)), options: TextDrawing.Options(width: nil))
      let lines = drawing.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      #expect(lines.count == drawing.rows)
      #expect(lines.map { CellWidth.of(String($0)) }.max() == drawing.columns)
      #expect(lines.allSatisfy { !$0.hasSuffix(" ") })
    }
  }

  @Test func nothingToDraw() throws {
    let drawing = try TextDrawing.draw(Diagram())
    #expect(drawing.text == "\n")
    #expect(drawing.columns == 0)
  }

  @Test func unsoundIndicesAreLeftOut() throws {
    var diagram = Diagram(nodes: [node("A", boundary: 7), node("B", boundary: -1)], edges: [edge(0, 9), edge(-1, 1)])
    diagram.boundaries = [Diagram.Boundary(id: "z", title: "Z", kind: "zone", parent: 3)]
    let drawing = try TextDrawing.draw(diagram)
    let found = try DrawingReader.read(drawing.text, isASCII: false)
    #expect(found.nodes == [["A"], ["B"]])
    #expect(found.zones == [["Z"]])
    #expect(found.edges.isEmpty)
  }

  @Test func detailsStandBelowTheTitle() throws {
    let diagram = Diagram(
      nodes: [node("API", details: ["Swift 6", "×3"]), node("DB", details: ["Postgres"])], edges: [edge(0, 1)])
    let name = try TextDrawing.draw(diagram)
    #expect(!name.text.contains("Swift"))
    for direction in Diagram.Direction.allCases {
      let options = TextDrawing.Options(direction: direction, detail: .tech)
      let drawing = try TextDrawing.draw(diagram, options: options)
      let found = try DrawingReader.read(drawing.text, isASCII: false)
      #expect(found.nodes == [["API service · Swift 6"], ["DB service · Postgres"]])
      let figures = try TextDrawing.draw(diagram, options: TextDrawing.Options(direction: direction, detail: .figures))
      #expect(
        try DrawingReader.read(figures.text, isASCII: false).nodes
          == [["API service · Swift 6 ×3"], ["DB service · Postgres"]])
    }
  }

  @Test func controlCharactersNeverReachTheText() throws {
    let diagram = Diagram(nodes: [node("a\u{1B}[2J\u{202E}b\u{7}")], edges: [edge(0, 0, .call, "x\u{9B}\u{2066}")])
    let drawing = try TextDrawing.draw(diagram)
    let isHarmless = drawing.text.unicodeScalars.allSatisfy { scalar in
      scalar == "\n" || (scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value) && scalar.value != 0x202E)
    }
    #expect(isHarmless)
    #expect(drawing.text.contains("U+202E"))
  }

  @Test func safeHeadsAreNotEmoji() throws {
    let diagram = Diagram(nodes: [node("A"), node("B")], edges: [edge(0, 1, .twoWay), edge(0, 1)])
    let options = TextDrawing.Options(charset: .safe, direction: .right)
    let text = try TextDrawing.draw(diagram, options: options).text
    #expect(text.contains("►") && text.contains("◄"))
    #expect(!text.contains("▶") && !text.contains("◀"))
  }
}
