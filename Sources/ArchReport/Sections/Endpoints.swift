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
    guard !table.isEmpty else {
      writeParagraph("Nothing declared; `endpoint Name \"GET /path\" { purpose: … }` in a component adds a row.")
      return
    }
    writeTable(table)
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
