import Testing

@testable import ArchSyntax

@Suite("What formatting keeps")
struct FormatterPropertyTests {
  @Test func samples() {
    let samples = FormatterProperties.samples()
    #expect(samples.count > 20)
    for sample in samples { FormatterProperties.check(sample.bytes, sample.name) }
  }

  @Test func generatedPrograms() {
    var sound = 0
    for seed in 0..<400 {
      let bytes = Array(ProgramGenerator.program(seed: seed).utf8)
      if parse(FormatterProperties.source(bytes)).diagnostics.isEmpty { sound += 1 }
      FormatterProperties.check(bytes, "program \(seed)")
    }
    // The generator writes what the grammar allows, so that the layout of sound programs is what is tested here.
    #expect(sound == 400)
  }

  @Test func mutatedSamples() {
    for (index, sample) in FormatterProperties.samples().enumerated() {
      for seed in 0..<3 {
        let seed = index * 1000 + seed
        FormatterProperties.check(Mutation.bytes(sample.bytes, seed: seed), "\(sample.name), bytes \(seed)")
        let ranges = parse(FormatterProperties.source(sample.bytes)).tree.tokens.map(\.range)
        FormatterProperties.check(Mutation.tokens(sample.bytes, ranges, seed: seed), "\(sample.name), tokens \(seed)")
      }
    }
  }

  @Test func mutatedPrograms() {
    for seed in 0..<200 {
      let bytes = Array(ProgramGenerator.program(seed: seed % 200).utf8)
      FormatterProperties.check(Mutation.bytes(bytes, seed: seed), "program \(seed % 200), bytes \(seed)")
      let ranges = parse(FormatterProperties.source(bytes)).tree.tokens.map(\.range)
      FormatterProperties.check(Mutation.tokens(bytes, ranges, seed: seed), "program \(seed % 200), tokens \(seed)")
    }
  }

  @Test func randomBytes() {
    for seed in 0..<100 {
      var random = SeededRandom(seed: seed)
      let all = (0..<random.below(400)).map { _ in UInt8(random.below(256)) }
      FormatterProperties.check(all, "bytes \(seed)")
      let signs = Array("{}[](),;:\n\r\"/*#.<->~= \tab1\\".utf8)
      FormatterProperties.check((0..<random.below(200)).map { _ in random.pick(signs) }, "signs \(seed)")
    }
  }
}
