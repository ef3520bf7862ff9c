import ArchModel
import ArchSyntax

/// What a token is, as an editor colours it. The names are those of the protocol.
enum SemanticTokenType: Int, Sendable, CaseIterable {
  case keyword, namespace, `class`, interface, function, event, property, enumMember, number, string, comment
  case `operator`, decorator, variable, type

  var name: String { "\(self)" }
}

/// What else is told of a token, as bits.
struct SemanticModifiers: OptionSet, Sendable, Hashable {
  let rawValue: Int
  static let declaration = SemanticModifiers(rawValue: 1)
  static let documentation = SemanticModifiers(rawValue: 2)
  static let deprecated = SemanticModifiers(rawValue: 4)
  static let defaultLibrary = SemanticModifiers(rawValue: 8)

  static let names = ["declaration", "documentation", "deprecated", "defaultLibrary"]
}

/// Some bytes of one line and what they are.
struct SemanticToken: Sendable, Hashable {
  let range: Range<Int>
  let type: SemanticTokenType
  let modifiers: SemanticModifiers
}

/// What the tokens of a file are, in source order and each within one line.
///
/// - Parameter bytes: only what touches these bytes; all where it is nil.
func semanticTokens(in snapshot: Snapshot, file: FileID, bytes: Range<Int>? = nil) -> [SemanticToken] {
  guard let tree = snapshot.tree(of: file) else { return [] }
  var painter = TokenPainter(snapshot.index.declarations, tree, bytes ?? 0..<tree.source.bytes.count)
  painter.run()
  return painter.result
}

private struct TokenPainter {
  let table: DeclarationTable
  let tree: SyntaxTree
  let bytes: Range<Int>
  private(set) var result: [SemanticToken] = []

  private struct Paint {
    let type: SemanticTokenType
    let modifiers: SemanticModifiers
  }

  init(_ table: DeclarationTable, _ tree: SyntaxTree, _ bytes: Range<Int>) {
    self.table = table
    self.tree = tree
    self.bytes = bytes
  }

  mutating func run() {
    let first = tree.firstToken(endingAtOrAfter: bytes.lowerBound)
    var last = first
    while last < tree.tokens.count, tree.tokens[last].start < bytes.upperBound { last += 1 }
    let reader = RoleReader(table, tree)
    // By token; a statement may reach out of the range.
    var painted = [Paint?](repeating: nil, count: tree.tokens.count)
    StatementWalk.run(table, tree) { node, context in
      let head = tree.nodes[node].firstToken..<tree.headEnd(of: node)
      guard head.lowerBound < last, head.upperBound > first else { return }
      for span in reader.roles(of: node, context) { paint(span, into: &painted) }
    }
    for index in first..<min(last + 1, tree.tokens.count) {
      if tree.tokens[index].flags.contains(.commentBefore) { comments(before: index) }
      guard index < last else { continue }
      let token = tree.tokens[index]
      if let paint = painted[index] {
        add(token.range, paint.type, paint.modifiers)
      } else if let type = Self.usual(token.kind) {
        add(token.range, type, [])
      }
    }
  }

  /// What a token is where no statement says more.
  private static func usual(_ kind: TokenKind) -> SemanticTokenType? {
    if kind.isString { return .string }
    if kind.isArrow || kind.isOperatorSign { return .operator }
    if kind.isNumeric { return .number }
    return kind == .tag ? .decorator : nil
  }

  private func paint(
    _ span: RoleSpan, into types: inout [Paint?]
  ) {
    func set(_ type: SemanticTokenType, _ modifiers: SemanticModifiers = []) {
      for token in span.tokens where tree.tokens[token].kind != .dot {
        types[token] = Paint(type: type, modifiers: modifiers)
      }
    }
    switch span.role {
    case .kind(let kind): if kind != nil { set(.keyword) }
    case .declaredName(let entry): set(type(of: entry), .declaration)
    case .key(let row):
      set(.property, row.map { Schema.properties[$0].name == .deprecated } ?? false ? .deprecated : [])
    case .reference, .role:
      for (entry, token) in table.meanings(of: span, in: tree) {
        types[token] = Paint(type: type(of: entry), modifiers: [])
      }
    case .referenceOrKind, .dataClass:
      let meanings = table.meanings(of: span, in: tree)
      if meanings.isEmpty {
        let word = Schema.word(tree.text(ofToken: span.tokens.lowerBound))
        set(Schema.kind(word) == nil ? .enumMember : .keyword)
      }
      for (entry, token) in meanings { types[token] = Paint(type: type(of: entry), modifiers: []) }
    case .word: set(.enumMember)
    case .keyword, .metric: set(.keyword)
    case .technology: set(.type)
    case .version, .quantity, .date: set(.number)
    case .name: set(.enumMember)
    case .ruleName: set(.function)
    case .arrow, .title, .tag, .text, .link, .importPath, .unknown: break
    }
  }

  private func type(of entry: Int) -> SemanticTokenType {
    guard let kind = table[entry].kind else { return .variable }
    if table[entry].outer != DeclarationTable.program, table[table[entry].outer].kind == .pattern { return .variable }
    if KindSet.boundaries.contains(kind) || kind == .system { return .namespace }
    if KindSet.components.contains(kind) { return .class }
    switch kind {
    case .flow, .rule: return .function
    case .event: return .event
    case .pattern, .use, .endpoint: return .interface
    default: return .variable
    }
  }

  private mutating func comments(before index: Int) {
    for comment in tree.trivia(before: index).comments {
      // An editor takes tokens of one line only.
      var start = comment.range.lowerBound
      for end in comment.range.lowerBound...comment.range.upperBound {
        let isEnd = end == comment.range.upperBound
        guard isEnd || tree.source.bytes[end] == 0x0A || tree.source.bytes[end] == 0x0D else { continue }
        if end > start { add(start..<end, .comment, comment.kind == .doc ? .documentation : []) }
        start = end + 1
      }
    }
  }

  private mutating func add(_ range: Range<Int>, _ type: SemanticTokenType, _ modifiers: SemanticModifiers) {
    guard range.lowerBound < bytes.upperBound, range.upperBound > bytes.lowerBound else { return }
    if type == .string, tree.source.bytes[range].contains(where: { $0 == 0x0A || $0 == 0x0D }) {
      var start = range.lowerBound
      for end in range.lowerBound...range.upperBound {
        let isEnd = end == range.upperBound
        guard isEnd || tree.source.bytes[end] == 0x0A || tree.source.bytes[end] == 0x0D else { continue }
        if end > start { result.append(SemanticToken(range: start..<end, type: type, modifiers: modifiers)) }
        start = end + 1
      }
      return
    }
    result.append(SemanticToken(range: range, type: type, modifiers: modifiers))
  }
}
