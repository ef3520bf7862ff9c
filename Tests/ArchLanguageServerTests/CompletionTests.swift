import ArchModel
import ArchProject
import ArchSyntax
import Testing

@testable import ArchLanguageServer

@Suite struct CompletionTests {
  /// The first words that are offered.
  private func offers(
    _ text: String, _ expected: String, count: Int = 5, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    check(text, expected, sourceLocation: sourceLocation) { $0.offered.prefix(count).joined(separator: " ") }
  }

  // MARK: Statements

  @Test func `properties come with what the kind usually states first, without those stated`() {
    offers("service Till { tech: Go, $0 }", "replicas capacity", count: 2)
    #expect(!Marked("service Till { tech: Go, $0 }").offered.contains("tech"))
    offers("service Till { tech: Go\n  repl$0\n}", "replicas", count: 1)
  }

  @Test func `kinds come first at the top level and in boundaries`() {
    offers("$0", "service function worker job module", count: 4 + 1)
    #expect(Marked("zone Inner {\n  da$0\n}").offered.first == "database")
    #expect(!Marked("system Shop\n$0").offered.contains("system"))
    #expect(!Marked("constraints { $0 }").offered.contains("service"))
  }

  @Test func `a technology is found by its other names`() {
    let marked = Marked("storage Vault { tech: GC$0 }")
    let item = completion(in: marked.snapshot, file: marked.file, at: marked.offset).items.first
    #expect(item?.label == "Cloud Storage" && item?.alias == "GCS" && item?.text == "Cloud Storage")
    #expect(Marked("storage Vault { tech: Cl$0 }").offered.contains("Cloud Storage"))
  }

  @Test func `imports begin with the modules that any program can use`() {
    offers("import $0", "std/typical std/aws std/gcp std/azure", count: 4)
  }

  @Test func `a kind brings a snippet with a place for the name`() {
    let item = completion(in: Marked("serv$0").snapshot, file: FileID(0), at: 4).items.first
    #expect(item?.text == "service ${1:Name} {\n  $0\n}")
  }

  @Test func `a property brings a value to type over`() {
    let marked = Marked("a -> b { time$0 }")
    let item = completion(in: marked.snapshot, file: marked.file, at: marked.offset).items.first
    #expect(item?.text == "timeout: ${1:500ms}")
  }

  @Test func `a word that is changed keeps what stands behind it`() {
    func inserted(_ text: String) -> String? {
      let marked = Marked(text)
      return completion(in: marked.snapshot, file: marked.file, at: marked.offset).items.first?.text
    }
    #expect(inserted("service A { repl$0: 4 }") == "replicas")
    #expect(inserted("serv$0 Orders {}") == "service")
    #expect(inserted("serv$0 \"Orders\"") == "service")
    #expect(inserted("database A {\n  repl$0\n}") == "replicas: ${1:4..20}")
  }

  @Test func `what figures rest on comes before what is rare, and languages before engines`() {
    offers("service A {\n  tech: Go\n  $0\n}", "replicas capacity p50 p99 availability cost", count: 6)
    offers("service A { tech: $0 }", "Swift Go Java", count: 3)
  }

  @Test func `names of several words go on as they were begun`() {
    let marked = Marked("database A { tech: SQL S$0 }")
    let list = completion(in: marked.snapshot, file: marked.file, at: marked.offset)
    #expect(list.items.map(\.label) == ["SQL Server"])
    #expect(marked.text(Span(marked.file, list.replaced)) == "SQL S")
    offers("service A { tech: Node.$0 }", "Node.js")
    // A version has no list.
    offers("database A { tech: PostgreSQL 1$0 }", "")
    offers("database A { tech: Nothing known $0 }", "")
  }

  @Test func `tags are offered in defaults, figures behind a parenthesis`() {
    offers("defaults { #$0 }\nservice A #legacy", "legacy")
    offers("flow F\nrequirement R { verify: ($0) }", "F", count: 1)
  }

  @Test func `an allow offers first what is found where it stands`() {
    offers("service A {\n  -> B\n  allow $0missing-cache \"why\"\n}\nservice B", "missing-timeout", count: 1)
  }

  @Test func `a use offers the roles that are open`() {
    let text = """
      pattern Queued { queue inbox, worker consumer, inbox ~> consumer }
      queue Mails
      use Queued Mailing { inbox: Mails, $0 }
      """
    offers(text, "consumer", count: 1)
    offers(text.replacing(", $0", with: "\n  inb$0"), "", count: 1)
  }

  // MARK: Phrases

