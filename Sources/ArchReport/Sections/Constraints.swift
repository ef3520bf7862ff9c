import ArchAnalysis
import ArchModel

extension ReportWriter {
  mutating func writeConstraints() {
    let flowLoad = flowLoad()
    writeHeading(3, "Constraints")
    let properties = model.elements(of: .constraints).flatMap { Array(model.properties(of: $0)) }
    guard !properties.isEmpty else {
      writeParagraph("Nothing declared; `constraints { users: …, load: …, budget: …, team: … }` states them.")
      return
    }
    func text(_ name: PropertyName) -> MarkdownText? {
      properties.first { $0.name == name }.map { figure($0) }
    }
    let scale: [MarkdownText] = [
      text(.users).map { "\($0) users" } ?? .unknown("users"),
      "\(text(.load) ?? .unknown("load"))\(flowLoad)",
      text(.data) ?? .unknown("data"), text(.growth).map { "growth \($0)" } ?? .unknown("growth"),
    ]
    let team = [text(.team), text(.expertise)].compactMap { $0 }
    var items: [MarkdownText] = [
      "**Scale**: \(.joined(scale))",
      "**Budget**: \(text(.budget) ?? .unknown("budget"))",
      "**Team**: \(team.isEmpty ? .unknown("team") : .joined(team, by: "; "))",
      "**Timeline**: \(text(.timeline) ?? .unknown("timeline"))",
    ]
    for property in properties where property.row == nil {
      let value = model.spelled(property)
      // A list is a sentence here; its brackets are the language's.
      let text = value.hasPrefix("[") && value.hasSuffix("]") ? String(value.dropFirst().dropLast()) : value
      items.append("**\(model.interner.text(property.key).capitalizedFirst)**: \(MarkdownText(text: text))")
    }
    writeList(items)
  }

  /// What the flows add up to at peak, beside the load that is stated.
  private mutating func flowLoad() -> MarkdownText {
    guard let rate = figures.figure(.system, .rate, .peak), rate.value.value != nil,
      model.flows.contains(where: { figures.inputs[$0.element, .rateMean] != nil })
    else { return "" }
    return " (flows: \(computed(rate)) at peak)"
  }

  /// A stated value as it is written, marked where it is an assumption.
  func figure(_ property: StatedProperty) -> MarkdownText {
    let text = MarkdownText(
      text: property.name == .expertise
        ? model.texts(property.stated.value).joined(separator: ", ") : model.spelled(property))
    return model.isAssumed(property.stated) ? "\(text)†" : text
  }

  /// The value in effect of a property, marked where it is an assumption; nil where it is not stated.
  func figure(_ name: PropertyName, of element: ElementID) -> MarkdownText? {
    model.effective(name, of: element).map { figure($0.property) }
  }
}
