import ArchModel
import ArchProject
import ArchRules
import ArchSyntax
import Foundation
import TestTools
import Testing

@testable import ArchLanguageServer

/// Which diagnostics come, when, and for which files.
@Suite struct DiagnosticFlowTests {
  private static let a = "file:///project/a.arch"
  private static let b = "file:///project/b.arch"

  private static var full: EditorSession.Object {
    [
      "textDocument": [
        "publishDiagnostics": [
          "relatedInformation": true, "versionSupport": true, "codeDescriptionSupport": true, "dataSupport": true,
          "tagSupport": ["valueSet": [1, 2]],
        ] as EditorSession.Object
      ]
    ]
  }

  @Test func `what is typed is looked at, and mended mistakes go`() throws {
    let session = EditorSession()
    session.start(capabilities: Self.full)
    session.open(Self.a, "service Shop { -> Stok }\ndatabase Stock { backup: every 1h }\n")
    session.idle()
    let first = try #require(session.published(Self.a)?.first { $0["code"] as? String == "ARC020" })
    #expect(first["severity"] as? Int == 1)
    #expect((first["codeDescription"] as? EditorSession.Object)?["href"] as? String == "file:///pages/ARC020")
    #expect((first["range"] as? EditorSession.Object)?["start"] as? [String: Int] == ["line": 0, "character": 18])
    #expect((first["data"] as? EditorSession.Object)?["fix"] != nil)
    session.change(Self.a, version: 2, range: [0, 21, 0, 21], text: "c")
    session.idle()
    #expect(session.codes(Self.a)?.contains("ARC020") == false)
  }

  @Test func `the rules on figures follow, and are as those of a check`() throws {
    let text = """
      client Web { load: 900/s }
      service Shop { capacity: 100/s, replicas: 2 -> Stock { timeout: 1s } }
      database Stock { capacity: 50/s, backup: every 1h }
      Web -> Shop { timeout: 2s }
      """
    let session = EditorSession()
    session.start()
    session.open(Self.a, text)
    session.idle()
    let quick = try #require(session.codes(Self.a))
    session.settle()
    let complete = try #require(session.codes(Self.a))
    let checked = codesOfCheck(text)
    #expect(complete == checked)
    #expect(complete.count > quick.count)
    #expect(!quick.contains("SCA001"))
    #expect(complete.contains("SCA001"))
  }

  /// The codes that a check without an editor finds.
  private func codesOfCheck(_ text: String) -> [String] {
    let files = FileSystem(files: ["/project/a.arch": text])
    let program = ProgramLoader.load(path: "/project/a.arch", bytes: Array(text.utf8), fileSystem: files)
    let check = ProgramCheck(
      snapshot: Snapshot(program: program, compilation: compile(program.files)), rules: ProjectRules(),
      settings: ServerSettings(), today: 20_780)
    return (check.complete { true } ?? []).map(\.id)
  }

  @Test func `an unsaved import counts, and its importers are looked at again`() throws {
    let session = EditorSession(files: [
      "/project/a.arch": "import \"b.arch\"\nservice Shop { -> Stock { timeout: 1s } }\n",
      "/project/b.arch": "service Stock {}\n",
    ])
    session.start()
    session.open(Self.a, "import \"b.arch\"\nservice Shop { -> Stock { timeout: 1s } }\n")
    session.settle()
    #expect(session.codes(Self.a)?.contains("ARC020") == false)
    session.open(Self.b, "service Stock {}\n")
    session.change(Self.b, version: 2, range: [0, 8, 0, 13], text: "Depot")
    session.settle()
    #expect(session.codes(Self.a)?.contains("ARC020") == true)
    // What is not saved goes with the document.
    session.notify("textDocument/didClose", ["textDocument": ["uri": Self.b]])
    session.settle()
    #expect(session.codes(Self.a)?.contains("ARC020") == false)
  }

  @Test func `a document that closes leaves no diagnostics behind`() {
    let session = EditorSession()
    session.start()
    session.open(Self.a, "service Shop { -> Nobody }\n")
    session.settle()
    #expect(session.codes(Self.a)?.isEmpty == false)
    session.notify("textDocument/didClose", ["textDocument": ["uri": Self.a]])
    session.settle()
    #expect(session.codes(Self.a)?.isEmpty == true)
  }

  @Test func `a check of an older text is called off and never shown`() throws {
    let session = EditorSession()
    session.start()
    session.open(Self.a, "service Shop { -> Nobody }\n")
    session.idle()
    session.change(Self.a, version: 2, range: nil, text: "service Shop {}\nservice Nobody {}\nShop -> Nobody\n")
    session.idle()
    try #require(session.jobs.count == 2)
    #expect(session.jobs[0].flag.isCancelled)
    session.clear()
    // Out of order, too.
    session.work(1)
    session.work(0)
    #expect(session.codes(Self.a)?.contains("ARC020") != true)
  }

