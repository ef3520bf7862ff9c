import ArchReport
import Testing

/// What each section says about the shop.
@Suite struct SectionTests {
  let read = ReadReport(of: Programs.shop)

  private func row(_ section: String, _ start: String) -> [String]? {
    read.section("### " + section).first { $0.hasPrefix("| " + start) }.map(ReadReport.cells)
  }

  private func rows(_ start: String) -> [[String]] {
    read.section("### Capacity Planning").filter { $0.hasPrefix("| " + start) }.map(ReadReport.cells)
  }

  @Test func requirements() {
    #expect(row("Requirements Analysis", "[R1]") == ["[R1] Buy", "Functional", "Must", "stated: Buy"])
    #expect(
      row("Requirements Analysis", "[R2]")
        == [
          "[R2] Fast", "? `type`", "? `priority`",
          "to verify: Buy.p99 < 400ms at peak; ? `p50` of Api, `p99` of Api, `p50` of Orders and more",
        ])
  }

  @Test func constraints() {
    #expect(
      read.section("### Constraints") == [
        "- **Scale**: 1k users, 100/s peak 400/s (flows: 40/s[^rate-at-peak] at peak), ? `data`, growth 10%/month",
        "- **Budget**: $2k/month",
        "- **Team**: 3, Swift, SQL", "- **Timeline**: ? `timeline`", "- **Regulation**: Receipts for ten years",
      ])
  }

  @Test func components() {
    #expect(row("Components", "[Web]") == ["[Web]", "–", "Web app", "–", "–", "client"])
    #expect(
      row("Components", "[Orders]") == ["[Orders]", "Swift 6.3", "Takes orders.", "2..8 at cpu 60%", "20%†", "service"])
    #expect(
      row("Components", "[OrdersDB]") == [
        "[OrdersDB]", "PostgreSQL 16", "Ledger", "2, one writer", "? `access` of Orders->OrdersDB", "database",
      ])
    #expect(row("Components", "[Vault]") == ["[Vault]", "S3", "? `///`", "managed", "–", "storage"])
    #expect(row("Components", "[Mails]") == ["[Mails]", "? `tech`", "? `///`", "? `replicas`", "–", "queue"])
  }

  @Test func data() {
    #expect(
      row("Data Architecture", "[OrdersDB]") == [
        "[OrdersDB]", "*SQL*", "orders, payments", "*Strong, up to serializable*", "CP (D1)", "1h, 2h",
        "every 1h keep 30d to Vault",
      ])
    #expect(row("Data Architecture", "[Mails]") == ["[Mails]", "Queue", "Receipt", "–", "–", "–", "–"])
    #expect(row("Data Architecture", "[Vault]")?.last == "– derived")
  }

  @Test func whatIsStatedOfAStoreIsNotFromTheCatalogue() {
    let lines = ReadReport(of: "database A { type: graph, consistency: causal, cap: AP }").section(
      "### Data Architecture")
    #expect(lines[2] == "| [A]        | Graph | ? `holds` | Causal      | AP  | ? `rpo`, `rto` | ? `backup` |")
    #expect(
      lines.last.map(ReadReport.cells) == [
        "[A]", "AP", "goes on with what it has: available, not consistent",
        "? a `decision` that `affects` it, with a `rationale`",
      ])
  }

  @Test func endpoints() {
    #expect(
      row("API Design", "/v1/orders")
        == ["/v1/orders", "POST", "Buy a book", "300 per 3h burst 300", "oauth2 (Api)", "Orders"])
    #expect(
      row("API Design", "/v1/books")
        == ["/v1/books/{id}", "GET", "? `purpose`", "200/s (Api)", "oauth2 (Api)", "Orders"])
    #expect(
      row("API Design", "health") == [
        "health", "? `\"VERB /path\"`", "? `purpose`", "200/s (Api)", "oauth2 (Api)", "Api",
      ])
  }

  @Test func tradeOffs() {
    #expect(
      row("Trade-offs", "[D1]")
        == ["[D1] PostgreSQL holds the orders", "PostgreSQL, DynamoDB", "PostgreSQL", "Consistency"])
    #expect(row("Trade-offs", "PostgreSQL") == ["PostgreSQL", "transactions", "one writer, no more"])
    #expect(row("Trade-offs", "DynamoDB") == ["DynamoDB", "scale", "? `cons`"])
  }

  @Test func failureModes() {
    #expect(
      row("Failure Modes", "[Down]")
        == ["[Down] The ledger is down (OrdersDB)", "No sale; breaks Buy ✔", "? `mitigation`", "Alert"])
  }

  /// 1.1⁶ = 1.771561 and 1.1¹² = 3.138428; the integral of 1.1^τ over six months is 0.771561 / ln 1.1 = 8.0952 months
  /// of 30.4167 GB, over twelve 22.4362.
  @Test func capacity() {
    #expect(row("Capacity Planning", "Requests/sec ") == ["Requests/sec", "100/s", "177/s", "314/s"])
    #expect(row("Capacity Planning", "Requests/sec at") == ["Requests/sec at peak", "400/s", "709/s", "1.26k/s"])
    #expect(row("Capacity Planning", "Users") == ["Users", "1k", "1.77k", "3.14k"])
    #expect(row("Capacity Planning", "[OrdersDB], one") == ["[OrdersDB], one copy", "100GB", "346GB", "782GB"])
    #expect(row("Capacity Planning", "[Vault], one") == ["[Vault], one copy", "50GB", "? `growth`", "? `growth`"])
    #expect(
      row("Capacity Planning", "Data")
        == ["Data storage, all copies[^data-at-1y]", "250GB", "at least 742GB", "at least 1.61TB"])
    // 40/s at peak on 2 replicas of 100/s; eight hold 800/s, which takes ln 20 / ln 1.1 = 31.4 months.
    #expect(row("Capacity Planning", "[Orders] ") == ["[Orders]", "20%†", "35.4%†", "41.8%†", "2.62y"])
    #expect(rows("[Orders] ").last == ["[Orders]", "2..8", "100/s†", "200/s..800/s†"])
    #expect(rows("[OrdersDB] ").last == ["[OrdersDB]", "2", "2k/s reads, 500/s writes", "4k/s reads, 500/s writes"])
  }

  @Test func withoutGrowthTheFutureIsUnknown() {
    let lines = ReadReport(of: "constraints { users: 5, load: 3/s }").section("### Capacity Planning")
    #expect(lines.contains("| Users        |        5 | ? `growth` | ? `growth` |"))
    #expect(!lines.contains { $0.contains("peak") })
  }

  @Test func furtherHorizonsAreColumns() {
    let lines = ReadReport(of: "constraints { users: 5 }\ncapacity { horizons: [1mo, 1y, 2y, 10d] }").section(
      "### Capacity Planning")
    #expect(
      lines.first.map(ReadReport.cells) == ["Resource", "Current", "10d", "1 month", "6 months", "1 year", "2 years"])
  }

  @Test func securityTicksOnlyWhatIsStatedOfAll() {
    #expect(
      read.section("### Security Considerations") == [
        "- [x] Authentication mechanism: oauth2, stated on 3 of 3 endpoints; not checked; no evidence linked",
        "- [ ] Authorization strategy: in words only; 0 of 3 endpoints; “Roles”",
        "- [ ] Data encryption: in transit 2 of 4 relations, at rest 1 of 3 stores",
        "- [x] API rate limiting: stated on 3 of 3 endpoints; not checked; no evidence linked",
        "- [ ] Input validation: stated on 1 of 3 endpoints",
        "Also stated, in words:", "- Audit: “Everything is logged”",
      ])
  }

  @Test func nothingIsTickedWhereNothingIsDeclared() {
    let lines = ReadReport(of: "").section("### Security Considerations")
    #expect(lines.count == 5)
    #expect(lines.allSatisfy { $0.hasPrefix("- [ ] ") })
    #expect(lines.first == "- [ ] Authentication mechanism: no endpoint and no entry point declared")
  }

  @Test func noneIsNoAuthentication() {
    let lines = ReadReport(of: "client W\nload-balancer L\nservice A { auth: none, rate-limit: none }\nW -> L -> A")
      .section(
        "### Security Considerations")
    #expect(lines[0] == "- [ ] Authentication mechanism: stated on 0 of 1 entry point")
    #expect(lines[3] == "- [ ] API rate limiting: stated on 0 of 1 entry point")
  }

  @Test func phasesFollowOneAnother() {
    #expect(
      read.section("### Migration Plan") == [
        "**Out of the monolith**", "1. P1 Data: 2w; adds OrdersDB; rollback: ? `rollback`",
        "2. P2 Orders: 4w; after P1; adds Orders; rollback: Route back",
      ])
  }

  @Test func phasesInACircleAreAllListed() {
    let lines = ReadReport(
      of: "migration { phase A { after: B }\nphase B { after: A }\nphase C { after: C }\nphase D { after: C } }"
    ).section("### Migration Plan")
    #expect(lines.count == 4)
    #expect(lines.map { $0.dropFirst(3).prefix(1) } == ["C", "D", "A", "B"])
  }

  @Test func decisionRecord() {
    #expect(
      read.section("### ADR") == [
        "**Title**: D1 PostgreSQL holds the orders", "**Status**: Accepted, 2026-10-02", "**Context**: Money.",
        "**Decision**: PostgreSQL", "**Consequences**: + safe; − slower",
      ])
  }

  @Test func nextSteps() {
    #expect(
      read.section("### Next Steps") == [
        "1. Load test (Ops, 2026-12-15)",
        "2. State Api.p50, Api.p99, Orders.p50, Orders.p99, OrdersDB.p50 and 7 more: decides Buy.p99 at peak, cost",
      ])
    #expect(ReadReport(of: "next \"A\"").section("### Next Steps") == ["1. A (? `owner`, ? `due`)"])
  }

  @Test func constraintsThatTheLanguageDoesNotKnowStandAsWords() {
    let lines = ReadReport(of: "constraints { users: 3k, compliance: [gdpr, \"a|b\"], region: \"EU\" }")
      .section("### Constraints")
    #expect(Array(lines.suffix(2)) == ["- **Compliance**: gdpr, \"a\\|b\"", "- **Region**: EU"])
  }

  @Test func assumptionsNameTheirSource() {
    let lines = ReadReport(
      of:
        "service A { p50: 5ms assumed \"guess\", p99: 9ms assumed \"guess\", capacity: 7/s assumed, availability: 99%, cost: [$5/month, $1/1M assumed] }\ndatabase B { p50: 1ms measured \"trace\" }\ndefaults { service { mttr: 1h assumed } }"
    ).section("## Assumptions")
    #expect(lines.first?.hasPrefix("8 figures stated: 5 assumed, 1 measured, 2 without a source.") ?? false)
    #expect(
      lines.dropFirst(3).map(ReadReport.cells) == [
        ["[A]", "p50 5ms, p99 9ms", "guess"], ["[A]", #"capacity 7/s, cost \[$5/month, $1/1M\]"#, "?"],
        ["defaults of services", "mttr 1h", "?"],
      ])
  }

  @Test func assumptionsOfDefaultsAreThoseThatSomethingTakes() {
    let program = """
      client C { -> A }
      service A { p50: 5ms, -> B { timeout: 1s } }
      database B { tech: PostgreSQL 16 }
      defaults {
        service { p50: 9ms assumed, availability: 99% assumed, timeout: 4s assumed }
        client { timeout: 3s assumed }
        queue { p99: 8ms assumed }
        tech "MongoDB" { max-connections: 9 assumed }
        tech "PostgreSQL" { max-connections: 7 assumed }
      }
      """
    let lines = ReadReport(of: program).section("## Assumptions")
    #expect(lines.first?.hasPrefix("5 figures stated: 3 assumed, 2 without a source.") ?? false)
    #expect(
      lines.dropFirst(3).map(ReadReport.cells) == [
        ["defaults of services", "availability 99%", "?"], ["defaults of clients", "timeout 3s", "?"],
        ["defaults of PostgreSQL", "max-connections 7", "?"],
      ])
  }

  @Test func acceptedRisks() {
    #expect(
      read.section("## Accepted Risks").last.map(ReadReport.cells)
        == ["[plaintext-relation]", "Orders->OrdersDB", "–", "Same rack", "Ops", "2027-01-01"])
  }

  @Test func openQuestionsAreAtMostFifteen() {
    let program =
      "service A\ndatabase B { rpo: 1h, size: 1GB }\nA -> B\nflow F { A -> B }\nrequirement R\ndecision D { option X\noption Y }\nmigration { phase P { adds: A } }\nsystem S { language: 1 }\nclient C { -> E }\nservice E { endpoint G \"GET /\" }\nrequirement Q { verify: F.drain < 1s and E.p99 < 1s }"
    let questions = ReadReport(of: program).section("## Open Questions")
    #expect(questions.count == 16)
    #expect(questions.last?.contains("lesser question") ?? false)
    #expect(questions.first == "1. `rate` of F: decides load, utilisation and cost")
    #expect(questions.contains { $0.contains("`satisfied-by` or `verify` of R: ") })
  }
}
