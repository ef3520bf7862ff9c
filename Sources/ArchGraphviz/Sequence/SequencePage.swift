import ArchDiagram

extension SVGDrawing {
  /// Draws a sequence diagram; no library is needed for that. The same diagram gives the same bytes everywhere.
  public static func draw(_ diagram: SequenceDiagram, options: Options = Options()) -> SVGDrawing {
    SequencePage(SequencePlan(diagram), theme: options.theme).drawing
  }
}

/// Puts the parts of a sequence drawing on a page: title, frames, lifelines, messages, heads, words, legend.
struct SequencePage {
  private static let margin = 24.0

  private let plan: SequencePlan
  private let layout: SequenceLayout
  private let theme: SVGDrawing.Theme
  private let words: SequenceWords
  private let legend: SequenceSigns
  /// Where the layout's origin stands.
  private let origin: Point
  private let width: Double
  private let height: Double

  init(_ plan: SequencePlan, theme: SVGDrawing.Theme) {
    self.plan = plan
    self.theme = theme
    layout = SequenceLayout(plan)
    words = SequenceWords(plan, width: max(layout.width, 480))
    legend = SequenceSigns(plan, width: max(layout.width, 300))
    let titleWidth = max(
      TextMetrics.width(words.title, size: 20, bold: true).points,
      TextMetrics.width(words.line, size: SequencePlan.textSize).points)
    let content = max(layout.width, titleWidth, legend.width)
    let headingHeight = (words.title.isEmpty ? 0.0 : 26) + 36
    origin = Point(x: Self.margin + ((content - layout.width) / 2).rounded(), y: Self.margin + headingHeight)
    width = (content + 2 * Self.margin).rounded(.up)
    height = (origin.y + layout.height + (legend.height > 0 ? 20 + legend.height : 0) + Self.margin).rounded(.up)
  }

  var drawing: SVGDrawing { SVGDrawing(text: document(), width: Int(width), height: Int(height), faults: []) }

  private func document() -> String {
    let (w, h) = (SVGNumber.text(width), SVGNumber.text(height))
    var svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(w)\" height=\"\(h)\" viewBox=\"0 0 \(w) \(h)\" "
    svg += "role=\"img\">\n"
    svg += "<title>\(XMLText.escape(words.documentTitle))</title>\n"
    svg += "<desc>\(XMLText.escape(words.description))</desc>\n"
    svg += "<style>\n\(SequenceStyle(plan).text(theme: theme))</style>\n"
    svg += "<rect class=\"canvas\" width=\"\(w)\" height=\"\(h)\"/>\n"
    svg += heading()
    for index in layout.lifelines.indices { svg += lifeline(index) }
    for (index, frame) in plan.frames.enumerated() { svg += element(frame, layout.frames[index]) }
    for (index, item) in plan.items.enumerated() {
      switch item.kind {
      case .message(let arrow): svg += message(item, arrow, index)
      case .branch: svg += parting(item, index)
      case .open, .close, .note: break
      }
    }
    var ids = ElementIDs()
    for (index, participant) in plan.diagram.participants.enumerated() {
      svg += head(participant, index, id: ids.id(for: participant.id))
    }
    // Words come last, so that no line runs across them.
    for (index, item) in plan.items.enumerated() {
      switch item.kind {
      case .message: svg += label(item, index)
      case .open, .branch: svg += condition(item, index)
      case .note: svg += note(item, index)
      case .close: break
      }
    }
    svg += legend.elements(at: Point(x: Self.margin, y: height - Self.margin - legend.height))
    return svg + "</svg>\n"
  }

  private func n(_ value: Double) -> String { SVGNumber.text(value) }
  private func x(_ lifeline: Int) -> Double { origin.x + layout.lifelines[lifeline] }

  private func heading() -> String {
    var svg = ""
    var y = Self.margin
    if !words.title.isEmpty {
      svg += SVGText.element(words.title, at: Point(x: Self.margin, y: y + 17), style: "h", size: 20, bold: true) + "\n"
      y += 26
    }
    return svg
      + SVGText.element(words.line, at: Point(x: Self.margin, y: y + 12), style: "", size: SequencePlan.textSize) + "\n"
  }

  // MARK: - Participants

