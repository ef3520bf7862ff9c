/// A comment in the trivia before a token.
public struct Comment: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// `// …`, and a `/* …` that nothing closes: it is read to the end of its line.
    case line
    /// `/// …`, the description of the declaration that follows.
    case doc
    /// `/* … */`
    case block
  }

  public let kind: Kind
  /// The bytes of the comment, without the line break.
  public let range: Range<Int>
  /// How many lines end between the previous token or comment and this one.
  public let newlinesBefore: Int
}

/// The comments before one token, and how far the last of them is from the token.
public struct Trivia: Sendable, Hashable {
  public var comments: [Comment] = []
  /// How many lines end between the last comment (or the previous token) and the token.
  public var newlinesBefore = 0
}

extension SyntaxTree {
  /// The comments between a token and the one before it.
  public func trivia(before index: Int) -> Trivia {
    var trivia = Trivia()
    let token = tokens[index]
    var position = index > 0 ? tokens[index - 1].end : 0
    var openComments = 0
    let bytes = source.bytes
    while position < token.start {
      let byte = bytes[position]
      let next = position + 1 < token.start ? bytes[position + 1] : 0
      if byte == 0x0A || (byte == 0x0D && next != 0x0A) {
        trivia.newlinesBefore += 1
        position += 1
      } else if byte == UInt8(ascii: "/"), next == UInt8(ascii: "/") {
        var end = position
        while end < token.start, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
        let isDoc =
          end - position > 2 && bytes[position + 2] == UInt8(ascii: "/")
          && !(end - position > 3 && bytes[position + 3] == UInt8(ascii: "/"))
        trivia.comments.append(
          Comment(kind: isDoc ? .doc : .line, range: position..<end, newlinesBefore: trivia.newlinesBefore))
        trivia.newlinesBefore = 0
        position = end
      } else if byte == UInt8(ascii: "/"), next == UInt8(ascii: "*") {
        let comment = bytes.withUnsafeBufferPointer {
          BlockComment($0, from: position, limit: token.start, openBefore: openComments)
        }
        if !comment.isClosed { openComments += 1 }
        trivia.comments.append(
          Comment(
            kind: comment.isClosed ? .block : .line, range: position..<comment.end,
            newlinesBefore: trivia.newlinesBefore))
        trivia.newlinesBefore = 0
        position = comment.end
      } else {
        position += 1
      }
    }
    return trivia
  }

  /// The text of the `///` lines directly above a statement, without the slashes, or an empty text.
  public func documentation(ofNode node: Int) -> String {
    let first = nodes[node].firstToken
    guard tokens[first].flags.contains(.docBefore) else { return "" }
    let trivia = trivia(before: first)
    var lines: [String] = []
    for (index, comment) in trivia.comments.enumerated() where comment.kind == .doc {
      // A comment behind the previous statement's last token belongs to that line.
      if index == 0, comment.newlinesBefore == 0, first > 0 { continue }
      var text = Substring(source.text(comment.range.lowerBound + 3..<comment.range.upperBound))
      if text.first == " " { text = text.dropFirst() }
      while let last = text.last, last == " " || last == "\t" { text = text.dropLast() }
      lines.append(String(text))
    }
    return lines.joined(separator: "\n")
  }
}
