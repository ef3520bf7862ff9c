import Testing

@testable import ArchSyntax

@Suite("Applying edits")
struct EditApplicationTests {
  private let source = SourceFile(path: "a", text: "alpha beta gamma")

  private func edit(_ start: Int, _ end: Int, _ text: String, file: Int = 0) -> Edit {
    Edit(Span(FileID(file), start..<end), text)
  }

  private func apply(_ edits: [Edit]) -> (text: String, applied: [Int]) {
    let result = EditApplication.apply(edits, to: source)
    return (String(decoding: result.bytes, as: UTF8.self), result.applied)
  }

  @Test func inAnyOrder() {
    #expect(apply([edit(11, 16, "C"), edit(0, 5, "A"), edit(6, 10, "")]) == ("A  C", [0, 1, 2]))
    #expect(apply([]) == ("alpha beta gamma", []))
  }

  @Test func theFirstOfOverlappingEditsWins() {
    #expect(apply([edit(0, 7, "x"), edit(6, 10, "y"), edit(7, 8, "z")]) == ("xzta gamma", [0, 2]))
    #expect(apply([edit(6, 10, "y"), edit(0, 16, "x")]) == ("alpha y gamma", [0]))
    #expect(apply([edit(0, 16, "x"), edit(6, 6, "y")]) == ("x", [0]))
    #expect(apply([edit(6, 6, "y"), edit(0, 16, "x")]) == ("alpha ybeta gamma", [0]))
    #expect(apply([edit(6, 10, "y"), edit(6, 10, "y")]) == ("alpha y gamma", [0]))
    #expect(apply([edit(6, 10, "y"), edit(6, 8, "z")]) == ("alpha y gamma", [0]))
  }

  @Test func insertionsAtEdgesAndAtOnePlace() {
    #expect(apply([edit(6, 10, "B"), edit(10, 10, ">"), edit(6, 6, "<")]) == ("alpha <B> gamma", [0, 1, 2]))
    #expect(apply([edit(0, 0, "1"), edit(0, 0, "2"), edit(16, 16, "3")]) == ("12alpha beta gamma3", [0, 1, 2]))
  }

  @Test func editsElsewhereAreNotApplied() {
    #expect(apply([edit(0, 5, "x", file: 1), edit(10, 17, "y"), edit(90, 91, "z")]) == ("alpha beta gamma", []))
  }

  @Test func bytesThatAreNoTextAreKept() {
    let bytes: [UInt8] = [0xFF, 0x61, 0xC3]
    let result = EditApplication.apply([edit(1, 2, "é")], to: SourceFile(path: "a", bytes: bytes))
    #expect(result.bytes == [0xFF, 0xC3, 0xA9, 0xC3])
  }

  @Test func fixesApplyWhollyOrNotAtAll() {
    let sources = [source, SourceFile(id: FileID(1), path: "b", text: "one two")]
    let fixes = [
      Fix("first", edits: [edit(0, 5, "A"), edit(0, 3, "1", file: 1)]),
      Fix("overlaps in its second edit", edits: [edit(6, 10, "B"), edit(2, 5, "x", file: 1)]),
      Fix("takes the place that was left", edits: [edit(6, 10, "C")]),
      Fix("outside", edits: [edit(11, 16, "D"), edit(0, 0, "", file: 7)]),
      Fix("nothing", edits: []),
      Fix("overlaps itself", edits: [edit(11, 16, "E"), edit(12, 13, "")]),
    ]
    let result = EditApplication.apply(fixes, to: sources)
    #expect(result.applied == [0, 2])
    #expect(result.changed.map(\.path) == ["a", "b"])
    #expect(result.changed.map { $0.text(0..<99) } == ["A C gamma", "1 two"])
    #expect(result.changed.map(\.id) == [FileID(0), FileID(1)])
  }

  @Test func twoFixesDoNotInsertAtOnePlace() {
    let fixes = [
      Fix("twice in one fix", edits: [edit(5, 5, "1"), edit(5, 5, "2")]), Fix("again", edits: [edit(5, 5, "1")]),
    ]
    let result = EditApplication.apply(fixes, to: [source])
    #expect(result.applied == [0])
    #expect(result.changed.map { $0.text(0..<99) } == ["alpha12 beta gamma"])
    #expect(EditApplication.apply([Fix("same", edits: [edit(0, 5, "alpha")])], to: [source]).changed.isEmpty)
  }
}
