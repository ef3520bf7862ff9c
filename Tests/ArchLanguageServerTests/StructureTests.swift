import ArchAnalysis
import ArchModel
import ArchProject
import ArchSyntax
import Testing

@testable import ArchLanguageServer

@Suite struct StructureTests {
  @Test func `the outline nests as the text does, variants included`() {
    func lines(_ symbols: [Symbol], _ indentation: String) -> [String] {
      symbols.flatMap { ["\(indentation)\($0.name): \($0.detail)"] + lines($0.children, indentation + "  ") }
    }
    check(
      """
      zone Inner "VPC" {
        service Till { endpoint Pay "POST /pay", allow missing-timeout "old" }
      }
      scenario Sale { extend Till { replicas: 2 }, queue Extra }
      next "Load-test"
      """,
      """
      Inner: zone · VPC
        Till: service
          Pay: endpoint · POST /pay
          allow missing-timeout: allow · old
      Sale: scenario
        extend Till: extend
        Extra: queue
      Load-test: next
      """
    ) { lines(documentSymbols(in: $0.snapshot, file: $0.file), "").joined(separator: "\n") }
  }

  @Test func `symbols are found by letters of their name, exact ones first`() {
    func found(_ query: String) -> String {
      let marked = Marked("zone Private { service OrderIntake, service Orders, database OrdersDB }")
      return workspaceSymbols(in: marked.snapshot, matching: query).map(\.name).joined(separator: " ")
    }
    #expect(found("orders") == "Orders OrdersDB")
    #expect(found("oi") == "OrderIntake")
    #expect(found("Private.DB") == "OrdersDB")
    #expect(found("priv.orders") == "Orders OrdersDB")
    #expect(found("xyz") == "")
  }

  @Test func `symbols are found by words of their title, behind those with the name`() {
    let marked = Marked("service A1 \"Takes payments\"\nservice PaymentGate\nservice B \"Books\"\n")
    #expect(workspaceSymbols(in: marked.snapshot, matching: "paym").map(\.name) == ["PaymentGate", "A1"])
    #expect(workspaceSymbols(in: marked.snapshot, matching: "pa").map(\.name) == ["PaymentGate"])
  }

  @Test func `tokens have the colours of their roles`() {
    func colours(_ marked: Marked) -> String {
      semanticTokens(in: marked.snapshot, file: marked.file).map { token in
        "\(marked.snapshot.program.sources[0].text(token.range)):\(token.type.name)"
      }.joined(separator: " ")
    }
    check(
      "/// Sells\nservice Till { tech: Go 1.22, -> Ledger { retry: 3 fixed } }\ndatabase Ledger",
      "/// Sells:comment service:keyword Till:class tech:property Go:type 1.22:type ->:operator Ledger:class "
        + "retry:property 3:number fixed:enumMember database:keyword Ledger:class", colours)
    check(
      "flow F { rate: 3/s }\nrequirement R \"x\" { verify: F.p99 < 1s at peak } // end",
      "flow:keyword F:function rate:property 3/s:number requirement:keyword R:variable \"x\":string verify:property "
        + "F:function p99:keyword <:operator 1s:number at:keyword peak:keyword // end:comment", colours)
  }

  @Test func `the colours of a part are those of the whole`() {
    let marked = Marked("service A { tech: Go }\nservice B { -> A }\nservice C { owner: \"x\" }")
    let all = semanticTokens(in: marked.snapshot, file: marked.file)
    let part = semanticTokens(in: marked.snapshot, file: marked.file, bytes: 23..<42)
    #expect(part == all.filter { $0.range.lowerBound < 42 && $0.range.upperBound > 23 })
  }

  @Test func `changed colours are one edit`() {
    let old: [UInt32] = [0, 0, 7, 0, 0, 0, 8, 3, 2, 1]
    let new: [UInt32] = [0, 0, 7, 0, 0, 1, 2, 3, 4, 0, 0, 8, 3, 2, 1]
    let edits = ColourMemory.edits(from: old, to: new)
    #expect(edits == [LSP.SemanticTokensEdit(start: 5, deleteCount: 0, data: [1, 2, 3, 4, 0])])
    #expect(ColourMemory.edits(from: old, to: old).isEmpty)
  }

  @Test func `blocks, lists, comments and imports fold`() {
    check(
      "import \"a.arch\"\nimport \"b.arch\"\n\n// one\n// two\nservice A {\n  holds: [\n    orders,\n  ]\n}\nservice B {}",
      "imports, comment, block, block"
    ) { marked in
      folds(in: marked.snapshot, file: marked.file).map { "\($0.kind)" }.joined(separator: ", ")
    }
  }

