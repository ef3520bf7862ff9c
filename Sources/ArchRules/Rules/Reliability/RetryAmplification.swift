import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let retryAmplification = Rule(
    "REL005", "retry-amplification", .error, isPath: true,
    summary: "Calls on one path whose repetitions multiply to more than ten attempts.",
    why: """
      Each part repeats what the part behind it has repeated already: three attempts at each of three calls are \
      twenty-seven. When the last part is slow, its load grows by that factor at the worst moment, and keeps it down.
      """,
    fix: """
      Repeat at one place of the path, next to the failure or next to the user, and answer "overloaded, do not repeat" \
      elsewhere: `retry: none`. Budgets for repetitions and a circuit breaker bound what is left. `retry: 2` is three \
      attempts.
      """,
    remedy: "repeat in one place",
    sources: [
      "Google, Site Reliability Engineering, 2016, chapter 22: Addressing Cascading Failures (retries)",
      "AWS Builders' Library, Timeouts, retries, and backoff with jitter, 2019",
      "AWS Well-Architected Framework, Reliability Pillar: REL05-BP03 Control and limit retry calls",
    ],
    options: [.threshold(10, .count, "How many attempts of the last call one request may lead to.")],
    bad: [
      """
      service Shop { -> Orders { timeout: 9s, retry: 3 exponential 100ms jitter } }
      service Orders { -> Stock { timeout: 2s, retry: 2 exponential 100ms jitter } }
      service Stock {}
      """,
      """
      defaults { service { timeout: 1s, retry: 2 exponential 10ms jitter } }
      service Shop { -> Orders { timeout: 100s } }
      service Orders { -> [Stock, Prices] { timeout: 20s } }
      service Stock { -> Shelves }
      service Prices { -> Rates }
      service Shelves {}
      service Rates {}
      """,
    ],
    good: [
      """
      service Shop { -> Orders { timeout: 9s } }
      service Orders { -> Stock { timeout: 2s, retry: 3 exponential 100ms jitter } }
      service Stock {}
      """,
      """
      defaults { service { timeout: 1s, retry: 3 exponential 10ms jitter } }
      service Shop { -> Orders { timeout: 9s }, -> Prices }
      service Orders { ~> Work }
      queue Work { dead-letter: Refused }
      queue Refused { alert }
      worker Packer { <~ Work, -> Prices { timeout: 1s, retry: 3 exponential 10ms jitter } }
      service Prices {}
      """,
    ],
    check: { context in
      var paths = AttemptPaths(context)
      var result: [(path: [RelationID], attempts: Double, statements: Set<Int>)] = []
      while result.count < 50, let worst = paths.takeWorst(above: context.figure()) { result.append(worst) }
      return result.map { finding($0.path, $0.attempts, context) }
    })

  private static func finding(_ path: [RelationID], _ attempts: Double, _ context: RuleContext) -> Finding {
    let model = context.model
    let inputs = context.figures.inputs
    let parts = path.prefix(1).map { model[$0].source } + path.map { model[$0].target }
    let first = parts.min() ?? .program
    let names = parts.count > 6 ? parts.prefix(5).map(model.shortName) + ["…"] : parts.map(model.shortName)
    let number = attempts.isFinite ? Wording.number(attempts, .count, digits: 12) : "any number of"
    let factors = path.filter { Self.attempts($0, inputs) > 1 }.map { relation in
      let own = Self.attempts(relation, inputs)
      return own.isFinite ? Wording.number(own, .count) : "∞"
    }
    var finding = Finding(
      .element(first), "one request can become \(number) attempts along `\(names.joined(separator: " -> "))`",
      at: model.nameSpan(first),
      labels: path.prefix(8).map { relation in
        let own = Self.attempts(relation, inputs)
        let count = own.isFinite ? Wording.count(Int(exactly: own) ?? 0, "attempt") : "repeated without bound"
        return Label(model.span(relation), own > 1 ? count : "on the way")
      },
      why: "\(factors.joined(separator: " × ")) attempts, each time \(Wording.name(parts[parts.count - 1], in: model)) "
        + "is slow or down",
      help: "repeat at one of these calls only, and let the others fail at once: `retry: none`"
    ).caused(by: path.filter { Self.attempts($0, inputs) > 1 }.map { .relation($0) })
    finding = finding.resting(on: flip(path, attempts, context), in: model)
    return finding
  }

  /// An assumed number of repetitions, half of which stays within the limit.
  private static func flip(_ path: [RelationID], _ attempts: Double, _ context: RuleContext) -> Assumption? {
    let inputs = context.figures.inputs
    for relation in path {
      guard let input = inputs[relation, .attempts], input.confidence == .assumed, input.value > 1 else { continue }
      let fewer = max(1, (1 + (input.value - 1) / 2).rounded(.down))
      guard attempts.isFinite, attempts / input.value * fewer <= context.figure() else { continue }
      let retries = Quantity(input.value - 1, .count)
      return Assumption(
        term: Term(.relation(relation), .retry, retries, input), isFlipping: true, factor: 0.5)
    }
    return nil
  }

  fileprivate static func attempts(_ relation: RelationID, _ inputs: Inputs) -> Double {
    if inputs[relation, .unboundedRetry] != nil { return .infinity }
    return max(1, inputs[relation, .attempts]?.value ?? 1)
  }
}

