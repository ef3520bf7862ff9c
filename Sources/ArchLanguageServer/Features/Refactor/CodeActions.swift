import ArchModel
import ArchRules
import ArchSyntax

/// Something that the editor can do for its user.
struct CodeAction: Sendable {
  enum Kind: String, Sendable, CaseIterable {
    case quickFix = "quickfix"
    case extract = "refactor.extract"
    case rewrite = "refactor.rewrite"
    case fixAll = "source.fixAll.archc"
    case organizeImports = "source.organizeImports"
  }

  var title: String
  var kind: Kind
  var edits: [Edit]
  /// What it mends; nil for what mends nothing.
  var diagnostic: Diagnostic?
  var isPreferred = false
}

/// What can be done about some bytes.
///
/// - Parameter kinds: the kinds that are wanted, where `refactor` means all that begin with it; nil for all.
func codeActions(in snapshot: Snapshot, file: FileID, bytes: Range<Int>, kinds: [String]? = nil) -> [CodeAction] {
  func isWanted(_ kind: CodeAction.Kind) -> Bool {
    guard let kinds else { return kind != .fixAll && kind != .organizeImports }
    return kinds.contains { kind.rawValue == $0 || kind.rawValue.hasPrefix($0 + ".") }
  }
  var actions: [CodeAction] = []
  let quick = QuickFixes(snapshot: snapshot, file: file, bytes: bytes)
  if isWanted(.quickFix) { actions += quick.actions }
  if isWanted(.extract) { actions += ExtractBoundary(snapshot: snapshot, file: file, bytes: bytes)?.actions ?? [] }
  if isWanted(.rewrite) { actions += SortStatements(snapshot: snapshot, file: file, bytes: bytes)?.actions ?? [] }
  if isWanted(.fixAll), let all = quick.all { actions.append(all) }
  if isWanted(.organizeImports), let sorted = organizedImports(in: snapshot, file: file) { actions.append(sorted) }
  return actions
}

private struct QuickFixes {
  /// The error of a name that nothing bears; `ErrorPage.names` has its page.
  private static let unknownName = "ARC020"
  private static let ambiguousName = "ARC035"

  let snapshot: Snapshot
  let file: FileID
  let bytes: Range<Int>
  private var table: DeclarationTable { snapshot.index.declarations }

  init(snapshot: Snapshot, file: FileID, bytes: Range<Int>) {
    self.snapshot = snapshot
    self.file = file
    self.bytes = bytes
  }

  /// What is reported where the bytes are, also under its secondary labels.
  private var diagnostics: [Diagnostic] {
    snapshot.diagnostics.filter { diagnostic in
      ([diagnostic.primary] + diagnostic.labels).contains { label in
        label.span.file == file && label.span.start <= bytes.upperBound && bytes.lowerBound <= label.span.end
      }
    }
  }

  /// The nearest statement of the bytes and those around it.
  private var statements: [Int] {
    guard let tree = snapshot.tree(of: file), let token = tree.token(near: bytes.lowerBound) else { return [] }
    return tree.nodes(around: token)
  }

  var actions: [CodeAction] {
    var result: [CodeAction] = []
    let diagnostics = diagnostics
    var mendsTimeout = false
    for diagnostic in diagnostics {
      if let fix = diagnostic.fix, isChangeable(fix.edits) {
        let review = fix.safety == .safe ? "" : " (to review)"
        let title = fix.title.prefix(1).uppercased() + fix.title.dropFirst() + review
        result.append(
          CodeAction(
            title: title, kind: .quickFix, edits: fix.edits, diagnostic: diagnostic,
            isPreferred: fix.safety == .safe))
        if fix.edits.contains(where: { $0.text.contains("timeout:") }) { mendsTimeout = true }
      }
    }
    for diagnostic in diagnostics { result += choosing(diagnostic) + declaring(diagnostic) }
    if !mendsTimeout, let timeout { result.append(timeout) }
    for diagnostic in diagnostics { if let allow = allow(diagnostic) { result.append(allow) } }
    return result
  }

  /// The names that could be meant, where an error lists several and so has no fix of its own.
  private func choosing(_ diagnostic: Diagnostic) -> [CodeAction] {
    guard diagnostic.fix == nil, diagnostic.primary.span.file == file, diagnostic.labels.count > 1 else { return [] }
    let names: [String]
    switch diagnostic.id {
    // The labels of an ambiguous name are the paths, those of an unknown one stand under the names.
    case QuickFixes.ambiguousName: names = diagnostic.labels.map { String($0.text.filter { $0 != "`" }) }
    case QuickFixes.unknownName:
      names = diagnostic.labels.compactMap { label in
        snapshot.tree(of: label.span.file).map { $0.source.text(label.span.range) }
      }
    default: return []
    }
    return names.prefix(5).map { name in
      CodeAction(
        title: "Write `\(name)`", kind: .quickFix, edits: [Edit(diagnostic.primary.span, name)],
        diagnostic: diagnostic)
    }
  }

