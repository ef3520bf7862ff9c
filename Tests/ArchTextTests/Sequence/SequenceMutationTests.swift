import ArchDiagram
import ArchText
import Testing

/// Whoever changes one cell of a sequence drawing changes what it says, or makes it nonsense.
struct SequenceMutationTests {
  private static let glyphs: [Character] = Array("─│┼╭╮╰╯┌┐└┘├┤┬┴▶◀┄═╗╝xv ")
  private static let asciiGlyphs: [Character] = Array("-|+.'<>~=x ")

  @Test(arguments: TextDrawing.Charset.allCases)
  func readerNoticesChanges(charset: TextDrawing.Charset) throws {
    var random = FixedRandom(state: 11)
    var tried = 0
    var missed: [String] = []
    for seed in UInt64(700)..<730 {
      let diagram = RandomSequence.make(seed: seed, participants: 2...7, messages: 2...14)
      let width = seed % 3 == 0 ? 50 : nil
      guard
        let drawing = try? TextDrawing.draw(diagram, options: TextDrawing.Options(charset: charset, width: width))
      else { continue }
      let expected = try SequenceReader.read(drawing.text, isASCII: charset == .ascii)
      let lines = drawing.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(Array.init)
      let alphabet = charset == .ascii ? Self.asciiGlyphs : Self.glyphs
      for _ in 0..<100 {
        let row = Int.random(in: 0..<lines.count, using: &random)
        guard !lines[row].isEmpty else { continue }
        let column = Int.random(in: 0..<lines[row].count, using: &random)
        let glyph = alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
        guard lines[row][column] != glyph else { continue }
        var changed = lines
        changed[row][column] = glyph
        tried += 1
        let text = changed.map { String($0) + "\n" }.joined()
        if let found = try? SequenceReader.read(text, isASCII: charset == .ascii), found == expected {
          missed.append("\(seed) \(row),\(column): \(lines[row][column]) became \(glyph)")
        }
      }
    }
    #expect(tried > 1_500)
    #expect(missed.count * 100 <= tried, "\(missed.count) of \(tried): \(missed.prefix(30))")
  }
}
