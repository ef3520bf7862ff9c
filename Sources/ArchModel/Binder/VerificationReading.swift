import ArchSyntax

/// Reads what stands behind `verify:`.
extension Binder {
  /// Parentheses nest no deeper; the parser has refused deeper ones.
  private static let depthLimit = 50

  mutating func readVerification(_ cursor: inout PhraseCursor) -> Stated? {
    var reading = VerificationReading(element: cursor.scope)
    let start = cursor.index
    guard readAlternatives(&reading, &cursor, depth: 0) != nil else { return nil }
    let tokens = TokenRef(file, start..<cursor.index)
    guard cursor.index == cursor.end else {
      reportLeftOverTerm(cursor)
      return nil
    }
    verifications.append(
      Verification(element: cursor.scope, terms: reading.terms, nodes: reading.nodes, tokens: tokens))
    return Stated(.phrase(tokens))
  }

  private struct VerificationReading {
    let element: ElementID
    var terms: [VerificationTerm] = []
    var nodes: [Verification.Node] = []

    mutating func add(_ node: Verification.Node) -> Int {
      nodes.append(node)
      return nodes.count - 1
    }
  }

  private mutating func isWord(_ cursor: PhraseCursor, _ word: NameID) -> Bool {
    cursor.index < cursor.end && tokens[cursor.index].kind == .name && isName(cursor.index, word)
  }

  /// Terms joined by `or`, which binds less than `and`.
  private mutating func readAlternatives(
    _ reading: inout VerificationReading, _ cursor: inout PhraseCursor, depth: Int
  ) -> Int? {
    guard depth <= Self.depthLimit, var left = readConjunction(&reading, &cursor, depth: depth) else { return nil }
    while isWord(cursor, tables.words.or) {
      cursor.index += 1
      guard let right = readConjunction(&reading, &cursor, depth: depth) else { return nil }
      left = reading.add(.or(left, right))
    }
    return left
  }

  private mutating func readConjunction(
    _ reading: inout VerificationReading, _ cursor: inout PhraseCursor, depth: Int
  ) -> Int? {
    guard var left = readNegation(&reading, &cursor, depth: depth) else { return nil }
    while isWord(cursor, tables.words.and) {
      cursor.index += 1
      guard let right = readNegation(&reading, &cursor, depth: depth) else { return nil }
      left = reading.add(.and(left, right))
    }
    return left
  }

  private mutating func readNegation(
    _ reading: inout VerificationReading, _ cursor: inout PhraseCursor, depth: Int
  ) -> Int? {
    var isNegated = false
    while isWord(cursor, tables.words.not) {
      isNegated.toggle()
      cursor.index += 1
    }
    let node: Int?
    if cursor.index < cursor.end, tokens[cursor.index].kind == .leftParenthesis {
      cursor.index += 1
      node = readAlternatives(&reading, &cursor, depth: depth + 1)
      guard node != nil else { return nil }
      guard cursor.index < cursor.end, tokens[cursor.index].kind == .rightParenthesis else {
        reportLeftOverTerm(cursor)
        return nil
      }
      cursor.index += 1
    } else {
      guard let term = readTerm(&cursor) else { return nil }
      reading.terms.append(term)
      node = reading.add(.term(reading.terms.count - 1))
    }
    guard let node else { return nil }
    return isNegated ? reading.add(.not(node)) : node
  }