  @Test func `a phrase offers its next words in order`() {
    offers("service A { -> B { retry: 3 $0 } }\nservice B", "exponential linear fixed none 100ms jitter", count: 6)
    offers("service A { -> B { retry: 3 exponential $0 } }\nservice B", "100ms jitter", count: 2)
    offers("service A { -> B { circuit-breaker: 50% over 10s $0 } }\nservice B", "open half-open", count: 2)
    offers("database A { backup: $0 }", "none every", count: 2)
    offers("database A { backup: every 1h $0 }", "keep to", count: 2)
    offers("service A { p99: 90ms $0 }", "total inclusive assumed measured target sla", count: 6)
    offers("service A { p99: 90ms measured $0 }", "total inclusive", count: 2)
  }

  @Test func `words of an enumeration fit what is typed`() {
    offers("a -> b { protocol: gr$0 }", "graphql grpc", count: 2)
    offers("requirement R \"x\" { priority: $0 }", "must should could wont", count: 4)
  }

  @Test func `units follow a number`() {
    offers("service A { -> B { timeout: 30$0 } }\nservice B", "30ms 30s 30min 30h 30d")
    offers("database A { size: 4$0 }", "4KB 4MB 4GB 4TB", count: 4)
    offers("service A { capacity: 900$0 }", "900/s 900/min", count: 2)
    offers("service A { availability: 99.9$0 }", "99.9%", count: 1)
    offers("service A { p99: 30m$0 }", "30ms 30min 30mo", count: 3)
    offers("service A { capacity: 900/$0 }", "900/s 900/min 900/h", count: 3)
    offers("service A { capacity: 3k/$0 }", "3k/s 3k/min", count: 2)
    offers("service A { capacity: 3k$0 }", "3k/s 3k/min", count: 2)
    offers("service A { capacity: 300/m$0 }", "300/min 300/mo", count: 2)
    offers("flow F { rate: 2/s peak 40/$0 }", "40/s 40/min", count: 2)
    offers("service A { cost: $5/$0 }", "$5/month $5/year $5/GB/month $5/GB $5/1M", count: 5)
    offers("service A { cost: [$70/month, $2.50/G$0] }", "$2.50/GB/month $2.50/GB", count: 2)
    offers("service A { cost: $1.1k/mo$0 }", "$1.1k/month", count: 1)
    offers("requirement R { verify: cost < $5k/$0 }", "$5k/month $5k/year", count: 2)
    offers("service A\nrequirement R { verify: A.rate > 900/m$0 }", "900/min 900/mo", count: 2)
    offers("constraints { growth: 6%$0 }", "6%/month 6%/year", count: 2)
    offers("database A { size: 4GB..8$0 }", "8KB 8MB 8GB 8TB", count: 4)
    offers("service orders-1\nservice orders-2\nservice A { -> orders-$0 }", "orders-1 orders-2", count: 2)
    offers("service orders-1\nservice orders-2\nservice A { -> orders-2$0 }", "orders-2", count: 1)
  }

  @Test func `technologies of the kind come first`() {
    let offered = Marked("database Ledger { tech: $0 }").offered
    let stores = TechnologyCatalogue.all.filter { $0.kinds.first == "database" }.map(\.name)
    #expect(!stores.isEmpty && offered.prefix(stores.count).allSatisfy(stores.contains))
    offers("queue Jobs { tech: rabb$0 }", "RabbitMQ", count: 1)
  }

  // MARK: Names

  @Test func `a decision chooses among its own options`() {
    let other = "decision Old { option Postgres \"x\"\n option Dynamo \"y\" }\n"
    let offered = Marked(other + "decision New {\n  option Kafka \"x\"\n  option Rabbit \"y\"\n  chosen: $0\n}").offered
    #expect(offered == ["Kafka", "Rabbit"])
  }

  @Test func `an arrow leads to components, near ones first, without those it leads to already`() {
    let text = """
      service Till {
        -> Ledger
        -> $0
      }
      database Ledger
      cache Copies
      flow Sell { Till -> Ledger }
      zone Inner { service Deep }
      """
    offers(text, "Copies Deep", count: 9)
    offers(text.replacing("-> $0", with: "~> $0") + "\nqueue Jobs", "Jobs", count: 1)
  }

  @Test func `a name that several bear is offered with its path`() {
    offers("zone A { service Api }\nzone B { service Api }\nclient Web { -> $0 }", "A.Api B.Api", count: 9)
  }

  @Test func `behind a dot stand the parts`() {
    offers("zone Inner { service Till, database Ledger }\nInner.$0", "Till Ledger", count: 9)
    offers("zone Inner { service Till }\nclient Web { -> Inner.T$0 }", "Till", count: 9)
  }

