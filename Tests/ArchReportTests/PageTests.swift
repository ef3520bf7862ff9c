import ArchModel
import ArchSyntax
import Testing

@testable import ArchReport

/// The report as one page of HTML.
@Suite struct HTMLPageTests {
  private func page(_ program: String, pictures: [ReportPicture] = []) -> String {
    document(of: program).html(pictures: pictures)
  }

  @Test(arguments: HostileTextTests.corpus)
  func textStaysText(text: String) {
    let html = page(HostileTextTests.program(text))
    // An endpoint of several words has a verb and a path, and one of a single word lacks the path.
    let plain = text.contains { $0.isWhitespace } ? "plain text" : "plain"
    // What a code host would take for a mention or a link is set as code.
    func structure(_ html: String) -> [String] { tags(html).filter { !$0.hasSuffix("code") } }
    #expect(structure(html) == structure(page(HostileTextTests.program(plain))), "\(text)")
    #expect(!html.unicodeScalars.contains { $0.value == 0x202E || $0.value < 0x20 && $0 != "\n" })
    for target in attributes("href", of: html) {
      #expect(target.hasPrefix("#") || target.hasPrefix("shop.arch#L"), "\(target)")
    }
  }

  @Test func thePolicyNamesTheStyleAndNothingElse() throws {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><style>\nsvg{fill:red}\n</style><g id=\"a\"></g></svg>\n"
    let html = page("service A", pictures: [ReportPicture(title: "All", svg: svg)])
    let style = try #require(html.firstMatch(of: #/<style>((?s:.*?))</style>/#)?.1)
    let digest = SHA256.base64(of: String(style))
    #expect(html.contains("default-src 'none'; style-src 'sha256-\(digest)'; base-uri 'none'; form-action 'none'"))
    #expect(html.ranges(of: "<style").count == 1)
    #expect(!html.contains("<script"))
    #expect(!html.contains("style=\""))
  }

