import ArchAnalysis
@testable import ArchExchange
import ArchModel
import ArchSyntax
import Foundation
import Testing

@Suite struct ModelDocumentTests {
  private let document = Sample(Sample.rich).document

  private func component(_ id: String) throws -> ElementDocument {
    try #require(document.components.first { $0.id == id })
  }

  private func property(_ name: String, of id: String) throws -> ValueDocument {
    try #require(try component(id).properties[name])
  }

  @Test func theSampleCompiles() {
    #expect(Sample(Sample.rich).compiled == [])
  }

  @Test(arguments: [
    Sample.rich, "", "service A", "service { }", "service A { replicas: }\nservice A {}", "}{ -> [",
    "import \"std/typical\"\nservice A {}", "pattern P { queue q, worker w, q ~> w }\nuse P X {}\nservice A { ~> X.q }",
    "flow F { A -> [B, C], parallel { A -> B } }\nservice A { -> [B, C] }\nservice B\nservice C",
    "service \u{202E}A \"\u{0}\" {}",
  ]) func fitsItsSchema(text: String) throws {
    let bytes = try JSONDocument.bytes(of: Sample(text).document)
    #expect(try SchemaChecker(schema: "model").problems(in: bytes) == [])
  }

  @Test(arguments: [Sample.rich, "", Sample.figures]) func figuresFitTheSchemaAndCanBeReadBack(text: String) throws {
    let bytes = try JSONDocument.bytes(of: Figures(Sample(text).model), variant: nil)
    #expect(try SchemaChecker(schema: "model").problems(in: bytes) == [])
    let document = try JSONDecoder().decode(ModelDocument.self, from: Data(bytes))
    #expect(try JSONDocument.bytes(of: document) == bytes)
    #expect(document.figures.allSatisfy { ($0.value == nil) != ($0.missing.isEmpty && $0.reason == nil) })
  }

