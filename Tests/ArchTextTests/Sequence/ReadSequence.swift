import ArchDiagram
import ArchText

/// What a reader recovers from a sequence drawing; also what a sequence diagram means, in the same form.
struct ReadSequence: Hashable {
  enum Event: Hashable {
    /// The ends by their places from the left; those of a two-way message in that order.
    case message(Int, Int, String, String)
    case open(String)
    case branch(String)
    case close
    case note(Int, Int, String)
  }

  /// The texts of the heads, from the left.
  var heads: [String] = []
  var events: [Event] = []

  init() {}

  /// What a drawing of a diagram must show.
  init(_ diagram: SequenceDiagram) {
    func inert(_ text: String) -> String { InertText.oneLine(text) }
    heads = diagram.participants.map { participant in
      inert(([participant.title] + participant.figures).joined(separator: " "))
    }
    for event in diagram.events {
      switch event {
      case .message(let message):
        addMessage(message.source, message.target, message.arrow.rawValue, inert(message.number + " " + message.label))
      case .begin(let kind, let text):
        events.append(.open(inert(text).isEmpty ? kind.rawValue : "\(kind.rawValue): \(inert(text))"))
      case .branch(let text): events.append(.branch(inert(text)))
      case .end: events.append(.close)
      case .note(let range, let text): events.append(.note(range.lowerBound, range.upperBound, inert(text)))
      }
    }
  }

  mutating func addMessage(_ source: Int, _ target: Int, _ arrow: String, _ text: String) {
    let isSwapped = arrow == "<->" && target < source
    events.append(.message(isSwapped ? target : source, isSwapped ? source : target, arrow, text))
  }

  /// Without blanks, for drawings in which texts are wrapped within words.
  var packed: ReadSequence {
    func pack(_ text: String) -> String { text.filter { $0 != " " } }
    var result = self
    result.heads = heads.map(pack)
    result.events = events.map { event in
      switch event {
      case .message(let source, let target, let arrow, let text): .message(source, target, arrow, pack(text))
      case .open(let text): .open(pack(text))
      case .branch(let text): .branch(pack(text))
      case .close: .close
      case .note(let first, let last, let text): .note(first, last, pack(text))
      }
    }
    return result
  }
}
