import Foundation

/// Random edits and requests on a server, with messages that are malformed, cancelled and out of order, and a model of
/// the editor's texts to compare with.
///
/// The editor's text is held in UTF-16 and changed by code of its own; the server counts in bytes.
public struct EditorSoak {
  private static let texts = [
    "service Shop \"Büro 🏪\" {\n  tech: Swift, replicas: 3\n  -> Stock { timeout: 300ms }\n}\ndatabase Stock {}\n",
    "import \"b.arch\"\r\nclient Web\r\nservice Api {\r\n  -> Ledger \"writes\" { timeout: 1s }\r\n}\r\n",
    "database Ledger \"帳簿\" { capacity: 900/s }\nflow Buy {\n  Web -> Api\n}\n",
  ]
  private static let pieces = [
    "{", "}", "\n", "\r\n", "\r", "\"", "service N { }\n", "-> Stock", "timeout: 2s", "é", "🏪", "日本", "a", " ", "//",
    "import \"c.arch\"\n", "import \"a.arch\"\n", "replicas: 99999999999999999999", ":", "/*", "e\u{301}", "\t", "#tag",
  ]
  private static let methods = [
    "textDocument/hover", "textDocument/completion", "textDocument/definition", "textDocument/references",
    "textDocument/documentSymbol", "textDocument/semanticTokens/full", "textDocument/foldingRange",
    "textDocument/inlayHint", "textDocument/codeAction", "textDocument/formatting", "textDocument/signatureHelp",
    "textDocument/prepareRename", "textDocument/rename", "textDocument/documentLink", "textDocument/codeLens",
    "textDocument/selectionRange", "textDocument/diagnostic", "textDocument/documentHighlight",
    "textDocument/implementation", "textDocument/prepareCallHierarchy", "textDocument/onTypeFormatting",
    "textDocument/rangeFormatting", "workspace/symbol", "workspace/diagnostic", "archc/unknown", "$/unknown",
  ]

  private var random: SeededRandom
  private let session: EditorSession
  private var texts: [[UInt16]]
  private var versions: [Int]
  private var isOpen: [Bool]
  /// What went wrong first.
  public private(set) var failure: String?
  public private(set) var checks = 0

  public init(seed: Int) {
    random = SeededRandom(seed: seed)
    session = EditorSession(
      files: Dictionary(uniqueKeysWithValues: Self.texts.enumerated().map { ("/project/\(Self.name($0)).arch", $1) }),
      keepsMessages: false)
    texts = Self.texts.map { Array($0.utf16) }
    versions = Self.texts.map { _ in 1 }
    isOpen = Self.texts.map { _ in false }
    session.start()
  }

  private static func name(_ index: Int) -> String { ["a", "b", "c"][index] }

  private func uri(_ index: Int) -> String { "file:///project/\(Self.name(index)).arch" }

  /// Goes on for some steps, or until something is wrong.
  public mutating func run(steps: Int) {
    for step in 0..<steps where failure == nil {
      autoreleasingStep()
      if step % 50 == 49 { compare() }
    }
    compare()
  }

  private mutating func autoreleasingStep() {
    let index = random.below(texts.count)
    switch random.below(100) {
    case 0..<4:
      if isOpen[index] {
        session.notify("textDocument/didClose", ["textDocument": ["uri": uri(index)]])
        isOpen[index] = false
      }
    case 4..<60: edit(index)
    case 60..<86: ask(index)
    case 86..<90: malformed(index)
    case 90..<93: watch(index)
    case 93..<96: session.work(random.below(max(1, session.jobs.count)))
    default: session.idle(limit: random.below(3))
    }
    if session.jobs.count > 40 { session.settle() }
    // Responses are looked at where they count; the rest would fill the memory.
    if session.received.count > 200 { session.clear() }
  }

  private mutating func open(_ index: Int) {
    if texts[index].count > 3_000 { texts[index] = Array(Self.texts[index].utf16) }
    versions[index] += 1
    isOpen[index] = true
    session.open(uri(index), String(decoding: texts[index], as: UTF16.self), version: versions[index])
  }

