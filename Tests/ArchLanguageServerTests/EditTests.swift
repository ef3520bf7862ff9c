import ArchModel
import ArchProject
import ArchSyntax
import Testing

@testable import ArchLanguageServer

@Suite struct EditTests {
  // MARK: Layout

  @Test(arguments: [
    "service   A{tech:Go\n-> B   { timeout:1s }}\nservice B\n",
    "service A {\n    tech: Go // why\n\n\n\n  owner: \"é\"\n}\n",
    "B <- A\nservice A ; service B\n",
    "service A {\n holds: [ orders,pii ]\n",
  ])
  func `the edits lead to the canonical layout`(text: String) {
    let marked = Marked(text)
    let wanted = String(decoding: format(marked.snapshot.program.files[0]).text, as: UTF8.self)
    #expect(marked.applying(formatting(in: marked.snapshot, file: marked.file)) == wanted)
  }

  @Test func `edits are as small as they can be`() {
    let marked = Marked("service A {\n  tech:   Go\n  owner: \"x\"\n}\n")
    #expect(formatting(in: marked.snapshot, file: marked.file) == [Edit(Span(FileID(0), 20..<22), "")])
  }

  @Test func `a range changes its own lines alone`() {
    let marked = Marked("service A {tech:  Go}\n$0service B {tech:  Go}\nservice C {tech:  Go}\n")
    let edits = formatting(in: marked.snapshot, file: marked.file, bytes: marked.offset..<marked.offset + 5)
    #expect(marked.applying(edits) == "service A {tech:  Go}\nservice B { tech: Go }\nservice C {tech:  Go}\n")
  }

