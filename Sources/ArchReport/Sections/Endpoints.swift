import ArchModel

extension ReportWriter {
  mutating func writeEndpoints() {
    writeHeading(3, "API Design")
    var table = ReportTable(["Endpoint", "Method", "Purpose", "Rate Limit", "Authentication", "Target"])
    for endpoint in model.elements(of: .endpoint) {
      let operation = Operation(title: model.title(endpoint))
      table.add([
        operation.path.map { MarkdownText(text: $0) } ?? link(endpoint),
        operation.method.map { MarkdownText(text: $0) } ?? "? `\"VERB /path\"`",
        endpointPurpose(endpoint),
        access(.rateLimit, of: endpoint) ?? .unknown("rate-limit"),
        access(.auth, of: endpoint) ?? .unknown("auth"),
        target(of: endpoint).map { MarkdownText(text: name($0)) } ?? .unknown("to"),
      ])
    }
    let events = eventTable()
    guard !table.isEmpty || !events.isEmpty else {
      writeParagraph("Nothing declared; `endpoint Name \"GET /path\" { purpose: … }` in a component adds a row.")
      return
    }
    writeTable(table)
    writeTable(events)
  }

  /// The events that are declared: a contract as much as an endpoint is.
  private mutating func eventTable() -> ReportTable {
    var table = ReportTable(["Event", "Purpose", "Version", "Schema", "Sent by", "Taken by"])
    let events = model.elements(of: .event)
    guard !events.isEmpty else { return table }
    let messages = model.liveRelations.filter { model[$0].arrow == .message }
    for event in events {
      let carriers = messages.filter { model.label($0) == model.name(event) }
      let senders = carriers.map { model[$0].source }.filter { !KindSet.messaging.contains(model[$0].kind) }
      let takers = carriers.map { model[$0].target }.filter { !KindSet.messaging.contains(model[$0].kind) }
      table.add([
        link(event), model.title(event).map { MarkdownText(text: $0) } ?? endpointPurpose(event),
        model.text(.version, of: event).map { MarkdownText(text: $0) } ?? .unknown("version"),
        model.text(.schema, of: event).map { MarkdownText(text: $0) } ?? .unknown("schema"),
        senders.isEmpty ? .notApplicable : .shortList(names(senders)),
        takers.isEmpty ? .notApplicable : .shortList(names(takers)),
      ])
    }
    return table
  }

  private func endpointPurpose(_ endpoint: ElementID) -> MarkdownText {
    let documentation = MarkdownText(text: model.documentation(endpoint))
    let purpose =
      model.text(.purpose, of: endpoint).map { MarkdownText(text: $0) }
      ?? (documentation.isEmpty ? .unknown("purpose") : documentation)
    return model.isStated(.deprecated, of: endpoint) ? "\(purpose) (deprecated)" : purpose
  }

  /// A property of an endpoint, else of the component that holds it, with that component's name.
  private func access(_ name: PropertyName, of endpoint: ElementID) -> MarkdownText? {
    guard let found = guarding(name, endpoint) else { return nil }
    let text = MarkdownText(
      text: name == .auth
        ? model.texts(found.property.stated.value).joined(separator: ", ") : model.spelled(found.property))
    guard let holder = found.holder else { return text }
    return "\(text) (\(self.name(holder)))"
  }

  /// The component that does the work of an endpoint.
  private func target(of endpoint: ElementID) -> ElementID? {
    if let to = model.references(.to, of: endpoint).first { return to }
    let parent = model[endpoint].parent
    return KindSet.components.contains(model[parent].kind) ? parent : nil
  }

  /// A property that guards an endpoint: its own, else that of the component around it, which is then the holder.
  func guarding(_ name: PropertyName, _ endpoint: ElementID) -> (property: StatedProperty, holder: ElementID?)? {
    let own = model.effective(name, of: endpoint)
    if let own, own.origin == .own { return (own.property, nil) }
    let parent = model[endpoint].parent
    if KindSet.components.contains(model[parent].kind), let outer = model.effective(name, of: parent) {
      return (outer.property, parent)
    }
    return own.map { ($0.property, nil) }
  }
}

/// An operation as the title of an endpoint writes it: `POST /v1/orders`, `query orders`.
private struct Operation {
  private(set) var method: String?
  private(set) var path: String?

  init(title: String?) {
    let words = (title ?? "").split(maxSplits: 1, omittingEmptySubsequences: true) { $0 == " " || $0 == "\t" }
    if words.count == 2 {
      method = String(words[0])
      path = String(words[1])
    } else {
      path = words.first.map(String.init)
    }
  }
}
