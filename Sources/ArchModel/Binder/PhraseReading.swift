import ArchSyntax

/// Where the reading of a phrase stands.
struct PhraseCursor {
  var index: Int
  /// The index past the last token of the phrase.
  let end: Int
  /// The row of the property in `Schema.properties`.
  let property: Int
  /// Where the names of the phrase are looked up.
  let scope: ElementID
  /// The first token of the phrase.
  let start: Int
}

/// Reads the values of properties, by their types.
///
/// Each `read…` gives nil after reporting one diagnostic. Quantities, words, flags and texts are read without allocating.
extension Binder {
  /// The value of a property from the tokens behind its colon, or nil after a report.
  mutating func readPhrase(tokens range: Range<Int>, property: Int, scope: ElementID) -> Stated? {
    guard !range.isEmpty, range.upperBound <= tokens.count else { return nil }
    // What the lexer has reported is one mistake, not two.
    for token in range where tokens[token].isMalformed { return nil }
    var cursor = PhraseCursor(
      index: range.lowerBound, end: range.upperBound, property: property, scope: scope, start: range.lowerBound)
    guard let stated = read(tables.types.roots[property], &cursor) else { return nil }
    guard cursor.index == cursor.end else {
      reportLeftOver(cursor)
      return nil
    }
    return stated
  }

  /// Reads one part of a type at the cursor.
  mutating func read(_ node: Int, _ cursor: inout PhraseCursor) -> Stated? {
    let types = tables.types
    guard cursor.index < cursor.end else {
      reportMissing(node, cursor)
      return nil
    }
    let token = tokens[cursor.index]
    switch types.nodes[node] {
    case .quantity(let dimensions):
      return readQuantity(dimensions, node, &cursor).map { Stated(.quantity($0)) }
    case .count:
      return readCount(node, &cursor).map { Stated(.quantity($0)) }
    case .range(let dimensions):
      return readRange(dimensions, node, &cursor)
    case .figure(let inner):
      return readFigure(inner, &cursor)
    case .oneOf(let set):
      guard token.kind == .name else { return mismatch(node, cursor) }
      return readWord(set, &cursor)
    case .text:
      guard token.kind.isString else { return mismatch(node, cursor) }
      cursor.index += 1
      return Stated(.text(TokenRef(file, cursor.index - 1..<cursor.index)))
    case .link:
      guard token.kind.isString else { return mismatch(node, cursor) }
      guard isSafeLink(cursor.index) else { return nil }
      cursor.index += 1
      return Stated(.text(TokenRef(file, cursor.index - 1..<cursor.index)))
    case .flag:
      guard let value = flagValue(cursor.index) else { return mismatch(node, cursor) }
      cursor.index += 1
      return Stated(.flag(value))
    case .word(let word):
      guard token.kind == .name, name(cursor.index) == word else { return mismatch(node, cursor) }
      cursor.index += 1
      return Stated(.word(word))
    case .name:
      guard token.kind == .name else { return mismatch(node, cursor) }
      cursor.index += 1
      return Stated(.word(name(cursor.index - 1)))
    case .reference(let kinds):
      guard token.kind == .name else { return mismatch(node, cursor) }
      return readReference(kinds, &cursor)
    case .referenceOrKind(let kinds):
      guard token.kind == .name else { return mismatch(node, cursor) }
      return readReferenceOrKind(kinds, &cursor)
    case .dataClass:
      guard token.kind == .name else { return mismatch(node, cursor) }
      return readDataClass(&cursor)
    case .date:
      guard token.kind == .date else { return mismatch(node, cursor) }
      return readDate(&cursor)
    case .technology:
      return readTechnology(node, &cursor)
    case .version:
      return readVersion(node, &cursor)
    case .list(let element, let bare):
      return readList(element, bare: bare, node, &cursor)
    case .sequence(let first, let count, let slots):
      return readSequence(first..<first + count, slots: slots, &cursor)
    case .optional(let inner):
      return begins(inner, cursor) ? read(inner, &cursor) : Stated(.none)
    case .either(let first, let count):
      return readEither(first..<first + count, node, &cursor)
    case .verification:
      return readVerification(&cursor)
    case .words:
      let start = cursor.index
      cursor.index = cursor.end
      return Stated(.phrase(TokenRef(file, start..<cursor.end)))
    }
  }

