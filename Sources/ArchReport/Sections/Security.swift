import ArchModel

extension ReportWriter {
  mutating func writeSecurity() {
    writeHeading(3, "Security Considerations")
    let entries = entrySubjects()
    let words = securityTexts()
    writeList([
      authentication(entries, words[.authentication]),
      check("Authorization strategy", .authorization, .authorization, entries, words[.authorization]),
      encryption(words[.encryption]),
      check("API rate limiting", .rateLimit, .rateLimiting, entries, words[.rateLimiting]),
      check("Input validation", .validates, .inputValidation, entries, words[.inputValidation]),
    ])
    writeFurtherStatements()
  }

  /// The statements of `security { … }` by their names.
  private func securityTexts() -> [PropertyName: String] {
    var result: [PropertyName: String] = [:]
    for element in model.elements(of: .security) {
      for property in model.properties(of: element) {
        guard let name = property.name, result[name] == nil, !model.isNone(property.stated.value) else { continue }
        result[name] = model.spelled(property)
      }
    }
    return result
  }

  /// What the list of the outline has no line for.
  private mutating func writeFurtherStatements() {
    let listed: [PropertyName] = [.authentication, .authorization, .encryption, .rateLimiting, .inputValidation]
    var items: [MarkdownText] = []
    for element in model.elements(of: .security) {
      for property in model.properties(of: element) where !listed.contains(where: { $0 == property.name }) {
        items.append("\(model.interner.text(property.key).capitalizedFirst): \(quoted(model.spelled(property)))")
      }
    }
    if !items.isEmpty {
      writeParagraph("Also stated, in words:")
      writeList(items)
    }
  }

  private func quoted(_ text: String) -> MarkdownText {
    text == "yes" ? "stated without words" : "“\(text)”"
  }

  private func item(
    _ isDone: Bool, _ title: MarkdownText, _ topic: SecurityTopic, _ grounds: [MarkdownText], _ words: String?,
    on elements: [ElementID]
  ) -> MarkdownText {
    let against = options.check?.findings.filter { $0.topic == topic && $0.severity != .info } ?? []
    var all = grounds
    if !against.isEmpty {
      var ids: [String] = []
      for finding in against where !ids.contains(finding.id) { ids.append(finding.id) }
      all.append("contradicted: \(.list(ids))")
    } else if isDone {
      all.append(options.check == nil ? "not checked" : "none contradicted")
    }
    if isDone { all.append(evidence(of: elements)) }
    all += words.map { [quoted($0)] } ?? []
    let box: MarkdownText = isDone && against.isEmpty ? "[x]" : "[ ]"
    return "\(box) \(title): \(.joined(all, by: "; "))"
  }

  /// The links that prove it: of the parts themselves, of what holds them, and of `security`.
  private func evidence(of elements: [ElementID]) -> MarkdownText {
    var links: [String] = []
    for element in elements + elements.map({ model[$0].parent }) + model.elements(of: .security) {
      guard element != .program, let stated = model.stated(.evidence, of: element),
        let link = model.text(stated.value), !links.contains(link)
      else { continue }
      links.append(link)
    }
    return links.isEmpty ? "no evidence linked" : "evidence: \(.shortList(links, limit: 3))"
  }
}

// MARK: The ways in

extension ReportWriter {
  /// What callers from outside meet: the endpoints; where none is declared, the gateways and programs that they reach.
  private struct EntrySubjects {
    let elements: [ElementID]
    let areEndpoints: Bool

    var noun: String { areEndpoints ? "endpoint" : "entry point" }
  }

  private func entrySubjects() -> EntrySubjects {
    let endpoints = model.elements(of: .endpoint)
    if !endpoints.isEmpty { return EntrySubjects(elements: endpoints, areEndpoints: true) }
    // What only passes requests on is no entry: those behind it are.
    let passing: KindSet = [.dns, .cdn, .waf, .loadBalancer]
    var entries: [ElementID] = []
    var seen: Set<ElementID> = []
    var open = model.elements(of: KindSet.outside)
    while let element = open.popLast() {
      for relation in model.outgoing(element) {
        let target = model[relation].target
        let kind = model[target].kind
        guard !KindSet.outside.contains(kind), seen.insert(target).inserted else { continue }
        if passing.contains(kind) {
          open.append(target)
        } else if kind == .gateway || KindSet.compute.contains(kind) {
          entries.append(target)
        }
      }
    }
    return EntrySubjects(elements: entries.sorted(), areEndpoints: false)
  }

