import ArchDiagram
import Foundation
import TestSupport
import TestTools
import Testing

@testable import ArchGraphviz

@Suite struct HostileTextTests {
  /// What `.ci/browser.py` opens in a browser too.
  static let strings =
    (try? JSONDecoder().decode([String].self, from: Data(contentsOf: Repository.url("Tests/Fixtures/hostile.json"))))
    ?? []

  @Test func thereAreTwoHundred() { #expect(Self.strings.count >= 200) }

  private static func diagram(_ text: String) -> Diagram {
    Diagram(
      title: text, subtitle: text,
      boundaries: [
        Diagram.Boundary(id: text, title: text, kind: text, trust: .public),
        Diagram.Boundary(id: text + "2", title: text, kind: text, parent: 0),
      ],
      nodes: (0..<3).map {
        Diagram.Node(
          id: text, title: text, kind: text, family: .compute, details: [text, text], boundary: $0 == 2 ? nil : $0,
          tooltip: text, link: text)
      },
      edges: [
        Diagram.Edge(id: text, source: 0, target: 1, arrow: .message, label: text, tooltip: text),
        Diagram.Edge(id: text, source: 1, target: 1, arrow: .twoWay, label: text, tooltip: text),
      ])
  }

  @Test(arguments: strings)
  func everyTextStaysText(_ text: String) throws {
    let drawing = try SVGDrawing.draw(Self.diagram(text))
    let root = try XMLReader.read(drawing.text)
    let known: Set = ["svg", "title", "desc", "style", "rect", "g", "path", "text", "a"]
    #expect(Set(root.all.map(\.name)).isSubset(of: known))
    let attributes: Set = [
      "xmlns", "width", "height", "viewBox", "role", "class", "id", "x", "y", "rx", "d", "transform", "textLength",
      "lengthAdjust", "href", "data-name", "data-source", "data-target", "data-arrow",
    ]
    for element in root.all { #expect(Set(element.attributes.keys).isSubset(of: attributes)) }
    #expect(root.all.filter { $0.name == "style" }.count == 1)
    #expect(root.all.filter { $0.attributes["class"]?.hasPrefix("node ") == true }.count == 3)
    let ids = root.all.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    for scalar in drawing.text.unicodeScalars {
      let isControl = scalar.value < 0x20 && scalar != "\n" || (0x7F...0x9F).contains(scalar.value)
      let turnsText = (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
      #expect(!isControl && !turnsText)
    }
    #expect(drawing.width < 3_000 && drawing.height < 3_000)
  }

  @Test func namesAreKeptInFullWhereProgramsReadThem() throws {
    let root = try XMLReader.read(SVGDrawing.draw(Self.diagram("A<b>&\"c'")).text)
    let node = try #require(root.all.first { $0.attributes["class"]?.hasPrefix("node ") == true })
    #expect(node.attributes["data-name"] == "A<b>&\"c'")
    #expect(node.attributes["class"] == "node kind-a-b---c-")
  }

  @Test func linksLeadOnlyWhereTheyMay() {
    for link in [
      "https://example.org/a?b=c&d", "http://x", "mailto:a@b.c", "docs/orders.md", "../x#y", "?q=a:b", "#part", "/abs",
      "HTTPS://X",
    ] {
      #expect(LinkTarget.allowed(link) == link)
    }
    for link in [
      "", "javascript:alert(1)", "JavaScript:x", "java\tscript:x", " javascript:x", "data:text/html,x", "vbscript:x",
      "//other.example", "file:///etc/passwd", "x:y", "\u{1}javascript:x", "\\\\server\\share", "http:\\\\x",
      "https://a\u{202E}b", "ja%0avascript:x", "a b",
    ] {
      #expect(LinkTarget.allowed(link) == nil, "\(link)")
    }
  }

  @Test func escapeLeavesNothingThatActs() {
    #expect(XMLText.escape("<a b=\"c\" d='e'>&") == "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;")
    #expect(XMLText.escape("a\u{0}b\u{7F}c\u{9F}") == "a\u{FFFD}b\u{FFFD}c\u{FFFD}")
    #expect(XMLText.escape("\u{202E}x\u{2069}") == "\u{FFFD}x\u{FFFD}")
    #expect(XMLText.escape("a\r\nb\tc") == "a  b c" || XMLText.escape("a\r\nb\tc") == "a b c")
    let marks = String(repeating: "\u{301}", count: 1_000)
    #expect(XMLText.escape("e" + marks).unicodeScalars.count <= 16)
  }
}