/// The paths of calls on which attempts multiply most. What a statement repeats counts for one path: it is one cause.
private struct AttemptPaths {
  private let model: Model
  /// The calls in an order in which all that lead to a part stand before those that leave it, cycles left out.
  private let order: [RelationID]
  /// By relation: its attempts; one once they were counted.
  private var factors: [Double]
  /// By relation: the statement that says how often it is repeated, or -1.
  private let statements: [Int]

  init(_ context: RuleContext) {
    let model = context.model
    self.model = model
    let inputs = context.figures.inputs
    let calls = context.relations.filter { model[$0].arrow.isSynchronous }
    let strong = StronglyConnected(
      Digraph(
        vertexCount: model.elements.count,
        edges: calls.map { (source: Int(model[$0].source.index), target: Int(model[$0].target.index)) }))
    func rank(_ element: ElementID) -> Int { strong.componentOf[Int(element.index)] }
    order = calls.filter { rank(model[$0].source) != rank(model[$0].target) }
      .sorted { (-rank(model[$0].source), $0) < (-rank(model[$1].source), $1) }
    var factors = [Double](repeating: 1, count: model.relations.count)
    var statements = [Int](repeating: -1, count: model.relations.count)
    for relation in order {
      let own = Rule.attempts(relation, inputs)
      guard own > 1 else { continue }
      factors[Int(relation.index)] = own
      statements[Int(relation.index)] = context.facts.effective(.retry, of: relation)?.index ?? -1
    }
    self.factors = factors
    self.statements = statements
  }

  /// The path with the largest product, the first of equal ones, without what does not repeat at its beginning and end.
  mutating func takeWorst(above least: Double) -> (path: [RelationID], attempts: Double, statements: Set<Int>)? {
    var best = [Double](repeating: 1, count: model.elements.count)
    var last = [RelationID?](repeating: nil, count: model.elements.count)
    var end: ElementID?
    for relation in order {
      let data = model[relation]
      // Outside parts call on their own account: what they receive they do not pass on.
      let before = KindSet.outside.contains(model[data.source].kind) ? 1 : best[Int(data.source.index)]
      let product = before * factors[Int(relation.index)]
      let known = best[Int(data.target.index)]
      // Of equal paths the one over the first relation.
      let isEarlier = product == known && product > 1 && last[Int(data.target.index)].map { relation < $0 } ?? false
      guard product > known || isEarlier else { continue }
      best[Int(data.target.index)] = product
      last[Int(data.target.index)] = relation
      if product > least, product > end.map({ best[Int($0.index)] }) ?? 0 { end = data.target }
    }
    guard let end else { return nil }
    var path: [RelationID] = []
    var place = end
    while let relation = last[Int(place.index)], path.count <= model.elements.count {
      path.append(relation)
      place = model[relation].source
      if KindSet.outside.contains(model[place].kind) { break }
    }
    path.reverse()
    while let first = path.first, factors[Int(first.index)] == 1 { path.removeFirst() }
    let used = Set(path.filter { factors[Int($0.index)] > 1 }.map { statements[Int($0.index)] })
    for relation in order where factors[Int(relation.index)] > 1 && used.contains(statements[Int(relation.index)]) {
      factors[Int(relation.index)] = 1
    }
    return (path, best[Int(end.index)], used)
  }
}
