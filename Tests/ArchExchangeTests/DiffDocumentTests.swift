import ArchAnalysis
import ArchExchange
import ArchModel
import Testing

/// `archc diff --format json` against its schema.
@Suite struct DiffDocumentTests {
  private func document(_ before: String, _ after: String) -> DiffDocument {
    let consequences = Consequences(ModelComparison(before: Sample(before).model, after: Sample(after).model))
    let finding = DiffDocument.Finding(
      key: "REL001|A->B", id: "REL001", severity: "warning", message: "m", file: "main.arch")
    let fixed = DiffDocument.Finding(key: "REL002|A->B", id: "REL002", severity: nil, message: "m", file: "main.arch")
    return DiffDocument(programs: [
      .init(consequences, file: "new.arch", before: "old.arch", newFindings: [finding], fixedFindings: [fixed])
    ])
  }

  @Test(arguments: [
    ("", ""), ("", Sample.rich), (Sample.rich, ""), (Sample.rich, Sample.rich),
    (
      "service A { -> B { timeout: 1s } }\nservice B { replicas: 1 }",
      "service C { was: A, -> B { timeout: 2s } }\nservice B"
    ),
    ("service {", "}{ -> ["),
  ])
  func fitsItsSchema(before: String, after: String) throws {
    let bytes = try JSONDocument.bytes(of: document(before, after))
    let problems = try SchemaChecker(schema: "diff").problems(in: bytes)
    #expect(problems == [])
    #expect(JSONDocument.read(DiffDocument.self, from: bytes) == document(before, after))
  }

  @Test func nothingDiffersFromItself() {
    let program = document(Sample.rich, Sample.rich).programs.first
    #expect(program?.isEmpty == true)
    #expect(program?.consequences == [])
    #expect(program?.figures == [])
  }
}
