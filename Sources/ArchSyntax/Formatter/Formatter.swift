/// The outcome of formatting.
public struct FormatResult: Sendable {
  /// The text in its canonical layout.
  public let text: [UInt8]
  /// Whether it differs from the source.
  public let changed: Bool
  /// The places of the source that kept their bytes, because they are broken; in source order.
  public let leftAlone: [Span]
}

/// Lays a file out in the canonical way: 2 spaces per level, one statement per line, at most 120 columns where the
/// tokens allow it, comments where they were.
///
/// Formatting changes white space, separators and the direction in which `<-` and `<~` are written, and nothing else.
/// What is broken keeps its bytes. Formatting a result again changes nothing.
public func format(_ parsed: Parsed) -> FormatResult {
  let source = parsed.tree.source
  let unchanged = FormatResult(
    text: source.bytes, changed: false, leftAlone: [Span(source.id, 0..<source.bytes.count)])
  // While a comment is open nobody knows what is text and what is not.
  if isBinary(parsed.tree) || parsed.diagnostics.contains(where: { $0.id == ErrorPage.unclosedComment.id }) {
    return unchanged
  }
  var formatter = Formatter(parsed)
  formatter.run()
  let text = formatter.finishedText()
  if !parsed.diagnostics.isEmpty, text != source.bytes {
    // How a broken place is read depends on what stands around it. Where the layout around it would change its
    // reading, the file stays as it is.
    let again = parse(SourceFile(id: source.id, path: source.path, bytes: text))
    var second = Formatter(again)
    second.run()
    guard second.finishedText() == text, hasSameParts(parsed.tree, again.tree) else { return unchanged }
  }
  return FormatResult(text: text, changed: text != source.bytes, leftAlone: formatter.leftAlone)
}

private func isBinary(_ tree: SyntaxTree) -> Bool {
  guard let first = tree.tokens.first else { return true }
  return first.kind == .unknown && first.range == 0..<tree.source.bytes.count
}

/// Whether two texts have the same statements and the same tokens, separators and the order within turned relations
/// aside.
private func hasSameParts(_ first: SyntaxTree, _ second: SyntaxTree) -> Bool {
  func counts(_ tree: SyntaxTree) -> [Int] {
    var counts = [Int](repeating: 0, count: Int(UInt8.max) + 1)
    for token in tree.tokens {
      switch token.kind {
      case .comma, .semicolon: continue
      case .arrowCallBack: counts[Int(TokenKind.arrowCall.rawValue)] += 1
      case .arrowMessageBack: counts[Int(TokenKind.arrowMessage.rawValue)] += 1
      // The indentation of a text of several lines is no part of it.
      case .multilineString: counts[Int(token.kind.rawValue)] += 1
      default: counts[Int(token.kind.rawValue)] += 1 + token.range.count << 20
      }
    }
    return counts
  }
  return first.nodes.elementsEqual(second.nodes) { $0.kind == $1.kind } && counts(first) == counts(second)
}

/// The state of formatting one file.
struct Formatter {
  /// The columns of a line.
  static let limit = 120
  /// The widest gap that alignment may open.
  static let widestPadding = 24

  let tree: SyntaxTree
  let bytes: [UInt8]
  let tokens: [Token]
  let nodes: [Node]
  /// What the layout needs to know of each node, by index.
  var facts: [NodeFacts]
  var output = FormatOutput()
  var leftAlone: [Span] = []
  /// The comments at the ends of lines, which are aligned when all is written.
  var trailingComments: [TrailingComment] = []
  /// The tokens of the head at hand, in the order in which they are written.
  var head: [Int] = []
  /// Whether the head at hand is written the other way round.
  var isTurned = false

  init(_ parsed: Parsed) {
    tree = parsed.tree
    bytes = parsed.tree.source.bytes
    tokens = parsed.tree.tokens
    nodes = parsed.tree.nodes
    facts = []
    output.reserve(bytes.count + bytes.count / 8)
  }

  mutating func run() {
    collectFacts()
    items(of: 0, indentation: 0)
  }

