import ArchSyntax

/// Reads numbers, quantities and ranges in phrases.
extension Binder {
  /// What a numeric token measures; nil for what is no quantity.
  func dimension(_ token: Int) -> Dimension? {
    switch tokens[token].kind {
    case .number: return .count
    case .quantity, .range:
      guard case .success(let quantity) = parsed(token) else { return nil }
      return quantity.dimension
    default: return nil
    }
  }

  private func parsed(_ token: Int) -> Result<Quantity, QuantityProblem> {
    let range = tokens[token].range
    let isRange = tokens[token].kind == .range
    return bytes.withUnsafeBufferPointer { bytes in
      let slice = UnsafeBufferPointer(rebasing: bytes[range])
      return isRange ? QuantityParser.readRange(slice).map(\.lower) : QuantityParser.read(slice)
    }
  }

  mutating func readQuantity(_ dimensions: DimensionSet, _ node: Int, _ cursor: inout PhraseCursor) -> Quantity? {
    let token = cursor.index
    guard tokens[token].kind == .quantity || tokens[token].kind == .number else {
      reportMismatch(node, cursor)
      return nil
    }
    switch parsed(token) {
    case .success(let quantity):
      if dimensions.contains(quantity.dimension) {
        cursor.index += 1
        return quantity
      }
      if reportSpacedUnit(cursor, behind: token) { return nil }
      reportDimension(quantity, node, cursor)
    case .failure(let problem):
      if problem.reason != .tooLarge, reportSpacedUnit(cursor, behind: token) { return nil }
      reportProblem(problem, node, cursor)
    }
    return nil
  }

  /// A whole number of zero or more.
  mutating func readCount(_ node: Int, _ cursor: inout PhraseCursor) -> Quantity? {
    let token = cursor.index
    guard let quantity = readQuantity(DimensionSet([.count]), node, &cursor) else { return nil }
    guard isWhole(quantity.value) else {
      report(TypeMessage.notWhole(span(token), property: propertyWord(cursor), text: text(token)))
      return nil
    }
    return quantity
  }

  private func isWhole(_ value: Double) -> Bool { value >= 0 && value.rounded() == value }

  mutating func readRange(_ dimensions: DimensionSet, _ node: Int, _ cursor: inout PhraseCursor) -> Stated? {
    let token = cursor.index
    let countsOnly = dimensions == DimensionSet([.count])
    guard tokens[token].kind == .range else {
      if reportDashedRange(cursor) { return nil }
      let quantity = countsOnly ? readCount(node, &cursor) : readQuantity(dimensions, node, &cursor)
      return quantity.map { Stated(.quantity($0)) }
    }
    let range = tokens[token].range
    let result = bytes.withUnsafeBufferPointer { QuantityParser.readRange(UnsafeBufferPointer(rebasing: $0[range])) }
    switch result {
    case .failure(let problem):
      reportProblem(problem, node, cursor)
      return nil
    case .success(let ends):
      guard dimensions.contains(ends.lower.dimension) else {
        reportDimension(ends.lower, node, cursor)
        return nil
      }
      if countsOnly, !isWhole(ends.lower.value) || !isWhole(ends.upper.value) {
        report(TypeMessage.notWhole(span(token), property: propertyWord(cursor), text: text(token)))
        return nil
      }
      guard ends.lower.value <= ends.upper.value else {
        report(TypeMessage.rangeUpsideDown(span(token), swapped: Self.swapped(text(token))))
        return nil
      }
      cursor.index += 1
      let base = pool.count
      pool.append(Stated(.quantity(ends.lower)))
      pool.append(Stated(.quantity(ends.upper)))
      return Stated(.range(PoolRange(base..<base + 2)))
    }
  }

  private static func swapped(_ text: String) -> String {
    let ends = text.split(separator: ".", omittingEmptySubsequences: false)
    // The two dots leave one empty part between them; decimal points are parts of their own.
    guard let gap = ends.indices.first(where: { ends[$0].isEmpty }) else { return text }
    return ends[(gap + 1)...].joined(separator: ".") + ".." + ends[..<gap].joined(separator: ".")
  }

  // MARK: What is wrong

  /// Whether messages still look for what was meant, which costs time: a file of a million mistakes is no place for it.
  var suggests: Bool { diagnostics.count < 1000 }

