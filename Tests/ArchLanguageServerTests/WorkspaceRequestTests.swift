import ArchModel
import ArchProject
import Foundation
import TestTools
import Testing

@testable import ArchLanguageServer

/// Requests that look beyond the open documents, and what a session does with files that have several names.
@Suite struct WorkspaceRequestTests {
  private typealias Object = EditorSession.Object
  private static let shop = "file:///project/shop.arch"

  private func place(_ uri: String, _ line: Int, _ character: Int) -> Object {
    ["textDocument": ["uri": uri], "position": ["line": line, "character": character]]
  }

  private var library: [String: String] {
    [
      "/project/base.arch": "service Ledger {}\n",
      "/project/shop.arch": "import \"base.arch\"\nservice Shop { -> Ledger { timeout: 1s } }\n",
      "/project/bank.arch": "import \"base.arch\"\nservice Bank { -> Ledger { timeout: 1s } }\nservice Vault {}\n",
    ]
  }

  @Test func `a rename reaches programs that share only the file of the declaration`() throws {
    let session = EditorSession(files: library)
    session.start()
    session.open(Self.shop, library["/project/shop.arch"] ?? "")
    session.settle()
    var params = place(Self.shop, 1, 20)
    params["newName"] = "Books"
    let answer = session.ask("textDocument/rename", params)
    let changes = try #require((answer["result"] as? Object)?["changes"] as? Object)
    #expect(changes.keys.sorted() == ["bank", "base", "shop"].map { "file:///project/\($0).arch" })
    // A name that is taken in one of them is taken in all.
    params["newName"] = "Vault"
    let refusal = session.ask("textDocument/rename", params)["error"] as? Object
    #expect((refusal?["message"] as? String)?.contains("Vault") == true)
  }