  /// Whether a part of a type can begin at the cursor.
  mutating func begins(_ node: Int, _ cursor: PhraseCursor) -> Bool {
    guard cursor.index < cursor.end else { return false }
    let types = tables.types
    let kind = tokens[cursor.index].kind
    switch types.nodes[node] {
    case .quantity, .count: return kind == .number || kind == .quantity
    case .range: return kind == .number || kind == .quantity || kind == .range
    case .figure(let inner), .optional(let inner): return begins(inner, cursor)
    case .flag: return flagValue(cursor.index) != nil
    case .text, .link: return kind.isString
    case .date: return kind == .date
    case .word(let word): return kind == .name && isName(cursor.index, word)
    case .oneOf(let set):
      guard kind == .name else { return false }
      let words = types.sets[set]
      return words.enumeration.isOpen || words.contains(name(cursor.index))
    case .name, .reference, .referenceOrKind, .dataClass: return kind == .name
    case .technology, .version: return kind == .name || kind.isNumeric || kind.isString
    case .list(let element, let bare): return kind == .leftBracket || bare && begins(element, cursor)
    case .sequence(let first, let count, _):
      // Up to the first part that cannot be left out.
      for part in first..<first + count {
        let node = types.parts[part]
        if begins(node, cursor) { return true }
        guard case .optional = types.nodes[node] else { return false }
      }
      return false
    case .either(let first, let count):
      for part in first..<first + count where begins(types.parts[part], cursor) { return true }
      return false
    case .verification, .words: return true
    }
  }

  /// Whether a part of a type fits what stands at the cursor, also by what a quantity measures.
  mutating func fits(_ node: Int, _ cursor: PhraseCursor) -> Bool {
    guard begins(node, cursor) else { return false }
    let types = tables.types
    switch types.nodes[node] {
    case .quantity(let dimensions):
      return dimension(cursor.index).map(dimensions.contains) ?? false
    case .count: return dimension(cursor.index) == .count
    case .figure(let inner), .optional(let inner): return fits(inner, cursor)
    case .list(let element, _): return tokens[cursor.index].kind == .leftBracket || fits(element, cursor)
    case .sequence(let first, _, _): return fits(types.parts[first], cursor)
    case .either(let first, let count):
      for part in first..<first + count where fits(types.parts[part], cursor) { return true }
      return false
    default: return true
    }
  }

  /// The first alternative that fits; where only the kind of token fits, that one tells what is wrong.
  private mutating func readEither(_ range: Range<Int>, _ node: Int, _ cursor: inout PhraseCursor) -> Stated? {
    let types = tables.types
    for part in range where fits(types.parts[part], cursor) { return read(types.parts[part], &cursor) }
    var only: Int?
    for part in range where begins(types.parts[part], cursor) {
      if only != nil { return mismatch(node, cursor) }
      only = types.parts[part]
    }
    return only.map { read($0, &cursor) } ?? mismatch(node, cursor)
  }

  /// The parts one after the other. Words that only announce the next part leave no value. Where all parts behind the
  /// first are absent, the value is the first part itself.
  private mutating func readSequence(_ range: Range<Int>, slots: Int, _ cursor: inout PhraseCursor) -> Stated? {
    let types = tables.types
    var first = Stated(.none)
    var base: Int?
    var slot = 0
    for part in range {
      let node = types.parts[part]
      if types.isKeyword(node) {
        guard read(node, &cursor) != nil else { return nil }
        continue
      }
      var value = Stated(.none)
      if case .optional(let inner) = types.nodes[node] {
        if begins(inner, cursor) {
          guard let read = read(inner, &cursor) else { return nil }
          value = read
          // A word that may stand or not is a flag.
          if case .word = types.nodes[inner] { value = Stated(.flag(true)) }
        }
      } else {
        guard let read = read(node, &cursor) else { return nil }
        value = read
      }
      if slot == 0 {
        first = value
      } else if value.value != .none {
        let start = base ?? pool.count
        if base == nil {
          pool.append(contentsOf: repeatElement(Stated(.none), count: slots))
          pool[start] = first
          base = start
        }
        pool[start + slot] = value
      }
      slot += 1
    }
    guard let base else { return first }
    return Stated(.record(PoolRange(base..<base + slots)))
  }

