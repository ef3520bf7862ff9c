import ArchModel

extension ReportWriter {
  mutating func writeDecisionRecords() {
    writeHeading(3, "ADR")
    let decisions = model.elements(of: .decision)
    guard !decisions.isEmpty else {
      writeParagraph("Nothing declared; `decision D1 \"…\" { context: …, decision: … }` adds a record.")
      return
    }
    for decision in decisions { writeRecord(of: decision) }
  }

  private mutating func writeRecord(of decision: ElementID) {
    let title = model.title(decision) ?? ""
    writeParagraph("**Title**: \(title.isEmpty ? name(decision) : "\(name(decision)) \(title)")")
    writeParagraph("**Status**: \(status(of: decision))")
    let context = model.text(.context, of: decision).map { MarkdownText(text: $0) } ?? .unknown("context")
    writeParagraph("**Context**: \(context)")
    writeParagraph("**Decision**: \(outcome(of: decision))")
    writeParagraph("**Consequences**: \(consequences(of: decision))")
  }

  private func status(of decision: ElementID) -> MarkdownText {
    let later = names(standings.successors(of: decision))
    let standing = standings.status(of: decision)
    var parts: [MarkdownText] = [
      standing.map { MarkdownText(text: $0.prefix(1).uppercased() + $0.dropFirst()) } ?? .unknown("status")
    ]
    let isReplaced = standing == "superseded" && !later.isEmpty
    if isReplaced { parts = ["Superseded by \(.list(later))"] }
    if let date = model.text(.date, of: decision) { parts.append(MarkdownText(text: date)) }
    let deciders = model.texts(.deciders, of: decision)
    if !deciders.isEmpty { parts.append("by \(.list(deciders))") }
    let superseded = names(model.references(.supersedes, of: decision))
    if !superseded.isEmpty { parts.append("supersedes \(.list(superseded))") }
    if !isReplaced, !later.isEmpty { parts.append("superseded by \(.list(later))") }
    let next = names(standings.candidates(of: decision))
    if !next.isEmpty { parts.append("\(.list(next)) would supersede it") }
    return .joined(parts)
  }

  private func outcome(of decision: ElementID) -> MarkdownText {
    let chosen = model.references(.chosen, of: decision).first.map { MarkdownText(text: title($0)) }
    let text = model.text(.decision, of: decision).map { MarkdownText(text: $0) }
    switch (chosen, text) {
    case (let chosen?, let text?): return "\(chosen). \(text)"
    case (let chosen?, nil): return chosen
    case (nil, let text?): return text
    case (nil, nil): return "? `decision` or `chosen`"
    }
  }

  private func consequences(of decision: ElementID) -> MarkdownText {
    var parts = model.texts(.positive, of: decision).map { "+ \($0)" as MarkdownText }
    parts += model.texts(.negative, of: decision).map { "− \($0)" as MarkdownText }
    if let cost = figure(.cost, of: decision) { parts.append("costs \(cost)") }
    if let security = model.text(.security, of: decision), security != "no" {
      parts.append(security == "yes" ? "bears on security" : "security: \(security)")
    }
    if let reversible = model.text(.reversible, of: decision) {
      switch reversible {
      case "yes": parts.append("can be taken back")
      case "no": parts.append("cannot be taken back")
      default: parts.append("reversible: \(reversible)")
      }
    }
    return parts.isEmpty ? "? `positive`, `negative`" : .joined(parts, by: "; ")
  }
}
