import Foundation
import TestTools

/// The language server as an editor sees it: the built command, over pipes, from the message that goes in to the one
/// that comes out.
struct EditorBenchmarks {
  let compiler: String
  let folder: TemporaryFolder

  private static let keystrokes = 400
  private static let requests = 300

  func run() throws {
    print("")
    Table.printHeader()
    try start()
    try typing(lines: 2_000, target: 16)
    try typing(lines: 20_000, target: 100)
  }

  /// From the start of the process to the first diagnostics.
  private func start() throws {
    let path = folder.path("start.arch")
    let text = "service Shop { -> Nobody }\n"
    var times: [Double] = []
    for _ in 0..<15 {
      let begin = ContinuousClock.now
      let server = try ServerPipe(compiler)
      try server.open(path: path, text: text)
      times.append(begin.duration(to: .now).milliseconds)
      try server.end()
    }
    Table.printRow(
      "editor: start to first diagnostics", measured: ms(times.median), beside: "most: " + ms(times.max() ?? 0),
      figure: times.median, unit: " ms", target: 50, isUpper: true)
  }

  private func typing(lines: Int, target: Double) throws {
    let text = Self.program(lines: lines)
    let path = folder.path("typed\(lines).arch")
    let server = try ServerPipe(compiler)
    try server.open(path: path, text: text)
    let middle = lines / 2 / Self.linesOfPart * Self.linesOfPart
    var keys: [Double] = []
    for number in 0..<Self.keystrokes {
      // A word is typed into a comment, letter by letter, and taken back.
      let isTaken = number % 16 >= 8
      let column = isTaken ? 16 - number % 16 : number % 16
      let begin = ContinuousClock.now
      try server.type(
        line: middle, from: isTaken ? 2 + column : 2 + column, to: isTaken ? 3 + column : 2 + column,
        text: isTaken ? "" : "a")
      keys.append(begin.duration(to: .now).milliseconds)
      // Nobody types without a pause; the work in the background begins in it, as in an editor.
      usleep(20_000)
    }
    row("editor: keystroke to diagnostics, \(lines) lines", keys, target: target)
    usleep(2_000_000)
    for (method, name) in [("textDocument/completion", "completion"), ("textDocument/hover", "hover")] {
      var times: [Double] = []
      for number in 0..<Self.requests {
        let line = (middle + number % 40 * Self.linesOfPart + 1) % lines
        let begin = ContinuousClock.now
        try server.ask(method, line: line, character: method == "textDocument/hover" ? 10 : 2)
        times.append(begin.duration(to: .now).milliseconds)
      }
      row("editor: \(name), \(lines) lines", times, target: 10)
    }
    try server.end()
  }

  private func row(_ name: String, _ times: [Double], target: Double) {
    let sorted = times.sorted()
    let high = sorted[min(sorted.count - 1, sorted.count * 99 / 100)]
    Table.printRow(
      name + ", p99", measured: ms(high), beside: "p50: " + ms(sorted.median), figure: high, unit: " ms",
      target: target, isUpper: true)
  }

  private func ms(_ value: Double) -> String { Table.number(value) + " ms" }

  private static let linesOfPart = 8

  /// Services in chains of ten, each with figures and a comment to type into.
  static func program(lines: Int) -> String {
    var text = ""
    for number in 0..<lines / linesOfPart {
      text += "// \n"
      text += "service S\(number) \"Service \(number)\" #core {\n"
      text += "  tech: Swift, replicas: 3\n"
      text += "  capacity: 400/s\n"
      text += "  availability: 99.9%\n"
      text +=
        number % 10 == 0 ? "  owner: \"Team\"\n" : "  -> S\(number - 1) \"calls\" { timeout: \(number % 10 * 100)ms }\n"
      text += "}\n\n"
    }
    return text
  }
}

extension Duration {
  fileprivate var milliseconds: Double {
    Double(components.seconds) * 1e3 + Double(components.attoseconds) / 1e15
  }
}
