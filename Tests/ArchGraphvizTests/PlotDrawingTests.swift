import ArchDiagram
import TestTools
import Testing

@testable import ArchGraphviz

@Suite struct PlotDrawingTests {
  private let plot = Plot(
    title: "Utilisation at peak", moments: ["now", "6mo", "1y"],
    rows: [
      .init(name: "Api", values: [0.49, 0.62, 0.78], text: "49%", note: "full in 1.6y"),
      .init(name: "OrdersDB", values: [0.92, nil, 1.4], text: "92%", note: "full in 2mo"),
      .init(name: "Search", values: [3.2, 4, 5], text: "320%", note: "full already"),
      .init(name: "Ledger", values: [nil, nil, nil], text: "unknown", note: "state `capacity`"),
      .init(name: "Idle", values: [0, 0, 0], text: "0%"),
    ])

  private func root(_ plot: Plot, _ theme: SVGDrawing.Theme = .auto) throws -> XMLReader.Element {
    try XMLReader.read(SVGDrawing.draw(plot, options: .init(theme: theme)).text)
  }

  private func elements(_ root: XMLReader.Element, _ name: String, class style: String) -> [XMLReader.Element] {
    root.all.filter { $0.name == name && $0.attributes["class"] == style }
  }

  @Test func barsAreAsLongAsTheirShareOfTheLimit() throws {
    let root = try root(plot)
    let track = try #require(elements(root, "rect", class: "track").first?.attributes["width"].flatMap(Double.init))
    let calm = elements(root, "rect", class: "calm").compactMap { $0.attributes["width"].flatMap(Double.init) }
    #expect(calm == [(0.49 * track * 10).rounded() / 10, 0])
    let high = elements(root, "rect", class: "high").compactMap { $0.attributes["width"].flatMap(Double.init) }
    #expect(high == [0.92 * track])
    // What has no room ends in an arrow.
    #expect(elements(root, "path", class: "over").count == 1)
    #expect(elements(root, "rect", class: "track").count == 5)
  }

  @Test func linesHaveADotForEachKnownMomentAndGapsForOthers() throws {
    let root = try root(plot)
    #expect(elements(root, "circle", class: "d").count == 3 + 1 + 0 + 0 + 3)
    #expect(elements(root, "circle", class: "over").count == 1 + 3)
    let gap = elements(root, "path", class: "l")[1].attributes["d"] ?? ""
    #expect(gap.count { $0 == "M" } == 2 && !gap.contains("L"))
    #expect(root.all.filter { $0.name == "text" && $0.text == "?" }.count == 2)
  }

  @Test func theDescriptionSaysWhatThePictureShows() throws {
    let root = try root(plot)
    let description = try #require(root.all.first { $0.name == "desc" }?.text)
    #expect(description.contains("Api: 49%, full in 1.6y"))
    #expect(description.contains("Ledger: unknown, state `capacity`"))
    #expect(root.all.first { $0.name == "title" }?.text == "Utilisation at peak")
  }

  @Test func everyThemeHasItsColours() {
    let auto = SVGDrawing.draw(plot).text
    #expect(auto.contains("prefers-color-scheme:dark"))
    #expect(!SVGDrawing.draw(plot, options: .init(theme: .light)).text.contains("prefers-color-scheme"))
    #expect(SVGDrawing.draw(plot, options: .init(theme: .dark)).text.contains(Palette.canvas.dark))
    #expect(SVGDrawing.draw(plot).text == auto)
  }

  @Test func hostileTextAndNumbersStayHarmless() throws {
    let bad = "<script>&\"'\u{202E}\u{0}\n" + String(repeating: "M", count: 5_000)
    let rows = [Double.nan, .infinity, -.infinity, -3, 1e300, Double.leastNonzeroMagnitude, 0].map { value in
      Plot.Row(name: bad, values: [value, value], text: bad, note: bad)
    }
    for limit in [1, 0, -1, Double.nan, .infinity, Double.leastNonzeroMagnitude] {
      let plot = Plot(title: bad, moments: [bad, bad], limit: limit, limitTitle: bad, rows: rows)
      let drawing = SVGDrawing.draw(plot)
      _ = try XMLReader.read(drawing.text)
      #expect(drawing.width < 1_500 && drawing.height < 400)
      #expect(!drawing.text.contains("nan") && !drawing.text.contains("inf\""))
    }
  }

  @Test func emptyAndVeryLongPlots() throws {
    let empty = SVGDrawing.draw(Plot(title: "", moments: []))
    #expect(empty.text.contains("nothing to show"))
    _ = try XMLReader.read(empty.text)
    let row = Plot.Row(name: "Part", values: [0.5], text: "50%")
    let long = SVGDrawing.draw(Plot(title: "Many", moments: ["now"], rows: Array(repeating: row, count: 5_000)))
    let root = try XMLReader.read(long.text)
    #expect(elements(root, "rect", class: "track").count == Plot.drawnRows)
    #expect(long.text.contains("and 4800 more"))
    #expect(elements(root, "circle", class: "d").isEmpty)
  }
}