  @Test func `references reach programs that share only the file of the declaration`() {
    let session = EditorSession(files: library)
    session.start()
    session.open(Self.shop, library["/project/shop.arch"] ?? "")
    var params = place(Self.shop, 1, 20)
    params["context"] = ["includeDeclaration": true]
    let found = session.ask("textDocument/references", params)["result"] as? [Object] ?? []
    #expect(
      Set(found.compactMap { $0["uri"] as? String })
        == Set(["bank", "base", "shop"].map { "file:///project/\($0).arch" })
    )
  }

  @Test(arguments: ["true", "and", "9x", "a b", ""])
  func `what is read as something else is no new name`(name: String) {
    let session = EditorSession(files: library)
    session.start()
    session.open(Self.shop, library["/project/shop.arch"] ?? "")
    var params = place(Self.shop, 1, 9)
    params["newName"] = name
    #expect(session.ask("textDocument/rename", params)["error"] != nil)
  }

  @Test(arguments: [true, false])
  func `a pattern of the library is found in a copy of its module, and nothing else is done to it`(
    linkSupport: Bool
  ) throws {
    let session = EditorSession(libraryCopy: { "/caches/\($0) 1.arch" })
    let links: Object = ["textDocument": ["definition": ["linkSupport": linkSupport]]]
    session.start(capabilities: links)
    session.open(Self.shop, "import \"std/cqrs\"\nservice Orders {}\nuse Cqrs Sales { command: Orders }\n")
    let text = try #require(StandardLibrary.text(of: "std/cqrs"))
    let line = try #require(
      text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains("pattern Cqrs") })
    for method in ["textDocument/definition", "textDocument/declaration"] {
      let found = try #require(session.ask(method, place(Self.shop, 2, 5))["result"] as? [Object])
      #expect(found.count == 1)
      #expect(found.first?[linkSupport ? "targetUri" : "uri"] as? String == "file:///caches/std/cqrs%201.arch")
      let range = found.first?[linkSupport ? "targetSelectionRange" : "range"] as? Object
      #expect((range?["start"] as? Object)?["line"] as? Int == line)
    }
    // A role, the import itself, and its link lead there, too.
    let role = try #require(session.ask("textDocument/definition", place(Self.shop, 2, 18))["result"] as? [Object])
    #expect(role.first?[linkSupport ? "targetUri" : "uri"] as? String == "file:///caches/std/cqrs%201.arch")
    let module = try #require(session.ask("textDocument/definition", place(Self.shop, 0, 10))["result"] as? [Object])
    #expect(module.first?[linkSupport ? "targetUri" : "uri"] as? String == "file:///caches/std/cqrs%201.arch")
    let document: Object = ["textDocument": ["uri": Self.shop]]
    let found = try #require(session.ask("textDocument/documentLink", document)["result"] as? [Object])
    #expect(found.compactMap { $0["target"] as? String } == ["file:///caches/std/cqrs%201.arch"])
    var params = place(Self.shop, 2, 5)
    params["newName"] = "Other"
    #expect(session.ask("textDocument/rename", params)["error"] != nil)
    params["context"] = ["includeDeclaration": true]
    let references = try #require(session.ask("textDocument/references", params)["result"] as? [Object])
    #expect(references.compactMap { $0["uri"] as? String } == [Self.shop])
  }

  @Test func `where no copy can be made, a pattern of the library has no place`() throws {
    let session = EditorSession()
    session.start()
    session.open(Self.shop, "import \"std/cqrs\"\nservice Orders {}\nuse Cqrs Sales { command: Orders }\n")
    #expect((session.ask("textDocument/definition", place(Self.shop, 2, 5))["result"] as? [Object])?.isEmpty == true)
  }

  @Test func `symbols of files that are not open are looked for beside the loop`() throws {
    let session = EditorSession(files: library)
    session.start()
    session.open(Self.shop, library["/project/shop.arch"] ?? "")
    session.settle()
    let id = session.request("workspace/symbol", ["query": "Vault"])
    #expect(session.response(id) == nil)
    session.settle()
    let found = try #require(session.response(id)?["result"] as? [Object])
    #expect(found.compactMap { $0["name"] as? String } == ["Vault"])
  }

  @Test func `imports offer the files of the folder, those that are still to be saved included`() {
    let session = EditorSession(files: library)
    session.start()
    session.open("file:///project/new.arch", "service New {}\n")
    session.open("file:///project/main.arch", "import \"\"\n")
    let answer = session.ask("textDocument/completion", place("file:///project/main.arch", 0, 8))
    let items = (answer["result"] as? Object)?["items"] as? [Object] ?? []
    #expect(
      items.prefix(4).compactMap { $0["label"] as? String } == ["bank.arch", "base.arch", "new.arch", "shop.arch"])
  }

  @Test func `a file that is open under two names stays open until both are closed`() {
    let session = EditorSession(files: library)
    session.start()
    let other = "file:///project/%73hop.arch"
    session.open(Self.shop, "service First {}\n")
    session.open(other, "service Second {}\n")
    session.notify("textDocument/didClose", ["textDocument": ["uri": other]])
    session.change(Self.shop, version: 2, range: [0, 8, 0, 14], text: "Third")
    let answer = session.ask("archc/documentText", ["textDocument": ["uri": Self.shop]])["result"] as? Object
    #expect(answer?["text"] as? String == "service Third {}\n")
    session.notify("textDocument/didClose", ["textDocument": ["uri": Self.shop]])
    #expect(session.ask("archc/documentText", ["textDocument": ["uri": Self.shop]])["error"] != nil)
  }

  // MARK: Folders

  @Test func `folders are moved, deleted and made with all that is in them`() throws {
    let main = "import \"parts/a.arch\"\nservice Shop { -> Part { timeout: 1s } }\n"
    let session = EditorSession(files: [
      "/project/shop.arch": main, "/project/parts/a.arch": "service Part {}\n",
      "/project/parts/alone.arch": "service Alone {}\n",
    ])
    session.start()
    session.open(Self.shop, main)
    session.settle()
    func knowsAlone() -> Bool {
      let answer = session.ask("workspace/symbol", ["query": "Alone"])["result"] as? [Object] ?? []
      return !answer.isEmpty
    }
    #expect(knowsAlone())
    let move = ["oldUri": "file:///project/parts", "newUri": "file:///project/pieces"]
    let answer = session.ask("workspace/willRenameFiles", ["files": [move]])
    let changes = (answer["result"] as? Object)?["changes"] as? Object
    #expect((changes?[Self.shop] as? [Object])?.first?["newText"] as? String == "\"pieces/a.arch\"")
    session.notify("workspace/didDeleteFiles", ["files": [["uri": "file:///project/parts"]]])
    #expect(!knowsAlone())
    session.notify("workspace/didCreateFiles", ["files": [["uri": "file:///project/parts"]]])
    #expect(knowsAlone())
  }

  // MARK: What is sent to clients that ask

  @Test func `mistakes in settings are shown to clients that ask for diagnostics as well`() {
    let session = EditorSession(rules: { _, _ in
      ProjectRules(
        problem: ProjectRules.Problem(path: "/project/.archc.yml", line: 2, column: 1, message: "no such key"))
    })
    session.start(
      capabilities: ["textDocument": ["diagnostic": Object()], "workspace": ["diagnostics": ["refreshSupport": true]]])
    session.open(Self.shop, "service A { -> Nobody }\n")
    session.settle()
    #expect(session.published("file:///project/.archc.yml")?.count == 1)
    #expect(session.published(Self.shop) == nil)
  }

  @Test func `a name of a rule in the settings is a mistake until a program declares the rule`() {
    let settings = "file:///project/.archc.yml"
    let session = EditorSession(rules: { _, _ in
      ProjectRules(unknown: [
        ProjectRules.UnknownRule(
          name: "owned",
          problem: ProjectRules.Problem(path: "/project/.archc.yml", line: 1, column: 10, message: "no such rule"))
      ])
    })
    session.start()
    session.open(Self.shop, "service A\n")
    session.settle()
    #expect(session.published(settings)?.compactMap { $0["message"] as? String } == ["no such rule"])
    let text = "service A\nrule owned { require: every service has owner }\n"
    session.change(Self.shop, version: 2, range: nil, text: text)
    session.settle()
    #expect(session.published(settings)?.isEmpty == true)
  }

  @Test func `a name of a rule in the settings of the editor that no rule bears is told once`() {
    let session = EditorSession()
    session.start()
    func told() -> [String] {
      session.received.filter { $0["method"] as? String == "window/showMessage" }
        .compactMap { ($0["params"] as? Object)?["message"] as? String }
    }
    let text = "service A\nrule owned { require: every service has owner }\n"
    session.open(Self.shop, text)
    session.settle()
    #expect(told().isEmpty)
    let rules = ["ignore": ["missing-timeot", "REL001", "reliability", "owned"], "select": ["zzzzzzzzz"]]
    for _ in 0..<2 {
      session.notify("workspace/didChangeConfiguration", ["settings": ["archc": ["rules": rules]]])
      session.settle()
    }
    #expect(
      told() == [
        "archc.rules.select: no rule is called `zzzzzzzzz`; `archc rules` lists them",
        "archc.rules.ignore: no rule is called `missing-timeot`; nearest: `missing-timeout`",
      ])
  }

  // MARK: Line breaks

  @Test func `edits keep the line breaks of the document`() throws {
    let session = EditorSession()
    session.start(capabilities: ["textDocument": ["codeAction": ["codeActionLiteralSupport": Object()]]])
    session.open(Self.shop, "// 📦\r\nservice  Shop { -> Nobody }\r\n")
    session.settle()
    let options: Object = ["tabSize": 2, "insertSpaces": true]
    let layout = session.ask(
      "textDocument/formatting", ["textDocument": ["uri": Self.shop], "options": options])
    let edits = try #require(layout["result"] as? [Object])
    #expect(edits.count == 1)
    #expect(edits.first?["newText"] as? String == "")
    let place: Object = ["line": 1, "character": 20]
    let actions = session.ask(
      "textDocument/codeAction",
      [
        "textDocument": ["uri": Self.shop], "range": ["start": place, "end": place],
        "context": ["diagnostics": []],
      ])
    let declare = try #require((actions["result"] as? [Object])?.first)
    let changes = (declare["edit"] as? Object)?["changes"] as? Object
    let text = (changes?[Self.shop] as? [Object])?.first?["newText"] as? String
    #expect(text == "service Nobody {}\r\n")
  }

  // MARK: Settings

  @Test func `where the client has no settings any more those of the start hold`() throws {
    let session = EditorSession()
    session.start(
      capabilities: ["workspace": ["configuration": true]], options: ["inlayHints": ["p99": false]])
    /// Answers the question for the settings.
    func answer(_ settings: Any) throws {
      let question = try #require(session.received.last { $0["method"] as? String == "workspace/configuration" })
      session.send(["jsonrpc": "2.0", "id": try #require(question["id"]), "result": [settings]])
      session.clear()
    }
    session.open(Self.shop, "client W\nservice A { p50: 1ms, p99: 2ms }\nW -> A\nflow F { rate: 1/s, W -> A }\n")
    session.settle()
    func hints() -> String {
      let range: Object = ["start": ["line": 0, "character": 0], "end": ["line": 9, "character": 0]]
      let found = session.ask("textDocument/inlayHint", ["textDocument": ["uri": Self.shop], "range": range])
      return (found["result"] as? [Object] ?? []).compactMap { $0["label"] as? String }.joined(separator: "; ")
    }
    try answer(NSNull())
    #expect(!hints().isEmpty && !hints().contains("p99"))
    session.notify("workspace/didChangeConfiguration", ["settings": NSNull()])
    try answer(["inlayHints": ["load": true, "p99": true]])
    #expect(hints().contains("p99"))
    session.notify("workspace/didChangeConfiguration", ["settings": NSNull()])
    try answer(NSNull())
    #expect(!hints().isEmpty && !hints().contains("p99"))
  }

  // MARK: Plain clients

  @Test func `a client that takes commands alone gets actions as commands`() throws {
    let session = EditorSession()
    let answer = session.start(capabilities: ["workspace": ["applyEdit": true]])
    let capabilities = (answer["result"] as? Object)?["capabilities"] as? Object
    let commands = (capabilities?["executeCommandProvider"] as? Object)?["commands"] as? [String]
    #expect(commands == ["archc.applyEdit"])
    session.open(Self.shop, "service Shop { -> Nobody }\n")
    session.settle()
    let start: Object = ["line": 0, "character": 20]
    let wanted: Object = [
      "textDocument": ["uri": Self.shop], "range": ["start": start, "end": start], "context": ["diagnostics": []],
    ]
    let actions = session.ask("textDocument/codeAction", wanted)["result"] as? [Object]
    let command = try #require(actions?.first)
    #expect(command["title"] as? String == "Declare `service Nobody`")
    #expect(command["command"] as? String == "archc.applyEdit")
    #expect(command["kind"] == nil && command["edit"] == nil)
    let arguments = try #require(command["arguments"] as? [Any])
    session.clear()
    let done = session.ask("workspace/executeCommand", ["command": "archc.applyEdit", "arguments": arguments])
    #expect(done["error"] == nil)
    let apply = session.received.first { $0["method"] as? String == "workspace/applyEdit" }?["params"] as? Object
    let changes = (apply?["edit"] as? Object)?["changes"] as? Object
    let text = (changes?[Self.shop] as? [Object])?.first?["newText"] as? String
    #expect(text == "service Nobody {}\n")
    #expect(apply?["label"] as? String == "Declare `service Nobody`")
    let broken = session.ask("workspace/executeCommand", ["command": "archc.applyEdit", "arguments": [5]])
    #expect((broken["error"] as? Object)?["code"] as? Int == -32602)
  }

  @Test func `a client that can do neither gets no actions, and text without marks`() throws {
    let session = EditorSession()
    session.start()
    session.open(Self.shop, "service Shop { tech: Go, -> Nobody }\n")
    session.settle()
    let start: Object = ["line": 0, "character": 28]
    let wanted: Object = [
      "textDocument": ["uri": Self.shop], "range": ["start": start, "end": start], "context": ["diagnostics": []],
    ]
    #expect((session.ask("textDocument/codeAction", wanted)["result"] as? [Object])?.isEmpty == true)
    let hover = session.ask("textDocument/hover", place(Self.shop, 0, 3))["result"] as? Object
    let contents = try #require(hover?["contents"] as? Object)
    #expect(contents["kind"] as? String == "plaintext")
    #expect((contents["value"] as? String)?.contains("**") == false)
  }

  @Test(arguments: [true, false])
  func `the parts of a signature are told by place, where the client takes that`(takesPlaces: Bool) throws {
    let session = EditorSession()
    let information: Object = ["parameterInformation": ["labelOffsetSupport": takesPlaces]]
    session.start(capabilities: ["textDocument": ["signatureHelp": ["signatureInformation": information]]])
    session.open(Self.shop, "service A { -> B { retry: 3 } }\nservice B\n")
    let help = session.ask("textDocument/signatureHelp", place(Self.shop, 0, 28))["result"] as? Object
    let signature = try #require((help?["signatures"] as? [Object])?.last)
    let label = try #require(signature["label"] as? String)
    let active = try #require(help?["activeParameter"] as? Int)
    let parameter = try #require((signature["parameters"] as? [Object])?[active])
    let words = "exponential | linear | fixed | none"
    if takesPlaces {
      let range = try #require(parameter["label"] as? [Int])
      let units = Array(label.utf16)[range[0]..<range[1]]
      #expect(String(decoding: units, as: UTF16.self) == words)
    } else {
      #expect(parameter["label"] as? String == words)
    }
  }

  // MARK: Figures of large programs

  @Test func `a hover over a large program has the figures as soon as they are there`() throws {
    let parts = (0..<1_600).map { "service S\($0) { capacity: 10/s, replicas: 2 }" }
    let text = "client Web { load: 5/s }\nWeb -> S0\nflow F { rate: 5/s, Web -> S0 }\n" + parts.joined(separator: "\n")
    let session = EditorSession()
    session.start(capabilities: ["textDocument": ["hover": ["contentFormat": ["markdown"]]]])
    session.open(Self.shop, text)
    session.idle()
    func told() -> String {
      let answer = session.ask("textDocument/hover", place(Self.shop, 3, 9))
      return ((answer["result"] as? Object)?["contents"] as? Object)?["value"] as? String ?? ""
    }
    #expect(told().contains("Figures are being computed"))
    session.settle()
    #expect(told().contains("| utilization at peak | 25% |"))
  }

  @Test func `the first look at a large program shows that it is under way`() {
    let parts = (0..<1_600).map { "service S\($0)" }.joined(separator: "\n")
    let session = EditorSession()
    session.start(capabilities: ["window": ["workDoneProgress": true]])
    session.open(Self.shop, parts)
    session.idle()
    func kinds() -> [String] {
      session.received.filter { $0["method"] as? String == "$/progress" }.compactMap {
        (($0["params"] as? Object)?["value"] as? Object)?["kind"] as? String
      }
    }
    #expect(kinds() == ["begin"])
    session.change(Self.shop, version: 2, range: [0, 8, 0, 9], text: "T")
    session.settle()
    #expect(kinds() == ["begin", "end"])
    // What is typed later is looked at quietly.
    session.change(Self.shop, version: 3, range: [0, 8, 0, 9], text: "U")
    session.settle()
    #expect(kinds() == ["begin", "end"])
  }

  // MARK: Preview

  private func preview(_ capabilities: Object) -> EditorSession {
    let session = EditorSession(
      files: library,
      preview: { root, opens, tell in
        tell(.ready(url: "http://127.0.0.1:1/?key=\(opens)"))
        tell(.open(path: root, line: 2))
        return nil
      })
    session.start(capabilities: capabilities)
    session.open(Self.shop, library["/project/shop.arch"] ?? "")
    session.settle()
    session.clear()
    return session
  }

  @Test func `the preview of the last document is shown by an editor that can`() throws {
    let session = preview(["window": ["showDocument": ["support": true]]])
    let answer = session.ask("workspace/executeCommand", ["command": "archc.preview"])
    #expect((answer["result"] as? Object)?["url"] as? String == "http://127.0.0.1:1/?key=false")
    let asked = session.received.filter { $0["method"] as? String == "window/showDocument" }
      .compactMap { $0["params"] as? Object }
    #expect(asked.compactMap { $0["uri"] as? String } == ["http://127.0.0.1:1/?key=false", Self.shop])
    #expect(((asked.last?["selection"] as? Object)?["start"] as? Object)?["line"] as? Int == 1)
  }

  @Test func `other editors are told the address`() {
    let session = preview([:])
    _ = session.ask("workspace/executeCommand", ["command": "archc.preview", "arguments": [Self.shop]])
    let told = session.received.first { $0["method"] as? String == "window/showMessage" }?["params"] as? Object
    #expect(told?["message"] as? String == "The preview of shop.arch is at http://127.0.0.1:1/?key=true")
  }

  @Test func `there is no preview of what is not saved, and no other command`() {
    let session = preview([:])
    session.open("untitled:1", "service A {}\n")
    let unsaved = session.ask("workspace/executeCommand", ["command": "archc.preview", "arguments": ["untitled:1"]])
    #expect(((unsaved["error"] as? Object)?["message"] as? String)?.contains("save") == true)
    #expect(session.ask("workspace/executeCommand", ["command": "rm"])["error"] != nil)
  }
}
