import ArchModel
import ArchProject
import ArchSyntax
import Testing

@testable import ArchLanguageServer

@Suite struct HoverTests {
  private func tells(
    _ text: String, _ parts: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let marked = Marked(text)
    let told = hover(in: marked.snapshot, file: marked.file, at: marked.offset)?.markdown ?? ""
    for part in parts {
      #expect(told.contains(part), "in: \(told)", sourceLocation: sourceLocation)
    }
  }

  @Test func `a declaration tells what it is, what it states and what is computed`() {
    tells(
      """
      /// Sells things.
      service Ti$0ll "The till" { tech: Go, replicas: 2, capacity: 80/s assumed, p99: 40ms }
      client Web { load: 20/s peak 100/s, -> Till }
      flow Sell { rate: 20/s peak 100/s, Web -> Till }
      """, "service Till \"The till\"", "Sells things.", "**Go** (technology)",
      "| utilization at peak | 62.5% |", "1 assumed", "Unknown: ", "`availability` of `Till`")
  }

  @Test func `a reference tells of its declaration, a property of its type`() {
    tells("service A { -> Led$0ger }\n/// Keeps books\ndatabase Ledger", "database Ledger", "Keeps books")
    tells("service A { -> B { time$0out: 1s } }\nservice B", "**timeout** (property)", "Units: ns us ms s min")
    tells("serv$0ice A", "**service** (kind)")
  }

  @Test func `a long text is cut`() {
    let long = String(repeating: "é\u{1F600}", count: 50_000)
    for text in [
      "service Ti$0ll { description: \"\(long)\" }", "service Ti$0ll \"\(long)\"", "/// \(long)\nservice Ti$0ll",
      "pattern Ti$0ll { service a { owner: \"\(long)\" } }",
    ] {
      let marked = Marked(text)
      let told = hover(in: marked.snapshot, file: marked.file, at: marked.offset)?.markdown ?? ""
      #expect(told.contains("…") && told.utf8.count < 6_000 && !told.contains("\u{FFFD}"))
    }
  }

  @Test func `values tell what they mean`() {
    tells("service A { capacity: 90$00/s }", "900 a second")
    tells("database A { tech: Postgre$0SQL 16 }", "**PostgreSQL** (technology)", "CAP")
    tells("a -> b { protocol: gr$0pc }", "a protocol")
    tells("service A { p99: 1ms ass$0umed }", "nobody has measured it")
  }

  @Test func `a pattern shows what it declares, a variant what it changes`() {
    tells("zone Z {\n  pattern Pa$0ir {\n    service left\n  }\n}", "pattern Pair {\n  service left\n}")
    tells("import \"std/cqrs\"\nuse Cq$0rs X { }", "service command")
    tells("service A\nscenario Ru$0sh { extend A { replicas: 3 } }", "extend A { replicas: 3 }")
    let long = "pattern Lo$0ng {\n" + (0..<40).map { "  service s\($0)\n" }.joined() + "}"
    tells(long, "// and 18 lines more")
  }

  @Test func `titles, tags, steps and words tell something as well`() {
    tells("service A \"The ti$0ll\" {}", "service A \"The till\"")
    tells("service A #le$0gacy\nqueue B #legacy", "marks `A`, `B`")
    tells(
      "service A { -> B { timeout: 3s } }\nservice B\nflow F { rate: 1/s, A -$0> B }", "`A -> B`", "`timeout: 3s`")
    tells("imp$0ort \"x.arch\"", "Reads another file")
    tells("service A { replicas: 2..$05 }", "from 2 to 5")
    tells("flow F {}\nrequirement R { verify: F.p99 < 1s a$0t peak }", "at which moment")
    let bare = Marked("service A { replicas: $03 }")
    #expect(hover(in: bare.snapshot, file: bare.file, at: bare.offset)?.markdown.contains("unit") == false)
  }

  @Test func `editors without Markdown get the same words without its signs`() {
    let text = "**a** `b` \\*c\n\n```arch\n**x**\n```\n\n| f | v |\n|---|---|\n| p99 | **1s** |\n\n---\n\nend  "
    #expect(PlainText.of(text) == "a b *c\n\n**x**\n\nf  v\np99  1s\n\n\n\nend")
  }

  @Test func `a finding brings the page of its rule`() {
    tells("service A { -> $0B }\nservice B", "missing-timeout", "holds the caller's threads")
    tells("service A { repl$0ica: 3 }", "ARC021")
  }

  @Test func `an arrow tells what is in effect`() {
    tells(
      "defaults { service { timeout: 2s } }\nservice A { -$0> B }\nservice B", "`A -> B`",
      "`timeout: 2s` from `defaults`")
  }

  @Test func `a figure of a requirement tells its value and formula`() {
    tells(
      "service A { p50: 10ms, p99: 20ms }\nclient W { -> A }\nflow F { rate: 1/s, W -> A }\nrequirement R \"x\" { verify: F.p9$09 < 1s }",
      "`F.p99`", "now: **20ms**")
  }

  @Test func `the phrase that is written shows its active part`() {
    func active(_ text: String) -> String {
      let marked = Marked(text)
      guard let help = phraseHelp(in: marked.snapshot, file: marked.file, at: marked.offset) else { return "none" }
      let signature = help.signatures[help.activeSignature]
      guard let parameter = help.activeParameters[help.activeSignature] else { return signature.label + " ▸◂" }
      let bytes = Array(signature.label.utf8)
      let range = signature.parameters[parameter].range
      return String(decoding: bytes[..<range.lowerBound], as: UTF8.self) + "▸"
        + String(decoding: bytes[range], as: UTF8.self) + "◂"
        + String(decoding: bytes[range.upperBound...], as: UTF8.self)
    }
    let end = "\nservice B"
    #expect(
      active("service A { -> B { retry: 3 $0 } }" + end)
        == "retry: number [▸exponential | linear | fixed | none◂] [duration] [jitter]")
    #expect(
      active("service A { -> B { retry: 3 exponential 10$00ms } }" + end)
        == "retry: number [exponential | linear | fixed | none] [▸duration◂] [jitter]")
    #expect(
      active("service A { -> B { retry: $0 } }" + end)
        == "retry: ▸number◂ [exponential | linear | fixed | none] [duration] [jitter]")
    // Behind a whole phrase the last part stays.
    #expect(
      active("service A { -> B { retry: 3 exponential 100ms jitter $0 } }" + end)
        == "retry: number [exponential | linear | fixed | none] [duration] [▸jitter◂]")
    #expect(active("service A { -> B { retry: none $0 } }" + end) == "retry: ▸none◂")
    #expect(active("service A { $0 }") == "none")
    #expect(active("database A { backup: every $0 }").hasPrefix("backup: every ▸duration◂ [keep duration] [to "))
  }
}
