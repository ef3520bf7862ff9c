import Testing

@testable import ArchSyntax

@Suite("Words that were meant")
struct SpellingTests {
  private let words = [
    "service", "database", "queue", "dead-letter", "load-balancer", "timeout", "replicas", "retry", "technology",
    "policy", "cache",
  ]

  @Test(arguments: [
    ("replica", ["replicas"]), ("servcie", ["service"]), ("SERVICE", ["service"]), ("dead_letter", ["dead-letter"]),
    ("loadbalancer", ["load-balancer"]), ("LoadBalancers", ["load-balancer"]), ("policies", ["policy"]),
    ("caches", ["cache"]), ("timout", ["timeout"]), ("quue", ["queue"]), ("tech", ["technology"]),
    ("timeout_ms", ["timeout"]), ("xylophone", []), ("", []), ("-", []), ("z", []),
  ])
  func nearest(word: String, expected: [String]) {
    #expect(Spelling.nearest(to: word, among: words) == expected)
  }

  @Test func atMostTwoInOrder() {
    #expect(Spelling.nearest(to: "OrderDB", among: ["OrdersDB", "OrderDB2", "OrderXB"]) == ["OrdersDB", "OrderDB2"])
    #expect(Spelling.nearest(to: "OrderDB", among: ["OrxxrDB", "OrderDB2"]) == ["OrderDB2", "OrxxrDB"])
    #expect(Spelling.nearest(to: "Order", among: ["Ordex", "order"]) == ["order"])
    #expect(Spelling.nearest(to: "Order", among: ["Ordex", "Ordex"]) == ["Ordex"])
  }

  @Test func withinAThirdOfTheLength() {
    #expect(Spelling.nearest(to: "abcdef", among: ["abcdxx"]) == ["abcdxx"])
    #expect(Spelling.nearest(to: "abcdef", among: ["abcxxx"]) == [])
    #expect(Spelling.nearest(to: "abcde", among: ["abcxx"]) == [])
    #expect(Spelling.nearest(to: "ab", among: ["ac", "cd"]) == ["ac"])
    #expect(Spelling.nearest(to: "a", among: ["b"]) == [])
  }

  @Test func synonymsAndBeginningsAreNotClose() {
    let synonyms = ["db": ["database"], "mq": ["queue", "unknown"]]
    #expect(
      Spelling.matches(of: "DB", among: words, synonyms: synonyms) == [
        Spelling.Match(word: "database", distance: 2, isClose: false)
      ])
    #expect(Spelling.nearest(to: "mq", among: words, synonyms: synonyms) == ["queue"])
    #expect(Spelling.matches(of: "data", among: words).map(\.isClose) == [false])
    #expect(Spelling.matches(of: "databse", among: words).map(\.isClose) == [true])
  }

  @Test func longWordsAreNotCompared() {
    let long = String(repeating: "a", count: 64)
    #expect(Spelling.nearest(to: long, among: [long + "b", String(long.dropLast())]) == [String(long.dropLast())])
    #expect(Spelling.nearest(to: long + "a", among: [long]) == [])
    #expect(Spelling.nearest(to: String(repeating: "日", count: 100_000), among: [long]) == [])
  }

  @Test func distanceCountsSwapsAndObeysItsLimit() {
    func distance(_ a: String, _ b: String, _ limit: Int = 9) -> Int? {
      Spelling.distance(Array(a.unicodeScalars), Array(b.unicodeScalars), limit: limit)
    }
    #expect(distance("ab", "ba") == 1)
    #expect(distance("ca", "abc") == 3)
    #expect(distance("kitten", "sitting") == 3)
    #expect(distance("", "abc") == 3)
    #expect(distance("kitten", "sitting", 2) == nil)
    #expect(distance("abcd", "badc", 2) == 2)
  }

  /// The early ending of the computation must not change what it finds.
  @Test func limitedDistanceIsTheWholeDistance() {
    var state: UInt32 = 1
    func word() -> [Unicode.Scalar] {
      var scalars: [Unicode.Scalar] = []
      state = state &* 1_664_525 &+ 1_013_904_223
      for _ in 0..<(state >> 28) {
        state = state &* 1_664_525 &+ 1_013_904_223
        scalars.append(["a", "b", "c"][Int((state >> 16) % 3)])
      }
      return scalars
    }
    for _ in 0..<2000 {
      let (a, b) = (word(), word())
      let whole = Spelling.distance(a, b, limit: 100) ?? -1
      for limit in 1...5 { #expect(Spelling.distance(a, b, limit: limit) == (whole <= limit ? whole : nil)) }
    }
  }
}
