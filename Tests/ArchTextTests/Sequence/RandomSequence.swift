import ArchDiagram

/// Sequence diagrams of every kind: nested frames, notes, calls to itself, all arrows, labels of many scripts.
enum RandomSequence {
  private static let words = [
    "api", "core v2", "订单", "支付服务", "がくせい", "café", "e\u{301}t", "🚀", "a-b", "C++", "x", "load balancer", "it's",
    "👩‍💻 team", "한국어", "q|r", "k=v", "+", "│", "v",
  ]
  private static let labels = [
    "", "", "sql", "v", "get v2", "order placed", "订单", "it's", "a - b", "- x", "x -", "[1]", "a|b", "~", "x.y", ">>",
    "a + b", "消息 队列", "🚀", "│", "a ─ b", "--", "[12] x", "e\u{301}", "|", "a -- b c", "> x <", ". end", "╮", "'", "x ╮",
    "reserve the seats and hold them for ten minutes", "▶", "◀ back", "+ plus +", "=",
  ]
  private static let titles = [
    "", "", "sold out, 20%", "3 times", "订单", "- x -", "│", "+", "a.b", "when the card is declined",
  ]

  static func make(
    seed: UInt64, participants: ClosedRange<Int> = 2...12, messages: ClosedRange<Int> = 1...40
  ) -> SequenceDiagram {
    var random = FixedRandom(state: seed)
    let count = Int.random(in: participants, using: &random)
    var diagram = SequenceDiagram(title: "random \(seed)")
    for index in 0..<count {
      var participant = SequenceDiagram.Participant(
        id: "p\(index)", title: "\(words[Int.random(in: 0..<words.count, using: &random)]) \(index)", kind: "service",
        family: .compute)
      if Int.random(in: 0..<4, using: &random) == 0 { participant.figures = ["p50 \(index)ms", "p99 ~1s"] }
      diagram.participants.append(participant)
    }
    var depth = 0
    var number = 0
    let messages = Int.random(in: messages, using: &random)
    let isNumbered = Bool.random(using: &random)
    while number < messages {
      switch Int.random(in: 0..<12, using: &random) {
      case 0 where depth < 4:
        let kind = SequenceDiagram.Frame.allCases[Int.random(in: 0..<4, using: &random)]
        diagram.events.append(.begin(kind, titles[Int.random(in: 0..<titles.count, using: &random)]))
        depth += 1
      case 1 where depth > 0:
        diagram.events.append(.branch(titles[Int.random(in: 0..<titles.count, using: &random)]))
      case 2 where depth > 0:
        diagram.events.append(.end)
        depth -= 1
      case 3 where Int.random(in: 0..<2, using: &random) == 0:
        let first = Int.random(in: 0..<count, using: &random)
        let last = Int.random(in: first..<count, using: &random)
        diagram.events.append(.note(first...last, "p99 \(number)ms of 订单 " + words[number % words.count]))
      default:
        number += 1
        let source = Int.random(in: 0..<count, using: &random)
        let isSelf = Int.random(in: 0..<8, using: &random) == 0
        diagram.events.append(
          .message(
            SequenceDiagram.Message(
              id: "m\(number)", source: source, target: isSelf ? source : Int.random(in: 0..<count, using: &random),
              arrow: Diagram.Arrow.allCases[Int.random(in: 0..<4, using: &random)],
              label: labels[Int.random(in: 0..<labels.count, using: &random)], number: isNumbered ? "\(number)" : "")))
      }
    }
    for _ in 0..<depth { diagram.events.append(.end) }
    return diagram
  }
}
