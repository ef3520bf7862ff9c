import ArchModel

extension ReportWriter {
  mutating func writeMigration() {
    writeHeading(3, "Migration Plan")
    let migrations = model.elements(of: .migration)
    let order = model.phasesInOrder
    var isEmpty = true
    for migration in migrations {
      let phases = order.filter { model[$0].parent == migration }
      if let title = model.title(migration), !title.isEmpty { writeParagraph("**\(title)**") }
      guard !phases.isEmpty else { continue }
      isEmpty = false
      writeNumberedList(phases.map { text(of: $0) })
      writePhaseTable(phases)
    }
    if isEmpty {
      writeParagraph("Nothing declared; `migration \"…\" { phase P1 \"…\" { adds: …, duration: … } }` adds a step.")
    }
  }

  private func text(of phase: ElementID) -> MarkdownText {
    var parts: [MarkdownText] = []
    parts.append(figure(.duration, of: phase) ?? .unknown("duration"))
    func add(_ verb: MarkdownText, _ name: PropertyName) {
      let elements = names(model.references(name, of: phase))
      if !elements.isEmpty { parts.append("\(verb) \(.list(elements))") }
    }
    add("after", .after)
    // What a table below says is not said twice.
    let hasRow = !computedPhases([phase]).isEmpty
    if !hasRow {
      add("adds", .adds)
      add("changes", .changes)
      add("removes", .removes)
    }
    let exit = model.texts(.exit, of: phase)
    if !exit.isEmpty { parts.append("over when \(.list(exit))") }
    if let cost = figure(.cost, of: phase) { parts.append("costs \(cost)") }
    if let due = model.text(.due, of: phase) { parts.append("due \(due)") }
    if !hasRow {
      parts.append(model.text(.rollback, of: phase).map { "rollback: \($0)" } ?? "rollback: ? `rollback`")
    }
    if model.isStated(.done, of: phase) { parts.append("done") }
    let title = model.title(phase) ?? ""
    let heading: MarkdownText = title.isEmpty ? "\(name(phase))" : "\(model.name(phase)) \(title)"
    return "\(heading): \(.joined(parts, by: "; "))"
  }
}
