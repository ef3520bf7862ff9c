import ArchSyntax

/// Says what a property takes, and what stands there instead.
extension Binder {
  /// What fits a part of a type: a noun with its article, and a sentence of help.
  func wanted(node: Int) -> (noun: String, help: String?) {
    var nouns: [String] = []
    var dimensions: [Dimension] = []
    collect(node, &nouns, &dimensions, depth: 0)
    nouns = dimensions.map(\.noun) + nouns
    var help: String?
    if let dimension = dimensions.first, dimensions.count == 1 {
      switch dimension {
      case .count: help = nil
      case .duration, .size, .rate, .ratio:
        help = "\(dimension.noun) ends in \(dimension.units), as in `\(dimension.example)`"
      default: help = "\(dimension.noun) is written as in `\(dimension.example)`"
      }
    } else if dimensions.count > 1, dimensions.count <= 4 {
      help = "as in " + dimensions.map { "`\($0.example)`" }.joined(separator: ", ")
    } else if dimensions.count > 4 {
      let isMoney = dimensions.allSatisfy(\.isMoney)
      return (isMoney ? "money" : "a quantity", "as in `\((isMoney ? Dimension.moneyRate : .duration).example)`")
    }
    return (Self.joined(nouns), help)
  }

  private static func joined(_ nouns: [String]) -> String {
    guard let last = nouns.last, nouns.count > 1 else { return nouns.first ?? "a value" }
    return nouns.dropLast().joined(separator: ", ") + " or " + last
  }

  private func collect(_ node: Int, _ nouns: inout [String], _ dimensions: inout [Dimension], depth: Int) {
    let types = tables.types
    guard depth < 8 else { return }
    func add(_ noun: String) {
      if !nouns.contains(noun) { nouns.append(noun) }
    }
    switch types.nodes[node] {
    case .range(let set) where set == DimensionSet([.count]): add("a whole number or a range")
    case .quantity(let set), .range(let set):
      for dimension in set.dimensions where !dimensions.contains(dimension) { dimensions.append(dimension) }
    case .count: add("a whole number")
    case .flag: add("`true` or `false`")
    case .text: add("a text in quotes")
    case .link: add("a link in quotes")
    case .date: add("a date")
    case .word(let word): add("`\(interner.text(word))`")
    case .oneOf(let set): add(types.sets[set].enumeration.noun)
    case .name: add("a name")
    case .technology: add("a technology")
    case .version: add("a version")
    case .reference(let kinds): add(Schema.noun(of: kinds))
    case .referenceOrKind(let kinds): add(Schema.noun(of: kinds) + " or a kind")
    case .dataClass: add("a data class")
    case .list(let element, let bare):
      if bare { collect(element, &nouns, &dimensions, depth: depth + 1) } else { add("a list in `[ ]`") }
    case .sequence(let first, _, _): collect(types.parts[first], &nouns, &dimensions, depth: depth + 1)
    case .either(let first, let count):
      for part in first..<first + count { collect(types.parts[part], &nouns, &dimensions, depth: depth + 1) }
    case .optional(let inner), .figure(let inner): collect(inner, &nouns, &dimensions, depth: depth + 1)
    case .verification: add("a comparison")
    case .words: add("a condition")
    }
  }

  /// Reports that what stands at the cursor is of another type; gives nil for the caller to return.
  mutating func mismatch(_ node: Int, _ cursor: PhraseCursor) -> Stated? {
    reportMismatch(node, cursor)
    return nil
  }

  mutating func reportMismatch(_ node: Int, _ cursor: PhraseCursor) {
    let token = cursor.index
    let kind = tokens[token].kind
    // A word behind a number is its unit more often than not.
    if token > cursor.start, kind == .name, reportSpacedUnit(cursor, behind: token - 1) { return }
    let wanted = wanted(node: node)
    let written = TypeMessage.shortened(text(token))
    if kind == .name, reportUnknownWord(node, cursor) { return }
    let found: String
    switch kind {
    case .name:
      found = "`\(written)` is a word"
    case .string, .multilineString: found = "a text stands here"
    case .number, .quantity, .range:
      if let dimension = dimension(token) {
        found = kind == .range ? "`\(written)` is a range" : "`\(written)` is \(dimension.noun)"
      } else {
        found = "`\(written)` is a number"
      }
    case .date: found = "`\(written)` is a date"
    case .version: found = "`\(written)` is a version"
    case .leftBracket: found = "a list stands here"
    default: found = "`\(written)` stands here"
    }
    let end = kind == .leftBracket ? cursor.end : token + 1
    let example = Schema.properties[cursor.property].example
    report(
      TypeMessage.wrongType(
        span(token..<end), property: propertyWord(cursor), wanted: wanted.noun, found: found,
        help: wanted.help ?? "as in `\(propertyWord(cursor)): \(example)`", fix: fix(node, cursor)))
  }

