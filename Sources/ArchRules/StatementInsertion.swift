import ArchModel
import ArchSyntax

/// Edits that put a property into the block of a statement.
enum StatementInsertion {
  /// The edit that makes `text` the first property of a statement's block; a block is opened where there is none.
  static func edit(_ text: String, into reference: NodeRef, in model: Model) -> Edit? {
    let tree = model.tree(of: reference)
    guard tree.nodes.indices.contains(reference.node), reference.node > 0 else { return nil }
    guard let block = tree.block(of: reference.node) else {
      let end = tree.nodes[reference.node].endToken
      guard end > tree.nodes[reference.node].firstToken else { return nil }
      let place = tree.tokens[end - 1].end
      return Edit(Span(reference.file, place..<place), " { \(text) }")
    }
    var statements = tree.children(of: block)
    if let first = statements.next() {
      let place = tree.tokens[tree.nodes[first].firstToken].start
      return Edit(Span(reference.file, place..<place), "\(text), ")
    }
    let place = tree.tokens[tree.nodes[block].firstToken].end
    return Edit(Span(reference.file, place..<place), " \(text) ")
  }
}