  private mutating func edit(_ index: Int) {
    guard isOpen[index], texts[index].count < 6_000 else { return open(index) }
    versions[index] += 1
    var changes: [EditorSession.Object] = []
    for _ in 0...random.below(3) {
      var piece = random.pick(Self.pieces)
      if random.chance(4) {
        // The whole text.
        if random.chance(50) { piece = Self.texts[index] }
        texts[index] = Array(piece.utf16)
        changes.append(["text": piece])
        continue
      }
      let start = place(random.below(texts[index].count + 1), in: index)
      let end = place(min(texts[index].count, start + random.below(random.chance(10) ? 200 : 6)), in: index)
      let range = ["start": position(start, in: index), "end": position(max(start, end), in: index)]
      if random.chance(30) { piece = "" }
      texts[index].replaceSubrange(start..<max(start, end), with: Array(piece.utf16))
      changes.append(["range": range, "text": piece])
    }
    session.notify(
      "textDocument/didChange",
      [
        "textDocument": ["uri": uri(index), "version": versions[index]] as EditorSession.Object,
        "contentChanges": changes,
      ])
    if random.chance(60) { session.idle(limit: 1) }
  }

  /// A place where an editor's cursor may stand: not inside a surrogate pair, nor between `\r` and `\n`.
  private func place(_ offset: Int, in index: Int) -> Int {
    let text = texts[index]
    guard offset > 0, offset < text.count else { return offset }
    if (0xDC00..<0xE000).contains(text[offset]), (0xD800..<0xDC00).contains(text[offset - 1]) { return offset - 1 }
    return text[offset] == 0x0A && text[offset - 1] == 0x0D ? offset - 1 : offset
  }

  private func position(_ offset: Int, in index: Int) -> [String: Int] {
    var line = 0
    var start = 0
    let text = texts[index]
    for place in 0..<offset {
      let isBreak = text[place] == 0x0A || text[place] == 0x0D && !(place + 1 < text.count && text[place + 1] == 0x0A)
      if isBreak {
        line += 1
        start = place + 1
      }
    }
    return ["line": line, "character": offset - start]
  }

  private mutating func ask(_ index: Int) {
    let method = random.pick(Self.methods)
    let place = ["line": random.below(40) - 2, "character": random.below(60) - 2]
    var params: EditorSession.Object = [
      "textDocument": ["uri": random.chance(95) ? uri(index) : "file:///nowhere.arch"], "position": place,
      "range": ["start": ["line": 0, "character": 0], "end": place],
      "context": ["diagnostics": [Any](), "includeDeclaration": true] as EditorSession.Object,
      "newName": "New", "query": "S", "positions": [place], "ch": "\n",
      "options": ["tabSize": 2, "insertSpaces": true] as EditorSession.Object, "previousResultIds": [Any](),
    ]
    if random.chance(4) { params.removeValue(forKey: random.pick(["textDocument", "position", "range", "context"])) }
    let id = session.request(method, params)
    if random.chance(15) { session.notify("$/cancelRequest", ["id": id]) }
    if random.chance(20) { session.settle() }
  }

  private mutating func malformed(_ index: Int) {
    let raw = [
      "", "{", "[]", "[{}]", "null", "7", "\"x\"", "{\"jsonrpc\":\"2.0\"}",
      "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"shutdown\"}",
      "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"x\"}", "{\"id\":null,\"method\":\"x\"}", "\u{0}\u{1}",
      "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\",\"params\":{}}",
      "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":{\"uri\":\"file:///x\",\"version\":1},\"contentChanges\":[]}}",
      "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didClose\",\"params\":{\"textDocument\":{\"uri\":\"file:///x\"}}}",
      "{\"jsonrpc\":\"2.0\",\"id\":99999999999999999999999,\"method\":\"x\"}",
      "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"result\":3}", String(repeating: "[", count: 2_000),
    ]
    session.send(raw: Data(random.pick(raw).utf8))
  }

  private mutating func watch(_ index: Int) {
    session.notify(
      "workspace/didChangeWatchedFiles",
      ["changes": [["uri": uri(index), "type": 1 + random.below(3)] as EditorSession.Object]])
  }

  /// Whether the server has the texts that the editor has.
  private mutating func compare() {
    for index in texts.indices where isOpen[index] && failure == nil {
      checks += 1
      let answer = session.ask("archc/documentText", ["textDocument": ["uri": uri(index)]])
      let result = answer["result"] as? EditorSession.Object
      let expected = String(decoding: texts[index], as: UTF16.self)
      guard let text = result?["text"] as? String, Array(text.utf16) == Array(expected.utf16),
        result?["version"] as? Int == versions[index]
      else {
        failure = "the server has another text of \(Self.name(index)).arch, version \(versions[index])"
        return
      }
    }
    // All that waits is done, so that nothing piles up.
    session.settle()
    if !session.jobs.isEmpty { failure = "work is left over" }
    session.clear()
  }
}
