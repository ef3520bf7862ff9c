import ArchModel
import ArchSyntax

/// Where something is to be completed: what is typed of it, the statement before it, and whose block it stands in.
///
/// The statement is read from the tokens, so that a line that is half typed, or a brace that is missing, does not hide
/// what is wanted; the block is read from the tree, which knows where a forgotten brace belongs.
struct CompletionSite {
  enum Place: Sendable, Hashable {
    case code
    /// Inside a text; its token.
    case text(Int)
    case comment
  }

  let table: DeclarationTable
  let tree: SyntaxTree
  let offset: Int
  let place: Place
  /// The bytes of the word at the cursor, on both sides of it.
  let word: Range<Int>
  /// What is typed of the word.
  let prefix: String
  /// The tokens of the statement before the word.
  let statement: Range<Int>
  /// The node in whose block it stands; 0 for the file.
  let owner: Int
  let context: BlockContext

  init(_ table: DeclarationTable, _ tree: SyntaxTree, at offset: Int) {
    self.table = table
    self.tree = tree
    let bytes = tree.source.bytes
    let offset = min(max(0, offset), bytes.count)
    self.offset = offset
    place = Self.place(tree, offset)
    word = Self.word(bytes, offset)
    prefix = tree.source.text(word.lowerBound..<offset)
    let last = tree.firstToken(endingAtOrAfter: word.lowerBound)
    // The last token that ends at or before the word.
    var before = min(last, tree.tokens.count - 1)
    while before >= 0, tree.tokens[before].end > word.lowerBound || tree.tokens[before].kind == .endOfFile {
      before -= 1
    }
    statement = Self.statement(tree, before, word.lowerBound)
    owner = Self.owner(tree, before, offset)
    context = table.context(ofBlockOf: owner, in: tree.source.id)
  }

  /// Whether the word is being changed in a statement that goes on behind it, so that no more than the word is wanted:
  /// in front of `:` for a property, of a name, a title or a block for a kind.
  func isFollowed(asKind: Bool) -> Bool {
    let bytes = tree.source.bytes
    guard !word.isEmpty else { return false }
    let next = bytes[word.upperBound...].first { $0 != 0x20 && $0 != 0x09 }
    guard let next else { return false }
    if !asKind { return next == UInt8(ascii: ":") }
    return next == UInt8(ascii: "\"") || next == UInt8(ascii: "{") || Self.isPartOfWord(next)
  }

  /// Whether a property of the block is stated already.
  func isStated(_ name: PropertyName) -> Bool {
    let statements =
      owner == 0 ? tree.children(of: 0) : tree.statements(of: owner)
    return statements.contains { node in
      let kind = tree.nodes[node].kind
      guard kind == .property || kind == .flag else { return false }
      let key = tree.nodes[node].firstToken
      return tree.tokens[key].range != word && tree.text(ofToken: key) == name.rawValue
    }
  }

  // MARK: Parts

  private static func place(_ tree: SyntaxTree, _ offset: Int) -> Place {
    let index = tree.firstToken(endingAtOrAfter: offset)
    guard index < tree.tokens.count else { return .code }
    let token = tree.tokens[index]
    if token.start < offset {
      guard token.kind.isString else { return .code }
      return offset < token.end || token.isMalformed ? .text(index) : .code
    }
    for comment in tree.trivia(before: index).comments where comment.range.lowerBound < offset {
      if comment.kind == .block ? offset < comment.range.upperBound : offset <= comment.range.upperBound {
        return .comment
      }
    }
    return .code
  }

  /// The letters, digits and hyphens around an offset.
  private static func word(_ bytes: [UInt8], _ offset: Int) -> Range<Int> {
    var start = offset
    while start > 0, isPartOfWord(bytes[start - 1]) { start -= 1 }
    while start < offset, bytes[start] == UInt8(ascii: "-") { start += 1 }
    var end = offset
    while end < bytes.count, isPartOfWord(bytes[end]) {
      // `a->b` ends a name.
      if bytes[end] == UInt8(ascii: "-"), end + 1 >= bytes.count || !isPartOfWord(bytes[end + 1]) { break }
      end += 1
    }
    return start..<end
  }

  private static func isPartOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), 0x80...0xFF:
      true
    default: false
    }
  }

  /// Longer statements are not searched for their beginning.
  private static let reach = 2_000

  private static func statement(_ tree: SyntaxTree, _ last: Int, _ start: Int) -> Range<Int> {
    guard last >= 0 else { return 0..<0 }
    let tokens = tree.tokens
    let breaks = tree.source.bytes[tokens[last].end..<max(tokens[last].end, start)].contains {
      $0 == 0x0A || $0 == 0x0D
    }
    // The closest place where the statement may begin, unless a bracket further left is open.
    var candidate: Int? = breaks && !continues(tree, last) ? last + 1 : nil
    var depth = 0
    var index = last
    while index >= 0, last - index < reach {
      switch tokens[index].kind {
      case .rightBracket, .rightParenthesis: depth += 1
      case .leftBracket, .leftParenthesis:
        if depth == 0 { candidate = nil } else { depth -= 1 }
      case .leftBrace, .rightBrace, .semicolon: return (candidate ?? index + 1)..<last + 1
      case .comma where depth == 0: candidate = candidate ?? index + 1
      default: break
      }
      if tokens[index].newlineBefore, depth == 0 {
        let isProperty = tokens[index].kind == .name && index + 1 < tokens.count && tokens[index + 1].kind == .colon
        if index == 0 || !continues(tree, index - 1) {
          candidate = candidate ?? index
          if isProperty { break }
        }
      }
      index -= 1
    }
    return (candidate ?? max(0, index + 1))..<last + 1
  }

  /// Whether a line that ends in a token goes on.
  private static func continues(_ tree: SyntaxTree, _ token: Int) -> Bool {
    let kind = tree.tokens[token].kind
    if kind.isArrow || kind == .colon || kind.isOperatorSign { return true }
    return tree.token(token, is: "and") || tree.token(token, is: "or") || tree.token(token, is: "not")
  }

  /// The statement whose block holds the place behind a token.
  private static func owner(_ tree: SyntaxTree, _ last: Int, _ offset: Int) -> Int {
    guard last >= 0 else { return 0 }
    for node in tree.nodes(around: last) where tree.nodes[node].kind == .block {
      let block = tree.nodes[node]
      let isClosed = tree.tokens[block.endToken - 1].kind == .rightBrace && !block.isBroken
      if isClosed {
        if last < block.endToken - 1 { return node - 1 }
      } else {
        // A block without an end holds what stands further in than its statement, and what is on its line.
        let opening = tree.tokens[block.firstToken].start
        let line = lineStart(tree, offset)
        if last == block.firstToken || opening >= line
          || indentation(tree, line) > indentation(tree, lineStart(tree, opening))
        {
          return node - 1
        }
      }
    }
    return 0
  }

  private static func lineStart(_ tree: SyntaxTree, _ offset: Int) -> Int {
    var start = offset
    while start > 0, tree.source.bytes[start - 1] != 0x0A, tree.source.bytes[start - 1] != 0x0D { start -= 1 }
    return start
  }

  private static func indentation(_ tree: SyntaxTree, _ start: Int) -> Int {
    tree.source.bytes[start...].prefix { $0 == 0x20 || $0 == 0x09 }.count
  }
}