  /// `[a, b]`, or one element without brackets; always a list.
  private mutating func readList(
    _ element: Int, bare: Bool, _ node: Int, _ cursor: inout PhraseCursor
  ) -> Stated? {
    guard tokens[cursor.index].kind == .leftBracket else {
      guard bare else { return mismatch(node, cursor) }
      guard let value = read(element, &cursor) else { return nil }
      pool.append(value)
      return Stated(.list(PoolRange(pool.count - 1..<pool.count)))
    }
    // The places are taken first, so that the elements lie side by side whatever they put into the pool themselves.
    guard let count = elementCount(cursor) else { return nil }
    let base = pool.count
    pool.append(contentsOf: repeatElement(Stated(.none), count: count))
    cursor.index += 1
    for position in 0..<count {
      let end = elementEnd(cursor)
      var inner = PhraseCursor(
        index: cursor.index, end: end, property: cursor.property, scope: cursor.scope, start: cursor.index)
      let left = laterNames
      guard let value = read(element, &inner) else {
        // The others are there already.
        guard laterNames > left else { return nil }
        cursor.index = end
        if cursor.index < cursor.end, tokens[cursor.index].kind == .comma { cursor.index += 1 }
        continue
      }
      guard inner.index == end else {
        reportLeftOver(inner, element: element)
        return nil
      }
      pool[base + position] = value
      cursor.index = end
      if cursor.index < cursor.end, tokens[cursor.index].kind == .comma { cursor.index += 1 }
    }
    if cursor.index < cursor.end { cursor.index += 1 }
    return Stated(.list(PoolRange(base..<base + count)))
  }

  /// How many elements the list at the cursor has; nil where there is an empty place between commas.
  private func elementCount(_ cursor: PhraseCursor) -> Int? {
    var depth = 0
    var count = 0
    var isEmpty = true
    for index in cursor.index..<cursor.end {
      switch tokens[index].kind {
      case .leftBracket, .leftParenthesis:
        if depth > 0 { isEmpty = false }
        depth += 1
      case .rightBracket, .rightParenthesis:
        depth -= 1
        if depth == 0 { return isEmpty ? count : count + 1 }
      case .comma where depth == 1:
        // The parser has reported an empty place.
        if isEmpty { return nil }
        count += 1
        isEmpty = true
      default: isEmpty = false
      }
    }
    return nil
  }

  /// The index of the `,` or `]` that ends the element at the cursor.
  private func elementEnd(_ cursor: PhraseCursor) -> Int {
    var depth = 0
    var index = cursor.index
    while index < cursor.end {
      switch tokens[index].kind {
      case .leftBracket, .leftParenthesis: depth += 1
      case .rightBracket, .rightParenthesis:
        if depth == 0 { return index }
        depth -= 1
      case .comma where depth == 0: return index
      default: break
      }
      index += 1
    }
    return index
  }

  /// A part, then what its author says about it: `total`, `inclusive`, how sure it is, and where it comes from.
  private mutating func readFigure(_ inner: Int, _ cursor: inout PhraseCursor) -> Stated? {
    guard var stated = read(inner, &cursor) else { return nil }
    let words = tables.words
    while cursor.index < cursor.end {
      let token = tokens[cursor.index]
      if token.kind == .name {
        let word = name(cursor.index)
        if word == words.total, !stated.isTotal {
          stated.isTotal = true
        } else if word == words.inclusive, !stated.isInclusive {
          stated.isInclusive = true
        } else if let confidence = words.confidence(word), stated.confidence == .stated {
          stated.confidence = confidence
        } else {
          return stated
        }
      } else if token.kind.isString, stated.confidence != .stated, stated.source == nil {
        stated.source = TokenRef(file, cursor.index..<cursor.index + 1)
      } else {
        return stated
      }
      cursor.index += 1
    }
    return stated
  }
}
