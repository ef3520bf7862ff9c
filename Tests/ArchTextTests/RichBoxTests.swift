import ArchDiagram
import ArchText
import Testing

@testable import TextReader

/// Boxes with details, figures and findings are read back as exactly as plain ones, and colour changes no text.
struct RichBoxTests {
  private static let ways = Diagram.Direction.allCases.flatMap { direction in
    [TextDrawing.Charset.unicode, .ascii].map { (direction, $0) }
  }

  private func options(_ detail: TextDrawing.Detail, _ charset: TextDrawing.Charset) -> TextDrawing.Options {
    var options = TextDrawing.Options(charset: charset, width: nil, detail: detail)
    options.annotates = true
    options.effort = 1
    options.notes = ["of 40 components, boundaries are single boxes", "not drawn: 3 findings"]
    return options
  }

  @Test(arguments: 0..<60) func randomGraphs(seed: Int) throws {
    let diagram = RandomDiagram.makeRich(seed: UInt64(seed))
    for (direction, charset) in Self.ways {
      var options = options(TextDrawing.Detail.allCases[seed % 3], charset)
      options.direction = direction
      let drawing = try TextDrawing.draw(diagram, options: options)
      let found = try DrawingReader.read(drawing.text, isASCII: charset == .ascii)
      #expect(found == ReadGraph(diagram, options: options))
    }
  }

  /// The text of a terminal without its escape sequences.
  private func stripped(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let escape = rest.firstIndex(of: "\u{1B}") {
      result += rest[..<escape]
      guard let end = rest[escape...].firstIndex(of: "m") else { return result + rest }
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  @Test(arguments: 0..<20) func colourChangesNoText(seed: Int) throws {
    let diagram = RandomDiagram.makeRich(seed: UInt64(7_000 + seed))
    for (direction, charset) in Self.ways {
      var options = options(.figures, charset)
      options.direction = direction
      let plain = try TextDrawing.draw(diagram, options: options)
      options.isColoured = true
      let coloured = try TextDrawing.draw(diagram, options: options)
      #expect(coloured.text.contains("\u{1B}[32m") || !diagram.nodes.contains { $0.family == .data })
      #expect(stripped(coloured.text) == plain.text)
      #expect((coloured.columns, coloured.rows) == (plain.columns, plain.rows))
      // Every line ends as it began: a terminal that wraps or cuts it spills no colour.
      for line in coloured.text.split(separator: "\n") {
        let starts = line.matches(of: /\u{1B}\[[1-9][0-9;]*m/).count
        #expect(starts == line.matches(of: /\u{1B}\[0m/).count)
      }
    }
  }

  @Test func nothingFromAModelIsAnEscapeSequence() throws {
    let evil = "x\u{1B}[31mred\u{9B}32m"
    var node = Diagram.Node(id: "a", title: evil, kind: evil, family: .data, details: [evil], tooltip: evil)
    node.figures = [evil]
    node.findings = [Diagram.Chip(id: evil, severity: .error, message: evil)]
    var edge = Diagram.Edge(id: "e", source: 0, target: 0, arrow: .call, label: evil)
    edge.findings = node.findings
    let diagram = Diagram(
      title: evil, boundaries: [Diagram.Boundary(id: "z", title: evil, kind: "zone")], nodes: [node], edges: [edge])
    var options = options(.figures, .unicode)
    options.notes = [evil]
    let plain = try TextDrawing.draw(diagram, options: options).text
    #expect(!plain.unicodeScalars.contains { $0.value == 0x1B || (0x7F..<0xA0).contains($0.value) })
    options.isColoured = true
    #expect(stripped(try TextDrawing.draw(diagram, options: options).text) == plain)
  }

  @Test func figuresStandInOneRow() throws {
    var node = Diagram.Node(
      id: "o", title: "Orders", kind: "service", family: .compute, details: ["Swift", "×4–20"])
    node.figures = ["19.4%", "99.975%"]
    let diagram = Diagram(nodes: [node])
    let drawing = try TextDrawing.draw(diagram, options: TextDrawing.Options(detail: .figures))
    #expect(
      drawing.text == """
        ┌─────────────────────────┐
        │         Orders          │
        │     service · Swift     │
        │ ×4–20 · 19.4% · 99.975% │
        └─────────────────────────┘

        """)
  }

  @Test(arguments: TextDrawing.Charset.allCases, Diagram.Direction.allCases)
  func readerNoticesChanges(charset: TextDrawing.Charset, direction: Diagram.Direction) throws {
    var random = FixedRandom(state: 11)
    var tried = 0
    var missed: [String] = []
    for seed in 0..<6 {
      let diagram = RandomDiagram.makeRich(seed: UInt64(300 + seed))
      var options = options(.figures, charset)
      options.direction = direction
      let expected = ReadGraph(diagram, options: options)
      let lines = try TextDrawing.draw(diagram, options: options).text
        .split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(Array.init)
      let glyphs = Array(charset == .ascii ? MutationTests.asciiGlyphs : MutationTests.glyphs) + ["!", "i", "1"]
      for _ in 0..<60 {
        let row = Int.random(in: 0..<lines.count, using: &random)
        guard !lines[row].isEmpty else { continue }
        let column = Int.random(in: 0..<lines[row].count, using: &random)
        let glyph = glyphs[Int.random(in: 0..<glyphs.count, using: &random)]
        guard lines[row][column] != glyph else { continue }
        var changed = lines
        changed[row][column] = glyph
        tried += 1
        let text = changed.map { String($0) + "\n" }.joined()
        if let found = try? DrawingReader.read(text, isASCII: charset == .ascii), found == expected {
          missed.append("\(diagram.title) \(row),\(column): \(lines[row][column]) became \(glyph)")
        }
      }
    }
    #expect(tried > 200)
    #expect(missed.count * 100 <= tried, "\(missed)")
  }
}