  @Test func drawingsKeepTheirNamesAndColoursApart() {
    let svg = """
      <svg xmlns="http://www.w3.org/2000/svg"><style>
      svg{fill:red}
      .a,.b{fill:blue}
      @media screen and (prefers-color-scheme:dark){
      svg{fill:gray}
      .a{fill:white}
      }
      @media print{.a{fill:none}}
      </style><title> id="x" </title><g id="x"><a href="#x"/></g></svg>
      """
    let inline = InlinePicture(svg, name: "drawing-1")
    #expect(
      inline.style == """
        #drawing-1{fill:red}#drawing-1 .a,#drawing-1 .b{fill:blue}@media screen and (prefers-color-scheme:dark){\
        #drawing-1{fill:gray}#drawing-1 .a{fill:white}}
        @media print{#drawing-1 .a{fill:none}}
        """)
    #expect(
      inline.element == """
        <svg id="drawing-1" xmlns="http://www.w3.org/2000/svg"><title> id="x" </title><g id="drawing-1-x">\
        <a href="#drawing-1-x"/></g></svg>
        """)
  }

  @Test func footnotesAreNumberedAndLeadToTheirText() {
    let html = page(Programs.shop)
    for target in attributes("href", of: html) where target.hasPrefix("#") {
      #expect(html.contains("id=\"\(target.dropFirst())\""), "\(target)")
    }
    #expect(html.contains("<sup><a href=\"#note-1\""))
  }

  @Test func ticksAreBoxes() {
    let html = page(Programs.shop)
    #expect(html.contains("aria-label=\"done\">☑</span>Authentication mechanism"))
    #expect(html.contains("aria-label=\"not done\">☐</span>Authorization strategy"))
  }

  /// Digests of the standard's own examples, in base 64.
  @Test(arguments: [
    ("", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="), ("abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "JI1qYdIGOLjlwCaTDD5gOaM85Flk/yFn9uzt1BnbBsE="
    ),
  ])
  func digests(text: String, expected: String) {
    #expect(SHA256.base64(of: text) == expected)
  }

  /// The tags of a page in their order, without their attributes.
  private func tags(_ html: String) -> [String] { html.matches(of: #/<(\/?[a-z0-9!]+)/#).map { String($0.1) } }

  private func attributes(_ name: String, of html: String) -> [String] {
    html.split(separator: " \(name)=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
  }
}

/// The inline Markdown of this module, read again.
@Suite struct InlineMarkupTests {
  @Test(arguments: HostileTextTests.corpus)
  func escapedTextReadsAsItIsShown(text: String) {
    let shown = MarkdownEscaping.visibleText(text)
    #expect(InlineMarkup.plain(MarkdownEscaping.escape(text)) == shown)
    #expect(InlineMarkup.plain(MarkdownEscaping.code(text)) == shown)
    #expect(InlineMarkup.references(in: MarkdownEscaping.escape(text)).isEmpty)
  }

  @Test func pieces() {
    #expect(
      InlineMarkup.pieces("a **b** [^c.d] [e] [f][g 2] [h](#i) ![j](k.svg) `l` \\*m") == [
        .text("a "), .strong, .text("b"), .strong, .text(" "), .footnote("c.d"), .text(" "),
        .reference("e", label: "e"),
        .text(" "), .reference("f", label: "g 2"), .text(" "), .link("h", target: "#i"), .text(" "),
        .picture("j", target: "k.svg"), .text(" "), .code("l"), .text(" *m"),
      ])
    #expect(InlineMarkup.pieces("[open `code` *") == [.text("[open "), .code("code"), .text(" "), .emphasis])
  }
}

/// Sections, outlines of one's own, front matter, JSON.
@Suite struct DocumentTests {
  private let shop = document(of: Programs.shop)

  @Test func aSectionHasTheNotesAndTargetsThatItUses() throws {
    let section = try #require(shop.section("requirements-analysis"))
    let text = shop.markdown(of: [section])
    #expect(text.hasPrefix("### Requirements Analysis\n"))
    #expect(text.contains("\n[R1]: shop.arch#L"))
    #expect(!text.contains("[Orders]: "))
    #expect(shop.section("requirements")?.name == "requirements-analysis")
    #expect(shop.section("nothing") == nil)
    #expect(shop.names.first == "title")
  }

  @Test func everyReferenceHasADefinition() {
    for section in shop.sections {
      let text = shop.markdown(of: [section])
      for label in text.matches(of: #/\[\^([^\]]+)\]/#).map({ String($0.1) }) {
        #expect(text.contains("\n[^\(label)]: "), "\(section.name) \(label)")
      }
    }
  }

  @Test func aTemplateIsFilled() throws {
    let template = try ReportTemplate(
      "# {{ title }} of {{owner}}\n\nText {{{{ stays.\n\n{{ constraints }}\n\n## Ours\n\n{{ cost body }}\n")
    let text = try template.filled(with: shop)
    #expect(text.hasPrefix("# Book shop of Sales\n\nText {{ stays.\n\n### Constraints\n\n- **Scale**"))
    #expect(text.contains("## Ours\n\nNothing declared; `cost: $70/month`"))
    #expect(text.contains("\n[^rate-at-peak]: "))
    #expect(!text.contains("### Components"))
  }

  @Test(arguments: [
    ("a\n{{ nothing }}", 2, "the report has no section `nothing`"), ("{{ a", 1, "`{{` is not closed on its line"),
    ("\n\n{{ a b c }}", 3, "`{{ a b c }}` names no part of the report"),
    ("{{}}", 1, "`{{}}` names no part of the report"),
  ])
  func whatIsWrongWithATemplateIsSaid(text: String, line: Int, message: String) throws {
    let problem = #expect(throws: ReportTemplate.Problem.self) {
      _ = try ReportTemplate(text).filled(with: shop)
    }
    #expect(problem?.line == line)
    #expect(problem?.message == message)
  }

  @Test func frontMatterIsQuoted() {
    let text = document(of: "/// Sells.\nsystem S \"A \\\"big\\\": \\\\shop\" { owner: \"x: y\" }").frontMatter
    #expect(
      text == """
        ---
        title: "A \\"big\\": \\\\shop"
        description: "Sells."
        owner: "x: y"
        revision: "0123456789ab"
        generator: "archc"
        ---


        """)
  }

  @Test func aSectionNamedLikeOursKeepsItsAnchor() {
    let text = document(of: "system S \"Findings\" {}").markdown
    #expect(text.contains("[Findings](#findings-1)"))
  }
}

/// What a check, options and other libraries bring.
@Suite struct ReportInputTests {
  private func report(_ program: String, _ change: (inout ReportOptions, Model) -> Void) -> ReadReport {
    let model = compile([parse(SourceFile(path: "shop.arch", text: program))]).model
    var options = ReportOptions(revision: "0123456789ab")
    change(&options, model)
    return ReadReport(Report.markdown(model, options: options))
  }

  private func finding(_ model: Model, _ severity: Severity = .error, topic: SecurityTopic? = nil) -> ReportFinding {
    ReportFinding(
      id: "SEC999", name: "too-open", principle: "security", severity: severity, message: "the door | is open",
      help: "close *it*", span: model.nameSpan(model.components[0]), element: model.components[0], topic: topic)
  }

  @Test func noFindingSaysHowManyRulesRan() {
    let read = report("service A") { options, _ in
      options.check = ReportCheck(findings: [], ruleCounts: ["security": 6, "model": 1])
    }
    #expect(read.section("## Findings") == ["No finding of 7 rules."])
    #expect(read.section("## Qualities").contains { $0.hasPrefix("| Security") && $0.contains("none of 6 rules") })
    #expect(read.section("## Qualities").contains { $0.hasPrefix("| Scal") && $0.contains("no rule ran") })
  }