  private func lifeline(_ index: Int) -> String {
    let top = origin.y + layout.headBottom
    return "<path class=\"lifeline\" d=\"M\(n(x(index))) \(n(top))V\(n(origin.y + layout.height))\"/>\n"
  }

  private func head(_ participant: SequenceDiagram.Participant, _ index: Int, id: String) -> String {
    let box = plan.heads[index]
    let corner = Point(
      x: x(index) - box.size.width / 2, y: origin.y + layout.headBottom - box.size.height)
    let family = SequenceStyle.name(participant.family)
    var title = "\(XMLText.prefix(participant.id, 200)), \(participant.kind)"
    if !participant.tooltip.isEmpty { title += ": " + XMLText.prefix(participant.tooltip, 600) }
    var content = box.outline.element(style: family)
    let icon = Icon.path(kind: participant.kind, family: participant.family)
    content += "<path class=\"\(family) i\" transform=\"translate(\(SVGNumber.pair(box.icon)))\" d=\"\(icon)\"/>"
    for line in box.lines {
      content += SVGText.element(
        line.text, at: line.baseline, style: line.role == .title ? "t" : "",
        size: line.role == .title ? NodeBox.titleSize : NodeBox.textSize, bold: line.role == .title)
    }
    if let link = LinkTarget.allowed(participant.link) {
      content = "<a href=\"\(XMLText.escape(link))\">\(content)</a>"
    }
    return "<g id=\"\(XMLText.escape(id))\" class=\"node kind-\(ElementIDs.className(participant.kind))\" "
      + "data-name=\"\(XMLText.escape(participant.id))\" transform=\"translate(\(SVGNumber.pair(corner)))\">"
      + "<title>\(XMLText.escape(title))</title>\(content)</g>\n"
  }

  // MARK: - Messages

  private func message(_ item: SequencePlan.Item, _ arrow: Diagram.Arrow, _ index: Int) -> String {
    let message = plan.messages[item.index]
    let names = plan.diagram.participants.map(\.id)
    var svg = "<g class=\"message\" data-source=\"\(XMLText.escape(names[message.source]))\" "
    svg += "data-target=\"\(XMLText.escape(names[message.target]))\" data-arrow=\"\(XMLText.escape(arrow.rawValue))\" "
    svg += "data-step=\"\(XMLText.escape(message.number))\">"
    svg += "<title>\(XMLText.escape(SequenceWords.hover(message, of: plan.diagram)))</title>"
    return svg + EdgeShape(arrow, route(message, arrow, y: origin.y + layout.levels[index])).elements + "</g>\n"
  }

  /// A straight way, or a loop for a call to itself; room for the heads is left at the ends.
  private func route(_ message: SequenceDiagram.Message, _ arrow: Diagram.Arrow, y: Double) -> Geometry.Route {
    let (start, end) = (x(message.source), x(message.target))
    let head = 9.0
    let hasSourceHead = arrow == .twoWay
    guard message.source == message.target else {
      let step = end > start ? head : -head
      return Geometry.Route(
        sourceTip: hasSourceHead ? Point(x: start, y: y) : nil, targetTip: Point(x: end, y: y),
        points: [Point(x: start + (hasSourceHead ? step : 0), y: y), Point(x: end - step, y: y)], label: nil)
    }
    let (top, bottom) = (y - 8, y + 8)
    let reach = start + SequencePlan.loopWidth + 8
    return Geometry.Route(
      sourceTip: hasSourceHead ? Point(x: start, y: top) : nil, targetTip: Point(x: start, y: bottom),
      points: [
        Point(x: start + (hasSourceHead ? head : 0), y: top), Point(x: reach, y: top), Point(x: reach, y: bottom),
        Point(x: start + head, y: bottom),
      ], label: nil)
  }