  @Test func `what stands between the marks of a region folds`() {
    func regions(_ text: String) -> String {
      let marked = Marked(text)
      return folds(in: marked.snapshot, file: marked.file).filter { $0.kind == .region }.map { fold in
        String(decoding: Array(marked.text.utf8)[fold.range], as: UTF8.self)
      }.joined(separator: "; ")
    }
    #expect(regions("// #region One\nservice A\n// #endregion\nservice B") == "\nservice A\n// #endregion")
    #expect(
      regions("//region\nzone Z {\n  // region two\n  service A\n  // endregion\n}\n//endregion")
        == "\nzone Z {\n  // region two\n  service A\n  // endregion\n}\n//endregion; "
        + "\n  service A\n  // endregion")
    #expect(regions("// regional\nservice A\n// #endregion\n// #region\nservice B") == "")
  }

  @Test func `a selection grows from the word to the file`() {
    check(
      "zone Z { service A { holds: [ord$0ers, pii] } }",
      """
      orders
      [orders, pii]
      holds: [orders, pii]
       holds: [orders, pii] \n{ holds: [orders, pii] }
      service A { holds: [orders, pii] }
       service A { holds: [orders, pii] } \n{ service A { holds: [orders, pii] } }
      zone Z { service A { holds: [orders, pii] } }
      """
    ) { marked in
      selectionRanges(in: marked.snapshot, file: marked.file, at: marked.offset).map {
        marked.snapshot.program.sources[0].text($0)
      }.joined(separator: "\n")
    }
  }

  @Test func `links lead to files and to the web alone`() {
    check(
      """
      import "b.arch"
      service A { link: "https://example.org/a", evidence: "mailto:x@example.org" }
      service B { link: "javascript:alert(1)" }
      // file: b.arch
      service C { link: "docs/c.md" }
      """, "\"b.arch\", https://example.org/a"
    ) { marked in
      documentLinks(in: marked.snapshot, file: FileID(0)).map { marked.text($0.span) }.joined(separator: ", ")
    }
  }

  @Test func `relations are calls`() {
    let text = "service Ti$0ll { -> Ledger, ~> Jobs }\ndatabase Ledger\nqueue Jobs\nclient Web { -> Till }"
    check(text, "Web | Ledger Jobs") { marked in
      let calls = CallHierarchy(snapshot: marked.snapshot)
      guard let element = calls.element(file: marked.file, at: marked.offset) else { return "" }
      let names = { (calls: [Calls]) in calls.map { marked.snapshot.model.name($0.other) }.joined(separator: " ") }
      return names(calls.incoming(element)) + " | " + names(calls.outgoing(element))
    }
  }

  // MARK: Figures

  private static let shop = """
    client Web { load: 20/s peak 100/s, -> Till }
    service Till { replicas: 2, capacity: 80/s, p50: 5ms, p99: 40ms, availability: 99.9% }
    flow Sell { rate: 20/s peak 100/s, Web -> Till }
    """

  @Test func `figures stand beside names, each of which can be switched off`() {
    func hints(_ change: (inout ServerSettings.InlayHints) -> Void) -> String {
      let marked = Marked(Self.shop)
      var shown = ServerSettings.InlayHints()
      change(&shown)
      return inlayHints(
        in: marked.snapshot, file: marked.file, bytes: 0..<marked.text.utf8.count, shown: shown,
        figures: marked.snapshot.figures
      ).map(\.label).joined(separator: "; ")
    }
    #expect(hints { _ in }.contains("100/s · util 62.5%"))
    #expect(!hints { $0.utilization = false }.contains("util"))
    #expect(!hints { $0.load = false }.contains("100/s"))
    #expect(!hints { $0.availability = false }.contains("avail"))
    #expect(!hints { $0.replicas = false }.contains("needs"))
    #expect(!hints { $0.p99 = false }.contains("p99"))
    #expect(
      hints {
        $0.load = false
        $0.utilization = false
        $0.replicas = false
        $0.p99 = false
        $0.availability = false
      } == "")
  }

  @Test func `a flow bears its figures and the file its preview`() {
    check(Self.shop, "Open preview | rate 100/s at peak") { marked in
      let lenses = codeLenses(
        in: marked.snapshot, file: marked.file, showsPreview: true, figures: marked.snapshot.figures)
      return lenses.map { $0.title.split(separator: " · ").first.map(String.init) ?? "" }.joined(separator: " | ")
    }
  }
}
