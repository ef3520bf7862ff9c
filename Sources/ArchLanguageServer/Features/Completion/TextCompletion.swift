import ArchModel
import ArchSyntax

/// What fits inside the quotes of a property's text.
extension Completion {
  /// Technologies, texts that the same property has elsewhere, and words that stand without quotes, which then go. Nil
  /// where the text is no value of a property.
  func values(inText token: Int) -> CompletionList? {
    let tokens = tree.tokens
    guard tokens[token].kind == .string, let first = site.statement.first, first + 2 <= token,
      tokens[first].kind == .name, tokens[first + 1].kind == .colon || tokens[first + 1].kind == .equal,
      let row = site.context.row(table.nameID(first, in: tree) ?? .none)
    else { return nil }
    let isOpen = tokens[token].isMalformed
    let start = tokens[token].start + 1
    let end = isOpen ? site.offset : max(site.offset, tokens[token].end - 1)
    guard site.offset >= start else { return nil }
    let typed = tree.source.text(start..<site.offset)
    let quotes = [start - 1..<start] + (isOpen ? [] : [end..<end + 1])
    let spec = Schema.properties[row]
    var walk = PhraseWalk(PhraseGrammar.of(row: row), in: tree)
    for atom in PhraseAtom.atoms(of: first + 2..<token, in: tree) { _ = walk.take(atom) }
    var items: [CompletionItem] = []
    for expectation in walk.expectations {
      switch expectation.type {
      case .technology:
        items += technologies(named: typed, rank: 0).map { item in
          var item = item
          item.text = item.label
          return item
        }
      case .text, .name:
        items += writtenTexts(spec).filter { FuzzyMatch.matches(typed, $0) }.map { text in
          CompletionItem(text, .word, text: String(StringValue.quoted(text).dropFirst().dropLast()), rank: 8)
        }
      case .oneOf(let enumeration):
        items += enumeration.words.filter { FuzzyMatch.matches(typed, $0) }.map { word in
          unquoted(word, detail: TechnologyCatalogue.meaning(of: word) ?? enumeration.noun, quotes)
        }
      case .word(let word) where FuzzyMatch.matches(typed, word):
        items.append(unquoted(word, detail: PhraseSignature.meaning(ofWord: word), quotes))
      case .dataClass:
        items += Enumeration.dataClasses.words.filter { FuzzyMatch.matches(typed, $0) }.map { word in
          unquoted(word, detail: Enumeration.dataClasses.noun, quotes)
        }
      default: continue
      }
    }
    var seen: Set<String> = []
    let begun = typed.lowercased()
    let keyed = items.enumerated().map { offset, item in
      (key: ((item.alias ?? item.label).lowercased().hasPrefix(begun) ? 0 : 1, item.rank, offset), item: item)
    }
    let sorted = keyed.sorted { $0.key < $1.key }.map(\.item).filter { seen.insert($0.label).inserted }
    return CompletionList(
      replaced: start..<end, items: Array(sorted.prefix(CompletionList.limit)),
      isCut: sorted.count > CompletionList.limit)
  }

  private func unquoted(_ word: String, detail: String, _ quotes: [Range<Int>]) -> CompletionItem {
    var item = CompletionItem(
      word, .word, detail: detail, rank: 4, topic: TechnologyCatalogue.meaning(of: word).map { _ in .word(word) })
    item.besides = quotes.map { CompletionItem.Change(range: $0, text: "") }
    return item
  }

  /// Texts that name something, so that the same text is written again and again.
  private static let naming: Set<PropertyName> = [.owner, .location, .deciders, .icon]
  private static let textLimit = 100

  /// What others wrote in the same property, without what stands at the cursor: owners, places.
  func writtenTexts(_ spec: PropertySpec) -> [String] {
    guard Self.naming.contains(spec.name) else { return [] }
    let model = snapshot.compilation.model
    var texts: Set<String> = []
    for property in model.properties where property.name == spec.name {
      let tree = model.tree(of: property.node)
      let range = tree.span(ofTokens: tree.nodes[property.node.node].tokens)
      if range.file == self.tree.source.id, range.start <= site.offset, site.offset <= range.end { continue }
      for text in model.texts(property.stated.value) where !text.isEmpty && text.utf8.count <= 80 { texts.insert(text) }
      if texts.count >= Self.textLimit { break }
    }
    return texts.sorted()
  }
}