  @Test func figuresNameTheirInputsWithLines() throws {
    let bytes = try JSONDocument.bytes(of: Figures(Sample(Sample.figures).model), variant: nil)
    let document = try JSONDecoder().decode(ModelDocument.self, from: Data(bytes))
    let figure = try #require(
      document.figures.first { $0.subject == "Api" && $0.metric == "utilization" && $0.at == "peak" })
    #expect(figure.value == 0.75)
    #expect(
      figure.terms.contains { $0.subject == "Api" && $0.property == "capacity" && $0.line == 2 && $0.value == 200 })
    #expect(document.verdicts.map(\.state) == ["failed"])
  }

  @Test func canBeReadBack() throws {
    let bytes = try JSONDocument.bytes(of: document)
    #expect(try JSONDecoder().decode(ModelDocument.self, from: Data(bytes)) == document)
  }

  /// What is encoded piece by piece is what would be encoded as a whole, and in the order of the keys.
  @Test func piecesMakeTheWhole() throws {
    let pieces = try JSONDocument.bytes(of: document)
    let whole = try JSONDocument.bytes(of: document, isPretty: false)
    let compact = String(decoding: pieces, as: UTF8.self).split(separator: "\n").map { line in
      line.hasPrefix("\"") ? line.replacingOccurrences(of: "\": ", with: "\":") : String(line)
    }
    #expect(compact.joined() + "\n" == String(decoding: whole, as: UTF8.self))
    #expect(whole.last == 0x0A && whole.count { $0 == 0x0A } == 1)
    #expect(pieces.last == 0x0A)
  }

  @Test func everyDeclarationHasALine() throws {
    let lines = String(decoding: try JSONDocument.bytes(of: document), as: UTF8.self).split(separator: "\n")
    for component in document.components {
      #expect(lines.count { $0.contains("\"id\":\"\(component.id)\",\"kind\":\"\(component.kind)\",\"madeBy\"") } == 1)
    }
  }

  @Test func isTheSameEveryTime() throws {
    #expect(try JSONDocument.bytes(of: Sample(Sample.rich).document) == JSONDocument.bytes(of: document))
  }

  @Test func elementsHaveNamesAndPlaces() throws {
    let orders = try component("Private.Orders")
    #expect(orders.name == "Orders")
    #expect(orders.title == "Takes \"orders\" ✓")
    #expect(orders.boundary == "Private")
    #expect(orders.parent == "Private")
    #expect(orders.tags == ["core"])
    #expect(orders.metadata == ["centre": "4711"])
    let line = Sample.rich.split(separator: "\n", omittingEmptySubsequences: false).firstIndex {
      $0.contains("service Orders")
    }
    #expect(orders.range.start.line == (line ?? -9) + 1)
    #expect(orders.range.start.column == 11)
    #expect(orders.range.end.column == 17)
    #expect(orders.range.end.offset - orders.range.start.offset == 6)
    #expect(document.system?.description == "Sells tickets.")
    #expect(document.files == ["main.arch"])
  }

  @Test func valuesHaveOneShapeEach() throws {
    let p99 = try property("p99", of: "Private.Orders")
    #expect(p99.type == .quantity && p99.value == .number(0.09) && p99.unit == "s" && p99.text == "90ms")
    #expect(p99.confidence == "measured" && p99.source == "load test 2026-09")
    #expect(try property("public", of: "Private.Orders").value == .flag(false))
    #expect(try property("tech", of: "Private.Orders").value == .text("Swift 6"))
    let replicas = try property("replicas", of: "Private.Orders")
    #expect(replicas.type == .record)
    #expect(replicas.parts?["count"]?.lower?.value == 4)
    #expect(replicas.parts?["count"]?.upper?.value == 20)
    #expect(replicas.parts?["count"]?.text == "4..20")
    let cost = try #require(try property("cost", of: "Private.Orders").items)
    #expect(cost.map(\.unit) == ["$/month", "$/1"])
    #expect(cost.map(\.text) == ["$70/month", "$0.20/1M"])
    let watches = try #require(try property("watches", of: "Watch").items)
    #expect(watches.map(\.type) == [.word, .reference, .reference])
    #expect(watches.last?.id == "Vault" && watches.last?.kind == "storage")
    let growth = document.others.first { $0.kind == "constraints" }?.properties["growth"]?.parts?["growth"]
    #expect(growth?.unit == "ratio/period" && growth?.value == .number(0.06) && growth?.period == 2_628_000)
  }

  @Test func composedValuesNameTheirParts() throws {
    let backup = try #require(try property("backup", of: "Private.Ledger").parts)
    #expect(backup.keys.sorted() == ["interval", "keep", "to"])
    #expect(backup["keep"]?.text == "30d" && backup["interval"]?.value == .number(300))
    #expect(backup["to"]?.id == "Vault")
    let fixed = try property("growth", of: "Private.Ledger").parts?["fixed"]
    #expect(fixed?.value == .flag(true))
    let retries = document.relations.filter { $0.source == "Private.Orders" }.compactMap { $0.properties["retry"] }
    #expect(retries.first?.parts?.keys.sorted() == ["backoff", "jitter", "pause", "repetitions"])
    #expect(retries.last?.type == .word && retries.last?.value == .text("none"))
    let rate = document.flows.first?.element.properties["rate"]
    #expect(rate?.type == .record && rate?.parts?["mean"]?.text == "120/s")
    let limit = document.endpoints.first?.properties["rate-limit"]?.parts
    #expect(limit?.keys.sorted() == ["burst", "count", "period"])
    #expect(limit?["count"]?.text == "300" && limit?["period"]?.text == "3h")
  }

  /// Every composed type of the schema has names for its parts, as many as it has parts.
  @Test func allRecordsAreNamed() {
    func parts(_ type: PhraseType) -> [Int] {
      switch type {
      case .sequence(let types):
        let count = types.count { if case .word = $0 { false } else { true } }
        return (count > 1 ? [count] : []) + types.flatMap(parts)
      case .optional(let inner), .figure(let inner): return parts(inner)
      case .either(let types): return types.flatMap(parts)
      case .list(let inner, _): return parts(inner)
      default: return []
      }
    }
    for row in Schema.properties {
      for count in parts(row.type) {
        #expect(RecordParts.names(of: row.name, count: count)?.count == count, "\(row.name.rawValue)")
      }
    }
  }

  @Test func relationsAreToldApart() {
    let ids = document.relations.map(\.id)
    #expect(ids.contains("Private.Orders->Private.Ledger[sql]"))
    #expect(ids.contains("Private.Orders->Private.Ledger[tcp]"))
    #expect(ids.contains("Private.Orders~>Jobs"))
    #expect(Set(ids).count == ids.count)
    #expect(document.relations.first { $0.id.hasSuffix("[sql]") }?.label == "read")
  }

  @Test func flowsNameTheirRelationsAndBlocks() throws {
    let flow = try #require(document.flows.first)
    #expect(flow.element.id == "Buy")
    #expect(flow.steps.map(\.block) == [nil, nil, 0, 1, nil])
    #expect(flow.steps[2].relation == "Private.Orders->Private.Ledger[sql]")
    #expect(flow.blocks.map(\.kind) == ["alternative", "loop"])
    #expect(flow.blocks.map(\.count) == [1, 3])
    #expect(flow.blocks.first?.title == "paid")
    #expect(flow.objective?["p99"]?.value == .number(0.4))
    let ids = Set(document.relations.map(\.id))
    #expect(flow.steps.allSatisfy { ids.contains($0.relation) })
  }

  @Test func whatHasNoNameHasAnIdAllTheSame() {
    let next = document.others.filter { $0.kind == "next" }
    #expect(next.map(\.id) == ["load-test-checkout-at-3x-peak", "load-test-checkout-at-3x-peak#2"])
    #expect(next.map(\.name) == [nil, nil])
    #expect(document.phases.map(\.id) == ["P1", "P2"])
    #expect(document.decisions.first?.options.map(\.id) == ["D1.Swift", "D1.Java"])
  }

  @Test func inheritedPropertiesTellTheirOrigin() throws {
    let orders = try component("Private.Orders").effective
    #expect(orders["owner"]?.origin?.from == .boundary)
    #expect(orders["owner"]?.origin?.id == "Private")
    #expect(orders["mttr"]?.origin?.selector == "#core")
    #expect(orders["p99"] == nil)
    let read = try #require(document.relations.first { $0.id.hasSuffix("[sql]") })
    #expect(read.effective["timeout"]?.origin?.from == .defaults)
    #expect(read.effective["timeout"]?.confidence == "assumed")
    let write = try #require(document.relations.first { $0.id.hasSuffix("[tcp]") })
    #expect(write.effective["timeout"] == nil)
    #expect(write.properties["timeout"]?.origin == nil)
  }

  @Test func removedPartsAreLeftOut() {
    let sample = Sample("service A { -> B }\nservice B {}\nremove B")
    #expect(sample.document.components.map(\.id) == ["A"])
    #expect(sample.document.relations.isEmpty)
  }

  /// Positions agree with the line index, whatever the line ends and characters.
  @Test func positionsAgreeWithTheLineIndex() {
    let text = "service A \"ü✓👩‍👩‍👧\" {}; service Bé\r\nservice C;\tservice D\rservice E { -> [A, C] }; service F"
    let sample = Sample(text)
    let index = LineIndex(sample.model.trees[0].source)
    #expect(sample.document.components.count == 6)
    for component in sample.document.components {
      for place in [component.range.start, component.range.end] {
        #expect(index.position(at: place.offset) == LineIndex.Position(line: place.line, column: place.column))
      }
    }
  }
}
