import ArchDiagram
import ArchText
import Testing

@testable import TextReader

/// What does not fit is drawn another way, never cut.
struct WidthLadderTests {
  private func node(_ title: String, boundary: Int? = nil) -> Diagram.Node {
    Diagram.Node(id: title, title: title, kind: "service", family: .compute, boundary: boundary)
  }

  private func hub(_ count: Int, label: (Int) -> String) -> Diagram {
    Diagram(
      nodes: [node("Hub")] + (0..<count).map { node("Service number \($0)") },
      edges: (0..<count).map {
        Diagram.Edge(id: "\($0)", source: 0, target: $0 + 1, arrow: .call, label: label($0))
      })
  }

  @Test(arguments: [200, 120, 100, 80, 60, 50])
  func hubFitsAndStaysExact(width: Int) throws {
    let diagram = hub(14) { $0 % 3 == 0 ? "asks for item \($0)" : "" }
    let drawing = try TextDrawing.draw(diagram, options: TextDrawing.Options(width: width))
    #expect(drawing.columns <= width)
    #expect(try DrawingReader.read(drawing.text, isASCII: false).packed == ReadGraph(diagram).packed)
  }

  @Test(arguments: 0..<20)
  func whatIsNeededSuffices(seed: Int) throws {
    let diagram = RandomDiagram.make(seed: UInt64(2_000 + seed), nodes: 3...16)
    for limit in [30, 70] {
      do {
        let drawing = try TextDrawing.draw(diagram, options: TextDrawing.Options(width: limit))
        #expect(drawing.columns <= limit)
        #expect(try DrawingReader.read(drawing.text, isASCII: false).packed == ReadGraph(diagram).packed)
      } catch TextDrawingError.tooWide(let needed, let stated) {
        #expect(stated == limit)
        #expect(needed > limit)
        let drawing = try TextDrawing.draw(diagram, options: TextDrawing.Options(width: needed))
        #expect(drawing.columns <= needed)
      }
    }
  }

  @Test func statedDirectionIsKept() throws {
    let diagram = hub(8) { _ in "" }
    let right = try TextDrawing.draw(diagram, options: TextDrawing.Options(width: 60, direction: .right))
    #expect(right.text.contains("├"))
    #expect(!right.text.contains("┬"))
    #expect(throws: TextDrawingError.self) {
      try TextDrawing.draw(diagram, options: TextDrawing.Options(width: 20, direction: .right))
    }
  }

  @Test func labelsBecomeKeys() throws {
    let diagram = Diagram(
      nodes: [node("A"), node("B")],
      edges: [
        Diagram.Edge(id: "1", source: 0, target: 1, arrow: .call, label: "one rather long label"),
        Diagram.Edge(id: "2", source: 0, target: 1, arrow: .call, label: "another rather long label"),
        Diagram.Edge(id: "3", source: 0, target: 1, arrow: .call, label: "one rather long label"),
      ])
    let drawing = try TextDrawing.draw(diagram, options: TextDrawing.Options(width: 24))
    #expect(drawing.columns <= 24)
    #expect(drawing.text.contains("\n[1] one rather"))
    #expect(!drawing.text.contains("[3]"))
    #expect(try DrawingReader.read(drawing.text, isASCII: false) == ReadGraph(diagram))
  }

  @Test func longWordsThatDoNotFitSayWhatTheyNeed() {
    let diagram = Diagram(boundaries: [
      Diagram.Boundary(id: "z", title: String(repeating: "wide", count: 20), kind: "zone")
    ])
    #expect(throws: TextDrawingError.tooWide(needed: 84, limit: 40)) {
      try TextDrawing.draw(diagram, options: TextDrawing.Options(width: 40))
    }
  }
}
