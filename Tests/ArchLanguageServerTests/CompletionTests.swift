import ArchModel
import ArchProject
import ArchSyntax
import Testing

@testable import ArchLanguageServer

@Suite struct CompletionTests {
  /// The first words that are offered.
  private func offers(
    _ text: String, _ expected: String, count: Int = 5, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    check(text, expected, sourceLocation: sourceLocation) { $0.offered.prefix(count).joined(separator: " ") }
  }

  @Test func `properties come with what the kind usually states first, without those stated`() {
    offers("service Till { tech: Go, $0 }", "replicas capacity runtime provider accepts", count: 2)
    #expect(!Marked("service Till { tech: Go, $0 }").offered.contains("tech"))
    #expect(Marked("service Till { tech: Go\n  re$0\n}").offered.prefix(1) == ["replicas"])
  }

  @Test func `a phrase offers its next words in order`() {
    offers("a A { -> B { retry: 3 $0 } }", "exponential linear fixed none 100ms")
  }
}
