import ArchModel
import ArchSyntax
import Testing

/// What is said of text that a person is in the middle of writing.
@Suite struct UnfinishedTextTests {
  private func messages(_ texts: String...) -> [String] {
    let files = texts.enumerated().map { index, text in
      parse(SourceFile(id: FileID(index), path: "\(index).arch", text: text))
    }
    return compile(files).diagnostics.map { "\($0.id) \($0.message)" }
  }

  @Test(arguments: [
    ("zone Inner {\n  service\n}", "ARC033 a service needs a name"), ("storage", "ARC033 a storage needs a name"),
    ("constraints", "ARC033 `constraints` needs what it declares"),
    ("flow F {\n  objective\n}", "ARC033 `objective` needs what it declares"),
    ("migration \"m\" {\n  phase\n}", "ARC033 a phase needs a name"),
    ("queue Q { service }", "ARC021 a queue has no property `service`"),
  ])
  func `the first word of a declaration is no unknown property`(text: String, message: String) {
    #expect(messages(text) == [message])
  }

  @Test func `a name alone among the steps is told of the arrow`() {
    let text = "client Web { -> Api }\nservice Api\nflow F {\n  Web\n}"
    let diagnostics = compile([parse(SourceFile(path: "a.arch", text: text))]).diagnostics
    #expect(diagnostics.map(\.id) == ["ARC021"])
    #expect(diagnostics.first?.help == "a step has an arrow, as in `Web -> Api`")
  }

  @Test func `what a comment without an end takes away is not missed elsewhere`() {
    #expect(
      messages("service A { -> B }\nclient C\nflow F { C -> A -> B }\n/* old\nservice B\nC -> A\n")
        == ["ARC017 a comment is not closed"])
    // Neither in other files, but what stands nowhere is.
    #expect(
      messages("service A { -> [B, Nowhere] }", "/*\nservice B\n")
        == ["ARC020 no component is called `Nowhere`", "ARC017 a comment is not closed"])
    #expect(messages("service A { -> B }\nclient C /* service B {}\n") == ["ARC017 a comment is not closed"])
    // What stands below may be its text.
    #expect(
      messages("service A\n/* old words\nservice A\nA -> Nobody\nservice B { colour: 3 }\n")
        == ["ARC017 a comment is not closed"])
    #expect(messages("service A { -> B }\n/* service B */") == ["ARC020 no component is called `B`"])
  }

  @Test func `a use is named with its article where a part is wanted`() {
    #expect(
      messages("pattern P { service a }\nservice S\nuse P U { a: S }\nremove U")
        == ["ARC026 `U` is a `use`, and a declaration stands here"])
  }

  @Test func `on-miss on the call to the cache is turned round`() {
    let program = "service S { -> C { on-miss: D }, -> D }\ncache C\ndatabase D"
    let diagnostics = compile([parse(SourceFile(path: "a.arch", text: program))]).diagnostics
    #expect(
      diagnostics.map(\.message) == ["`on-miss` stands on the call that a miss makes, and `C` is the cache"])
    #expect(diagnostics.first?.help == "state it on the call to the store: `-> D { on-miss: C }`")
    #expect(
      messages("service S { -> D { on-miss: D } }\ndatabase D")
        == ["ARC026 `on-miss` names what was asked before, and this call asks `D` itself"])
    // A cache before a cache, and a store that stands before another.
    #expect(
      messages("service S { -> C, -> E { on-miss: C }, -> D { on-miss: E } }\ncache C\ncache E\ndatabase D") == [])
    #expect(messages("service S { -> V, -> D { on-miss: V } }\ndatabase V\ndatabase D") == [])
  }
}
