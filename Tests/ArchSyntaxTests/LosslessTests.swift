import Testing

@testable import ArchSyntax

@Suite("The tree keeps every byte")
struct LosslessTests {
  @Test func samples() {
    for sample in FormatterProperties.samples() { TreeInvariants.check(sample.bytes, sample.name) }
  }

  @Test func mutatedSamples() {
    for (index, sample) in FormatterProperties.samples().enumerated() {
      for seed in 0..<10 {
        TreeInvariants.check(Mutation.bytes(sample.bytes, seed: index * 100 + seed), "\(sample.name), \(seed)")
      }
    }
  }

  @Test func randomBytes() {
    let signs = Array("{}[](),;:\n\r\"/*#.<->~= \tab1\\-'%$".utf8)
    for seed in 0..<500 {
      var random = SeededRandom(seed: seed)
      let bytes = (0..<random.below(300)).map { _ in UInt8(random.below(256)) }
      TreeInvariants.check(bytes, "bytes \(seed)")
      TreeInvariants.check((0..<random.below(300)).map { _ in random.pick(signs) }, "signs \(seed)")
    }
  }

  @Test func everyByteValue() {
    TreeInvariants.check((0...255).map { UInt8($0) }, "all values")
    for value in 0...255 {
      let byte = UInt8(value)
      for text in [
        [byte], Array("a: ".utf8) + [byte] + Array(" b\n".utf8), Array("\"".utf8) + [byte], [byte, 0x22, byte],
      ] {
        TreeInvariants.check(text, "byte \(value)")
      }
    }
  }

  @Test(arguments: [
    "{", "[", "(", "/*", "a {\n", "x: [", "x: (", "a { x: [", "}", "]", "*/", "A -> [", "\"\"\"\n", "<", "-",
  ])
  func deepNesting(opening: String) {
    let text = String(repeating: opening, count: 10_000)
    let parsed = TreeInvariants.check(Array(text.utf8), opening)
    #expect(!parsed.diagnostics.isEmpty && parsed.diagnostics.count <= 2 * Parser.diagnosticLimit)
  }

  @Test func deepButClosed() {
    for (opening, closing) in [("a {", "}"), ("/*", "*/"), ("x: [", "]")] {
      let text = String(repeating: opening, count: 10_000) + String(repeating: closing, count: 10_000)
      TreeInvariants.check(Array(text.utf8), opening)
    }
    let comment = String(repeating: "/*", count: 10_000) + String(repeating: "*/", count: 10_000)
    #expect(parse(SourceFile(path: "a", text: comment)).diagnostics.isEmpty)
  }

  @Test func longRuns() {
    TreeInvariants.check([UInt8](repeating: UInt8(ascii: "\""), count: 1_000_000), "quotes")
    for byte in "'{,-.:#&\\".utf8 {
      let parsed = TreeInvariants.check([UInt8](repeating: byte, count: 50_000), "a run of \(byte)")
      #expect(parsed.diagnostics.count <= 2 * Parser.diagnosticLimit)
    }
    // Many blocks on one line.
    TreeInvariants.check(Array(String(repeating: "a{x:1}", count: 20_000).utf8), "one line")
  }

  @Test func tooManyErrors() {
    let parsed = TreeInvariants.check(Array(String(repeating: "a b c\n", count: 5000).utf8), "errors")
    #expect(parsed.diagnostics.count == Parser.diagnosticLimit)
    #expect(parsed.diagnostics.last?.note != nil)
    #expect(parsed.tree.nodes.dropFirst().allSatisfy { $0.isBroken })
  }
}