  /// `Checkout.p99 < 400ms at peak under Sale when Payments fails`
  private mutating func readTerm(_ cursor: inout PhraseCursor) -> VerificationTerm? {
    let start = cursor.index
    guard cursor.index < cursor.end, tokens[cursor.index].kind == .name else {
      if cursor.index < cursor.end {
        reportTerm(cursor, wanted: "a figure, such as `Checkout.p99`")
      } else {
        report(
          TypeMessage.missing(
            span(cursor.end - 1), property: propertyWord(cursor), behind: text(cursor.end - 1), wanted: "a figure",
            example: Schema.properties[cursor.property].example))
      }
      return nil
    }
    let path = path(&cursor)
    guard let (subject, metric) = readMetric(path, cursor) else { return nil }
    var term = VerificationTerm(subject: subject, metric: metric, tokens: TokenRef(file, start..<start + 1))
    if cursor.index < cursor.end, let comparison = Comparison(token: tokens[cursor.index].kind) {
      cursor.index += 1
      guard let limit = readLimit(metric, text(path), &cursor) else { return nil }
      term.comparison = comparison
      term.limit = limit
    } else if metric != .available {
      reportNoComparison(path, metric, cursor)
      return nil
    }
    guard readConditions(&term, &cursor) else { return nil }
    term.tokens = TokenRef(file, start..<cursor.index)
    return term
  }

  /// The subject and the metric that a path names.
  private mutating func readMetric(_ path: Range<Int>, _ cursor: PhraseCursor) -> (ElementID?, Metric)? {
    let last = path.upperBound - 1
    let word = text(last)
    let metric = Metric(rawValue: word)
    if path.count == 1 {
      if let metric, Metric.ofSystem.contains(metric) { return (nil, metric) }
      let candidates = Array(
        sameNames(name(last)).filter { (componentKinds | [.flow]).contains(elements[Int($0.index)].kind) })
      if metric == nil, let candidate = candidates.first {
        report(TypeMessage.noMetric(span(path), word: word, metrics: metrics(of: candidate)))
        return nil
      }
      report(
        TypeMessage.unknownMetric(
          span(path), word: word, owner: "the system", metrics: Metric.ofSystem,
          nearest: nearest(to: word, among: Metric.ofSystem.map(\.rawValue))))
      return nil
    }
    let owner = path.lowerBound..<path.upperBound - 2
    guard
      let element = resolve(
        path: owner, scope: cursor.scope, allowing: componentKinds | KindSet.boundaries | [.flow, .system])
    else { return nil }
    let known = metrics(of: element)
    if let metric, known.contains(metric) {
      return (elements[Int(element.index)].kind == .system ? nil : element, metric)
    }
    report(
      TypeMessage.unknownMetric(
        span(last), word: word, owner: Schema.article(elements[Int(element.index)].kind), metrics: known,
        nearest: nearest(to: word, among: known.map(\.rawValue), synonyms: Metric.synonyms)))
    return nil
  }

  private func metrics(of element: ElementID) -> [Metric] {
    switch elements[Int(element.index)].kind {
    case .flow: Metric.ofFlows
    case .system: Metric.ofSystem
    default: Metric.ofComponents
    }
  }

  private mutating func readLimit(_ metric: Metric, _ figure: String, _ cursor: inout PhraseCursor) -> Quantity? {
    let token = cursor.index
    guard token < cursor.end else {
      report(
        TypeMessage.missing(
          span(cursor.end - 1), property: propertyWord(cursor), behind: text(cursor.end - 1),
          wanted: Self.noun(metric), example: Schema.properties[cursor.property].example))
      return nil
    }
    let help = metric.dimensions.first.map { "as in `\(figure) < \($0.example)`" }
    guard tokens[token].kind == .number || tokens[token].kind == .quantity else {
      report(
        TypeMessage.wrongFigure(
          span(token), figure: figure, noun: Self.noun(metric),
          found: tokens[token].kind.isString ? "a text stands here" : "`\(text(token))` is none", help: help))
      return nil
    }
    let range = tokens[token].range
    let result = bytes.withUnsafeBufferPointer { QuantityParser.parse(UnsafeBufferPointer(rebasing: $0[range])) }
    switch result {
    case .success(let quantity) where metric.dimensions.contains(quantity.dimension):
      cursor.index += 1
      return quantity
    case .success(let quantity):
      if reportSpacedUnit(cursor, behind: token) { return nil }
      report(
        TypeMessage.wrongFigure(
          span(token), figure: figure, noun: Self.noun(metric),
          found: tokens[token].kind == .number
            ? "`\(text(token))` has no unit" : "`\(text(token))` is \(quantity.dimension.noun)",
          label: tokens[token].kind == .number ? "" : QuantityFormatter.words(quantity), help: help))
    case .failure(let problem):
      if reportSpacedUnit(cursor, behind: token) { return nil }
      let start = tokens[token].start
      let unit = (start + problem.range.lowerBound)..<(start + problem.range.upperBound)
      report(
        TypeMessage.quantityProblem(
          problem, text: text(token), span: span(token), unit: Span(file, unit),
          unitText: String(decoding: bytes[unit.clamped(to: range)], as: UTF8.self), help: help))
    }
    return nil
  }

