import ArchDiagram
import TestTools
import Testing

@testable import ArchGraphviz

@Suite struct SequenceDrawingTests {
  private static let hostile = [
    "<script>alert(1)</script>", "\"onload=\"x", "]]>", "&amp;&#x41;", "\u{0}\u{7}\u{1B}[31m", "\u{202E}abc", "--><!--",
    "'><img src=x onerror=y>", "url(javascript:1)", "}*{fill:red}", "\u{FFFF}", "日本語のラベル", "👩‍💻🚀", "",
    String(repeating: "W", count: 600), "a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g",
  ]

  /// Every text of the diagram is one of the given ones.
  private static func diagram(_ texts: [String], seed: Int) -> SequenceDiagram {
    var state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(1, limit)
    }
    func text() -> String { texts[next(texts.count)] }
    let count = 1 + next(8)
    var diagram = SequenceDiagram(title: text(), subtitle: text())
    for index in 0..<count {
      var participant = SequenceDiagram.Participant(
        id: text() + "\(index)", title: text(), kind: text(),
        family: Diagram.Family.allCases[next(Diagram.Family.allCases.count)], details: [text()], tooltip: text(),
        link: ["", "javascript:alert(1)", "https://example.org/?a=1&b=2"][next(3)])
      participant.figures = [text()]
      diagram.participants.append(participant)
    }
    var depth = 0
    for index in 0..<(1 + next(25)) {
      switch next(9) {
      case 0:
        diagram.events.append(.begin(SequenceDiagram.Frame.allCases[next(4)], text()))
        depth += 1
      case 1: diagram.events.append(.branch(text()))
      case 2: diagram.events.append(.end)
      case 3:
        let first = next(count)
        diagram.events.append(.note(first...(first + next(count - first)), text()))
      default:
        diagram.events.append(
          .message(
            SequenceDiagram.Message(
              id: "m", source: next(count), target: next(count), arrow: Diagram.Arrow.allCases[next(4)], label: text(),
              number: index % 5 == 4 ? text() : "\(index + 1)", tooltip: text())))
      }
    }
    return diagram
  }

  private static let plain = [
    "https", "order placed", "Orders", "API gateway", "reserve the seats and hold them for ten minutes", "", "3 times",
    "sold out, 20%", "PostgreSQL 16", "p99 90ms",
  ]

  @Test(arguments: 0..<60)
  func hostileTextStaysText(seed: Int) throws {
    let drawing = SVGDrawing.draw(Self.diagram(Self.hostile, seed: seed))
    let root = try XMLReader.read(drawing.text)
    #expect(root.name == "svg")
    let allowed: Set<String> = ["svg", "title", "desc", "style", "rect", "path", "g", "text", "a"]
    for element in root.all {
      #expect(allowed.contains(element.name))
      for (name, value) in element.attributes {
        #expect(!name.hasPrefix("on"))
        if name == "href" { #expect(value.hasPrefix("https://")) }
      }
    }
  }

  @Test(arguments: 0..<20)
  func sameDiagramGivesSameBytes(seed: Int) {
    let diagram = Self.diagram(Self.plain, seed: seed)
    #expect(SVGDrawing.draw(diagram).text == SVGDrawing.draw(diagram).text)
  }

  /// Each class that an element has is one that the sheet or a reader of the drawing knows.
  @Test(arguments: 0..<20)
  func classesHaveRules(seed: Int) throws {
    let root = try XMLReader.read(SVGDrawing.draw(Self.diagram(Self.plain, seed: seed)).text)
    let sheet = root.all.first { $0.name == "style" }?.text ?? ""
    for element in root.all where element.name != "g" {
      for name in (element.attributes["class"] ?? "").split(separator: " ") {
        #expect(sheet.contains(".\(name)"), "no rule for \(name)")
      }
    }
  }

  @Test(arguments: 0..<80)
  func wordsTouchNothing(seed: Int) throws {
    let drawing = SVGDrawing.draw(Self.diagram(Self.plain, seed: seed))
    let root = try XMLReader.read(drawing.text)
    let page = Rectangle(left: 0, top: 0, right: Double(drawing.width), bottom: Double(drawing.height))
    var words: [(text: String, box: Rectangle)] = []
    collect(root, offset: Point(x: 0, y: 0), isMiddle: false, into: &words)
    #expect(!words.isEmpty)
    for (index, word) in words.enumerated() {
      #expect(page.contains(word.box), "\(word.text) leaves the page")
      for other in words[(index + 1)...] {
        #expect(!word.box.intersects(other.box), "\(word.text) over \(other.text)")
      }
    }
  }

  /// The boxes of all words, from the widths that the drawing states.
  private func collect(
    _ element: XMLReader.Element, offset: Point, isMiddle: Bool, into words: inout [(text: String, box: Rectangle)]
  ) {
    var offset = offset
    if let transform = element.attributes["transform"] {
      let numbers = numbers(transform)
      if numbers.count == 2 { offset = offset.moved(by: Point(x: numbers[0], y: numbers[1])) }
    }
    let isMiddle = isMiddle || element.attributes["class"] == "k"
    if element.name == "text", let width = Double(element.attributes["textLength"] ?? "") {
      let x = (Double(element.attributes["x"] ?? "") ?? 0) + offset.x - (isMiddle ? width / 2 : 0)
      let y = (Double(element.attributes["y"] ?? "") ?? 0) + offset.y
      words.append((element.text, Rectangle(left: x, top: y - 9, right: x + width, bottom: y + 2)))
    }
    for child in element.children { collect(child, offset: offset, isMiddle: isMiddle, into: &words) }
  }

  private func numbers(_ text: String) -> [Double] {
    text.split { !"-.0123456789".contains($0) }.compactMap { Double($0) }
  }

  @Test func messagesTellTheirEnds() throws {
    var diagram = SequenceDiagram(title: "Buy")
    for name in ["Web", "Zone.Api"] {
      diagram.participants.append(
        SequenceDiagram.Participant(id: name, title: name, kind: "service", family: .compute))
    }
    diagram.events = [
      .begin(.loop, "3 times"),
      .message(SequenceDiagram.Message(id: "", source: 0, target: 1, arrow: .message, label: "go", number: "1")), .end,
    ]
    let root = try XMLReader.read(SVGDrawing.draw(diagram).text)
    let message = try #require(root.all.first { $0.attributes["class"] == "message" })
    #expect(message.attributes["data-source"] == "Web")
    #expect(message.attributes["data-target"] == "Zone.Api")
    #expect(message.attributes["data-arrow"] == "~>")
    #expect(message.attributes["data-step"] == "1")
    #expect(message.children.first?.text == "1 Web sends to Zone.Api: go.")
    #expect(root.all.contains { $0.attributes["class"] == "frame" && $0.attributes["data-kind"] == "loop" })
    #expect(root.attributes["role"] == "img")
    #expect(root.children.prefix(2).map(\.name) == ["title", "desc"])
  }

  @Test func nothingIsDrawnOfNothing() throws {
    let drawing = SVGDrawing.draw(SequenceDiagram(title: ""))
    _ = try XMLReader.read(drawing.text)
    #expect(drawing.width > 0 && drawing.height > 0)
  }
}
