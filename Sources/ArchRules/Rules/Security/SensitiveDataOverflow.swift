import ArchModel
import ArchSyntax

extension Rule {
  static let sensitiveDataOverflow = Rule(
    "SEC016", "sensitive-data-overflow", .error,
    summary: "Classified data that flows to, or lies in, a part that may not hold it.",
    why:
      "The part is neither protected nor watched as this data has to be, and rules of law or contract may forbid it.",
    fix: """
      Leave the data out, or mask it on the way; or, if the part is fit for it, add the class to its `may-hold` or to that \
      of its boundary. `public` data may lie anywhere.
      """,
    remedy: "keep the data out",
    sources: [
      "CWE-200: Exposure of Sensitive Information to an Unauthorized Actor",
      "D. Denning, A Lattice Model of Secure Information Flow, 1976",
    ],
    bad: [
      """
      service Shop { -> Reports { timeout: 1s, encrypted: tls, sends: [orders, payments] } }
      service Reports { may-hold: [orders, catalog] }
      """,
      """
      import "parts.arch"
      service Shop { ~> Events "OrderPlaced" { sends: Person, encrypted: tls } }
      stream Events { dead-letter: Refused, ~> Trends "OrderPlaced" { encrypted: tls } }
      // file: parts.arch
      asset Person { class: pii }
      queue Refused { alert }
      zone Insight { may-hold: [orders, telemetry], worker Trends {} }
      """,
    ],
    good: [
      """
      service Shop { -> Reports { timeout: 1s, encrypted: tls, sends: [orders, public] } }
      service Reports { may-hold: [orders, catalog] }
      """,
      """
      asset Person { class: pii }
      service Shop { ~> Events "OrderPlaced" { sends: Person, encrypted: tls }, ~> Events "Priced" { sends: orders } }
      stream Events { dead-letter: Refused, ~> Trends "Priced" { encrypted: tls } }
      queue Refused { alert }
      zone Insight { may-hold: [orders, telemetry], worker Trends {} }
      """,
    ],
    check: { context in DataOverflows(context).findings() })
}

/// Data that comes where it may not be.
private struct DataOverflows {
  let context: RuleContext
  let model: Model
  let facts: ModelFacts

  init(_ context: RuleContext) {
    self.context = context
    model = context.model
    facts = context.facts
  }

  func findings() -> [Finding] {
    // Most models state `may-hold` nowhere.
    guard model.properties.contains(where: { $0.name == .mayHold }) else { return [] }
    return relations() + parts()
  }

  /// The classes that an element may not hold, of some.
  private func excess(_ classes: [String], at element: ElementID) -> [String] {
    guard !classes.isEmpty, let stated = facts.effective(.mayHold, of: element) else { return [] }
    var allowed = Set(facts.classes(stated.property.stated))
    // An asset that is named itself may come, whatever its class.
    for item in model.items(stated.property.stated) {
      if case .element(let asset) = item.value { allowed.insert(model.name(asset)) }
    }
    return classes.filter { $0 != "public" && !allowed.contains($0) }
  }

  private func relations() -> [Finding] {
    let sent = sentClasses()
    return context.relations.flatMap { relation -> [Finding] in
      let data = model[relation]
      let there = excess(sent[relation] ?? [], at: data.target)
      let back = excess(facts.received(by: relation), at: data.source)
      var findings: [Finding] = []
      if !there.isEmpty { findings.append(finding(there, to: data.target, over: relation)) }
      if !back.isEmpty { findings.append(finding(back, to: data.source, over: relation)) }
      return findings
    }
  }

  /// What goes over each relation: what it sends; of a copy what its source holds; of a message what was sent to the
  /// queue under the same label.
  private func sentClasses() -> [RelationID: [String]] {
    var result: [RelationID: [String]] = [:]
    var arriving: [ElementID: [(label: String?, classes: [String])]] = [:]
    for relation in context.relations {
      let data = model[relation]
      var classes = facts.sent(by: relation)
      if classes.isEmpty, data.arrow == .replication { classes = facts.held(by: data.source) }
      guard !classes.isEmpty else { continue }
      result[relation] = classes
      if data.arrow == .message, KindSet.messaging.contains(model[data.target].kind) {
        arriving[data.target, default: []].append((model.label(relation), classes))
      }
    }
    // A bus with many labels: what each brings is looked up, not searched.
    for (queue, messages) in arriving.sorted(by: { $0.key < $1.key }) {
      var byLabel: [String: [String]] = [:]
      for message in messages { byLabel[message.label ?? "", default: []] += message.classes }
      for relation in model.outgoing(queue) where model[relation].arrow == .message && result[relation] == nil {
        if let classes = byLabel[model.label(relation) ?? ""] { result[relation] = unique(classes) }
      }
    }
    return result
  }

  private func unique(_ classes: [String]) -> [String] {
    var seen: Set<String> = []
    return classes.filter { seen.insert($0).inserted }
  }

  private func finding(_ classes: [String], to element: ElementID, over relation: RelationID) -> Finding {
    Finding(
      .relation(relation), "\(Wording.ends(relation, in: model)) brings \(Wording.list(classes)) to \(name(element))",
      at: model.span(relation), label: "may not be there", labels: [limit(of: element)],
      why: "\(name(element)) is not protected as this data has to be",
      help: "leave it out or mask it, or widen `may-hold` where the part is fit for it")
  }

  /// What lies where it may not, and what is copied there: backups and dead letters.
  private func parts() -> [Finding] {
    context.elements(of: KindSet.components).flatMap { element -> [Finding] in
      let held = facts.held(by: element)
      guard !held.isEmpty else { return [] }
      var findings: [Finding] = []
      let own = excess(held, at: element)
      if !own.isEmpty {
        findings.append(
          Finding(
            .element(element), "\(name(element)) holds \(Wording.list(own)) and may not", at: model.nameSpan(element),
            labels: [limit(of: element)], why: "the data is not protected there as it has to be",
            help: "keep it elsewhere, or widen `may-hold`"))
      }
      for target in copies(of: element) {
        let extra = excess(held, at: target)
        guard !extra.isEmpty else { continue }
        findings.append(
          Finding(
            .element(element),
            "\(name(element)) leaves \(Wording.list(extra)) in \(name(target)), which may not hold it",
            at: model.nameSpan(element), labels: [limit(of: target)],
            why: "a copy has to be protected like its original", help: "copy it elsewhere, or widen `may-hold`"))
      }
      return findings
    }
  }

  private func copies(of element: ElementID) -> [ElementID] {
    var result: [ElementID] = []
    if let backup = facts.effective(.backup, of: element),
      let target = model.backup(backup.property.stated)?.destination
    {
      result.append(target)
    }
    if let letters = facts.effective(.deadLetter, of: element) {
      result += model.references(letters.property.stated.value)
    }
    return result
  }

  private func name(_ element: ElementID) -> String { Wording.name(element, in: model) }

  private func limit(of element: ElementID) -> Label {
    guard let stated = facts.effective(.mayHold, of: element) else { return Label(model.nameSpan(element)) }
    return Label(model.span(stated.property), "what may be there")
  }
}
