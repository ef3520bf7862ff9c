import ArchModel
import ArchSyntax

/// Puts the statements of a block into the canonical order: properties as the schema lists them, then declarations by
/// family, then relations; what is equal stays in order. Comments above a statement go with it.
struct SortStatements {
  private struct Chunk {
    let text: String
    let rank: (Int, Int)
    let isProperty: Bool
    /// The line in the source on which it stood, where it shared that line.
    let line: Int
    let hasComment: Bool
  }

  private let tree: SyntaxTree
  private let block: Int
  private let chunks: [Chunk]

  /// Nil where there is nothing to sort, or where something stands between statements that belongs to none.
  init?(snapshot: Snapshot, file: FileID, bytes: Range<Int>) {
    guard let tree = snapshot.tree(of: file), let token = tree.token(near: bytes.lowerBound) else { return nil }
    let around = tree.nodes(around: token)
    let statement = around.first {
      (tree.nodes[$0].kind == .declaration || tree.nodes[$0].kind == .relation) && tree.block(of: $0) != nil
    }
    guard let statement, let block = tree.block(of: statement), !tree.nodes[block].isBroken else { return nil }
    let context = snapshot.index.declarations.context(ofBlockOf: statement, in: file)
    // The order of steps is what a flow says.
    switch context.kind {
    case .flow, .parallel, .optional, .alternative, .loop, nil: return nil
    default: break
    }
    let lines = snapshot.lines(of: file)
    var chunks: [Chunk] = []
    for node in tree.children(of: block) {
      guard !tree.nodes[node].isBroken,
        let chunk = Self.chunk(node, tree, context, snapshot.index.declarations, lines)
      else { return nil }
      chunks.append(chunk)
    }
    // A comment behind `{` belongs to the whole block, and would lose its place.
    let opening = tree.trivia(before: tree.nodes[block].firstToken + 1)
    guard chunks.count > 1, opening.comments.first?.newlinesBefore != 0 else { return nil }
    // A comment behind the last statement goes with it; one on a line of its own belongs to none.
    let ending = tree.nodes[block].endToken - 1
    guard tree.trivia(before: ending).comments.allSatisfy({ $0.newlinesBefore == 0 }) else { return nil }
    let sorted = chunks.enumerated().sorted { a, b in
      (a.element.rank.0, a.element.rank.1, a.offset) < (b.element.rank.0, b.element.rank.1, b.offset)
    }
    guard sorted.map(\.offset) != Array(chunks.indices) else { return nil }
    self.tree = tree
    self.block = block
    self.chunks = sorted.map(\.element)
  }

  var actions: [CodeAction] {
    [CodeAction(title: "Sort the statements of this block", kind: .rewrite, edits: [edit], diagnostic: nil)]
  }

  private var edit: Edit {
    let opening = tree.tokens[tree.nodes[block].firstToken].end
    let closing = tree.tokens[tree.nodes[block].endToken - 1]
    let span = Span(tree.source.id, opening..<closing.start)
    guard closing.newlineBefore || chunks.contains(where: \.hasComment) else {
      return Edit(span, " " + chunks.map(\.text).joined(separator: ", ") + " ")
    }
    let outer = BlockInsertion.indentation(of: block - 1, in: tree)
    let step = BlockInsertion.step(below: outer, in: tree)
    var text = ""
    var line = ""
    for (index, chunk) in chunks.enumerated() {
      let shares =
        index > 0 && chunk.isProperty && chunks[index - 1].isProperty && chunk.line >= 0 && chunks[index - 1].line >= 0
        && !chunk.hasComment && line.utf8.count + chunk.text.utf8.count < 110
      if shares {
        line += ", " + chunk.text
      } else {
        text += line
        line = "\n" + outer + step + chunk.text
      }
    }
    return Edit(span, text + line + "\n" + outer)
  }

  private static func chunk(
    _ node: Int, _ tree: SyntaxTree, _ context: BlockContext, _ table: DeclarationTable, _ lines: LineTable
  ) -> Chunk? {
    let first = tree.nodes[node].firstToken
    // A comment behind the statement before belongs to that one.
    let above = tree.trivia(before: first).comments.drop { $0.newlinesBefore == 0 }
    let start = above.first?.range.lowerBound ?? tree.tokens[first].start
    var text = tree.source.text(start..<tree.tokens[tree.nodes[node].endToken - 1].end)
    var next = tree.nodes[node].endToken
    // A separator between the statement and its comment is left out, as each gets a line of its own.
    while next < tree.tokens.count, tree.tokens[next].kind == .comma || tree.tokens[next].kind == .semicolon,
      tree.trivia(before: next).comments.isEmpty
    {
      next += 1
    }
    let behind = next < tree.tokens.count ? tree.trivia(before: next).comments.prefix { $0.newlinesBefore == 0 } : []
    for comment in behind {
      // What stands behind a comment on its line would become part of it.
      guard comment.kind == .block || tree.tokens[next].newlineBefore else { return nil }
      text += " " + tree.source.text(comment.range)
    }
    let line = lines.line(at: tree.tokens[first].start)
    let shares =
      !tree.tokens[first].newlineBefore
      || tree.nodes[node].endToken + 1 < tree.tokens.count && tree.tokens[tree.nodes[node].endToken].kind == .comma
        && !tree.tokens[tree.nodes[node].endToken + 1].newlineBefore
    let isProperty = tree.nodes[node].kind == .property || tree.nodes[node].kind == .flag
    return Chunk(
      text: text, rank: rank(node, tree, context, table), isProperty: isProperty && !text.contains("\n"),
      line: shares && behind.isEmpty ? line : -1, hasComment: !above.isEmpty || !behind.isEmpty)
  }

  private static func rank(
    _ node: Int, _ tree: SyntaxTree, _ context: BlockContext, _ table: DeclarationTable
  ) -> (Int, Int) {
    let word = tree.text(ofToken: tree.nodes[node].firstToken)
    switch tree.nodes[node].kind {
    case .property, .flag:
      return (0, context.row(Schema.word(word)).map { Schema.properties[$0].name.index } ?? Int.max)
    case .declaration: return (1, Schema.kind(Schema.word(word))?.index ?? Int.max)
    case .relation: return (2, 0)
    default: return (3, 0)
    }
  }
}

/// The imports at the top of a file in order: modules of the standard library, then files, each once. Nil where they are.
func organizedImports(in snapshot: Snapshot, file: FileID) -> CodeAction? {
  guard let tree = snapshot.tree(of: file) else { return nil }
  let nodes = tree.children(of: 0).prefix { tree.nodes[$0].kind == .importStatement }
  let all = Array(nodes)
  guard let first = all.first, let last = all.last, all.allSatisfy({ !tree.nodes[$0].isBroken }) else { return nil }
  for node in all.dropFirst() where tree.tokens[tree.nodes[node].firstToken].flags.contains(.commentBefore) {
    return nil
  }
  let texts = all.map { tree.source.text(tree.span(ofTokens: tree.nodes[$0].tokens).range) }
  var seen: Set<String> = []
  let sorted = texts.filter { seen.insert($0).inserted }.sorted {
    ($0.contains("\"std/") ? 0 : 1, $0) < ($1.contains("\"std/") ? 0 : 1, $1)
  }
  guard sorted != texts else { return nil }
  let span = Span(
    file,
    tree.tokens[tree.nodes[first].firstToken].start..<tree.tokens[tree.nodes[last].endToken - 1].end)
  return CodeAction(
    title: "Organise imports", kind: .organizeImports, edits: [Edit(span, sorted.joined(separator: "\n"))],
    diagnostic: nil)
}
