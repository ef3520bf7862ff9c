import Foundation
import TestTools
import Testing

@testable import ArchLanguageServer

/// The life of a session: what comes first, what comes last, and what is wrong with messages.
@Suite struct SessionTests {
  private func code(_ answer: EditorSession.Object) -> Int? {
    (answer["error"] as? EditorSession.Object)?["code"] as? Int
  }

  @Test func `requests before initialize and after shutdown are refused`() {
    let session = EditorSession()
    #expect(code(session.ask("textDocument/hover", [:] as [String: Any])) == -32002)
    #expect(session.start()["result"] != nil)
    #expect(code(session.ask("initialize", ["capabilities": [:] as [String: Any]])) == -32600)
    #expect(session.ask("shutdown", NSNull())["result"] is NSNull)
    #expect(code(session.ask("textDocument/hover", [:] as [String: Any])) == -32600)
    session.notify("exit", NSNull())
    #expect(session.exitStatus == 0)
  }

  @Test func `exit without shutdown ends with 1`() {
    let session = EditorSession()
    session.notify("exit", NSNull())
    #expect(session.exitStatus == 1)
  }

  @Test(arguments: [
    ("{", -32700), ("\u{0}", -32700), ("[]", -32600), ("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\"}]", -32600),
    ("3", -32600), ("{\"jsonrpc\":\"2.0\"}", -32600), ("{\"jsonrpc\":\"2.0\",\"id\":[],\"method\":\"x\"}", -32600),
    ("{\"jsonrpc\":\"1.0\",\"id\":4,\"method\":\"x\"}", -32600),
    ("{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"no/such\"}", -32601),
    ("{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"$/no\"}", -32601),
    ("{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"textDocument/diagnostic\"}", -32602),
    (
      "{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"textDocument/diagnostic\",\"params\":{\"textDocument\":{\"uri\":\"file:///no.arch\"}}}",
      -32602
    ),
  ])
  func `a message that makes no sense has its code`(message: String, expected: Int) {
    let session = EditorSession()
    session.start()
    session.clear()
    session.send(raw: Data(message.utf8))
    session.settle()
    #expect(session.received.count == 1)
    #expect(session.received.first.flatMap { code($0) } == expected)
  }

  @Test func `notifications that nobody knows are left out`() {
    let session = EditorSession()
    session.start()
    session.clear()
    session.notify("$/something", ["a": 1])
    session.notify("workspace/unheardOf", [1, 2])
    #expect(session.received.isEmpty)
  }

  @Test func `a request that is cancelled while it waits says so`() {
    let session = EditorSession(files: ["/project/a.arch": "service A {}\n"])
    session.start()
    let id = session.request("workspace/diagnostic", ["previousResultIds": [Any]()])
    session.notify("$/cancelRequest", ["id": id])
    session.settle()
    #expect(session.response(id).flatMap { code($0) } == -32800)
  }

  @Test(arguments: [
    (["utf-32", "utf-8"], "utf-8"), (["utf-32"], "utf-32"), (["utf-16"], "utf-16"), (["ebcdic"], "utf-16"),
  ])
  func `the encoding of positions is agreed on`(offered: [String], expected: String) throws {
    let session = EditorSession()
    let answer = session.start(capabilities: ["general": ["positionEncodings": offered]])
    let capabilities = try #require(
      (answer["result"] as? EditorSession.Object)?["capabilities"] as? EditorSession.Object)
    #expect(capabilities["positionEncoding"] as? String == expected)
  }

  @Test func `half a surrogate pair takes the place of one character`() {
    let session = EditorSession()
    session.start()
    session.send(
      raw: Data(
        "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{\"uri\":\"file:///project/a.arch\",\"languageId\":\"arch\",\"version\":1,\"text\":\"// \\ud83dx\\ud83c\\udfea\\n\"}}}"
          .utf8))
    let answer = session.ask("archc/documentText", ["textDocument": ["uri": "file:///project/a.arch"]])
    #expect((answer["result"] as? EditorSession.Object)?["text"] as? String == "// \u{FFFD}x🏪\n")
  }
}
