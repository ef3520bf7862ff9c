import ArchModel
import ArchSyntax

extension Rule {
  static let impossibleValue = Rule(
    "MOD003", "impossible-value", .error,
    summary: "A value that cannot be: a p50 above the p99, a share above 100 %, a timeout below the callee's p50.",
    why: "Whatever is computed from it is wrong, and one of the two figures is not what its author thinks.",
    fix: """
      Correct the figure. Percentiles never fall from p50 to p999, a share is at most 100 %, a peak is not below its \
      mean, and a caller waits at least as long as half of the calls take.
      """,
    remedy: "correct the figure",
    sources: [
      "R. J. Hyndman and Y. Fan, Sample Quantiles in Statistical Packages, The American Statistician 50(4), 1996",
      "M. Nygard, Release It!, 2nd edition 2018: timeouts",
    ],
    bad: [
      """
      service Orders { replicas: 3, p50: 90ms, p99: 18ms }
      """,
      """
      service Orders { replicas: 3, availability: 101% }
      """,
      """
      defaults { database { p99: 20ms } }
      service Orders { -> Ledger { timeout: 500ms } }
      database Ledger { p50: 50ms }
      """,
      """
      service Orders { -> [Ledger, Archive] { timeout: 10ms } }
      database Ledger { p50: 40ms, p99: 90ms }
      database Archive { p50: 4ms, p99: 90ms }
      """,
    ],
    good: [
      """
      service Orders { replicas: 3, p50: 18ms, p99: 90ms, availability: 99.9% }
      """,
      """
      defaults { database { p99: 200ms } }
      service Orders { -> Ledger { timeout: 500ms } }
      database Ledger { p50: 50ms, growth: -2%/month }
      """,
    ],
    check: { context in
      var check = ImpossibleValues(context)
      check.run()
      return check.findings
    })
}

/// Looks for values that contradict themselves or each other.
private struct ImpossibleValues {
  let context: RuleContext
  let model: Model
  var findings: [Finding] = []
  /// Whether `defaults` state percentiles, which components then inherit.
  private let defaultPercentiles: Bool

  init(_ context: RuleContext) {
    self.context = context
    model = context.model
    defaultPercentiles = context.model.defaults.contains { entry in
      context.model.properties[entry.properties].contains { $0.name.map(Self.percentiles.contains) ?? false }
    }
  }

  static let percentiles: [PropertyName] = [.p50, .p90, .p95, .p99, .p999]

  mutating func run() {
    for index in model.elements.indices.dropFirst() {
      let element = ElementID(index)
      guard context.isSound(element), !model[element].properties.isEmpty else { continue }
      checkValues(model.properties(of: element), of: .element(element))
      checkPercentiles(of: element)
    }
    for entry in model.defaults {
      checkValues(model.properties[entry.properties], of: .file(entry.node.file), entry: entry)
      let pair = inversion { name in model.property(name, in: entry.properties) }
      if let pair { report(pair, of: .file(entry.node.file), at: place(of: entry)) }
    }
    // The relations of one statement share its properties: one cause, one finding.
    var seen: Set<Int> = []
    for relation in context.relations {
      let properties = model[relation].properties
      if !properties.isEmpty, seen.insert(properties.lowerBound).inserted {
        checkValues(model.properties(of: relation), of: .relation(relation))
      }
      checkTimeout(of: relation)
    }
  }

  // MARK: Values by themselves

  private mutating func checkValues(
    _ properties: ArraySlice<StatedProperty>, of subject: Subject, entry: DefaultEntry? = nil
  ) {
    for property in properties {
      guard let name = property.name, let offence = ValueBounds.offence(name, property.stated.value, in: model) else {
        continue
      }
      let (span, words) = place(of: subject, entry: entry)
      findings.append(
        Finding(
          subject, "`\(name.rawValue)` of \(words) is \(offence.found)", at: span,
          labels: [Label(model.span(property), offence.why)]))
    }
  }

  // MARK: Percentiles

  private struct Inversion {
    let low: StatedProperty
    let high: StatedProperty
    let lowValue: Double
    let highValue: Double
  }

  /// The first two percentiles of which the lower one is the longer time.
  private func inversion(_ find: (PropertyName) -> StatedProperty?) -> Inversion? {
    var known: [(property: StatedProperty, value: Double)] = []
    for name in Self.percentiles {
      guard let property = find(name), case .quantity(let quantity) = property.stated.value else { continue }
      // A figure that contains the callees may exceed one of the component's own work.
      let earlier = known.last { property.stated.isInclusive || !$0.property.stated.isInclusive }
      if let earlier, earlier.value > quantity.value {
        return Inversion(low: earlier.property, high: property, lowValue: earlier.value, highValue: quantity.value)
      }
      known.append((property, quantity.value))
    }
    return nil
  }

