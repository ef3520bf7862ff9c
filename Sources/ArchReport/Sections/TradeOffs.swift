import ArchModel

extension ReportWriter {
  mutating func writeTradeOffs() {
    writeHeading(3, "Trade-offs")
    let decisions = model.elements(of: .decision)
    var table = ReportTable(["Decision", "Options Considered", "Chosen", "Rationale"])
    for decision in decisions { table.add(row(decision: decision)) }
    let tradeoffs = model.elements(of: .tradeoff)
    for tradeoff in tradeoffs { table.add(row(tradeoff: tradeoff)) }
    guard !table.isEmpty else {
      writeParagraph("Nothing declared; `decision D1 \"…\" { option …, chosen: …, rationale: … }` adds a row.")
      return
    }
    writeTable(table)
    for decision in decisions {
      writeOptions(of: decision)
      writeAlternatives(of: decision)
    }
    for tradeoff in tradeoffs { writeBalance(of: tradeoff) }
  }

  private mutating func row(decision: ElementID) -> [MarkdownText] {
    let options = model.children(decision, of: .option)
    let chosen = model.references(.chosen, of: decision).first
    let text = model.title(decision) ?? ""
    let name = link(decision)
    return [
      text.isEmpty ? name : "\(name) \(text)",
      options.isEmpty ? .unknown("option") : .list(options.map { title($0) }),
      chosen.map { MarkdownText(text: title($0)) } ?? (options.isEmpty ? .notApplicable : .unknown("chosen")),
      model.text(.rationale, of: decision).map { MarkdownText(text: $0) } ?? .unknown("rationale"),
    ]
  }

  private mutating func row(tradeoff: ElementID) -> [MarkdownText] {
    let options = model.texts(.options, of: tradeoff)
    let text = model.title(tradeoff) ?? ""
    let hasName = !model.name(tradeoff).isEmpty
    return [
      hasName ? (text.isEmpty ? link(tradeoff) : "\(link(tradeoff)) \(text)") : MarkdownText(text: text),
      options.isEmpty ? .unknown("options") : .list(options),
      model.text(.chosen, of: tradeoff).map { MarkdownText(text: $0) } ?? .unknown("chosen"),
      model.text(.rationale, of: tradeoff).map { MarkdownText(text: $0) } ?? .unknown("rationale"),
    ]
  }

  /// What speaks for and against each option of a decision.
  private mutating func writeOptions(of decision: ElementID) {
    let options = model.children(decision, of: .option)
    guard options.contains(where: { !model.texts(.pros, of: $0).isEmpty || !model.texts(.cons, of: $0).isEmpty })
    else { return }
    var table = ReportTable(["\(name(decision)): option", "Pros", "Cons"])
    for option in options { table.add([MarkdownText(text: title(option))] + balance(of: option)) }
    writeTable(table)
  }

  private mutating func writeBalance(of tradeoff: ElementID) {
    guard !model.texts(.pros, of: tradeoff).isEmpty || !model.texts(.cons, of: tradeoff).isEmpty else { return }
    var table = ReportTable(["Trade-off", "Pros", "Cons"])
    table.add([MarkdownText(text: title(tradeoff))] + balance(of: tradeoff))
    writeTable(table)
  }

  private func balance(of element: ElementID) -> [MarkdownText] {
    let pros = model.texts(.pros, of: element)
    let cons = model.texts(.cons, of: element)
    return [pros.isEmpty ? .unknown("pros") : .list(pros), cons.isEmpty ? .unknown("cons") : .list(cons)]
  }

  /// The title, or the name where there is none.
  func title(_ element: ElementID) -> String {
    let title = model.title(element) ?? ""
    return title.isEmpty ? name(element) : title
  }
}