  private static func noun(_ metric: Metric) -> String { metric.dimensions.first?.noun ?? "a figure" }

  /// `at`, `under` and `when`, each at most once.
  private mutating func readConditions(_ term: inout VerificationTerm, _ cursor: inout PhraseCursor) -> Bool {
    let words = tables.words
    var hasHorizon = false
    while cursor.index < cursor.end, tokens[cursor.index].kind == .name {
      if !hasHorizon, isWord(cursor, words.at) {
        cursor.index += 1
        guard let horizon = readHorizon(&cursor) else { return false }
        term.horizon = horizon
        hasHorizon = true
      } else if term.scenario == nil, isWord(cursor, words.under) {
        cursor.index += 1
        guard let path = readName(&cursor, wanted: "a scenario"),
          let scenario = resolve(path: path, scope: cursor.scope, allowing: [.scenario])
        else { return false }
        term.scenario = scenario
      } else if term.failure == nil, isWord(cursor, words.when) {
        cursor.index += 1
        guard let failure = readFailure(&cursor) else { return false }
        term.failure = failure
      } else {
        break
      }
    }
    return true
  }

  private mutating func readHorizon(_ cursor: inout PhraseCursor) -> Horizon? {
    let words = tables.words
    guard cursor.index < cursor.end else {
      reportMissingCondition(cursor, wanted: "`peak` or a time, such as `1y`")
      return nil
    }
    let token = cursor.index
    if isWord(cursor, words.peak) {
      cursor.index += 1
      return .peak
    }
    if isWord(cursor, words.now) || isWord(cursor, words.current) {
      cursor.index += 1
      return .now
    }
    let range = tokens[token].range
    let result = bytes.withUnsafeBufferPointer { QuantityParser.parse(UnsafeBufferPointer(rebasing: $0[range])) }
    if case .success(let quantity) = result, quantity.dimension == .duration {
      cursor.index += 1
      return .after(quantity.value)
    }
    if case .failure(let problem) = result, tokens[token].kind == .quantity {
      report(
        TypeMessage.quantityProblem(
          problem, text: text(token), span: span(token), unit: span(token), unitText: text(token),
          help: "as in `at 6mo`"))
      return nil
    }
    if reportSpacedUnit(cursor, behind: token) { return nil }
    let near = tokens[token].kind == .name ? nearest(to: text(token), among: ["peak", "now"]) : []
    if !near.isEmpty {
      report(
        TypeMessage.unknownWord(
          span(token), word: text(token), property: "at", words: ["peak", "now"], nearest: near))
      return nil
    }
    reportTerm(cursor, wanted: "`peak` or a time, such as `1y`, behind `at`")
    return nil
  }

  /// `Payments fails`, `1 of Orders fails`
  private mutating func readFailure(_ cursor: inout PhraseCursor) -> FailureCondition? {
    let words = tables.words
    var isOneReplica = false
    if cursor.index < cursor.end, tokens[cursor.index].kind == .number {
      guard text(cursor.index) == "1" else {
        reportTerm(cursor, wanted: "`1 of` and a component, behind `when`")
        return nil
      }
      isOneReplica = true
      cursor.index += 1
      guard isWord(cursor, words.of) else {
        reportMissingOrWrong(cursor, wanted: "`of`")
        return nil
      }
      cursor.index += 1
    }
    guard let path = readName(&cursor, wanted: "a component"),
      let element = resolve(path: path, scope: cursor.scope, allowing: KindSet.parts)
    else { return nil }
    guard isWord(cursor, words.fails) else {
      reportMissingOrWrong(cursor, wanted: "`fails`")
      return nil
    }
    cursor.index += 1
    return FailureCondition(element: element, isOneReplica: isOneReplica)
  }