  @Test func aFindingIsARiskAndANextStep() {
    let read = report("service A { owner: \"Ops\" }") { options, model in
      options.check = ReportCheck(findings: [finding(model)], ruleCounts: ["security": 6])
    }
    #expect(
      read.section("## Findings")[2...].map(ReadReport.cells) == [
        ["SEC999 too-open", "Error", #"The door \| is open"#, #"Close \*it\*"#, "line 1"], ["finding of 6 rules."],
      ])
    #expect(read.section("## Risk Register").contains { $0.hasPrefix(#"| The door \| is open (SEC999)"#) })
    #expect(read.section("## Summary").contains(#"1. The door \| is open (SEC999)"#))
    #expect(read.section("### Next Steps") == [#"1. SEC999 too-open (A): close \*it\*"#])
  }

  @Test func aFindingTakesTheTickAway() {
    let program = "client W { -> A }\nservice A { auth: jwt, evidence: \"https://example.org/pentest\" }"
    let clean = report(program) { options, _ in options.check = ReportCheck(findings: [], ruleCounts: ["security": 6]) }
    #expect(
      clean.section("### Security Considerations")[0]
        == "- [x] Authentication mechanism: jwt, stated on 1 of 1 entry point; none contradicted; evidence: `https://example.org/pentest`"
    )
    let found = report(program) { options, model in
      options.check = ReportCheck(
        findings: [finding(model, .warning, topic: .authentication)], ruleCounts: ["security": 6])
    }
    #expect(found.section("### Security Considerations")[0].hasPrefix("- [ ] Authentication mechanism: jwt"))
    #expect(found.section("### Security Considerations")[0].contains("contradicted: SEC999"))
  }

  @Test func registersAreTablesOfEscapedText() {
    let read = report("service A") { options, _ in
      options.registers = [
        ReportRegister(title: "Pat|terns", columns: ["A", "B"], rows: [["x|y", "<b>"]], note: "n*", empty: "none"),
        ReportRegister(title: "Nothing", columns: ["A"], rows: [], empty: "None *at all*"),
      ]
    }
    #expect(read.section("## Pat\\|terns") == ["| A    | B |", "| ---- | --- |", #"| x\|y | \<b> |"#, #"n\*"#])
    #expect(read.section("## Nothing") == [#"None \*at all\*"#])
  }

  @Test func thirdPartiesTellWhatIsLostWithoutThem() {
    let read = ReadReport(
      of: """
        client W
        service A
        external Bank "A bank" { availability: 99.9% total sla }
        external Idle { availability: 99% }
        W -> A -> Bank { sends: [payments] }
        flow Pay { rate: 1/s, W -> A -> Bank }
        """)
    let rows = read.section("## Third Parties").dropFirst(2).map(ReadReport.cells)
    #expect(rows.first == ["[Bank]", "A bank", "99.9%", "43.8min", "A", "breaks Pay", "payments"])
    #expect(
      rows.last == [
        "[Idle]", "? `///`", "99%, no SLA stated", "7.3h", "no relation", "no flow reaches it", "? `sends`",
      ])
  }

  @Test func recoveryHoldsObjectivesAgainstWhatIsComputed() {
    let read = ReadReport(
      of: """
        service A
        database Db { replicas: 1, backup: every 1h keep 30d to Vault, restore: 30min, rpo: 30min, rto: 1h }
        storage Vault { derived }
        A -> Db
        flow F { rate: 1/s, A -> Db }
        """)
    let row = read.section("## Recovery").first { $0.hasPrefix("| [Db]") }.map(ReadReport.cells)
    #expect(row?[1] == "30min")
    #expect(row?.last == "✘ RPO, ✔ RTO")
    #expect(!read.section("## Recovery").contains { $0.hasPrefix("| [Vault]") })
    #expect(
      read.section("## Risk Register").contains {
        $0.contains("Db restored: at least 60min of data gone") || $0.contains("Db restored: at least 1h of data gone")
      })
  }

  @Test func theInventoryNamesWhoGetsTheData() {
    let read = ReadReport(
      of: """
        asset invoices { class: payments, retention: 10y, owner: "Finance" }
        region Frankfurt { location: "eu-central-1", database Db { holds: [invoices, pii], encrypted: none } }
        external Tax
        Db -> Tax { sends: [invoices] }
        """)
    let rows = read.section("## Data Inventory").dropFirst(2).map(ReadReport.cells)
    #expect(
      rows.first == [
        "invoices", "payments", "[Db]", "eu-central-1 (Frankfurt)", "10y", "**not encrypted**", "Tax", "Finance",
      ])
    #expect(rows.dropFirst().first?[6] == "none stated")
  }

  @Test func theErrorBudgetIsInMinutesAMonth() {
    let read = ReadReport(
      of:
        "client W\nservice A { replicas: 1, availability: 99.5% }\nW -> A\nflow F { rate: 1/s, objective { availability: 99.9% }, W -> A }"
    )
    let row = read.section("## Error Budgets").last.map(ReadReport.cells)
    #expect(row?[1] == "99.9%")
    #expect(row?[2] == "43.8min")
    #expect(row?[4] == "3.65h")
    #expect(row?[5] == "**2.92h too much**")
    #expect(read.section("## Summary").contains { $0.hasPrefix("1. F.availability misses its limit: **99.5%") })
  }
}