  /// The words that may have been meant.
  func nearest(to word: String, among words: [String], synonyms: [String: [String]] = [:]) -> [Spelling.Match] {
    suggests ? Spelling.matches(of: word, among: words, synonyms: synonyms) : []
  }

  /// `3-5`, which is read as a version.
  private mutating func reportDashedRange(_ cursor: PhraseCursor) -> Bool {
    let token = cursor.index
    guard tokens[token].kind == .version else { return false }
    let parts = text(token).split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return false }
    let range = parts.joined(separator: "..")
    guard case .success = Array(range.utf8).withUnsafeBufferPointer(QuantityParser.parseRange) else { return false }
    report(
      TypeMessage.wrongType(
        span(token), property: propertyWord(cursor), wanted: wanted(node: root(cursor)).noun,
        found: "`\(text(token))` is a version", fix: TypeMessage.write(range, at: span(token))))
    return true
  }

  func root(_ cursor: PhraseCursor) -> Int { tables.types.roots[cursor.property] }

  /// A number, a space and what may be its unit: `5 ms`, `3k rps`. Reports and gives true where it is so.
  mutating func reportSpacedUnit(_ cursor: PhraseCursor, behind token: Int) -> Bool {
    guard token + 1 < cursor.end, tokens[token].kind == .number || tokens[token].kind == .quantity,
      tokens[token + 1].kind == .name, !tokens[token + 1].newlineBefore
    else { return false }
    guard suggests else { return false }
    let joined = text(token) + text(token + 1)
    let result = Array(joined.utf8).withUnsafeBufferPointer(QuantityParser.parse)
    switch result {
    case .success:
      report(TypeMessage.spacedUnit(span(token..<token + 2), joined: joined))
    case .failure(let problem):
      guard !problem.suggestions.isEmpty else { return false }
      report(
        TypeMessage.spacedUnit(
          span(token..<token + 2),
          joined: problem.suggestions.count == 1 ? problem.suggestions[0] : nil))
    }
    return true
  }

  /// Reports a problem of the quantity at the cursor, with what was probably meant. That costs more than reading, so only
  /// the first mistakes of a program get it.
  private mutating func reportProblem(_ found: QuantityProblem, _ node: Int, _ cursor: PhraseCursor) {
    let token = cursor.index
    var problem = found
    if suggests {
      let range = tokens[token].range
      let isRange = tokens[token].kind == .range
      problem = bytes.withUnsafeBufferPointer { bytes in
        let slice = UnsafeBufferPointer(rebasing: bytes[range])
        return QuantityParser.explained(found, slice, isRange: isRange)
      }
      // Nobody waits for months, and a lone `m` beside a latency is minutes.
      if problem.reason == .ambiguousUnit, Schema.properties[cursor.property].name.isShort,
        let minutes = problem.suggestions.first(where: { $0.hasSuffix("min") })
      {
        problem.suggestions = [minutes]
      }
    }
    let start = tokens[token].start
    let unit = (start + problem.range.lowerBound)..<(start + problem.range.upperBound)
    let unitText = String(decoding: bytes[unit.clamped(to: tokens[token].range)], as: UTF8.self)
    report(
      TypeMessage.quantityProblem(
        problem, text: text(token), span: span(token), unit: Span(file, unit), unitText: unitText,
        help: wanted(node: node).help))
  }

  private mutating func reportDimension(_ quantity: Quantity, _ node: Int, _ cursor: PhraseCursor) {
    let token = cursor.index
    let wanted = wanted(node: node)
    let written = TypeMessage.shortened(text(token))
    let isPlain = tokens[token].kind == .number
    var fix: Fix?
    if isPlain, case .quantity(let dimensions) = tables.types.nodes[node], dimensions == DimensionSet([.ratio]),
      quantity.value >= 0, quantity.value <= 100
    {
      // Whether 0.5 is half or half a percent, a person has to say.
      fix = TypeMessage.write(text(token) + "%", at: span(token), safety: .needsReview)
    }
    report(
      TypeMessage.wrongType(
        span(token), property: propertyWord(cursor), wanted: wanted.noun,
        found: isPlain ? "`\(written)` has no unit" : "`\(written)` is \(quantity.dimension.noun)",
        label: isPlain ? "" : QuantityFormatter.words(quantity), help: wanted.help, fix: fix))
  }
}
