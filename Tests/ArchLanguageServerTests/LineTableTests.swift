import Foundation
import TestTools
import Testing

@testable import ArchLanguageServer

/// Positions in all encodings, against a count by the standard library.
@Suite struct LineTableTests {
  @Test func `positions go there and back in every encoding`() {
    var random = SeededRandom(seed: 5)
    let pieces = ["a", "é", "🏪", "日", "\n", "\r\n", "\r", "e\u{301}", " ", "{"]
    for _ in 0..<200 {
      let text = (0..<random.below(60)).map { _ in random.pick(pieces) }.joined()
      let table = LineTable(Array(text.utf8))
      var offset = 0
      var line = 0
      var units = (utf8: 0, utf16: 0, utf32: 0)
      let scalars = Array(text.unicodeScalars)
      for (index, scalar) in scalars.enumerated() {
        let isSecond = index > 0 && scalars[index - 1] == "\r" && scalar == "\n"
        if !isSecond {
          #expect(table.position(at: offset, .utf8) == LSP.Position(line: line, character: units.utf8))
          #expect(table.position(at: offset, .utf16) == LSP.Position(line: line, character: units.utf16))
          #expect(table.position(at: offset, .utf32) == LSP.Position(line: line, character: units.utf32))
          for encoding in PositionEncoding.allCases {
            #expect(table.offset(at: table.position(at: offset, encoding), encoding) == offset)
          }
        }
        offset += String(scalar).utf8.count
        let isBreak = scalar == "\n" || scalar == "\r" && !(index + 1 < scalars.count && scalars[index + 1] == "\n")
        units =
          isBreak
          ? (0, 0, 0)
          : (units.utf8 + String(scalar).utf8.count, units.utf16 + String(scalar).utf16.count, units.utf32 + 1)
        if isBreak { line += 1 }
      }
      #expect(table.count == line + 1)
    }
  }

  @Test func `positions outside mean the nearest place`() {
    let table = LineTable(Array("ab\r\né🏪x".utf8))
    #expect(table.offset(at: LSP.Position(line: 0, character: 99), .utf16) == 2)
    #expect(table.offset(at: LSP.Position(line: 9, character: 0), .utf16) == 11)
    #expect(table.offset(at: LSP.Position(line: -1, character: 4), .utf16) == 0)
    // Between the halves of the pair.
    #expect(table.offset(at: LSP.Position(line: 1, character: 2), .utf16) == 6)
    #expect(table.offset(at: LSP.Position(line: 1, character: 1), .utf8) == 4)
    #expect(table.offset(at: LSP.Position(line: 1, character: Int.max), .utf8) == 11)
  }

  @Test func `bytes that are no text count one each`() {
    let table = LineTable([0x61, 0xFF, 0xC3, 0x28, 0xED, 0xA0, 0x80])
    #expect(table.position(at: 7, .utf16).character == 7)
    #expect(table.offset(at: LSP.Position(line: 0, character: 3), .utf16) == 3)
  }
}
