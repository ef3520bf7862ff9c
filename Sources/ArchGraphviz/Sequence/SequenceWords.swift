import ArchDiagram

/// What a sequence drawing says in words: its title, the line below it, and what a screen reader tells.
struct SequenceWords {
  let title: String
  let line: String
  let documentTitle: String
  let description: String

  /// So many steps are told one by one.
  private static let toldSteps = 40

  init(_ plan: SequencePlan, width: Double) {
    let diagram = plan.diagram
    func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
    let counts = [count(plan.messages.count, "step"), count(plan.heads.count, "participant")]
    title = TextMetrics.cut(diagram.title, limit: width, size: 20, bold: true)
    line = TextMetrics.cut(
      ([diagram.subtitle] + counts).filter { !$0.isEmpty }.joined(separator: " · "), limit: width,
      size: SequencePlan.textSize)
    let names = [diagram.subtitle, diagram.title].filter { !$0.isEmpty }.joined(separator: ": ")
    documentTitle = names.isEmpty ? "Sequence diagram" : XMLText.prefix(names, 400)
    var text = counts.joined(separator: ", ") + "."
    for message in plan.messages.prefix(Self.toldSteps) { text += " " + Self.sentence(message, of: diagram) }
    if plan.messages.count > Self.toldSteps { text += " And so on." }
    description = text
  }

  /// `1 Web calls API gateway: https.`
  static func sentence(_ message: SequenceDiagram.Message, of diagram: SequenceDiagram) -> String {
    let source = XMLText.prefix(diagram.participants[message.source].title, 60)
    let target =
      message.source == message.target ? "itself" : XMLText.prefix(diagram.participants[message.target].title, 60)
    let verb =
      switch message.arrow {
      case .call: "calls"
      case .twoWay: "streams with"
      case .message: "sends to"
      case .replication: "replicates to"
      }
    let label = message.label.isEmpty ? "" : ": " + XMLText.prefix(message.label, 200)
    return "\(message.number.isEmpty ? "" : message.number + " ")\(source) \(verb) \(target)\(label)."
  }

  static func hover(_ message: SequenceDiagram.Message, of diagram: SequenceDiagram) -> String {
    let tooltip = message.tooltip.isEmpty ? "" : " " + XMLText.prefix(message.tooltip, 400)
    return sentence(message, of: diagram) + tooltip
  }
}