  /// A word where one of a few was expected.
  private mutating func reportUnknownWord(_ node: Int, _ cursor: PhraseCursor) -> Bool {
    let types = tables.types
    let token = cursor.index
    var words: [String] = []
    collectWords(node, &words, depth: 0)
    guard !words.isEmpty else { return false }
    let takesFlag = types.takesFlag(node)
    let nearest = self.nearest(to: text(token), among: words, synonyms: WordSynonyms.all)
    guard takesFlag || !nearest.isEmpty || onlyWords(node, depth: 0) else { return false }
    report(
      TypeMessage.unknownWord(
        span(token), word: text(token), property: propertyWord(cursor), words: words, nearest: nearest))
    return true
  }

  private func collectWords(_ node: Int, _ words: inout [String], depth: Int) {
    let types = tables.types
    guard depth < 8 else { return }
    switch types.nodes[node] {
    case .flag: words += ["true", "false"]
    case .word(let word): words.append(interner.text(word))
    case .oneOf(let set): words += types.sets[set].enumeration.words
    case .either(let first, let count):
      for part in first..<first + count { collectWords(types.parts[part], &words, depth: depth + 1) }
    case .sequence(let first, _, _): collectWords(types.parts[first], &words, depth: depth + 1)
    case .optional(let inner), .figure(let inner): collectWords(inner, &words, depth: depth + 1)
    case .list(let element, true): collectWords(element, &words, depth: depth + 1)
    default: break
    }
  }

  /// Whether a type takes nothing but words of the language at its beginning.
  private func onlyWords(_ node: Int, depth: Int) -> Bool {
    let types = tables.types
    guard depth < 8 else { return false }
    switch types.nodes[node] {
    case .flag, .word, .oneOf: return true
    case .either(let first, let count):
      return (first..<first + count).allSatisfy { onlyWords(types.parts[$0], depth: depth + 1) }
    case .sequence(let first, _, _): return onlyWords(types.parts[first], depth: depth + 1)
    case .optional(let inner), .figure(let inner): return onlyWords(inner, depth: depth + 1)
    case .list(let element, true): return onlyWords(element, depth: depth + 1)
    default: return false
    }
  }

  /// The edit that turns what stands at the cursor into what is wanted, where there is a plain one.
  private mutating func fix(_ node: Int, _ cursor: PhraseCursor) -> Fix? {
    let types = tables.types
    let token = cursor.index
    if let word = missingKeyword(node, cursor, depth: 0) {
      let start = tokens[token].start
      return Fix(
        "write `\(word) \(TypeMessage.shortened(text(token)))`", edits: [Edit(Span(file, start..<start), word + " ")])
    }
    if tokens[token].kind.isString {
      // A number or date in quotes.
      let content = StringValue.of(tokens[token], in: trees[Int(file.index)].source)
      guard content.utf8.count <= 40 else { return nil }
      let result = Array(content.utf8).withUnsafeBufferPointer(QuantityParser.parse)
      if case .success(let quantity) = result, takes(quantity.dimension, node, depth: 0) {
        return TypeMessage.write(content, at: span(token))
      }
      if case .date = types.nodes[node], case .day = CalendarDate.read(Array(content.utf8)) {
        return TypeMessage.write(content, at: span(token))
      }
      if isNameLike(content), takesName(node, content, depth: 0) { return TypeMessage.write(content, at: span(token)) }
      return nil
    }
    // A unit without its number: `every day`.
    if tokens[token].kind == .name, tokens[token].range.count <= 16, suggests {
      let one = "1" + text(token)
      let meant: [String]
      switch QuantityParser.parse(one) {
      case .success: meant = [one]
      case .failure(let problem): meant = problem.suggestions
      }
      if meant.count == 1, let quantity = meant.first, case .success(let read) = QuantityParser.parse(quantity),
        read.dimension != .count, takes(read.dimension, node, depth: 0)
      {
        return TypeMessage.write(quantity, at: span(token))
      }
    }
    // Words that should be a text.
    var takesText = false
    switch types.nodes[node] {
    case .text, .link: takesText = true
    case .either(let first, let count):
      takesText = (first..<first + count).contains {
        if case .text = types.nodes[types.parts[$0]] { true } else { false }
      }
    default: break
    }
    guard takesText, tokens[token].kind == .name || tokens[token].kind.isNumeric else { return nil }
    for index in token..<cursor.end where tokens[index].kind.isString || tokens[index].kind == .leftBracket {
      return nil
    }
    let quoted = StringValue.quoted(text(token..<cursor.end))
    return Fix("write `\(TypeMessage.shortened(quoted))`", edits: [Edit(span(token..<cursor.end), quoted)])
  }

  /// The word that is left out before what stands at the cursor: `every` before `1h`.
  private mutating func missingKeyword(_ node: Int, _ cursor: PhraseCursor, depth: Int) -> String? {
    let types = tables.types
    guard depth < 8 else { return nil }
    switch types.nodes[node] {
    case .sequence(let first, let count, _):
      guard count > 1, case .word(let word) = types.nodes[types.parts[first]], fits(types.parts[first + 1], cursor)
      else { return nil }
      return interner.text(word)
    case .either(let first, let count):
      for part in first..<first + count {
        if let word = missingKeyword(types.parts[part], cursor, depth: depth + 1) { return word }
      }
      return nil
    default: return nil
    }
  }