  /// Writes the statements of a block or of the file, the breaks around them included. Properties that share a line in
  /// the source share one here, as long as they fit.
  mutating func items(of parent: Int, indentation: Int) {
    let isFile = parent == 0
    var last = isFile ? -1 : nodes[parent].firstToken
    var place: BreakPlace = isFile ? .start : .afterOpening
    var child = parent + 1
    let end = nodes[parent].next
    var run = AlignedRun()
    var isGroupOpen = false
    // The block's statements are known by where it opens.
    let block = isFile ? -1 : nodes[parent].firstToken
    while child < end {
      if isFile, facts[child].isUnclosed {
        keepRest(from: child, after: last, place: place)
        return
      }
      let gap = self.gap(after: last, before: nodes[child].firstToken)
      if isGroupOpen, !gap.hasBreak, joins(child, over: gap) {
        writeFlat(child)
        last = nodes[child].endToken - 1
        child = nodes[child].next
        continue
      }
      if gap.hasSeparator, needsSeparator(before: child, isFile: isFile), place == .between {
        output.append(",")
      }
      breakLine(gap, place: place, indentation: indentation, block: block)
      place = .between
      output.beginUnit()
      isGroupOpen = false
      if facts[child].isKept {
        (last, child) = keepLine(from: child, end: end)
        continue
      }
      if child >= run.end, output.column == indentation {
        run = alignedRun(from: child, end: end, indentation: indentation)
      }
      if child < run.end {
        writeAligned(child, run)
      } else if facts[child].isHeadKept {
        keepHead(of: child, indentation: indentation)
      } else if fits(child) {
        writeFlat(child)
        isGroupOpen = isGroupable(child)
      } else {
        write(child, indentation: indentation)
      }
      last = nodes[child].endToken - 1
      child = nodes[child].next
    }
    if isFile {
      finishFile(after: last)
    } else {
      let closing = nodes[parent].endToken - 1
      let gap = self.gap(after: last, before: closing)
      breakLine(
        gap, place: place == .afterOpening ? .empty : .beforeClosing, indentation: indentation, block: block,
        closing: indentation - 2)
      output.append("}")
    }
  }

  /// A property or a flag may share its line with another one.
  private func isGroupable(_ child: Int) -> Bool {
    nodes[child].kind == .property || nodes[child].kind == .flag
  }

  /// Goes on the line of the property before, when what follows is a property that fits.
  private mutating func joins(_ child: Int, over gap: FormatGap) -> Bool {
    guard isGroupable(child), !facts[child].isKept, !facts[child].isHeadKept, let width = facts[child].flatWidth
    else { return false }
    var column = output.column + 2 + width
    for comment in gap.comments { column += 1 + self.width(comment.comment.range) }
    guard column <= Self.limit else { return false }
    writeInline(gap, separator: true)
    return true
  }

  /// A separator that stays although a line break follows it: before an arrow at the top level, which would go on the
  /// relation before, and before what keeps its bytes, whose reading may depend on it.
  private func needsSeparator(before child: Int, isFile: Bool) -> Bool {
    facts[child].isKept || facts[child].isHeadKept || (isFile && tokens[nodes[child].firstToken].kind.isArrow)
  }

  /// Whether a statement, written on one line, ends within the limit.
  func fits(_ child: Int) -> Bool {
    guard let width = facts[child].flatWidth else { return false }
    return output.column + width <= Self.limit
  }

  private mutating func finishFile(after last: Int) {
    let gap = self.gap(after: last, before: tokens.count - 1)
    breakLine(gap, place: .end, indentation: 0, block: -1)
    // What runs to the end of the file unclosed would take a line break in.
    let runsOn = last >= 0 && tokens[last].end == bytes.count && tokens[last].isMalformed
    if !runsOn, !output.isAtLineStart { output.append("\n") }
  }

  /// The text with the comments at line ends aligned.
  func finishedText() -> [UInt8] {
    withAlignedComments(output.text)
  }
}
