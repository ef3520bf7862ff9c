import ArchDiagram
import ArchText
import Testing

@testable import TextReader

/// A drawing says nothing twice: whoever changes one cell of it changes what it says, or makes it nonsense.
struct MutationTests {
  static let glyphs: [Character] = Array("─│┼╭╮╰╯┌┐└┘├┤┬┴▶◀▲▼┄┆═║┈┊xv ")
  static let asciiGlyphs: [Character] = Array("-|+.'<>^v~:=\"_;x ")

  @Test(arguments: TextDrawing.Charset.allCases, Diagram.Direction.allCases)
  func readerNoticesChanges(charset: TextDrawing.Charset, direction: Diagram.Direction) throws {
    var random = FixedRandom(state: 7)
    var tried = 0
    var missed: [String] = []
    var diagrams = try ["a_web8", "b_micro15", "e_nested"].map(Samples.diagram)
    diagrams += (900..<904).map { RandomDiagram.make(seed: $0) }
    for diagram in diagrams {
      let drawing = try TextDrawing.draw(
        diagram, options: TextDrawing.Options(charset: charset, width: nil, direction: direction))
      let expected = ReadGraph(diagram)
      let lines = drawing.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(Array.init)
      for _ in 0..<40 {
        let row = Int.random(in: 0..<lines.count, using: &random)
        guard !lines[row].isEmpty else { continue }
        let column = Int.random(in: 0..<lines[row].count, using: &random)
        let alphabet = charset == .ascii ? Self.asciiGlyphs : Self.glyphs
        let glyph = alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
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
