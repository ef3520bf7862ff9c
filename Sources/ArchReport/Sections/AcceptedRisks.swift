import ArchModel

/// The register of findings that somebody has accepted.
extension ReportWriter {
  mutating func writeAcceptedRisks() {
    writeHeading(2, "Accepted Risks")
    var table = ReportTable(["Rule", "Where", "What is accepted", "Reason", "Owner", "Until"])
    let relations = relationsOfAllows()
    for allow in model.allows where !model[allow.element].isRemoved {
      let element = allow.element
      let rule = rule(of: element)
      table.add([
        rule.isEmpty ? "?" : link(rule, to: element),
        place(of: allow, relations), acceptedText(by: element),
        model.title(element).map { MarkdownText(text: $0) } ?? "? the reason",
        model.text(.owner, of: element).map { MarkdownText(text: $0) } ?? .unknown("owner"),
        model.text(.until, of: element).map { MarkdownText(text: $0) } ?? .unknown("until"),
      ])
    }
    guard !table.isEmpty else {
      writeParagraph("Nothing declared; `allow rule-name \"reason\" { until: … }` accepts a finding.")
      return
    }
    writeTable(table)
  }

  /// What an `allow` silences; nil where no check says so.
  func accepted(by allow: ElementID) -> [ReportFinding]? {
    options.check.map { check in check.accepted.filter { $0.allow == allow }.map(\.finding) }
  }

  private func acceptedText(by allow: ElementID) -> MarkdownText {
    guard let accepted = accepted(by: allow) else { return .notApplicable }
    guard let first = accepted.first else {
      return hasEnded(allow) ? "nothing any more: it has ended (MOD005)" : "nothing: no such finding"
    }
    let rest: MarkdownText = accepted.count > 1 ? "; \(accepted.count - 1) more" : ""
    return "\(.prose(first.message.capitalizedFirst))\(rest)"
  }

  /// Whether a finding says that an `allow` has ended, so that its rule counts again.
  private func hasEnded(_ allow: ElementID) -> Bool {
    let parent = model[allow].parent
    let node = model[allow].node
    let tree = model.tree(of: node)
    let statement = tree.span(ofTokens: tree.nodes[node.node].firstToken..<tree.headEnd(of: node.node))
    return options.check?.findings.contains { finding in
      guard finding.id == "MOD005" else { return false }
      // It stands at the part that holds the `allow`; at the `allow` itself where that is a file.
      if finding.span.file == statement.file, finding.span.start >= statement.start, finding.span.end <= statement.end {
        return true
      }
      return finding.element == parent && parent != .program
    } ?? false
  }

  /// The rule that an `allow` names; it is no name of the element.
  func rule(of allow: ElementID) -> String {
    let tree = model.tree(of: model[allow].node)
    let path = model.head(allow).path
    guard let first = path.first, let last = path.last else { return "" }
    return tree.source.text(tree.tokens[first].start..<tree.tokens[last].end)
  }

  /// The first relation of each statement that holds an `allow`.
  private func relationsOfAllows() -> [NodeRef: RelationID] {
    let nodes = Set(model.allows.compactMap(\.relation))
    guard !nodes.isEmpty else { return [:] }
    var result: [NodeRef: RelationID] = [:]
    for relation in model.liveRelations {
      let node = model[relation].node
      if nodes.contains(node), result[node] == nil { result[node] = relation }
    }
    return result
  }

  /// Where each `allow` holds.
  func placesOfAllows() -> [ElementID: MarkdownText] {
    let relations = relationsOfAllows()
    var result: [ElementID: MarkdownText] = [:]
    for allow in model.allows where !model[allow.element].isRemoved {
      result[allow.element] = place(of: allow, relations)
    }
    return result
  }

  private func place(of allow: Allow, _ relations: [NodeRef: RelationID]) -> MarkdownText {
    if let relation = allow.relation.flatMap({ relations[$0] }) {
      return "\(model.identity(relation, naming: name))"
    }
    let parent = model[allow.element].parent
    if parent == .program { return "the whole file" }
    return MarkdownText(text: name(parent))
  }
}