  @Test func `references offer what fits the property`() {
    offers("queue Mails { dead-letter: $0 }\nqueue Lost\nservice Till", "Lost", count: 9)
    offers("database A { backup: every 1h to $0 }\nstorage Vault\ndatabase B\nservice C", "Vault B", count: 9)
    offers("requirement R \"x\" { satisfied-by: [Buy, $0] }\nflow Buy\nflow Sell", "Sell", count: 1)
    offers("monitor Watch { watches: [Till, ser$0] }\nservice Till", "service", count: 1)
  }

  @Test func `steps of a flow follow the relations`() {
    let text = """
      client Web { -> Till }
      service Till { -> Ledger }
      database Ledger
      cache Other
      flow Sell {
        Web -> Till -> $0
      }
      """
    offers(text, "Ledger", count: 1)
  }

  @Test func `patterns, targets of changes and rules fit the words before them`() {
    offers("pattern Queued { queue inbox }\nuse $0", "Queued", count: 1)
    offers("service Till\nextend $0", "Till", count: 1)
    offers("service Till { allow missing-t$0 }", "missing-timeout", count: 1)
  }

  // MARK: Rules and requirements

  @Test func `verify offers figures, comparisons and conditions`() {
    offers("flow Buy\nrequirement R \"x\" { verify: Buy.$0 }", "rate p50 p90 p95 p99")
    offers("flow Buy\nrequirement R \"x\" { verify: Buy.p99 $0 }", "< <= > >= == !=", count: 6)
    offers("flow Buy\nrequirement R \"x\" { verify: Buy.p99 < 90ms at $0 }", "peak now", count: 2)
    offers("flow Buy\nexternal Bank\nrequirement R \"x\" { verify: Buy.available when $0 }", "Bank", count: 1)
    offers("flow Buy\nexternal Bank\nrequirement R \"x\" { verify: Buy.available when Bank $0 }", "fails", count: 1)
  }

  @Test func `require offers demands, selectors and properties`() {
    offers("require: $0", "every no path", count: 3)
    offers("require: every $0", "component boundary store", count: 3)
    #expect(Marked("require: every database has back$0").offered == ["backup"])
    offers("require: path client $0", "to", count: 1)
  }

