import ArchDiagram

/// The rules that a sequence drawing uses, and no others.
struct SequenceStyle {
  private var rules = StyleRules()

  private static let note = Colour("#fff6dc", "#2b2614")

  init(_ plan: SequencePlan) {
    let diagram = plan.diagram
    add("svg", "font:12px Helvetica,Arial,\"Liberation Sans\",sans-serif;stroke-width:1.5")
    add("text", fill: Palette.muted)
    add(".canvas", fill: Palette.canvas)
    if !diagram.title.isEmpty { add(".h", "font-size:20px;font-weight:700", fill: Palette.ink) }
    if !diagram.participants.isEmpty {
      add(".t", "font-size:14px;font-weight:700", fill: Palette.ink)
      add(".lifeline", "stroke-width:1", stroke: Palette.stroke(nil as Diagram.Trust?))
      add(".i", "stroke-width:1.4;stroke-linecap:round;stroke-linejoin:round")
    }
    for family in Diagram.Family.allCases where diagram.participants.contains(where: { $0.family == family }) {
      add(".\(Self.name(family))", fill: Palette.fill(family), stroke: Palette.stroke(family))
    }
    if !diagram.participants.isEmpty { add("path.i", "fill:none") }
    addMessageRules(plan)
    if plan.items.contains(where: { !$0.lines.isEmpty && $0.kind != .note }) {
      add(".o", "paint-order:stroke;stroke-width:4px;stroke-linejoin:round", fill: Palette.ink, stroke: Palette.canvas)
    }
    if !plan.frames.isEmpty {
      add(".q", "fill:none;stroke-width:1.2", stroke: Palette.stroke(nil as Diagram.Trust?))
      add(
        ".tab", "stroke-width:1.2", fill: Palette.fill(nil as Diagram.Trust?),
        stroke: Palette.stroke(nil as Diagram.Trust?))
      add(".b", "font-weight:700", fill: Palette.ink)
    }
    if plan.items.contains(where: { $0.kind == .branch }) { add(".p", "stroke-dasharray:2 4") }
    if plan.items.contains(where: { $0.kind == .note }) {
      add(".note", fill: Self.note, stroke: Palette.stroke(.messaging))
      add(".note text", "stroke:none", fill: Palette.ink)
    }
  }

  private mutating func addMessageRules(_ plan: SequencePlan) {
    guard !plan.messages.isEmpty else { return }
    let arrows = Set(plan.messages.map(\.arrow))
    add(".e", "fill:none", stroke: Palette.line)
    if arrows.contains(.message) { add(".a", "stroke-dasharray:6 4") }
    if arrows.contains(.replication) {
      add(".w", "stroke-width:4.5")
      add(".n", "stroke-width:1.7", stroke: Palette.canvas)
    }
    if arrows != [.message] { add(".f", "stroke:none", fill: Palette.line) }
    if plan.items.contains(where: { $0.isMessage && $0.badge > 0 }) {
      add(".k rect", fill: Palette.flow)
      add(".k text", "font-size:11px;font-weight:700;text-anchor:middle", fill: Palette.onFlow)
    }
  }

  private mutating func add(_ selector: String, _ fixed: String = "", fill: Colour? = nil, stroke: Colour? = nil) {
    rules.add(selector, fixed, fill: fill, stroke: stroke)
  }

  /// The class of a head's shape.
  static func name(_ family: Diagram.Family) -> String { StyleSheet.shapeName(family, nil) }

  func text(theme: SVGDrawing.Theme) -> String { rules.text(theme: theme) }
}

extension SequencePlan.Item {
  var isMessage: Bool {
    if case .message = kind { return true }
    return false
  }
}