  /// The number and the label, near the source and above the line; beside the loop of a call to itself.
  private func label(_ item: SequencePlan.Item, _ index: Int) -> String {
    guard item.badge > 0 || !item.lines.isEmpty else { return "" }
    let message = plan.messages[item.index]
    let top = origin.y + layout.tops[index]
    var left: Double
    if message.source == message.target {
      left = x(message.source) + SequencePlan.loopWidth + 8
    } else if message.source < message.target {
      left = x(layout.gaps[index]) + SequencePlan.labelGap
    } else {
      left = x(layout.gaps[index] + 1) - item.room + SequencePlan.labelGap
    }
    var svg = ""
    let height = Double(item.lines.count) * SequencePlan.lineHeight
    let room = message.source == message.target ? max(24, height) : max(item.badge > 0 ? 18 : 0, height)
    if item.badge > 0 {
      // The disc stands beside the middle of one line, else beside the first one.
      let y = item.lines.count > 1 ? top + (room - height) / 2 - 1 : top + (room - 18) / 2
      svg += disc(SequencePlan.number(message), at: Point(x: left, y: y), width: item.badge - 6)
      left += item.badge
    }
    var y = top + (room - height) / 2 + 12
    for line in item.lines {
      svg += SVGText.element(line, at: Point(x: left, y: y), style: "o", size: SequencePlan.textSize)
      y += SequencePlan.lineHeight
    }
    return svg + "\n"
  }

  private func disc(_ number: String, at corner: Point, width: Double) -> String {
    let text = SVGText.element(
      number, at: Point(x: corner.x + width / 2, y: corner.y + 13), style: "", size: SequencePlan.badgeSize, bold: true)
    return "<g class=\"k\"><rect x=\"\(n(corner.x))\" y=\"\(n(corner.y))\" width=\"\(n(width))\" height=\"18\" "
      + "rx=\"9\"/>\(text)</g>"
  }

  // MARK: - Frames and notes

  private func element(_ frame: SequencePlan.Frame, _ box: Rectangle) -> String {
    "<g class=\"frame\" data-kind=\"\(frame.kind.rawValue)\"><rect class=\"q\" x=\"\(n(origin.x + box.left))\" "
      + "y=\"\(n(origin.y + box.top))\" width=\"\(n(box.width))\" height=\"\(n(box.height))\" rx=\"6\"/>"
      + tab(frame.kind, at: Point(x: origin.x + box.left, y: origin.y + box.top)) + "</g>\n"
  }

  /// The word in the corner of a frame.
  private func tab(_ kind: SequenceDiagram.Frame, at corner: Point) -> String {
    let width = SequencePlan.tabWidth(kind.rawValue)
    let text = SVGText.element(
      kind.rawValue, at: Point(x: corner.x + 8, y: corner.y + 15), style: "b", size: SequencePlan.textSize, bold: true)
    return "<path class=\"tab\" d=\"M\(n(corner.x + 6)) \(n(corner.y))h\(n(width - 6))v14l-8 8H\(n(corner.x))"
      + "v-16a6 6 0 0 1 6-6z\"/>\(text)"
  }

  private func parting(_ item: SequencePlan.Item, _ index: Int) -> String {
    let box = layout.frames[item.index]
    let y = origin.y + layout.levels[index]
    return "<path class=\"q p\" d=\"M\(n(origin.x + box.left)) \(n(y))h\(n(box.width))\"/>\n"
  }

  /// The words behind a frame's tab, or below the line between two branches.
  private func condition(_ item: SequencePlan.Item, _ index: Int) -> String {
    guard !item.lines.isEmpty else { return "" }
    let left = origin.x + layout.frames[item.index].left + (item.badge > 0 ? item.badge : 8)
    var y = origin.y + layout.tops[index] + (item.badge > 0 ? 15 : 12)
    var svg = ""
    for line in item.lines {
      svg += SVGText.element(line, at: Point(x: left, y: y), style: "o", size: SequencePlan.textSize)
      y += SequencePlan.lineHeight
    }
    return svg + "\n"
  }

  private func note(_ item: SequencePlan.Item, _ index: Int) -> String {
    let sides = plan.sides(of: item)
    let (left, right) = (x(item.first) - sides.left, x(item.last) + sides.right)
    let (top, bottom) = (origin.y + layout.tops[index], origin.y + layout.levels[index])
    var svg = "<g class=\"note\"><path d=\"M\(n(left)) \(n(top))H\(n(right - 8))l8 8V\(n(bottom))H\(n(left))z"
    svg += "M\(n(right - 8)) \(n(top))v8h8\"/>"
    var y = top + 18
    for line in item.lines {
      svg += SVGText.element(line, at: Point(x: left + 10, y: y), style: "", size: SequencePlan.textSize)
      y += SequencePlan.lineHeight
    }
    return svg + "</g>\n"
  }
}
