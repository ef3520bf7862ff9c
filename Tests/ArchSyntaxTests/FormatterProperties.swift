import Foundation
import Testing

@testable import ArchSyntax

/// What formatting must keep, whatever it is given.
enum FormatterProperties {
  static func source(_ bytes: [UInt8]) -> SourceFile { SourceFile(path: "test.arch", bytes: bytes) }

  /// Checks that formatting loses and moves nothing and that formatting again changes nothing; gives the result.
  @discardableResult
  static func check(_ bytes: [UInt8], _ name: String) -> FormatResult {
    let parsed = parse(source(bytes))
    let result = format(parsed)
    #expect(result.changed == (result.text != bytes), "\(name)")
    let again = parse(source(result.text))
    let second = format(again)
    if second.text != result.text {
      Issue.record(
        """
        \(name): formatting again changes the text
        --- source\n\(shown(bytes))\n--- once\n\(shown(result.text))\n--- twice\n\(shown(second.text))
        """)
    }
    let before = significant(parsed.tree)
    let after = significant(again.tree)
    let hasTurned = parsed.tree.tokens.contains { $0.kind == .arrowCallBack || $0.kind == .arrowMessageBack }
    if hasTurned ? before.sorted() != after.sorted() : before != after {
      let place = zip(before, after).prefix { $0 == $1 }.count
      Issue.record(
        """
        \(name): other tokens or comments: \(before[place...].prefix(9)) became \(after[place...].prefix(9))
        --- source\n\(shown(bytes))\n--- result\n\(shown(result.text))
        """)
    }
    if parsed.diagnostics.isEmpty {
      #expect(again.diagnostics.isEmpty, "\(name): formatting breaks\n\(shown(bytes))\n---\n\(shown(result.text))")
      #expect(result.leftAlone.isEmpty, "\(name)")
      checkLayout(result.text, again.tree, name)
    }
    #expect(parsed.diagnostics.isEmpty || !again.diagnostics.isEmpty || result.leftAlone.isEmpty, "\(name)")
    return result
  }

  /// Tokens and comments in order, without separators and white space, the statements' shape included.
  private static func significant(_ tree: SyntaxTree) -> [String] {
    var result: [String] = []
    let nodes = tree.nodes.dropFirst().map { "node \($0.kind)" }
    for (index, token) in tree.tokens.enumerated() {
      if token.flags.contains(.commentBefore) {
        for comment in tree.trivia(before: index).comments {
          let lines = tree.source.bytes[comment.range].split { $0 == 0x0A || $0 == 0x0D }
          result.append(lines.map(trimmed).filter { !$0.isEmpty }.joined(separator: "\n"))
        }
      }
      switch token.kind {
      case .comma, .semicolon: continue
      case .arrowCallBack: result.append("->")
      case .arrowMessageBack: result.append("~>")
      case .multilineString where !token.isMalformed: result.append("\"\"\"" + StringValue.of(token, in: tree.source))
      default: result.append(tree.text(ofToken: index))
      }
    }
    return result + nodes
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> String {
    String(decoding: line, as: UTF8.self).trimmingCharacters(in: CharacterSet(charactersIn: " \t\u{B}\u{C}"))
  }

  /// What holds for every well-formed file: line ends, indentation, blank lines, white space at line ends.
  private static func checkLayout(_ text: [UInt8], _ tree: SyntaxTree, _ name: String) {
    #expect(!text.starts(with: [0xEF, 0xBB, 0xBF]), "\(name)")
    // What stands inside comments and strings is the author's.
    var isInside = [Bool](repeating: false, count: text.count)
    for (index, token) in tree.tokens.enumerated() {
      if token.kind == .multilineString { for offset in token.range { isInside[offset] = true } }
      guard token.flags.contains(.commentBefore) else { continue }
      for comment in tree.trivia(before: index).comments { for offset in comment.range { isInside[offset] = true } }
    }
    var problems: [String] = []
    if let last = text.last, last != 0x0A { problems.append("no line end") }
    if text.first == 0x0A { problems.append("an empty first line") }
    for (index, byte) in text.enumerated() where byte == 0x0A || byte == 0x0D {
      if isInside[index] { continue }
      let previous = index > 0 ? text[index - 1] : 0
      if byte == 0x0D { problems.append("a carriage return") }
      if previous == 0x20 || previous == 0x09 { problems.append("white space at a line end") }
      if previous == 0x0A, index > 1, text[index - 2] == 0x0A { problems.append("two empty lines") }
      if previous == 0x0A, index > 1, !isInside[index - 2], text[index - 2] == UInt8(ascii: "{") {
        problems.append("empty line after {")
      }
    }
    if text.count > 1, text[text.count - 2] == 0x0A { problems.append("an empty last line") }
    #expect(problems.isEmpty, "\(name): \(problems)\n\(shown(text))")
  }

  static func shown(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.prefix(4000), as: UTF8.self).replacingOccurrences(of: "\r", with: "␍")
  }

  /// The `.arch` files among the samples of the project, by name.
  static func samples() -> [(name: String, bytes: [UInt8])] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("samples").resolvingSymlinksInPath()
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    let paths = (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "arch" }
    return paths.sorted { $0.path < $1.path }.compactMap { url in
      (try? Data(contentsOf: url)).map { (url.lastPathComponent, Array($0)) }
    }
  }
}