  /// The entries that a property guards, with what it says.
  private func guarded(_ name: PropertyName, _ entries: EntrySubjects) -> [StatedProperty] {
    entries.elements.compactMap { element in
      let property =
        entries.areEndpoints ? guarding(name, element)?.property : model.effective(name, of: element)?.property
      return property.flatMap { model.isNone($0.stated.value) ? nil : $0 }
    }
  }

  private func count(_ number: Int, _ entries: EntrySubjects) -> MarkdownText {
    entries.elements.isEmpty
      ? "no endpoint and no entry point declared" : "\(number) of \(counted(entries.elements.count, entries.noun))"
  }

  private func check(
    _ title: MarkdownText, _ name: PropertyName, _ topic: SecurityTopic, _ entries: EntrySubjects, _ words: String?
  ) -> MarkdownText {
    let number = guarded(name, entries).count
    let isDone = number > 0 && number == entries.elements.count
    let grounds: MarkdownText =
      number == 0 && words != nil ? "in words only; \(count(0, entries))" : "stated on \(count(number, entries))"
    return item(isDone, title, topic, [grounds], words, on: entries.elements)
  }

  private func authentication(_ entries: EntrySubjects, _ words: String?) -> MarkdownText {
    let found = guarded(.auth, entries)
    var methods: [String] = []
    for property in found {
      for method in model.texts(property.stated.value) where !methods.contains(method) { methods.append(method) }
    }
    let isDone = !found.isEmpty && found.count == entries.elements.count
    var grounds: [MarkdownText] = []
    if found.isEmpty, words != nil { grounds.append("in words only") }
    let counted = count(found.count, entries)
    grounds.append(
      methods.isEmpty
        ? (words == nil && !entries.elements.isEmpty ? "stated on \(counted)" : counted)
        : "\(.shortList(methods)), stated on \(counted)")
    return item(isDone, "Authentication mechanism", .authentication, grounds, words, on: entries.elements)
  }
}

// MARK: Encryption

extension ReportWriter {
  private func encryption(_ words: String?) -> MarkdownText {
    let relations = model.liveRelations.filter { !isInProcess($0) }
    let wired = relations.filter { isEncryptedInTransit($0) }.count
    let stores = model.elements(of: KindSet.stores | KindSet.messaging)
    let resting = stores.filter { isEncryptedAtRest($0) }.count
    let isDone = !relations.isEmpty && wired == relations.count && !stores.isEmpty && resting == stores.count
    var grounds: [MarkdownText] = []
    if wired == 0, resting == 0, words != nil { grounds.append("in words only") }
    let inTransit: MarkdownText = "in transit \(wired) of \(counted(relations.count, "relation"))"
    let atRest: MarkdownText = "at rest \(resting) of \(counted(stores.count, "store"))"
    grounds.append(
      relations.isEmpty && stores.isEmpty ? "no relation and no store declared" : .joined([inTransit, atRest]))
    return item(isDone, "Data encryption", .encryption, grounds, words, on: stores)
  }

  /// Whether a call stays inside one program.
  func isInProcess(_ relation: RelationID) -> Bool {
    let source = model[relation].source
    let target = model[relation].target
    if model[source].kind == .module, model[target].kind == .module {
      return model[source].parent == model[target].parent
    }
    return model[source].parent == target || model[target].parent == source
  }

  func isEncryptedInTransit(_ relation: RelationID) -> Bool {
    guard let property = model.effective(.encrypted, of: relation)?.property else { return false }
    return model.texts(property.stated.value).contains { $0 == "tls" || $0 == "mtls" }
  }

  /// Whether the data of a store lies encrypted, in it or in what it lives on.
  func isEncryptedAtRest(_ store: ElementID) -> Bool {
    let host = model.effective(.on, of: store).flatMap { model.references($0.property.stated.value).first }
    return [store, host].compactMap { $0 }.contains { element in
      guard let property = model.effective(.encrypted, of: element)?.property else { return false }
      return model.texts(property.stated.value).contains { $0 == "at-rest" || $0 == "end-to-end" }
    }
  }
}
