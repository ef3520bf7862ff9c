import Testing

@testable import ArchSyntax

/// Builds files of which only some lines matter, and finds words in them.
private struct Files {
  var sources: [SourceFile] = []

  mutating func add(_ path: String, _ lines: [Int: String]) -> FileID {
    let count = lines.keys.max() ?? 0
    let text = (0..<count).map { (lines[$0 + 1] ?? "") + "\n" }.joined()
    sources.append(SourceFile(id: FileID(sources.count), path: path, text: text))
    return FileID(sources.count - 1)
  }

  /// The span of a word on a line of the file that was added last, or of the given one.
  func span(_ line: Int, _ word: String, in file: FileID = FileID(0)) -> Span {
    let source = sources[Int(file.index)]
    let content = LineIndex(source).content(ofLine: line - 1)
    let bytes = Array(source.bytes[content])
    let needle = Array(word.utf8)
    for start in 0...max(0, bytes.count - needle.count) where bytes[start...].starts(with: needle) {
      return Span(file, content.lowerBound + start..<content.lowerBound + start + needle.count)
    }
    Issue.record("\(word) is not on line \(line)")
    return Span(file, 0..<0)
  }

  func render(_ diagnostic: Diagnostic) -> String { DiagnosticRenderer(sources: sources).render(diagnostic) }
}

