import ArchModel
import ArchSyntax
import ArchViews
import Testing

@Suite struct FlowNumberingTests {
  private func numbers(_ flow: String) throws -> [String] {
    let text = """
      client A {}
      service B {}
      service C {}
      queue Q {}
      A -> [B, C]
      B -> C
      B ~> Q
      Q ~> C
      flow Path { \(flow) }
      """
    let compilation = compile([parse(SourceFile(path: "main.arch", text: text))])
    #expect(compilation.diagnostics.filter { $0.severity == .error }.isEmpty)
    let flow = try #require(compilation.model.flows.first)
    let numbering = FlowNumbering(flow, in: compilation.model)
    for (step, number) in zip(flow.steps, numbering.numbers) {
      #expect(numbering.byRelation[step.relation]?.contains(number) == true)
    }
    return numbering.numbers
  }

  @Test(arguments: [
    ("A -> B", "1"),
    ("A -> B -> C, A -> C", "1 2 3"),
    ("A -> [B, C], B ~> Q", "1a 1b 2"),
    ("A -> [B, C] , A -> [B, C]", "1a 1b 2a 2b"),
    ("A -> B, parallel { A -> C, B ~> Q ~> C }, B -> C", "1 2a 2b1 2b2 3"),
    ("parallel { A -> [B, C], B ~> Q }", "1a 1b 1c"),
    ("parallel { A -> B }, B -> C", "1 2"),
    ("parallel { parallel { A -> B, B -> C } B ~> Q, loop 2 { A -> C, B -> C } }", "1a 1b 1c 1d1 1d2"),
    ("A -> B, optional { B -> C }, alternative \"x\" { A -> C } alternative \"y\" { B -> C }, B ~> Q", "1 2 3 4 5"),
    ("loop 3 { A -> B, parallel { B -> C, optional { B ~> Q } } }, A -> C", "1 2a 2b1 3"),
    ("optional { }, parallel { }, A -> B", "1"),
  ])
  func countsAsWritten(flow: String, expected: String) throws {
    #expect(try numbers(flow).joined(separator: " ") == expected)
  }

  @Test func manyBranchesHaveLetters() throws {
    let names = (0..<30).map { "S\($0)" }
    let text =
      "client A {}\n" + names.map { "service \($0) {}\n" }.joined()
      + "A -> [\(names.joined(separator: ", "))]\nflow F { A -> [\(names.joined(separator: ", "))] }\n"
    let model = compile([parse(SourceFile(path: "main.arch", text: text))]).model
    let numbering = FlowNumbering(try #require(model.flows.first), in: model)
    #expect(numbering.numbers.prefix(3) == ["1a", "1b", "1c"])
    #expect(numbering.numbers.suffix(5) == ["1z", "1aa", "1ab", "1ac", "1ad"])
  }
}
