import TestTools

/// One input and what is done with it, both told by the seed, the number and the corpus alone.
struct FuzzCase {
  let target: FuzzTarget
  let input: [UInt8]
  /// Whether the input is a generated program as it came from the generator, which must be clean.
  let isClean: Bool

  init(seed: Int, number: Int, only: FuzzTarget? = nil, corpus: Corpus) {
    var random = SeededRandom(seed: seed, case: number)
    target = only ?? FuzzTarget.turns[number % FuzzTarget.turns.count]
    var text: [UInt8]
    var isGenerated = false
    switch random.below(20) {
    case 0..<12 where !corpus.texts.isEmpty: text = random.pick(corpus.texts)
    case 12..<14 where !corpus.texts.isEmpty: text = Self.spliced(corpus, &random)
    case 14: text = Self.repeated(&random)
    default:
      isGenerated = true
      text = Array(ModelGenerator.text(components: 3 + random.below(40), seed: random.below(1 << 30)).utf8)
    }
    isClean = isGenerated && random.chance(10)
    if !isClean, random.chance(95) {
      text = Mutation.mutate(text, limit: random.chance(20) ? 40 : 5, size: Corpus.sizeLimit, using: &random)
    }
    input = text
  }

  /// The beginning of one file and the end of another.
  private static func spliced(_ corpus: Corpus, _ random: inout SeededRandom) -> [UInt8] {
    let first = random.pick(corpus.texts)
    let second = random.pick(corpus.texts)
    return Array(first.prefix(random.below(first.count)) + second.suffix(random.below(second.count)))
  }

  /// A few words over and over: deep nesting, long lists, long lines.
  private static func repeated(_ random: inout SeededRandom) -> [UInt8] {
    let words = [
      "{", "}", "[", "(", "\"", "\"\"\"", "/*", "zone A {", "a: [", "A -> ", "A.B.", "not ", "1..", "-", ",", "\n",
      "x ", "/",
      "#t ", "parallel { ", "loop 2 {", "extend A { ", "service A\n", "a: 1\n", "-> B\n", "\u{202E}", "\u{FFFD}",
      "\\u{41}",
      "import \"std/typical\"\n", "A ~> A\n", "use P A\n", "pattern P { use P A }\n", "allow a \"b\"\n", "é",
      "e\u{301}",
    ]
    let unit = (0...random.below(3)).map { _ in random.pick(words) }.joined()
    let count = min(1 << random.below(14), Corpus.sizeLimit / unit.utf8.count)
    return Array(String(repeating: unit, count: count).utf8)
  }
}
