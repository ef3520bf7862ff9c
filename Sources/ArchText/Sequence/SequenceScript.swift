import ArchCells
import ArchDiagram

/// What a sequence drawing shows: texts made harmless, wrapped and measured, indices that are sound, frames in pairs.
struct SequenceScript: Sendable {
  /// How texts are broken and what stands beside what.
  struct Shape: Sendable {
    /// The cells after which a row of a head goes on in the next one, or nil.
    var headWrap: Int?
    /// The cells after which a label or the title of a frame goes on in the next row, or nil.
    var labelWrap: Int?
    /// Whether labels stand in the legend and messages show their numbers.
    var isKeyed = false
    /// Whether numbers stand on the wires without blanks around them.
    var isTight = false
    /// Whether every other head stands lower, so that heads may be wider than the columns.
    var isStaggered = false
    /// The cells after which a note goes on in the next row.
    var noteWrap = 60
  }

  /// The box at the upper end of a lifeline.
  struct Head: Sendable {
    var rows: [NodeRows.Row]
    /// The colour of its border.
    var tint: Tint
    /// The cells of the widest row.
    var width: Int
  }

  struct Item: Sendable {
    enum Kind: Sendable, Hashable {
      case message(Diagram.Arrow)
      case open, branch, close, note
    }

    var kind: Kind
    /// The outermost participants that it touches.
    var first = 0
    var last = 0
    /// The ends of a message.
    var source = 0
    var target = 0
    /// The frame that it opens, parts or closes.
    var frame = -1
    /// The label, the title or the text. The last line of a label stands on its wire, the first of a title in its border.
    var lines: [String] = []
    /// The cells of the widest line.
    var width = 0
    /// Whether the text stands on the wire without blanks around it.
    var isTight = false
    /// The colour of a message.
    var tint = Tint.none
  }

  struct Frame: Sendable {
    /// The outermost participants in it.
    var first: Int
    var last: Int
    /// How many cells its sides stand beyond the outermost lifelines.
    var left = 2
    var right = 2
  }

  private(set) var heads: [Head] = []
  private(set) var items: [Item] = []
  private(set) var frames: [Frame] = []
  /// The texts of the keys, each with its key in front.
  private(set) var legend: [(key: String, text: String)] = []
  /// What is found of participants and messages, where findings are marked.
  private(set) var findings: [Diagram.Chip] = []
  let shape: Shape
  private let annotates: Bool

  init(_ diagram: SequenceDiagram, detail: TextDrawing.Detail, annotates: Bool = false, shape: Shape) {
    self.shape = shape
    self.annotates = annotates
    let diagram = diagram.sound
    for participant in diagram.participants { addHead(participant, detail) }
    guard !heads.isEmpty else { return }
    let keys = shape.isKeyed ? Self.keys(diagram) : nil
    var message = 0
    var open: [Int] = []
    for event in diagram.events {
      switch event {
      case .message(let data):
        add(data, key: keys?[message])
        message += 1
      case .begin(let kind, let text):
        open.append(frames.count)
        addFrame(title: Self.title(kind, text))
      case .branch(let text):
        guard let frame = open.last else { continue }
        addTitle(.branch, frame: frame, text: InertText.oneLine(text))
      case .end:
        guard let frame = open.popLast() else { continue }
        items.append(Item(kind: .close, frame: frame))
      case .note(let range, let text): addNote(range, InertText.oneLine(text))
      }
    }
    span()
  }

  // MARK: - Items

  private mutating func addHead(_ participant: SequenceDiagram.Participant, _ detail: TextDrawing.Detail) {
    let family = Tint.family(participant.family)
    var texts: [(text: String, tint: Tint)] = [(participant.title, family)]
    texts += ((detail == .name ? [] : participant.details) + participant.figures).map { ($0, .none) }
    if annotates {
      texts += FindingMarks.rows(participant.findings).map { ($0.text, .severity($0.severity)) }
      findings += participant.findings
    }
    var rows: [NodeRows.Row] = []
    for (text, tint) in texts {
      for row in TextWrap.rows(of: InertText.oneLine(text), width: shape.headWrap) {
        rows.append(NodeRows.Row(text: row, tint: tint))
      }
    }
    if rows.isEmpty { rows = [NodeRows.Row(text: "", tint: .none)] }
    heads.append(Head(rows: rows, tint: family, width: max(1, rows.map { CellWidth.of($0.text) }.max() ?? 0)))
  }

  /// What stands on the wire of a message.
  static func text(_ message: SequenceDiagram.Message) -> String {
    InertText.oneLine(message.number + " " + message.label)
  }

  /// What stands in the border of a frame.
  static func title(_ kind: SequenceDiagram.Frame, _ text: String) -> String {
    let text = InertText.oneLine(text)
    return text.isEmpty ? kind.rawValue : "\(kind.rawValue): \(text)"
  }

