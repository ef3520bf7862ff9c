import ArchModel
import ArchSyntax

/// Patterns of the library behind `use`, with the import that brings each of them.
extension Completion {
  mutating func libraryPatterns(rank: Int) {
    let imported = Set(table.trees.map(\.source.path))
    let place = importPlace
    for pattern in PatternLibrary.all where !imported.contains(pattern.module) {
      var item = CompletionItem(
        pattern.name, .module, detail: "\(pattern.family) · import \(StringValue.quoted(pattern.module))", rank: rank,
        topic: .module(pattern.module))
      let statement = "import \(StringValue.quoted(pattern.module))"
      item.besides = [
        CompletionItem.Change(
          range: place.offset..<place.offset, text: place.isBehindImport ? "\n" + statement : statement + "\n\n")
      ]
      add(item)
    }
  }

  /// Where an import is added: behind the last one, else before the first statement and its description.
  private var importPlace: (offset: Int, isBehindImport: Bool) {
    let last = Array(tree.children(of: 0)).last { node in
      let first = tree.nodes[node].firstToken
      return tree.token(first, is: "import") && tree.tokens[tree.nodes[node].endToken - 1].end <= site.word.lowerBound
    }
    if let last {
      // A comment stays on its line.
      let end = tree.tokens[tree.nodes[last].endToken - 1].end
      let line = tree.source.bytes[end...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? tree.source.bytes.count
      return (line <= site.word.lowerBound ? line : end, true)
    }
    let description = tree.trivia(before: 0).comments.first { $0.kind == .doc }
    return (description?.range.lowerBound ?? tree.tokens[0].start, false)
  }
}
