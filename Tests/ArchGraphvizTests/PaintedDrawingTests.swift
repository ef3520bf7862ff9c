import ArchDiagram
import Testing

@testable import ArchGraphviz

/// PNG and PDF by Graphviz's own renderers, which the packages that this is built with bring along.
@Suite struct PaintedDrawingTests {
  @Test func aPNGHasTwoDotsForAPixel() throws {
    let drawing = try SVGDrawing.draw(Sample.shop)
    let bytes = try PaintedDrawing.paint(drawing, as: .png).bytes
    #expect(bytes.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    func number(at offset: Int) -> Int { bytes[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int($1) } }
    #expect(abs(number(at: 16) - 2 * drawing.width) <= 8)
    #expect(abs(number(at: 20) - 2 * drawing.height) <= 8)
    // A page without its drawing takes a few hundred bytes.
    #expect(bytes.count > 10_000)
    #expect(try PaintedDrawing.paint(drawing, as: .png).bytes == bytes)
  }

  @Test func aPDFIsTheSameAtEveryTime() throws {
    let drawing = try SVGDrawing.draw(Sample.shop)
    let bytes = try PaintedDrawing.paint(drawing, as: .pdf).bytes
    #expect(bytes.starts(with: Array("%PDF-".utf8)))
    #expect(bytes.count > 5_000)
    let text = String(decoding: bytes, as: UTF8.self)
    if text.contains("/CreationDate (D:") { #expect(text.contains("/CreationDate (D:19700101000000")) }
    #expect(try PaintedDrawing.paint(drawing, as: .pdf).bytes == bytes)
  }

  @Test func pagesOfAnySizeArePainted() throws {
    for (width, height) in [(1, 1), (60_000, 20), (20, 60_000), (9_000, 9_000)] {
      let text =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\"><path d=\"M0 0h9v9z\"/></svg>"
      let drawing = SVGDrawing(text: text, width: width, height: height, faults: [])
      #expect(try PaintedDrawing.paint(drawing, as: .png, secondsLimit: 600).bytes.count > 60, "\(width) × \(height)")
    }
  }

  @Test func timeIsLimited() throws {
    do {
      _ = try PaintedDrawing.paint(try SVGDrawing.draw(Sample.shop), as: .png, secondsLimit: 0.002)
      Issue.record("a picture was painted in two milliseconds")
    } catch {
      #expect(error.message.contains("took more than"))
    }
  }
}