  /// Every safe fix of the file at once, as far as they do not overlap.
  var all: CodeAction? {
    let fixes = snapshot.diagnostics.filter { $0.primary.span.file == file }.compactMap(\.fix).filter {
      $0.safety == .safe && isChangeable($0.edits)
    }
    guard !fixes.isEmpty else { return nil }
    let applied = EditApplication.apply(fixes, to: snapshot.program.sources).applied
    let edits = applied.flatMap { fixes[$0].edits }
    guard !edits.isEmpty else { return nil }
    return CodeAction(title: "Apply all safe fixes", kind: .fixAll, edits: edits, diagnostic: nil)
  }

  private func isChangeable(_ edits: [Edit]) -> Bool {
    edits.allSatisfy { edit in
      let index = Int(edit.span.file.index)
      return snapshot.uris.indices.contains(index) && snapshot.uris[index] != nil
    }
  }

  // MARK: Names that nothing bears

  /// Declarations of a name that is unknown, of the kinds that fit where it stands.
  private func declaring(_ diagnostic: Diagnostic) -> [CodeAction] {
    let span = diagnostic.primary.span
    guard diagnostic.id == QuickFixes.unknownName, span.file == file,
      let place = RolePlace(snapshot, file: file, at: span.start)
    else { return [] }
    let kinds: KindSet
    switch place.span.role {
    case .reference(let set, _), .referenceOrKind(let set, _): kinds = set
    case .dataClass: kinds = [.asset]
    default: return []
    }
    guard let last = place.span.tokens.last, place.tree.span(ofToken: last).end == span.end else { return [] }
    let name = place.tree.text(ofToken: last)
    let around: Int
    if place.span.tokens.count == 1 {
      around = boundary(around: place.node)
    } else if let owner = table.resolve(
      path: place.span.tokens.lowerBound..<max(place.span.tokens.lowerBound, last - 1), in: place.tree,
      from: place.context.scope, kinds: KindSet(Kind.allCases))?.last, table[owner].file == file,
      table[owner].kind.map({ Schema.spec(of: $0).holds.contains(.service) }) ?? false
    {
      // `Private.Ledger`: a part of what the names before mean.
      around = table[owner].node
    } else {
      return []
    }
    return likely(kinds, place).prefix(3).enumerated().compactMap { position, kind in
      guard let edit = insertion(of: "\(kind.rawValue) \(name) {}", into: around) else { return nil }
      return CodeAction(
        title: "Declare `\(kind.rawValue) \(name)`", kind: .quickFix, edits: [edit], diagnostic: diagnostic,
        isPreferred: position == 0 && diagnostic.fix == nil)
    }
  }

  /// The kinds that an unknown name most likely is, by the arrow or property before it.
  private func likely(_ kinds: KindSet, _ place: RolePlace) -> [Kind] {
    let arrow = place.spans.last { span in
      if case .arrow = span.role { return span.tokens.lowerBound < place.token }
      return false
    }
    var order: [Kind] = [.service, .database, .external]
    switch arrow.map({ place.tree.tokens[$0.tokens.lowerBound].kind }) {
    case .arrowMessage: order = [.queue, .stream, .topic]
    case .arrowReplication: order = [.database, .storage, .cache]
    default: break
    }
    if let row = place.row, !kinds.contains(.service) {
      order = Schema.properties[row].name == .backup ? [.storage, .external] : kinds.kinds
    }
    return order.filter { kinds.contains($0) && Schema.spec(of: .program).holds.contains($0) }
  }

  /// The boundary that a statement stands in; 0 for the file.
  private func boundary(around node: Int) -> Int {
    var entry = table.entry(around: node, in: file)
    while entry != DeclarationTable.program {
      let kind = table[entry].kind
      if kind.map({ KindSet.boundaries.contains($0) }) ?? false { return table[entry].node }
      entry = table[entry].outer
    }
    return 0
  }

  private func insertion(of text: String, into node: Int) -> Edit? {
    guard let tree = snapshot.tree(of: file) else { return nil }
    return BlockInsertion.edit(text, atEndOf: node, in: tree)
  }

  // MARK: Timeouts

  /// A timeout for the call at the cursor, where none is in effect.
  private var timeout: CodeAction? {
    guard let tree = snapshot.tree(of: file) else { return nil }
    let model = snapshot.model
    guard let node = statements.first(where: { tree.nodes[$0].kind == .relation }) else { return nil }
    let reference = NodeRef(file, node)
    let calls = model.liveRelations.filter { model[$0].node == reference && model[$0].arrow.isSynchronous }
    guard let call = calls.first, !KindSet.outside.contains(model[model[call].source].kind),
      calls.contains(where: { model.effective(.timeout, of: $0) == nil && model.effective(.deadline, of: $0) == nil }),
      let row = Schema.row(.timeout, on: .relation)
    else { return nil }
    let text = "timeout: \(Schema.properties[row].example)"
    guard let edit = BlockInsertion.edit(text, atStartOf: node, in: tree) else { return nil }
    return CodeAction(title: "Add `\(text)`", kind: .quickFix, edits: [edit], diagnostic: nil)
  }

