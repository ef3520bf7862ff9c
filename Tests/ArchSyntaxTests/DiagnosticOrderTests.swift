import Testing

@testable import ArchSyntax

@Suite("Order and quiet")
struct DiagnosticOrderTests {
  private func diagnostic(_ id: String, _ file: Int, _ start: Int, _ message: String = "m") -> Diagnostic {
    Diagnostic(id: id, message: message, primary: Label(Span(FileID(file), start..<start + 1)))
  }

  @Test func byFileOffsetAndId() {
    let sorted = [
      diagnostic("B", 1, 0), diagnostic("B", 0, 9, "one"), diagnostic("A", 0, 9), diagnostic("B", 0, 9, "two"),
      diagnostic("C", 0, 2),
    ].sortedByPlace()
    let found = sorted.map { "\($0.id)\($0.primary.span.file.index)\($0.message)" }
    #expect(found == ["C0m", "A0m", "B0one", "B0two", "B1m"])
  }

  @Test func threeOfOneIdInABlock() {
    let starts = Array(0..<24) + [30] + Array(40..<43)
    let many = starts.map { diagnostic($0 == 30 ? "B" : "A", 0, $0) }
    let limited = many.limited { $0.primary.span.start < 40 ? "first block" : "second block" }
    #expect(limited.omitted == 21)
    #expect(limited.kept.map(\.diagnostic.primary.span.start) == [0, 1, 2, 30, 40, 41, 42])
    #expect(limited.kept.map(\.omitted) == [0, 0, 21, 0, 0, 0, 0])
    let text = DiagnosticRenderer(sources: [SourceFile(path: "a", text: "abcdef")]).render(limited)
    #expect(text.contains("   |   ^\n and 21 more; `--all`\n\nerror[B]"))
  }
}
