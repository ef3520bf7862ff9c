import ArchExchange
import ArchModel
import ArchRules
import ArchSyntax
import Foundation
import Testing

@Suite struct FindingsDocumentTests {
  private let mixed = """
    zone Private {
      service Orders { availability: 101%, -> Ledger { timeout: 1ms } }
      database Ledger { p50: 40ms, replica: 3 }
      service Legacy { p50: 2s, p99: 1s, allow impossible-value "Old" { until: 2027-01-01, owner: "Sales" } }
      service Known { allow imposible-value "Typo" }
    }

    """

  @Test(arguments: ["", "service A", "service {", "service A { availability: 101% }", Sample.rich, "}{ -> ["])
  func fitsItsSchema(text: String) throws {
    let bytes = try JSONDocument.bytes(of: Sample(text).findings(strict: true))
    #expect(try SchemaChecker(schema: "findings").problems(in: bytes) == [])
  }

  @Test func allThatAFindingCanHaveFitsTheSchema() throws {
    let document = Sample(mixed).findings(strict: true)
    let bytes = try JSONDocument.bytes(of: document)
    #expect(try SchemaChecker(schema: "findings").problems(in: bytes) == [])
    #expect(document.findings.contains { $0.fix != nil })
    #expect(document.findings.contains { $0.suppressed != nil })
    #expect(document.findings.contains { !$0.related.isEmpty })
    #expect(try JSONDocument.bytes(of: JSONDecoder().decode(FindingsDocument.self, from: Data(bytes))) == bytes)
  }

  /// The checker of these tests finds what does not fit.
  @Test(arguments: [
    ("\"severity\" : \"error\"", "\"severity\" : \"fatal\""), ("\"key\" :", "\"kee\" :"),
    ("\"line\" : 2", "\"line\" : 0"), ("\"version\" : 1", "\"version\" : 2"), ("\"errors\" : ", "\"errors\" : 0."),
    ("\"baseline\" : null", "\"baseline\" : 7"), ("\"id\" : \"MOD003\"", "\"id\" : \"mod3\""),
  ]) func documentsThatDoNotFitAreFound(good: String, bad: String) throws {
    let bytes = try JSONDocument.bytes(of: Sample(mixed).findings())
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains(good))
    let broken = Array(text.replacingOccurrences(of: good, with: bad).utf8)
    #expect(try !SchemaChecker(schema: "findings").problems(in: broken).isEmpty)
  }

  @Test func namesPlacesAndKeys() throws {
    let document = Sample(mixed).findings()
    let finding = try #require(document.findings.first)
    #expect(finding.id == "MOD003")
    #expect(finding.name == "impossible-value")
    #expect(finding.principle == "model")
    #expect(finding.severity == "error")
    #expect(finding.element == "Orders")
    #expect(finding.key == "MOD003|Private.Orders")
    #expect(finding.file == "main.arch")
    #expect(finding.range.start.line == 2)
    #expect(finding.range.start.column == 11)
    #expect(finding.baseline == nil)
    #expect(document.findings.map(\.key).contains("MOD003|Private.Orders->Private.Ledger"))
    #expect(document.findings.compactMap(\.element).contains("Orders->Ledger"))
  }

  @Test func compileErrorsStandInTheSameList() throws {
    let document = Sample(mixed).findings()
    let error = try #require(document.findings.first { $0.id == "ARC021" })
    #expect(error.name == nil)
    #expect(error.principle == nil)
    #expect(error.key == "ARC021|Private.Ledger")
    let lines = document.findings.map(\.range.start.offset)
    #expect(lines == lines.sorted())
  }

  @Test func suppressedFindingsCountApart() throws {
    let document = Sample(mixed).findings()
    let silenced = document.findings.filter { $0.suppressed != nil }
    #expect(silenced.map(\.element) == ["Legacy"])
    #expect(silenced.first?.suppressed?.reason == "Old")
    #expect(silenced.first?.suppressed?.until == "2027-01-01")
    #expect(silenced.first?.suppressed?.owner == "Sales")
    #expect(silenced.first?.suppressed?.range.start.line == 4)
    #expect(document.summary.suppressed == 1)
    let counted = document.summary.errors + document.summary.warnings + document.summary.infos
    #expect(counted + 1 == document.findings.count)
    #expect(document.summary.components == 4)
    #expect(document.summary.files == 1)
  }

  @Test func aSecondFindingOfOneKeyIsNumbered() {
    let document = Sample("service A { availability: 101%, p50: -1ms }").findings()
    #expect(document.findings.map(\.key) == ["MOD003|A", "MOD003|A#2"])
  }

  @Test func namesThatAreNotUniqueShowTheirPath() {
    let text = "zone X { service A { availability: 101% } }\nzone Y { service A {} }"
    #expect(Sample(text).findings().findings.map(\.element) == ["X.A"])
  }

  @Test func compilerWarningsOfRulesStandOnce() {
    let document = Sample("client W { -> A { protocol: htttps } }\nservice A { rate-limit: 9/s }").findings()
    #expect(document.findings.map(\.id) == ["MOD013"])
    #expect(document.findings.first?.name == "unknown-word")
    #expect(document.summary.warnings == 1)
  }

  @Test func filesOfTheStandardLibraryDoNotCount() {
    let module = StandardLibrary.text(of: "std/typical") ?? ""
    let sample = Sample([("main.arch", "import \"std/typical\"\nservice A {}\n"), ("std/typical", module)])
    #expect(sample.findings().summary.files == 1)
  }

  @Test func editsAreInBytes() throws {
    let text = "/* ü */ service Known { allow imposible-value \"Typo\" }\n"
    let fix = try #require(Sample(text).findings().findings.first?.fix)
    #expect(fix.safety == .safe)
    let edit = try #require(fix.edits.first)
    var bytes = Array(text.utf8)
    bytes.replaceSubrange(edit.start..<edit.end, with: Array(edit.text.utf8))
    #expect(String(decoding: bytes, as: UTF8.self).contains("allow impossible-value"))
  }
}