  private mutating func readName(_ cursor: inout PhraseCursor, wanted: String) -> Range<Int>? {
    guard cursor.index < cursor.end, tokens[cursor.index].kind == .name else {
      reportMissingOrWrong(cursor, wanted: wanted)
      return nil
    }
    return path(&cursor)
  }

  // MARK: What is wrong

  private mutating func reportMissingOrWrong(_ cursor: PhraseCursor, wanted: String) {
    if cursor.index < cursor.end {
      reportTerm(cursor, wanted: wanted)
    } else {
      reportMissingCondition(cursor, wanted: wanted)
    }
  }

  private mutating func reportMissingCondition(_ cursor: PhraseCursor, wanted: String) {
    report(
      TypeMessage.missing(
        span(cursor.end - 1), property: propertyWord(cursor), behind: text(cursor.end - 1), wanted: wanted,
        example: Schema.properties[cursor.property].example))
  }

  private mutating func reportTerm(_ cursor: PhraseCursor, wanted: String) {
    report(
      TypeMessage.wrongType(
        span(cursor.index), property: propertyWord(cursor), wanted: wanted,
        found: tokens[cursor.index].kind.isString
          ? "a text stands here" : "`\(TypeMessage.shortened(text(cursor.index)))` stands here"))
  }

  private mutating func reportNoComparison(_ path: Range<Int>, _ metric: Metric, _ cursor: PhraseCursor) {
    let example = metric.dimensions.first?.example ?? "1"
    report(
      TypeMessage.missing(
        span(path), property: propertyWord(cursor), behind: text(path), wanted: "a comparison",
        example: "\(text(path)) < \(example)", label: "none follows"))
  }

  private mutating func reportLeftOverTerm(_ cursor: PhraseCursor) {
    guard cursor.index < cursor.end else {
      reportMissingCondition(cursor, wanted: "`)`")
      return
    }
    if cursor.index > cursor.start, reportSpacedUnit(cursor, behind: cursor.index - 1) { return }
    let words = ["and", "or", "at", "under", "when"]
    let word = text(cursor.index)
    let nearest = tokens[cursor.index].kind == .name ? nearest(to: word, among: words) : []
    var meant = nearest.count == 1 && nearest[0].isClose ? nearest[0].word : nil
    // A moment is asked for as `at 6mo`.
    if ["in", "after", "within"].contains(word), cursor.index + 1 < cursor.end { meant = "at" }
    report(
      TypeMessage.leftOver(
        span(cursor.index..<cursor.end), text: text(cursor.index..<cursor.end), property: propertyWord(cursor),
        help: "comparisons are joined by `and` and `or`; `at`, `under` and `when` stand behind one",
        fix: meant.map { TypeMessage.write($0, at: span(cursor.index)) }))
  }
}

extension Comparison {
  init?(token: TokenKind) {
    switch token {
    case .less: self = .less
    case .lessEqual: self = .lessOrEqual
    case .greater: self = .greater
    case .greaterEqual: self = .greaterOrEqual
    case .equalEqual: self = .equal
    case .notEqual: self = .notEqual
    default: return nil
    }
  }
}

extension Metric {
  /// What people write for a figure.
  static let synonyms: [String: [String]] = [
    "latency": ["p99"], "uptime": ["availability"], "throughput": ["rate"], "rps": ["rate"], "load": ["rate"],
    "median": ["p50"], "price": ["cost"], "utilisation": ["utilization"], "replicas": ["replicas-needed"],
  ]
}
