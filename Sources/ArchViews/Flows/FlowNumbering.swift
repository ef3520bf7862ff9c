import ArchModel

/// The numbers of a flow's steps, as the sequence diagram and the structure show them alike.
///
/// Steps count from 1. Those that run in parallel share a number and get letters: `3a` and `3b`, and where one of the
/// branches has several steps `3a1`, `3a2`. Optional, alternative and repeated steps count on, so no number stands twice.
public struct FlowNumbering: Sendable {
  /// By position in `Flow.steps`.
  public let numbers: [String]
  /// The numbers of the steps that take a relation, in order.
  public let byRelation: [RelationID: [String]]

  public init(_ flow: Flow, in model: Model) {
    self.init(flow, FlowOutline(flow, in: model))
  }

  init(_ flow: Flow, _ outline: FlowOutline) {
    var counter = Counter(numbers: Array(repeating: "", count: flow.steps.count))
    var next = 1
    counter.number(outline.items, prefix: "", next: &next)
    numbers = counter.numbers
    var byRelation: [RelationID: [String]] = [:]
    for (step, number) in zip(flow.steps, counter.numbers) { byRelation[step.relation, default: []].append(number) }
    self.byRelation = byRelation
  }

  private struct Counter {
    var numbers: [String]

    mutating func number(_ items: [FlowOutline.Item], prefix: String, next: inout Int) {
      for item in items {
        switch item {
        case .step(let step):
          if numbers.indices.contains(step) { numbers[step] = prefix + String(next) }
          next += 1
        case .frame(let frame) where frame.kind == .parallel && frame.branches.count > 1:
          for (index, branch) in frame.branches.enumerated() {
            let inner = prefix + String(next) + FlowNumbering.letters(index)
            if branch.items.count == 1, case .step(let step) = branch.items[0] {
              if numbers.indices.contains(step) { numbers[step] = inner }
            } else {
              var first = 1
              number(branch.items, prefix: inner, next: &first)
            }
          }
          next += 1
        case .frame(let frame):
          for branch in frame.branches { number(branch.items, prefix: prefix, next: &next) }
        }
      }
    }
  }

  /// `a` to `z`, then `aa`, `ab` and so on.
  static func letters(_ index: Int) -> String {
    var rest = max(0, index)
    var letters: [UInt8] = []
    repeat {
      letters.append(UInt8(ascii: "a") + UInt8(rest % 26))
      rest = rest / 26 - 1
    } while rest >= 0
    return String(decoding: letters.reversed(), as: UTF8.self)
  }
}