  private func isNameLike(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        true
      default: byte == UInt8(ascii: "-")
      }
    } && !text.hasPrefix("-") && !text.hasSuffix("-")
  }

  /// Whether a type takes a name, or this one as a word of the language.
  private func takesName(_ node: Int, _ word: String, depth: Int) -> Bool {
    let types = tables.types
    guard depth < 8 else { return false }
    switch types.nodes[node] {
    case .name, .reference, .referenceOrKind, .dataClass: return true
    case .oneOf(let set): return types.sets[set].enumeration.words.contains(word)
    case .word(let known): return interner.text(known) == word
    case .flag: return word == "true" || word == "false"
    case .either(let first, let count):
      return (first..<first + count).contains { takesName(types.parts[$0], word, depth: depth + 1) }
    case .sequence(let first, _, _): return takesName(types.parts[first], word, depth: depth + 1)
    case .optional(let inner), .figure(let inner), .list(let inner, true):
      return takesName(inner, word, depth: depth + 1)
    default: return false
    }
  }

  private func takes(_ dimension: Dimension, _ node: Int, depth: Int) -> Bool {
    let types = tables.types
    guard depth < 8 else { return false }
    switch types.nodes[node] {
    case .quantity(let set), .range(let set): return set.contains(dimension)
    case .count: return dimension == .count
    case .either(let first, let count):
      return (first..<first + count).contains { takes(dimension, types.parts[$0], depth: depth + 1) }
    case .sequence(let first, _, _): return takes(dimension, types.parts[first], depth: depth + 1)
    case .optional(let inner), .figure(let inner), .list(let inner, true):
      return takes(dimension, inner, depth: depth + 1)
    default: return false
    }
  }

  /// Reports that a phrase ends where a part of its type should stand.
  mutating func reportMissing(_ node: Int, _ cursor: PhraseCursor) {
    let last = cursor.end - 1
    let example = Schema.properties[cursor.property].example
    report(
      TypeMessage.missing(
        span(max(cursor.start, last)), property: propertyWord(cursor),
        behind: last >= cursor.start ? text(last) : nil, wanted: wanted(node: node).noun, example: example))
  }

  /// All words that a type knows, in any of its parts.
  private func collectAllWords(_ node: Int, _ words: inout [String], depth: Int) {
    let types = tables.types
    guard depth < 8 else { return }
    switch types.nodes[node] {
    case .word(let word): words.append(interner.text(word))
    case .oneOf(let set): words += types.sets[set].enumeration.words
    case .either(let first, let count), .sequence(let first, let count, _):
      for part in first..<first + count { collectAllWords(types.parts[part], &words, depth: depth + 1) }
    case .figure(let inner):
      collectAllWords(inner, &words, depth: depth + 1)
      words += ["total", "inclusive"] + Confidence.allCases.map(\.word).filter { !$0.isEmpty }
    case .optional(let inner), .list(let inner, _): collectAllWords(inner, &words, depth: depth + 1)
    default: break
    }
  }

  /// Reports what stands behind a complete value, or behind an element of a list of this type.
  mutating func reportLeftOver(_ cursor: PhraseCursor, element: Int? = nil) {
    let token = cursor.index
    if let element, begins(element, cursor) {
      let end = tokens[token - 1].end
      report(
        TypeMessage.leftOver(
          span(token), text: text(token), property: propertyWord(cursor), help: nil,
          fix: Fix("add `,`", edits: [Edit(Span(file, end..<end), ",")])))
      return
    }
    if token > cursor.start, reportSpacedUnit(cursor, behind: token - 1) { return }
    let property = propertyWord(cursor)
    let rest = span(token..<cursor.end)
    if tokens[token].kind == .name {
      var words: [String] = []
      collectAllWords(root(cursor), &words, depth: 0)
      let nearest = self.nearest(to: text(token), among: words, synonyms: WordSynonyms.all)
      if nearest.count == 1, let best = nearest.first, best.word != text(token) {
        report(
          TypeMessage.leftOver(
            span(token), text: text(token), property: property, help: nil,
            fix: TypeMessage.write(best.word, at: span(token), safety: best.isClose ? .safe : .needsReview)))
        return
      }
    }
    if tokens[token].kind.isString, takesFigure(root(cursor)) {
      report(
        TypeMessage.leftOver(
          rest, text: text(token), property: property,
          help: "a source stands behind `assumed`, `measured`, `target` or `sla`"))
      return
    }
    let example = Schema.properties[cursor.property].example
    report(
      TypeMessage.leftOver(
        rest, text: text(token..<cursor.end), property: property,
        help: example.isEmpty ? nil : "as in `\(property): \(example)`"))
  }

  private func takesFigure(_ node: Int) -> Bool {
    switch tables.types.nodes[node] {
    case .figure: true
    case .list(let element, _): takesFigure(element)
    default: false
    }
  }
}

extension Dimension {
  /// Whether a quantity of the dimension has a currency.
  public var isMoney: Bool { rawValue >= Dimension.money.rawValue }
}