@Suite("The printed form of diagnostics")
struct DiagnosticRendererTests {
  @Test func unknownProperty() {
    var files = Files()
    _ = files.add("shop.arch", [12: "  service Orders { tech: Swift, replica: 3 }"])
    let span = files.span(12, "replica")
    let text = files.render(
      Diagnostic(
        id: "ARC021", message: "a service has no property `replica`", primary: Label(span, "nearest: `replicas`"),
        fix: Fix("write `replicas`", edits: [Edit(span, "replicas")])))
    #expect(
      text == """
        error[ARC021]: a service has no property `replica`
          --> shop.arch:12:33
        12 |   service Orders { tech: Swift, replica: 3 }
           |                                 ^^^^^^^ nearest: `replicas`
         fix: write `replicas`

        """)
  }

  @Test func wrongUnit() {
    var files = Files()
    _ = files.add("shop.arch", [14: "  -> Stock { timeout: 200/s }"])
    let text = files.render(
      Diagnostic(
        id: "ARC041", message: "`timeout` takes a duration, and `200/s` is a rate",
        primary: Label(files.span(14, "200/s"), "200 a second"),
        help: "a duration ends in ns us ms s min h d w mo y, as in `200ms`"))
    #expect(
      text == """
        error[ARC041]: `timeout` takes a duration, and `200/s` is a rate
          --> shop.arch:14:23
        14 |   -> Stock { timeout: 200/s }
           |                       ^^^^^ 200 a second
         help: a duration ends in ns us ms s min h d w mo y, as in `200ms`

        """)
  }

  @Test func nameInTwoFiles() {
    var files = Files()
    _ = files.add("shop.arch", [15: "  -> OrderDB { timeout: 500ms }", 31: "database OrdersDB"])
    let billing = files.add("billing.arch", [9: "database OrderDB2"])
    let text = files.render(
      Diagnostic(
        id: "ARC020", message: "no component is called `OrderDB`",
        primary: Label(files.span(15, "OrderDB"), "two names are near"),
        labels: [
          Label(files.span(31, "OrdersDB"), "this one?"),
          Label(files.span(9, "OrderDB2", in: billing), "or this?"),
        ]))
    #expect(
      text == """
        error[ARC020]: no component is called `OrderDB`
          --> shop.arch:15:6
        15 |   -> OrderDB { timeout: 500ms }
           |      ^^^^^^^ two names are near
        31 | database OrdersDB
           |          -------- this one?
          --> billing.arch:9:10
         9 | database OrderDB2
           |          -------- or this?

        """)
  }

  @Test func openBlock() {
    var files = Files()
    _ = files.add("shop.arch", [39: "zone Private \"VPC\" {", 65: "client Web"])
    let client = files.span(65, "client")
    let text = files.render(
      Diagnostic(
        id: "ARC008", message: "the block of `zone Private` is not closed",
        primary: Label(files.span(39, "{"), "opens here"),
        labels: [
          Label(Span(client.file, client.start..<client.start), "back at the margin: the block seems to end above")
        ],
        fix: Fix("add `}` as line 65", safety: .needsReview, edits: [])))
    #expect(
      text == """
        error[ARC008]: the block of `zone Private` is not closed
          --> shop.arch:39:20
        39 | zone Private "VPC" {
           |                    ^ opens here
        65 | client Web
           | - back at the margin: the block seems to end above
         fix: add `}` as line 65 (to review)

        """)
  }

  @Test func primaryBelowItsLabel() {
    var files = Files()
    _ = files.add("shop.arch", [40: "  service Orders {", 55: "  database Orders {"])
    let text = files.render(
      Diagnostic(
        id: "ARC023", message: "`Orders` is declared twice in `Private`",
        primary: Label(files.span(55, "Orders"), "again"), labels: [Label(files.span(40, "Orders"), "first")],
        help: "names are unique in a block; `OrdersDB` is free"))
    #expect(
      text == """
        error[ARC023]: `Orders` is declared twice in `Private`
          --> shop.arch:55:12
        40 |   service Orders {
           |           ------ first
        55 |   database Orders {
           |            ^^^^^^ again
         help: names are unique in a block; `OrdersDB` is free

        """)
  }

  @Test func markWithoutText() {
    var files = Files()
    _ = files.add("shop.arch", [77: "  Web -> Api -> Orders -> Payments"])
    let orders = files.span(77, "-> Payments")
    let text = files.render(
      Diagnostic(
        id: "ARC061", message: "`Checkout` steps from `Orders` to `Payments`, which no relation joins",
        primary: Label(Span(orders.file, orders.start..<orders.start + 2)),
        note: "`Orders` reaches `OrdersDB` (line 42), `Events` (43)",
        fix: Fix("add `-> Payments` to `Orders`", safety: .needsReview, edits: [])))
    #expect(
      text == """
        error[ARC061]: `Checkout` steps from `Orders` to `Payments`, which no relation joins
          --> shop.arch:77:24
        77 |   Web -> Api -> Orders -> Payments
           |                        ^^
         note: `Orders` reaches `OrdersDB` (line 42), `Events` (43)
         fix: add `-> Payments` to `Orders` (to review)

        """)
  }

  @Test func ruleWithLinesBetween() {
    var files = Files()
    _ = files.add(
      "ticketing.arch",
      [21: "requirement R2 \"Checkout stays fast on sale day\" {", 23: "  verify: Checkout.p99 < 90ms at peak"])
    let text = files.render(
      Diagnostic(
        id: "MOD006", name: "requirement-unsatisfied",
        message: "R2 fails: `Checkout.p99` at peak is 100ms, limit 90ms", primary: Label(files.span(21, "R2")),
        labels: [Label(files.span(23, "Checkout.p99 < 90ms at peak"), "100ms")],
        why: "among requests of 100ms, Orders takes 87.8ms, OrdersDB 8.3ms, Api 3.9ms",
        note: "rests on 1 measured figure, none assumed; more: `archc why Checkout.p99`",
        help: "`Orders` with p99 79ms instead of 90ms meets it"))
    #expect(
      text == """
        error[MOD006 requirement-unsatisfied]: R2 fails: `Checkout.p99` at peak is 100ms, limit 90ms
          --> ticketing.arch:21:13
        21 | requirement R2 "Checkout stays fast on sale day" {
           |             ^^
        23 |   verify: Checkout.p99 < 90ms at peak
           |           --------------------------- 100ms
         why: among requests of 100ms, Orders takes 87.8ms, OrdersDB 8.3ms, Api 3.9ms
         note: rests on 1 measured figure, none assumed; more: `archc why Checkout.p99`
         help: `Orders` with p99 79ms instead of 90ms meets it

        """)
  }

  @Test func threeFiles() {
    var files = Files()
    _ = files.add("web.arch", [8: "Api -> Orders { retry: 2 exponential 100ms }"])
    let orders = files.add("orders.arch", [14: "  -> Billing { retry: 2 exponential 100ms }"])
    let billing = files.add("billing.arch", [21: "  -> Ledger { retry: 2 exponential 100ms }"])
    let text = files.render(
      Diagnostic(
        id: "REL005", name: "retry-amplification", message: "one call at `Api` can become 27 at `Ledger`",
        primary: Label(files.span(8, "Api -> Orders")),
        labels: [
          Label(files.span(8, "retry: 2"), "3 attempts"),
          Label(files.span(14, "retry: 2", in: orders), "× 3 = 9"),
          Label(files.span(21, "retry: 2", in: billing), "× 3 = 27"),
        ],
        why: "when `Ledger` slows down, its load grows up to 27 times",
        help: "retry in one layer: `retry: none` in two of them leaves 3 attempts"))
    #expect(
      text == """
        error[REL005 retry-amplification]: one call at `Api` can become 27 at `Ledger`
          --> web.arch:8:1
         8 | Api -> Orders { retry: 2 exponential 100ms }
           | ^^^^^^^^^^^^^   -------- 3 attempts
          --> orders.arch:14:16
        14 |   -> Billing { retry: 2 exponential 100ms }
           |                -------- × 3 = 9
          --> billing.arch:21:15
        21 |   -> Ledger { retry: 2 exponential 100ms }
           |               -------- × 3 = 27
         why: when `Ledger` slows down, its load grows up to 27 times
         help: retry in one layer: `retry: none` in two of them leaves 3 attempts

        """)
  }

  @Test func warningOfARule() {
    var files = Files()
    _ = files.add(
      "shop.arch",
      [
        30: "service Legacy {",
        33: "  allow missing-timeout \"Cannot set one\" { until: 2026-11-11, owner: \"Sales\" }",
      ])
    let text = files.render(
      Diagnostic(
        id: "MOD005", name: "expired-allow", severity: .warning, message: "an `allow` of `Legacy` ended 12 days ago",
        primary: Label(files.span(30, "Legacy"), "missing-timeout counts here again"),
        labels: [Label(files.span(33, "until: 2026-11-11"), "ended")], note: "an error from 2026-12-12",
        help: "agree a new date with Sales, or set the timeout and delete line 33"))
    #expect(
      text == """
        warning[MOD005 expired-allow]: an `allow` of `Legacy` ended 12 days ago
          --> shop.arch:30:9
        30 | service Legacy {
           |         ^^^^^^ missing-timeout counts here again
        33 |   allow missing-timeout "Cannot set one" { until: 2026-11-11, owner: "Sales" }
           |                                            ----------------- ended
         note: an error from 2026-12-12
         help: agree a new date with Sales, or set the timeout and delete line 33

        """)
  }

  @Test func shortLineNumber() {
    var files = Files()
    _ = files.add("main.arch", [1: "import \"../common/base.arch\""])
    let text = files.render(
      Diagnostic(
        id: "ARC081", message: "this import leaves the project",
        primary: Label(files.span(1, "\"../common/base.arch\""), "one folder above the root"),
        note: "the root is the folder of `.archc.yml`",
        help: "move the file inside, or `.archc.yml` one folder up"))
    #expect(
      text == """
        error[ARC081]: this import leaves the project
          --> main.arch:1:8
         1 | import "../common/base.arch"
           |        ^^^^^^^^^^^^^^^^^^^^^ one folder above the root
         note: the root is the folder of `.archc.yml`
         help: move the file inside, or `.archc.yml` one folder up

        """)
  }
}
