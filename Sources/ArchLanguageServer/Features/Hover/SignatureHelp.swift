import ArchModel
import ArchSyntax

/// The phrase that is being written, with the part that comes next.
struct PhraseHelp: Sendable {
  var signatures: [PhraseSignature]
  var activeSignature: Int
  /// The active part of each signature, or nil where none of its parts may come next.
  var activeParameters: [Int?]
  var documentation: String
}

/// What a property takes, and where in its phrase the cursor stands; nil outside of values.
func phraseHelp(in snapshot: Snapshot, file: FileID, at offset: Int) -> PhraseHelp? {
  guard let tree = snapshot.tree(of: file) else { return nil }
  let table = snapshot.index.declarations
  let site = CompletionSite(table, tree, at: offset)
  guard site.place != .comment, let first = site.statement.first, site.statement.count > 1,
    tree.tokens[first].kind == .name, tree.tokens[first + 1].kind == .colon,
    let name = table.nameID(first, in: tree), let row = site.context.row(name)
  else { return nil }
  let spec = Schema.properties[row]
  let (grammar, signatures) = PhraseSignature.all(of: spec)
  var walk = PhraseWalk(grammar, in: tree)
  var last: Int?
  for atom in PhraseAtom.atoms(of: first + 2..<site.statement.upperBound, in: tree) { last = walk.take(atom) ?? last }
  var parts = walk.expectations.filter { $0.part >= 0 }.map(\.part)
  // Where nothing can follow, the part that was read last stays marked.
  if parts.isEmpty, let last { parts = [last] }
  // The word at the cursor is the part that takes it; behind a blank it is the one that comes next.
  if site.word.lowerBound < offset, let token = tree.token(at: offset), tree.tokens[token].range == site.word,
    let part = walk.take(PhraseAtom(tokens: token..<token + 1))
  {
    parts = [part]
  }
  let parameters = signatures.map { signature -> Int? in
    parts.lazy.compactMap { part in signature.parameters.firstIndex { $0.part == part } }.first
  }
  // Of several that go on the one that says most.
  let best = parameters.indices.filter { parameters[$0] != nil }.max { a, b in
    signatures[a].parameters.count < signatures[b].parameters.count
  }
  return PhraseHelp(
    signatures: signatures, activeSignature: best ?? 0, activeParameters: parameters, documentation: spec.documentation)
}
