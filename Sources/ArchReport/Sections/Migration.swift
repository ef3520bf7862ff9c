import ArchModel

extension ReportWriter {
  mutating func writeMigration() {
    writeHeading(3, "Migration Plan")
    let migrations = model.elements(of: .migration)
    var isEmpty = true
    for migration in migrations {
      let phases = ordered(model.children(migration, of: .phase))
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

  /// The phases so that each stands behind those it comes `after`, else in the order of the source.
  private func ordered(_ phases: [ElementID]) -> [ElementID] {
    var result: [ElementID] = []
    var isDone: Set<ElementID> = []
    var followers: [ElementID: [ElementID]] = [:]
    var waiting: [ElementID: Int] = [:]
    let members = Set(phases)
    for phase in phases {
      let before = Set(model.references(.after, of: phase)).intersection(members).subtracting([phase])
      waiting[phase] = before.count
      for other in before.sorted() { followers[other, default: []].append(phase) }
    }
    // Each phase is visited in source order; one that becomes free comes next, with those that wait for it alone.
    for phase in phases where waiting[phase] == 0 {
      var open = [phase]
      while let next = open.popLast() {
        guard isDone.insert(next).inserted else { continue }
        result.append(next)
        var freed: [ElementID] = []
        for follower in followers[next] ?? [] {
          waiting[follower, default: 0] -= 1
          if waiting[follower] == 0 { freed.append(follower) }
        }
        open += freed.reversed()
      }
    }
    // A circle has no order; the checker reports it.
    return result + phases.filter { !isDone.contains($0) }
  }

  private func text(of phase: ElementID) -> MarkdownText {
    var parts: [MarkdownText] = []
    parts.append(figure(.duration, of: phase) ?? .unknown("duration"))
    func add(_ verb: MarkdownText, _ name: PropertyName) {
      let elements = names(model.references(name, of: phase))
      if !elements.isEmpty { parts.append("\(verb) \(.list(elements))") }
    }
    add("after", .after)
    add("adds", .adds)
    add("changes", .changes)
    add("removes", .removes)
    let exit = model.texts(.exit, of: phase)
    if !exit.isEmpty { parts.append("over when \(.list(exit))") }
    if let cost = figure(.cost, of: phase) { parts.append("costs \(cost)") }
    if let due = model.text(.due, of: phase) { parts.append("due \(due)") }
    parts.append(model.text(.rollback, of: phase).map { "rollback: \($0)" } ?? "rollback: ? `rollback`")
    if model.isStated(.done, of: phase) { parts.append("done") }
    let title = model.title(phase) ?? ""
    let heading: MarkdownText = title.isEmpty ? "\(name(phase))" : "\(model.name(phase)) \(title)"
    return "\(heading): \(.joined(parts, by: "; "))"
  }
}
