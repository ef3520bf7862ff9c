import ArchDiagram

/// A sequence diagram with everything measured, and which frame holds what; nothing is placed yet.
struct SequencePlan: Sendable {
  struct Item: Sendable {
    enum Kind: Sendable, Hashable {
      case message(Diagram.Arrow)
      case open(SequenceDiagram.Frame)
      case branch, close, note
    }

    var kind: Kind
    /// The outermost participants that it touches.
    var first = 0
    var last = 0
    /// The message, by position in `messages`, or the frame that is opened, parted or closed.
    var index = -1
    /// The lines of the label, of the condition or of the note.
    var lines: [String] = []
    /// The width of the widest line.
    var textWidth = 0.0
    /// The width of the number's disc, or of the frame's word, with the gap behind it.
    var badge = 0.0

    /// What the label needs between two lifelines.
    var room: Double { badge + textWidth + 2 * SequencePlan.labelGap }
  }

  struct Frame: Sendable {
    var kind: SequenceDiagram.Frame
    var first = 0
    var last = 0
    /// How far its sides stand beyond the outermost lifelines.
    var left = SequencePlan.framePadding
    var right = SequencePlan.framePadding
    /// The width of the widest title.
    var title = 0.0
  }

  static let labelGap = 12.0
  static let framePadding = 16.0
  static let lineHeight = 15.0
  static let textSize = 12.0
  static let badgeSize = 11.0
  static let loopWidth = 30.0
  static let widestLabel = 180.0
  static let widestCondition = 300.0
  static let widestNote = 240.0
  /// More lines than this are no label; a hover tells all.
  private static let lineLimit = 12

  let diagram: SequenceDiagram
  let heads: [NodeBox]
  private(set) var items: [Item] = []
  private(set) var frames: [Frame] = []
  private(set) var messages: [SequenceDiagram.Message] = []

  init(_ diagram: SequenceDiagram) {
    let diagram = diagram.sound
    self.diagram = diagram
    heads = diagram.participants.map { participant in
      NodeBox(
        Diagram.Node(
          id: participant.id, title: participant.title, kind: participant.kind, family: participant.family,
          details: participant.details + participant.figures))
    }
    var open: [Int] = []
    for event in diagram.events {
      switch event {
      case .message(let message): add(message)
      case .begin(let kind, let text):
        open.append(frames.count)
        frames.append(Frame(kind: kind))
        addTitle(.open(kind), kind.rawValue, text, frame: frames.count - 1)
      case .branch(let text): addTitle(.branch, "", text, frame: open.last ?? 0)
      case .end: items.append(Item(kind: .close, index: open.popLast() ?? 0))
      case .note(let range, let text):
        var item = Item(kind: .note, first: range.lowerBound, last: range.upperBound)
        item.setLines(Self.wrap(text, Self.widestNote))
        if !item.lines.isEmpty { items.append(item) }
      }
    }
    span()
  }

  static func wrap(_ text: String, _ limit: Double) -> [String] {
    TextMetrics.wrap(text, limit: limit, lineLimit: lineLimit, size: textSize)
  }

  private mutating func add(_ message: SequenceDiagram.Message) {
    var item = Item(
      kind: .message(message.arrow), first: min(message.source, message.target),
      last: max(message.source, message.target), index: messages.count)
    item.setLines(Self.wrap(message.label, Self.widestLabel))
    let number = Self.number(message)
    if !number.isEmpty { item.badge = Self.discWidth(number) + 6 }
    messages.append(message)
    items.append(item)
  }

  /// The number in the disc.
  static func number(_ message: SequenceDiagram.Message) -> String {
    TextMetrics.cut(message.number, limit: 80, size: badgeSize, bold: true)
  }

  /// A disc, or where the number is long a capsule.
  static func discWidth(_ number: String) -> Double {
    max(18, (TextMetrics.width(number, size: badgeSize, bold: true).points + 9).rounded(.up))
  }

  /// The width of the tab that names a frame.
  static func tabWidth(_ word: String) -> Double {
    (TextMetrics.width(word, size: textSize, bold: true).points + 22).rounded(.up)
  }

  private mutating func addTitle(_ kind: Item.Kind, _ word: String, _ text: String, frame: Int) {
    var item = Item(kind: kind, index: frame)
    item.setLines(Self.wrap(text, Self.widestCondition))
    if !word.isEmpty { item.badge = Self.tabWidth(word) + 8 }
    frames[frame].title = max(frames[frame].title, item.badge + item.textWidth + Self.labelGap)
    items.append(item)
  }

  /// Finds which participants each frame holds, and how far it reaches beyond them.
  private mutating func span() {
    var open = [Reach()]
    for item in items {
      switch item.kind {
      case .message, .note: open[open.count - 1].add(Reach(item, sides: sides(of: item)))
      case .open, .branch: if case .open = item.kind { open.append(Reach()) }
      case .close:
        var inner = open.removeLast()
        // A frame around nothing stands around the first lifeline.
        if inner.last < 0 { (inner.first, inner.last) = (0, 0) }
        inner.left += Self.framePadding
        inner.right += Self.framePadding
        if inner.first == inner.last {
          inner.right = max(inner.right, frames[item.index].title - inner.left + Self.framePadding)
        }
        frames[item.index].first = inner.first
        frames[item.index].last = inner.last
        frames[item.index].left = inner.left
        frames[item.index].right = inner.right
        open[open.count - 1].add(inner)
      }
    }
    for index in items.indices {
      switch items[index].kind {
      case .open, .branch, .close:
        items[index].first = frames[items[index].index].first
        items[index].last = frames[items[index].index].last
      case .message, .note: break
      }
    }
  }

  /// How far something reaches left of its first and right of its last lifeline.
  func sides(of item: Item) -> (left: Double, right: Double) {
    switch item.kind {
    case .message: return item.first == item.last ? (0, Self.loopWidth + 12 + item.badge + item.textWidth) : (0, 0)
    case .note:
      if item.first < item.last { return (14, 14) }
      let half = (item.textWidth / 2 + 12).rounded(.up)
      return (half, half)
    case .open, .branch, .close: return (frames[item.index].left, frames[item.index].right)
    }
  }
}

extension SequencePlan.Item {
  fileprivate mutating func setLines(_ lines: [String]) {
    self.lines = lines
    for line in lines {
      textWidth = max(textWidth, TextMetrics.width(line, size: SequencePlan.textSize).points)
    }
    textWidth = textWidth.rounded(.up)
  }
}

/// Between which lifelines something stands, and how far it reaches beyond the outermost two.
private struct Reach {
  var first = Int.max
  var last = -1
  var left = 0.0
  var right = 0.0

  init() {}

  init(_ item: SequencePlan.Item, sides: (left: Double, right: Double)) {
    first = item.first
    last = item.last
    (left, right) = sides
  }

  mutating func add(_ other: Reach) {
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
