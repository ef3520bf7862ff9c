import ArchSyntax

/// Reads words, names and texts in phrases.
extension Binder {
  mutating func flagValue(_ token: Int) -> Bool? {
    guard tokens[token].kind == .name else { return nil }
    let words = tables.words
    if isName(token, words.yes) { return true }
    if isName(token, words.no) { return false }
    return nil
  }

  /// Whether a token writes a word of the language.
  mutating func isName(_ token: Int, _ word: NameID) -> Bool { name(token) == word }

  mutating func readWord(_ set: Int, _ cursor: inout PhraseCursor) -> Stated? {
    let types = tables.types
    let word = name(cursor.index)
    let token = cursor.index
    cursor.index += 1
    if types.sets[set].contains(word) { return Stated(.word(word)) }
    let enumeration = types.sets[set].enumeration
    let nearest = self.nearest(to: text(token), among: enumeration.words, synonyms: WordSynonyms.all)
    if enumeration.isOpen {
      report(
        TypeMessage.unknownOpenWord(span(token), word: text(token), noun: enumeration.noun, nearest: nearest))
      return Stated(.word(word))
    }
    report(
      TypeMessage.unknownWord(
        span(token), word: text(token), property: propertyWord(cursor), words: enumeration.words, nearest: nearest))
    return nil
  }

  func propertyWord(_ cursor: PhraseCursor) -> String { Schema.properties[cursor.property].name.rawValue }

  // MARK: References

  /// The tokens of the path at the cursor, which stands on a name.
  func path(_ cursor: inout PhraseCursor) -> Range<Int> {
    let start = cursor.index
    cursor.index += 1
    while cursor.index + 1 < cursor.end, tokens[cursor.index].kind == .dot, tokens[cursor.index + 1].kind == .name {
      cursor.index += 2
    }
    return start..<cursor.index
  }

  mutating func readReference(_ kinds: KindSet, _ cursor: inout PhraseCursor) -> Stated? {
    let path = path(&cursor)
    return resolve(path: path, scope: cursor.scope, allowing: kinds).map { Stated(.element($0)) }
  }

  /// A name beats a kind.
  mutating func readReferenceOrKind(_ kinds: KindSet, _ cursor: inout PhraseCursor) -> Stated? {
    let path = path(&cursor)
    if path.count == 1, let kind = Schema.kind(name(path.lowerBound)), kinds.contains(kind),
      !isDeclared(name(path.lowerBound), kinds)
    {
      return Stated(.word(name(path.lowerBound)))
    }
    if path.count == 1, isUnknown(name(path.lowerBound)) {
      let words = kinds.kinds.map(\.rawValue)
      let nearest = self.nearest(to: text(path), among: words)
      if let best = nearest.first, best.isClose {
        report(
          TypeMessage.unknownWord(
            span(path), word: text(path), property: propertyWord(cursor), words: words, nearest: nearest))
        return nil
      }
    }
    return resolve(path: path, scope: cursor.scope, allowing: kinds).map { Stated(.element($0)) }
  }

  private func isUnknown(_ name: NameID) -> Bool {
    Int(name.index) >= firstSameName.count || firstSameName[Int(name.index)] < 0
  }

  func isDeclared(_ name: NameID, _ kinds: KindSet) -> Bool {
    guard !isUnknown(name) else { return false }
    var index = firstSameName[Int(name.index)]
    while index >= 0 {
      if kinds.contains(elements[Int(index)].kind) { return true }
      index = nextSameName[Int(index)]
    }
    return false
  }

  /// A declared asset beats a class of the language.
  mutating func readDataClass(_ cursor: inout PhraseCursor) -> Stated? {
    let types = tables.types
    let path = path(&cursor)
    let word = name(path.lowerBound)
    if path.count == 1, !isDeclared(word, [.asset]) {
      let set = types.sets[types.dataClasses]
      if set.contains(word) { return Stated(.word(word)) }
      let nearest = self.nearest(to: text(path.lowerBound), among: set.enumeration.words)
      if let best = nearest.first, best.isClose {
        report(
          TypeMessage.unknownWord(
            span(path), word: text(path), property: propertyWord(cursor), words: set.enumeration.words, nearest: nearest
          ))
        return nil
      }
    }
    return resolve(path: path, scope: cursor.scope, allowing: [.asset]).map { Stated(.element($0)) }
  }

  // MARK: Texts that stand for themselves

  mutating func readTechnology(_ node: Int, _ cursor: inout PhraseCursor) -> Stated? {
    let start = cursor.index
    if tokens[start].kind.isString {
      cursor.index += 1
      return Stated(.text(TokenRef(file, start..<cursor.index)))
    }
    scan: while cursor.index < cursor.end {
      switch tokens[cursor.index].kind {
      case .name, .number, .version, .quantity, .dot: cursor.index += 1
      default: break scan
      }
    }
    guard cursor.index > start, tokens[start].kind == .name else {
      cursor.index = start
      return mismatch(node, cursor)
    }
    return Stated(.phrase(TokenRef(file, start..<cursor.index)))
  }

  mutating func readVersion(_ node: Int, _ cursor: inout PhraseCursor) -> Stated? {
    let start = cursor.index
    switch tokens[start].kind {
    case .string, .multilineString:
      cursor.index += 1
      return Stated(.text(TokenRef(file, start..<cursor.index)))
    case .name, .number, .quantity, .version, .date:
      cursor.index += 1
      return Stated(.phrase(TokenRef(file, start..<cursor.index)))
    default: return mismatch(node, cursor)
    }
  }

  mutating func readDate(_ cursor: inout PhraseCursor) -> Stated? {
    let token = cursor.index
    switch CalendarDate.read(bytes[tokens[token].range]) {
    case .day(let days):
      cursor.index += 1
      return Stated(.date(days))
    case .misspelt(let right):
      report(TypeMessage.misspeltDate(span(token), text: text(token), right: right))
    case .impossible(let lastDay):
      report(TypeMessage.impossibleDate(span(token), text: text(token), lastDay: lastDay))
    case .malformed:
      report(TypeMessage.impossibleDate(span(token), text: text(token), lastDay: nil))
    }
    return nil
  }

  /// Whether a link is one that a reader can follow without harm; reports where it is not.
  mutating func isSafeLink(_ token: Int) -> Bool {
    let text = StringValue.of(tokens[token], in: trees[Int(file.index)].source)
    guard let scheme = Self.scheme(of: text) else { return true }
    if ["http", "https", "mailto"].contains(scheme.lowercased()) { return true }
    report(TypeMessage.unsafeLink(span(token), scheme: scheme))
    return false
  }

  /// The scheme of a link; nil where it is relative. Everything before the first `:` counts, unless a `/`, `?` or `#`
  /// stands before it (RFC 3986, section 4.2), so that no odd character hides a scheme.
  static func scheme(of link: String) -> String? {
    for (index, character) in zip(link.unicodeScalars.indices, link.unicodeScalars) {
      if character == ":" { return String(link.unicodeScalars[..<index]) }
      if character == "/" || character == "?" || character == "#" { return nil }
    }
    return nil
  }
}
