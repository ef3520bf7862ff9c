import Foundation

/// A language server in a process of its own, and the few messages that the measurements need.
final class ServerPipe {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var buffer = Data()
  private var uri = ""
  private var version = 1
  private var identifier = 1

  init(_ compiler: String) throws {
    process.executableURL = URL(fileURLWithPath: compiler)
    process.arguments = ["lsp"]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try send([
      "jsonrpc": "2.0", "id": 1, "method": "initialize",
      "params": ["processId": NSNull(), "rootUri": NSNull(), "capabilities": [String: Any]()] as [String: Any],
    ])
    try wait(for: "\"id\":1,")
    try send(["jsonrpc": "2.0", "method": "initialized", "params": [String: Any]()])
  }

  /// Opens a document and waits for its diagnostics.
  func open(path: String, text: String) throws {
    uri = "file://" + path
    try send([
      "jsonrpc": "2.0", "method": "textDocument/didOpen",
      "params": ["textDocument": ["uri": uri, "languageId": "arch", "version": 1, "text": text] as [String: Any]],
    ])
    try wait(for: "publishDiagnostics")
  }

  /// Makes one change and waits for the diagnostics that follow it.
  func type(line: Int, from: Int, to: Int, text: String) throws {
    version += 1
    let range = ["start": ["line": line, "character": from], "end": ["line": line, "character": to]]
    try send([
      "jsonrpc": "2.0", "method": "textDocument/didChange",
      "params": [
        "textDocument": ["uri": uri, "version": version] as [String: Any],
        "contentChanges": [["range": range, "text": text] as [String: Any]],
      ] as [String: Any],
    ])
    try wait(for: "publishDiagnostics")
  }

  func ask(_ method: String, line: Int, character: Int) throws {
    identifier += 1
    try send([
      "jsonrpc": "2.0", "id": identifier, "method": method,
      "params": [
        "textDocument": ["uri": uri], "position": ["line": line, "character": character],
      ] as [String: Any],
    ])
    try wait(for: "\"id\":\(identifier),")
  }

  func end() throws {
    identifier += 1
    try send(["jsonrpc": "2.0", "id": identifier, "method": "shutdown"])
    try wait(for: "\"id\":\(identifier),")
    try send(["jsonrpc": "2.0", "method": "exit"])
    process.waitUntilExit()
  }

  private func send(_ message: [String: Any]) throws {
    let content = try JSONSerialization.data(withJSONObject: message)
    try input.fileHandleForWriting.write(
      contentsOf: Data("Content-Length: \(content.count)\r\n\r\n".utf8) + content)
  }

  /// Takes messages until one holds a text.
  private func wait(for text: String) throws {
    let wanted = Data(text.utf8)
    while true {
      while let message = next() {
        if message.range(of: wanted) != nil { return }
      }
      let chunk = output.fileHandleForReading.availableData
      guard !chunk.isEmpty else { throw BenchmarkError("the language server ended") }
      buffer.append(chunk)
    }
  }

  private func next() -> Data? {
    guard let end = buffer.range(of: Data("\r\n\r\n".utf8)) else { return nil }
    let header = String(decoding: buffer[buffer.startIndex..<end.lowerBound], as: UTF8.self)
    guard let length = header.split(separator: ":").last.flatMap({ Int($0.trimmingCharacters(in: .whitespaces)) }),
      buffer.endIndex - end.upperBound >= length
    else { return nil }
    let message = buffer[end.upperBound..<end.upperBound + length]
    buffer.removeSubrange(buffer.startIndex..<end.upperBound + length)
    return Data(message)
  }
}