  @Test func `a pattern of the library brings its import`() throws {
    func applied(_ text: String) throws -> String {
      let marked = Marked(text)
      let list = completion(in: marked.snapshot, file: marked.file, at: marked.offset)
      let item = try #require(list.items.first { $0.label == "Cqrs" })
      #expect(item.detail.contains("std/cqrs"))
      var bytes = Array(text.replacing("$0", with: "").utf8)
      let changes = item.besides + [CompletionItem.Change(range: list.replaced, text: item.text)]
      for change in changes.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
        bytes.replaceSubrange(change.range, with: Array(change.text.utf8))
      }
      return String(decoding: bytes, as: UTF8.self)
    }
    #expect(try applied("system S\nuse Cq$0") == "import \"std/cqrs\"\n\nsystem S\nuse Cqrs")
    #expect(
      try applied("// mine\n\n/// doc\nsystem S\nuse Cq$0")
        == "// mine\n\nimport \"std/cqrs\"\n\n/// doc\nsystem S\nuse Cqrs")
    #expect(
      try applied("import \"std/typical\" // figures\nsystem S\nzone Z {\n  use $0\n}")
        == "import \"std/typical\" // figures\nimport \"std/cqrs\"\nsystem S\nzone Z {\n  use Cqrs\n}")
    #expect(try applied("use $0") == "import \"std/cqrs\"\n\nuse Cqrs")
    // One's own come first, and what is imported needs no import.
    offers("pattern Pair { service left }\nuse $0", "Pair", count: 1)
    #expect(Marked("pattern Pair { service left }\nuse $0").offered.count > 20)
  }

  @Test func `what matters most in a block comes first`() {
    offers("zone Z { $0 }", "trust service function worker", count: 4)
    offers("client A\nflow F {\n  $0\n}", "rate A", count: 2)
    offers("client A\nflow F {\n  rate: 3/s\n  $0\n}", "A", count: 1)
    offers("service A\nscenario Sale { $0 }", "extend remove fails", count: 3)
    offers("service A\nenvironment Test { extend $0 }", "A")
    offers("rule R { never { client $0 } }", "-> <-> ~> => ->+")
    offers("service S { replicas: $0 }", "4..20 4", count: 2)
    offers("a -> b { timeout: 1s, $0 }", "protocol retry circuit-breaker fallback optional")
    offers("external E\nactor P\nclient C\nzone Z { gateway G, service S }\nP -> $0", "C", count: 1)
    offers("external E\nactor P\nclient C\nzone Z { gateway G, service S }\nC -> $0", "G", count: 1)
    offers("external E\nclient C\nzone Z { service S }\nC -> $0", "S", count: 1)
  }

  // MARK: Imports

  @Test func `imports offer modules and files`() {
    let marked = Marked("import \"$0\"")
    let list = completion(in: marked.snapshot, file: marked.file, at: marked.offset) { folder in
      folder == "/" ? [.init(name: "main.arch", isFolder: false), .init(name: "stock.arch", isFolder: false)] : []
    }
    #expect(list.items.map(\.label) == ["stock.arch"] + StandardLibrary.modules)
  }

  // MARK: Broken text

  @Test func `half a line and a missing brace hide nothing`() {
    offers("service Till {\n  tech: Go\n  -> \n\nservice Other { -> $0 }", "Till", count: 1)
    offers("zone Inner {\n  service Till {\n    retr$0\n\nservice Other {}", "retry", count: 1)
    offers("service Till { -> Ledger { timeout: 1s, ret$0", "retry", count: 1)
    offers("database Ledger {\n  consistency: $0\n  tech: Redis\n}", "strong", count: 1)
    offers("service A { holds: [orders, pay$0 }", "payments", count: 1)
  }

  @Test func `inside quotes technologies, what others wrote, and words that need none are offered`() throws {
    offers("database D { tech: \"postg$0\" }", "PostgreSQL", count: 1)
    offers("database D { tech: \"dyn$0\" }", "DynamoDB", count: 1)
    #expect(Marked("cache C { tech: \"$0\" }").offered.first == "Redis")
    #expect(Marked("cache C { tech: \"$0\n}").offered.first == "Redis")
    offers("service A { owner: \"Team One\" }\nservice B { owner: \"te$0\" }", "Team One")
    offers("service A { owner: \"Team One\" }\nservice B { owner: te$0 }", "Team One")
    // An enumeration is written without quotes, so they go.
    let marked = Marked("system S { provider: \"aw$0\" }")
    let list = completion(in: marked.snapshot, file: marked.file, at: marked.offset)
    let item = try #require(list.items.first)
    #expect(list.replaced == marked.offset - 2..<marked.offset)
    #expect(item.label == "aws" && item.text == "aws")
    #expect(item.besides.map(\.range) == [marked.offset - 3..<marked.offset - 2, marked.offset..<marked.offset + 1])
    offers("a -> b { protocol: \"grp$0\" }", "grpc", count: 1)
  }

  @Test func `nothing is offered in comments and in texts of one's own`() {
    offers("// serv$0", "")
    offers("service A { owner: \"te$0\" }", "")
    offers("service A { description: \"te$0\" }\nservice B { description: \"tea\" }", "")
    offers("service A \"te$0\" {}", "")
    offers("/* serv$0 */ service A", "")
    offers("service A\n/* serv$0\nservice B", "")
  }

  @Test func `a comment that is still open hides nothing below`() {
    offers("service Till\n/* old\nservice Other { -> Ti$0 }", "Till", count: 1)
    offers("service Till {\n  /* old\n  repl$0\n}", "replicas", count: 1)
  }

  @Test func `variants and patterns know their own names`() {
    offers(
      "scenario Sale { queue Extra\n extend Till { ~> $0 } }\nservice Till\nservice Other", "Extra", count: 1)
    #expect(!Marked("scenario Sale { queue Extra }\nservice Till { ~> $0 }").offered.contains("Extra"))
  }

  @Test func `any place of any text gives an answer`() {
    let text = "zone A {\n  service B { -> C { retry: 3 exponential }, tech: Go 1.22 }\n}\nflow F { B -> C ~> [D, E] }"
    for offset in 0...text.utf8.count {
      let cut = String(decoding: Array(text.utf8)[..<offset], as: UTF8.self)
      let marked = Marked(cut + "$0")
      _ = marked.offered
      _ = hover(in: marked.snapshot, file: marked.file, at: marked.offset)
      _ = phraseHelp(in: marked.snapshot, file: marked.file, at: marked.offset)
      _ = selectionRanges(in: marked.snapshot, file: marked.file, at: marked.offset)
      #expect(completion(in: marked.snapshot, file: marked.file, at: marked.offset).replaced.upperBound <= offset)
    }
  }
}