  /// The keys of the messages: their own numbers where these tell them apart, else numbers in brackets.
  private static func keys(_ diagram: SequenceDiagram) -> [String] {
    var seen: Set<String> = []
    var numbers: [String] = []
    var isSound = true
    for event in diagram.events {
      guard case .message(let message) = event else { continue }
      numbers.append(message.number)
      let isPlain = message.number.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
      isSound = isSound && isPlain && !message.number.isEmpty && seen.insert(message.number).inserted
    }
    return isSound ? numbers : numbers.indices.map { "[\($0 + 1)]" }
  }

  private mutating func add(_ message: SequenceDiagram.Message, key: String?) {
    var item = Item(
      kind: .message(message.arrow), first: min(message.source, message.target),
      last: max(message.source, message.target), source: message.source, target: message.target)
    var text = Self.text(message)
    var label = InertText.oneLine(message.label)
    if annotates, let worst = message.findings.first {
      let marks = InertText.oneLine(FindingMarks.suffix(message.findings))
      text += " " + marks
      label += (label.isEmpty ? "" : " ") + marks
      item.tint = .severity(worst.severity)
      findings += message.findings
    }
    if let key, !text.isEmpty {
      // A number that stands alone explains itself.
      if text != key { legend.append((key, key == message.number ? label : text)) }
      text = key
      item.isTight = shape.isTight
    }
    item.setLines(TextWrap.rows(of: text, width: shape.isKeyed ? nil : shape.labelWrap))
    items.append(item)
  }

  private mutating func addFrame(title: String) {
    frames.append(Frame(first: .max, last: -1))
    addTitle(.open, frame: frames.count - 1, text: title)
  }

  private mutating func addTitle(_ kind: Item.Kind, frame: Int, text: String) {
    var item = Item(kind: kind, frame: frame)
    item.setLines(TextWrap.rows(of: text, width: shape.labelWrap))
    items.append(item)
  }

  private mutating func addNote(_ range: ClosedRange<Int>, _ text: String) {
    guard !text.isEmpty else { return }
    var item = Item(kind: .note, first: range.lowerBound, last: range.upperBound)
    item.setLines(TextWrap.rows(of: text, width: shape.noteWrap))
    items.append(item)
  }

  // MARK: - Frames

  /// Finds which participants each frame holds and how far it reaches beyond them.
  private mutating func span() {
    struct Content {
      var first = Int.max
      var last = -1
      /// The cells that the content needs left of `first` and right of `last`.
      var left = 0
      var right = 0
      var title = 0

      mutating func add(_ other: Content) {
        if other.first < first {
          (first, left) = (other.first, other.left)
        } else if other.first == first {
          left = max(left, other.left)
        }
        if other.last > last {
          (last, right) = (other.last, other.right)
        } else if other.last == last {
          right = max(right, other.right)
        }
      }
    }
    var open: [Content] = [Content()]
    for item in items {
      switch item.kind {
      case .message, .note:
        open[open.count - 1].add(
          Content(first: item.first, last: item.last, left: item.leftReach, right: item.rightReach))
      case .open: open.append(Content(title: item.width))
      case .branch: open[open.count - 1].title = max(open[open.count - 1].title, item.width)
      case .close:
        var content = open.removeLast()
        // A frame around nothing stands around the first lifeline.
        if content.last < 0 { (content.first, content.last) = (0, 0) }
        let right = max(content.right + 2, content.first == content.last && content.title > 0 ? content.title + 5 : 0)
        frames[item.frame] = Frame(
          first: content.first, last: content.last, left: content.left + 2, right: right)
        open[open.count - 1].add(
          Content(first: content.first, last: content.last, left: content.left + 2, right: right))
      }
    }
    for index in items.indices where items[index].frame >= 0 {
      items[index].first = frames[items[index].frame].first
      items[index].last = frames[items[index].frame].last
    }
  }
}

extension SequenceScript.Item {
  mutating func setLines(_ lines: [String]) {
    self.lines = lines
    width = lines.map(CellWidth.of).max() ?? 0
  }

  var isSelfCall: Bool {
    if case .message = kind { return source == target }
    return false
  }

  /// The cells it takes left of its first lifeline.
  var leftReach: Int {
    guard kind == .note else { return 0 }
    return first == last ? (width + 3) / 2 : 2
  }

  /// The cells it takes right of its last lifeline.
  var rightReach: Int {
    if kind == .note { return first == last ? width + 3 - leftReach : 2 }
    guard isSelfCall else { return 0 }
    let heads = kind == .message(.twoWay) ? 1 : 0
    if width == 0 { return 2 + heads }
    return width + heads + (isTight ? 2 : 5)
  }

  /// The cells that the text takes between two lifelines, with what stands around it.
  ///
  /// - heads: how many heads of arrows stand there besides.
  func need(heads: Int) -> Int {
    if width == 0 { return 1 + heads }
    return width + heads + (isTight ? 1 : 4)
  }
}