  private mutating func checkPercentiles(of element: ElementID) {
    let range = model[element].properties
    guard model.properties[range].contains(where: { $0.name.map(Self.percentiles.contains) ?? false }) else { return }
    let inherits = defaultPercentiles && KindSet.components.contains(model[element].kind)
    let pair = inversion { name in
      inherits ? model.effective(name, of: element)?.property : model.property(name, in: range)
    }
    guard let pair else { return }
    // An objective has no name; its flow has.
    let holder = model[element].kind == .objective ? model[element].parent : element
    report(pair, of: .element(holder), at: (model.nameSpan(holder), Wording.name(holder, in: model)))
  }

  private mutating func report(_ pair: Inversion, of subject: Subject, at place: (span: Span, words: String)) {
    let low = pair.low.name?.rawValue ?? ""
    let high = pair.high.name?.rawValue ?? ""
    let rests = [pair.low, pair.high].contains { $0.stated.confidence == .assumed }
    // Half more or less of an assumed figure would settle it, so that it may be the assumption that is wrong.
    let isClose = rests && pair.lowValue <= pair.highValue * 1.5
    findings.append(
      Finding(
        subject, "\(place.words) has a `\(low)` of \(text(pair.low)) above its `\(high)` of \(text(pair.high))",
        at: place.span,
        labels: [
          Label(model.span(pair.low), "\(Self.share(pair.low)) are done within \(text(pair.low))"),
          Label(model.span(pair.high), "\(Self.share(pair.high)) within less"),
        ], severity: isClose ? .warning : nil, note: rests ? "one of the two is assumed" : nil))
  }

  private static func share(_ property: StatedProperty) -> String {
    switch property.name {
    case .p50: "50 of 100"
    case .p90: "90 of 100"
    case .p95: "95 of 100"
    case .p99: "99 of 100"
    default: "999 of 1000"
    }
  }

  // MARK: Timeouts

  private mutating func checkTimeout(of relation: RelationID) {
    let data = model[relation]
    guard data.arrow.isSynchronous, let p50 = model.effective(.p50, of: data.target)?.property,
      case .quantity(let half) = p50.stated.value, let timeout = model.effective(.timeout, of: relation)?.property,
      case .quantity(let limit) = timeout.stated.value, limit.value >= 0, limit.value < half.value
    else { return }
    let assumesTimeout = timeout.stated.confidence == .assumed
    let assumesHalf = p50.stated.confidence == .assumed
    let isClose = limit.value * (assumesTimeout ? 1.5 : 1) >= half.value * (assumesHalf ? 0.5 : 1)
    findings.append(
      Finding(
        .relation(relation),
        "\(Wording.name(relation, in: model)) gives up after \(text(timeout)), and half of the calls take \(text(p50))",
        at: model.span(relation),
        labels: [
          Label(model.span(timeout), "the caller waits \(text(timeout))"),
          Label(model.span(p50), "half take \(text(p50)) or more"),
        ], severity: isClose ? .warning : nil,
        note: assumesTimeout || assumesHalf ? "one of the two is assumed" : nil))
  }

  // MARK: Words and places

  private func text(_ property: StatedProperty) -> String {
    guard case .quantity(let quantity) = property.stated.value else { return model.phrase(property) }
    return QuantityFormatter.text(quantity)
  }

  private func place(of subject: Subject, entry: DefaultEntry?) -> (span: Span, words: String) {
    if let entry { return place(of: entry) }
    switch subject {
    case .relation(let relation): return (model.span(relation), Wording.name(relation, in: model))
    case .element(let element):
      let holder = model[element].kind == .objective ? model[element].parent : element
      return (model.nameSpan(holder), Wording.name(holder, in: model))
    case .program, .file: return (model.nameSpan(.program), "the program")
    }
  }

  private func place(of entry: DefaultEntry) -> (span: Span, words: String) {
    let tree = model.tree(of: entry.node)
    let tokens = tree.nodes[entry.node.node].firstToken..<tree.headEnd(of: entry.node.node)
    let span = tree.span(ofTokens: tokens)
    return (span, entry.selector == .everything ? "`defaults`" : "the default of `\(tree.source.text(span.range))`")
  }
}