  @Test func `diagnostics that are asked for come with a name, and not twice`() throws {
    let session = EditorSession()
    session.start(capabilities: ["textDocument": ["diagnostic": [:] as EditorSession.Object]])
    session.open(Self.a, "service Shop { -> Nobody }\n")
    let first = session.ask("textDocument/diagnostic", ["textDocument": ["uri": Self.a]])
    let report = try #require(first["result"] as? EditorSession.Object)
    #expect(report["kind"] as? String == "full")
    #expect((report["items"] as? [Any])?.isEmpty == false)
    let id = try #require(report["resultId"] as? String)
    let again = session.ask(
      "textDocument/diagnostic", ["textDocument": ["uri": Self.a], "previousResultId": id] as EditorSession.Object)
    let unchanged = try #require(again["result"] as? EditorSession.Object)
    #expect(unchanged["kind"] as? String == "unchanged")
    #expect(unchanged["items"] == nil)
  }

  @Test func `the whole workspace is looked at on request`() throws {
    let session = EditorSession(files: [
      "/project/one.arch": "service A { -> Nobody }\n", "/project/deep/two.arch": "service B { -> Nowhere }\n",
      "/elsewhere/three.arch": "service C { -> Nil }\n",
    ])
    session.start()
    let answer = session.ask("workspace/diagnostic", ["previousResultIds": [Any]()])
    let items = try #require((answer["result"] as? EditorSession.Object)?["items"] as? [EditorSession.Object])
    #expect(items.compactMap { $0["uri"] as? String } == ["file:///project/deep/two.arch", "file:///project/one.arch"])
    let previous = items.map { ["uri": $0["uri"] ?? "", "value": $0["resultId"] ?? ""] }
    let again = session.ask("workspace/diagnostic", ["previousResultIds": previous])
    let second = try #require((again["result"] as? EditorSession.Object)?["items"] as? [EditorSession.Object])
    #expect(second.allSatisfy { $0["kind"] as? String == "unchanged" })
  }

  @Test func `settings of the editor and of the project choose the rules`() throws {
    let text = "service Shop { -> Stock }\nservice Stock {}\n"
    let session = EditorSession(rules: { _, _ in ProjectRules(selection: { _ in RuleSelection(ignore: ["REL001"]) }) })
    session.start()
    session.open(Self.a, text)
    session.settle()
    #expect(session.codes(Self.a)?.contains("REL001") == false)
    let other = EditorSession()
    other.start(options: ["rules": ["ignore": ["MOD001"]]])
    other.open(Self.a, text)
    other.settle()
    #expect(other.codes(Self.a)?.contains("REL001") == true)
    other.notify("workspace/didChangeConfiguration", ["settings": ["archc": ["rules": ["ignore": ["REL001"]]]]])
    other.settle()
    #expect(other.codes(Self.a)?.contains("REL001") == false)
  }

  @Test func `imports follow files that are renamed`() throws {
    let session = EditorSession(files: [
      "/project/a.arch": "import \"b.arch\"\nservice A {}\n", "/project/b.arch": "service B {}\n",
    ])
    session.start()
    let answer = session.ask(
      "workspace/willRenameFiles", ["files": [["oldUri": Self.b, "newUri": "file:///project/parts/c.arch"]]])
    let changes = try #require(
      ((answer["result"] as? EditorSession.Object)?["changes"] as? EditorSession.Object)?[Self.a]
        as? [EditorSession.Object])
    #expect(changes.first?["newText"] as? String == "\"parts/c.arch\"")
  }

  @Test func `findings that wait to be renewed move along with the text`() throws {
    let session = EditorSession()
    session.start()
    session.open(
      Self.a,
      """
      client Web { load: 900/s }
      service Shop { capacity: 100/s, replicas: 2 -> Stock { timeout: 1s } }
      database Stock { capacity: 50/s, backup: every 1h }
      Web -> Shop { timeout: 2s }
      """)
    session.settle()
    let line = { () -> Int? in
      let found = session.published(Self.a)?.first { $0["code"] as? String == "SCA001" }
      return ((found?["range"] as? EditorSession.Object)?["start"] as? [String: Int])?["line"]
    }
    #expect(line() == 1)
    session.change(Self.a, version: 2, range: [0, 0, 0, 0], text: "// One line more.\n")
    session.idle()
    #expect(line() == 2)
    session.settle()
    #expect(line() == 2)
  }
}