  @Test func `a brace lays out what it closes, a new line is indented`() {
    let brace = Marked("service A {\n tech:  Go\n }$0\nservice B {tech:  Go}\n")
    #expect(
      brace.applying(formatting(in: brace.snapshot, file: brace.file, at: brace.offset, typed: "}"))
        == "service A {\n  tech: Go\n}\nservice B {tech:  Go}\n")
    let line = Marked("zone A {\n  service B {\n$0\n")
    #expect(
      line.applying(formatting(in: line.snapshot, file: line.file, at: line.offset, typed: "\n"))
        == "zone A {\n  service B {\n    \n")
    let closed = Marked("zone A {\n  service B {\n$0}\n}\n")
    #expect(
      closed.applying(formatting(in: closed.snapshot, file: closed.file, at: closed.offset, typed: "\n"))
        .hasPrefix("zone A {\n  service B {\n  }\n"))
  }

  // MARK: Actions

  private func titles(_ marked: Marked, kinds: [String]? = nil) -> [String] {
    codeActions(in: marked.snapshot, file: marked.file, bytes: marked.offset..<marked.end, kinds: kinds).map(\.title)
  }

  private func apply(_ title: String, _ text: String, kinds: [String]? = nil) -> String {
    let marked = Marked(text)
    let actions = codeActions(in: marked.snapshot, file: marked.file, bytes: marked.offset..<marked.end, kinds: kinds)
    guard let action = actions.first(where: { $0.title.hasPrefix(title) }) else {
      return "none of: " + actions.map(\.title).joined(separator: "; ")
    }
    return marked.applying(action.edits)
  }

  @Test func `every fix is an action, safe ones are preferred`() {
    let marked = Marked("service A { repl$0ica: 3 }")
    let action = codeActions(in: marked.snapshot, file: marked.file, bytes: marked.offset..<marked.end).first
    #expect(action?.title == "Write `replicas`")
    #expect(action?.isPreferred == true)
    #expect(apply("Write", "service A { repl$0ica: 3 }") == "service A { replicas: 3 }")
    #expect(
      apply("Apply all", "service A { replica: 3 }\nservice B { ownr: \"x\" }", kinds: ["source.fixAll"])
        == "service A { replicas: 3 }\nservice B { owner: \"x\" }")
  }

  @Test func `an unknown name can be declared where it is needed`() {
    #expect(
      apply("Declare `service Stock`", "zone Z {\n  service A { -> Sto$0ck }\n}\n")
        == "zone Z {\n  service A { -> Stock }\n  service Stock {}\n}\n")
    #expect(
      apply("Declare `queue Jobs`", "service A { ~> Jo$0bs }\n") == "service A { ~> Jobs }\nqueue Jobs {}\n")
    #expect(titles(Marked("database A { backup: every 1h to Vau$0lt }")).contains("Declare `storage Vault`"))
    #expect(
      apply("Declare `service Stock`", "zone Z {}\nservice A { -> Z.Sto$0ck }\n")
        == "zone Z { service Stock {} }\nservice A { -> Z.Stock }\n")
  }

  @Test func `of several names that could be meant each can be written`() {
    let ambiguous = "zone A { service Api }\nzone B { service Api }\nclient Web { -> A$0pi }\n"
    #expect(titles(Marked(ambiguous)).prefix(2) == ["Write `A.Api`", "Write `B.Api`"])
    #expect(apply("Write `B.Api`", ambiguous).hasSuffix("client Web { -> B.Api }\n"))
    let near = "service Billing1\nservice Billing2\nclient Web { -> Bill$0ing }\n"
    #expect(titles(Marked(near)).prefix(2) == ["Write `Billing1`", "Write `Billing2`"])
    #expect(apply("Write `Billing2`", near).hasSuffix("client Web { -> Billing2 }\n"))
  }

  @Test func `what is indented with tabs stays so`() {
    #expect(
      apply("Extract component into a new zone", "zone Z {\n\tservice X\n$0\tservice A {\n\t\ttech: Go\n\t}$0\n}\n")
        == "zone Z {\n\tservice X\n\tzone NewZone {\n\t\tservice A {\n\t\t\ttech: Go\n\t\t}\n\t}\n}\n")
    #expect(
      apply("Extract component into a new group", "$0service A {\n\ttech: Go\n}$0\n")
        == "group NewGroup {\n\tservice A {\n\t\ttech: Go\n\t}\n}\n")
    #expect(
      apply("Sort", "service A$0 {\n\tp99: 3ms\n\ttech: Go\n}\n") == "service A {\n\ttech: Go\n\tp99: 3ms\n}\n")
  }

  @Test func `a comment without an end can be ended on its line`() {
    #expect(
      apply("End it on its line", "service A\n/$0* old /* very\nservice B\n")
        == "service A\n/* old /* very */ */\nservice B\n")
  }

  @Test func `a finding can be allowed with a reason`() {
    #expect(
      apply("Allow `missing-timeout`", "service A { -> $0B }\nservice B")
        == "service A { -> B { allow missing-timeout \"Say why\" } }\nservice B")
    #expect(
      apply("Allow `missing-timeout`", "service A {\n    -> $0B {\n      retry: none\n    }\n}\nservice B")
        == "service A {\n    -> B {\n      retry: none\n      allow missing-timeout \"Say why\"\n    }\n}\nservice B")
  }

  @Test func `a call gets the timeout that it lacks`() {
    #expect(
      titles(Marked("service A { -> $0B }\nservice B")).contains { $0.contains("timeout: ") })
    #expect(!titles(Marked("service A { -> $0B { timeout: 1s } }\nservice B")).contains { $0.contains("timeout: ") })
  }

  @Test func `components move into a boundary and keep their names`() {
    let text = """
      zone Z {
        service Other
        $0service A { -> B }
        /// Keeps books
        database B$0
      }
      client Web { -> Z.A }

      """
    #expect(
      apply("Extract 2 components into a new group", text) == """
        zone Z {
          service Other
          group NewGroup {
            service A { -> B }
            /// Keeps books
            database B
          }
        }
        client Web { -> Z.NewGroup.A }

        """)
    #expect(!titles(Marked("service A { $0tech: Go$0 }")).contains { $0.hasPrefix("Extract") })
  }

  @Test func `statements and imports are sorted`() {
    #expect(
      apply("Sort", "service $0A { -> B { timeout: 1s }, owner: \"x\", tech: Go }\nservice B")
        == "service A { tech: Go, owner: \"x\", -> B { timeout: 1s } }\nservice B")
    #expect(
      apply("Sort", "service $0A {\n  -> B\n  // who\n  owner: \"x\"\n  tech: Go\n}\nservice B")
        == "service A {\n  tech: Go\n  // who\n  owner: \"x\"\n  -> B\n}\nservice B")
    // A comment behind a statement goes with it, and white space belongs to what follows.
    #expect(
      apply("Sort", "service A {\n$0  -> B // books\n  tech: Go, // fast\n  owner: \"x\"\n}\nservice B")
        == "service A {\n  tech: Go // fast\n  owner: \"x\"\n  -> B // books\n}\nservice B")
    #expect(!titles(Marked("service $0A { // why\n  -> B\n  tech: Go\n}\nservice B")).contains { $0.hasPrefix("Sort") })
    #expect(
      !titles(Marked("flow $0F { A -> B, rate: 1/s }\nservice A { -> B }\nservice B")).contains { $0.hasPrefix("Sort") }
    )
    #expect(
      apply(
        "Organise", "import \"b.arch\"\nimport \"a.arch\"\nimport \"std/aws\"\nimport \"a.arch\"\n",
        kinds: ["source.organizeImports"])
        == "import \"std/aws\"\nimport \"a.arch\"\nimport \"b.arch\"\n")
  }
}
