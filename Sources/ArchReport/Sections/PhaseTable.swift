import ArchAnalysis
import ArchModel

/// The architectures after the phases of a migration, one below the other: what each costs and what is found in it.
extension ReportWriter {
  mutating func writePhaseTable(_ phases: [ElementID]) {
    let computed = phases.compactMap { phase in options.phases.first { $0.phase == phase } }
    guard !computed.isEmpty else { return }
    var table = ReportTable(
      ["Phase", "Components", "Cost a month", "Cost once", "New findings", "Does not hold"], right: [1, 2, 3])
    for phase in computed {
      let cost = phase.figures.figure(.system, .cost, .now)
      let costText: MarkdownText =
        cost.map { $0.value.value == nil ? "?" : MarkdownText(text: FigureText.text($0)) } ?? "?"
      let once = model.stated(.cost, of: phase.phase).map {
        model.quantities($0.value).filter { $0.dimension == .money }
      }
      var ids: [String] = []
      for finding in phase.newFindings {
        let word = "\(finding.id) (\(finding.severity.rawValue))"
        if !ids.contains(word) { ids.append(word) }
      }
      table.add([
        link(phase.phase), "\(phase.figures.model.components.count)", costText,
        once?.first.map { MarkdownText(text: QuantityFormatter.text($0)) } ?? .notApplicable,
        ids.isEmpty ? "none" : .shortList(ids, limit: 6), phase.failed.isEmpty ? "–" : .shortList(phase.failed),
      ])
    }
    writeTable(table)
    var details: [MarkdownText] = []
    for phase in computed {
      for finding in phase.newFindings.filter({ $0.severity != .info }).prefix(5) {
        details.append("\(name(phase.phase)), \(finding.id): \(.prose(finding.message))")
      }
    }
    if !details.isEmpty { writeList(details) }
    writeParagraph(
      "Each phase is a program of its own: what it adds on top of those before it, drawn, checked and computed. `archc build --phase NAME` makes its pages."
    )
  }
}
