import ArchSyntax
import Foundation

/// What must hold of lexer, parser and formatter for any bytes.
enum SyntaxTargets {
  static func parse(_ input: [UInt8]) -> String? {
    let parsed = ArchSyntax.parse(SourceFile(path: "fuzz.arch", bytes: input))
    let tree = parsed.tree
    if tree.text != input { return "the tree's text is not the source" }
    var end = 0
    for token in tree.tokens {
      if token.start < end || token.end < token.start || token.end > input.count {
        return "the token \(token.range) overlaps or leaves the file of \(input.count) bytes"
      }
      end = token.end
    }
    if tree.tokens.last?.kind != .endOfFile { return "the tokens do not end in the end of the file" }
    for (index, node) in tree.nodes.enumerated() {
      let isOutside = node.firstToken > node.endToken || node.endToken > tree.tokens.count
      if isOutside || node.next <= index || node.next > tree.nodes.count {
        return "node \(index) spans tokens \(node.firstToken)..<\(node.endToken) and ends before node \(node.next)"
      }
    }
    for node in tree.nodes.indices {
      for child in tree.children(of: node) where tree.nodes[child].endToken > tree.nodes[node].endToken {
        return "node \(child) reaches out of node \(node)"
      }
    }
    return misplaced(parsed.diagnostics, in: [tree.source])
  }

  /// The first span that does not lie in its file.
  static func misplaced(_ diagnostics: [Diagnostic], in sources: [SourceFile]) -> String? {
    for diagnostic in diagnostics {
      let edits = diagnostic.fix?.edits ?? []
      for span in [diagnostic.primary.span] + diagnostic.labels.map(\.span) + edits.map(\.span) {
        let file = Int(span.file.index)
        guard sources.indices.contains(file) else { return "\(diagnostic.id) lies in file \(file), which there is not" }
        if span.start > span.end || span.end > sources[file].bytes.count {
          return "\(diagnostic.id) lies at \(span.start)..<\(span.end) of \(sources[file].bytes.count) bytes"
        }
      }
      if diagnostic.message.isEmpty { return "\(diagnostic.id) says nothing" }
    }
    return nil
  }

  static func format(_ input: [UInt8]) -> String? {
    let parsed = ArchSyntax.parse(SourceFile(path: "fuzz.arch", bytes: input))
    let once = ArchSyntax.format(parsed)
    let again = ArchSyntax.parse(SourceFile(path: "fuzz.arch", bytes: once.text))
    if ArchSyntax.format(again).text != once.text { return "formatting twice gives another text" }
    let before = significant(parsed.tree)
    let after = significant(again.tree)
    let hasTurned = parsed.tree.tokens.contains { $0.kind == .arrowCallBack || $0.kind == .arrowMessageBack }
    if hasTurned ? before.sorted() != after.sorted() : before != after {
      let place = zip(before, after).prefix { $0 == $1 }.count
      return "formatting changes tokens: \(before[place...].prefix(4)) became \(after[place...].prefix(4))"
    }
    if parsed.diagnostics.isEmpty, !again.diagnostics.isEmpty {
      return "formatting a clean file gives \(again.diagnostics.map(\.id))"
    }
    return nil
  }

  /// The tokens that formatting keeps. Separators are its own choice, and it turns arrows that point left.
  private static func significant(_ tree: SyntaxTree) -> [String] {
    tree.tokens.indices.compactMap { index in
      let token = tree.tokens[index]
      switch token.kind {
      case .comma, .semicolon: return nil
      case .arrowCallBack: return "->"
      case .arrowMessageBack: return "~>"
      case .multilineString where !token.isMalformed: return "\"\"\"" + StringValue.of(token, in: tree.source)
      default: return tree.text(ofToken: index)
      }
    }
  }
}