  // MARK: allow

  /// An `allow` for a finding of a rule, at what it is about.
  private func allow(_ diagnostic: Diagnostic) -> CodeAction? {
    let span = diagnostic.primary.span
    guard let name = diagnostic.name, span.file == file, let tree = snapshot.tree(of: file),
      let token = tree.token(at: span.start)
    else { return nil }
    let holder = tree.nodes(around: token).first { node in
      switch tree.nodes[node].kind {
      case .relation: return !isStep(node)
      case .declaration:
        let kind = Schema.kind(Schema.word(tree.text(ofToken: tree.nodes[node].firstToken)))
        return kind.map { Schema.spec(of: $0).holds.contains(.allow) } ?? false
      default: return false
      }
    }
    let text = "allow \(name) \"Say why\""
    guard let edit = BlockInsertion.edit(text, atEndOf: holder ?? 0, in: tree) else { return nil }
    return CodeAction(
      title: "Allow `\(name)` here, with a reason", kind: .quickFix, edits: [edit], diagnostic: diagnostic)
  }

  /// Whether a relation is a step of a flow or an end of a rule, which take no `allow`.
  private func isStep(_ node: Int) -> Bool {
    let entry = table.entry(around: node, in: file)
    switch table[entry].kind {
    case .flow, .parallel, .optional, .alternative, .loop, .never, .require: return true
    default: return false
    }
  }
}

/// Edits that put a statement into a block.
enum BlockInsertion {
  /// As the last statement of a declaration's or relation's block, which is opened where there is none; of the file for
  /// node 0.
  static func edit(_ text: String, atEndOf node: Int, in tree: SyntaxTree) -> Edit? {
    let bytes = tree.source.bytes
    let file = tree.source.id
    guard node > 0 else {
      let end = bytes.count
      let isAtLineStart = end == 0 || bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D
      return Edit(Span(file, end..<end), (isAtLineStart ? "" : "\n") + text + "\n")
    }
    guard let block = tree.block(of: node) else {
      let end = tree.tokens[tree.headEnd(of: node) - 1].end
      return Edit(Span(file, end..<end), " { \(text) }")
    }
    let closing = tree.nodes[block].endToken - 1
    guard tree.tokens[closing].kind == .rightBrace, closing > tree.nodes[block].firstToken else { return nil }
    let last = tree.tokens[closing - 1]
    if !tree.tokens[closing].newlineBefore {
      let isEmpty = closing - 1 == tree.nodes[block].firstToken
      return Edit(Span(file, last.end..<last.end), isEmpty ? " \(text) " : ", \(text)")
    }
    var end = last.end
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    // As far in as what stands there already.
    let sibling = tree.children(of: block).first { tree.tokens[tree.nodes[$0].firstToken].newlineBefore }
    let margin = sibling.map { indentation(of: $0, in: tree) } ?? indentation(of: node, in: tree) + "  "
    return Edit(Span(file, end..<end), "\n\(margin)\(text)")
  }

  /// As the first statement of a block, which is opened where there is none.
  static func edit(_ text: String, atStartOf node: Int, in tree: SyntaxTree) -> Edit? {
    guard let block = tree.block(of: node) else { return edit(text, atEndOf: node, in: tree) }
    var children = tree.children(of: block)
    guard let first = children.next() else { return edit(text, atEndOf: node, in: tree) }
    let place = tree.tokens[tree.nodes[first].firstToken].start
    return Edit(Span(tree.source.id, place..<place), "\(text), ")
  }

  /// One step of indentation below a margin: a tab where the margin has tabs, or the file's first indented line has one.
  static func step(below margin: String, in tree: SyntaxTree) -> String {
    if margin.contains("\t") { return "\t" }
    guard margin.isEmpty else { return "  " }
    let bytes = tree.source.bytes
    let indented = bytes.indices.dropLast().first {
      bytes[$0] == 0x0A && (bytes[$0 + 1] == 0x09 || bytes[$0 + 1] == 0x20)
    }
    return indented.map { bytes[$0 + 1] == 0x09 } ?? false ? "\t" : "  "
  }

  /// The white space before a statement's line.
  static func indentation(of node: Int, in tree: SyntaxTree) -> String {
    let bytes = tree.source.bytes
    var start = tree.tokens[tree.nodes[node].firstToken].start
    while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
    return String(decoding: bytes[start...].prefix { $0 == 0x20 || $0 == 0x09 }, as: UTF8.self)
  }
}
