import ArchDiagram

/// Where everything of a sequence diagram stands: lifelines from left to right, what happens from top to bottom.
struct SequenceLayout: Sendable {
  /// The horizontal position of each lifeline.
  private(set) var lifelines: [Double] = []
  /// The gap of each message's label: gap `i` lies right of lifeline `i`.
  private(set) var gaps: [Int]
  /// The upper end of each item's text.
  private(set) var tops: [Double]
  /// The height of each message's line, of the line between two branches, and of the lower end of a note or frame.
  private(set) var levels: [Double]
  private(set) var frames: [Rectangle]
  /// The lower end of the heads.
  private(set) var headBottom = 0.0
  private(set) var width = 0.0
  private(set) var height = 0.0

  private var room: [Double]

  init(_ plan: SequencePlan) {
    let count = plan.heads.count
    gaps = plan.items.map(\.first)
    tops = Array(repeating: 0, count: plan.items.count)
    levels = tops
    frames = plan.frames.map { _ in Rectangle(left: 0, top: 0, right: 0, bottom: 0) }
    room = Array(repeating: 48, count: max(0, count - 1))
    guard count > 0 else { return }
    placeAcross(plan)
    placeDown(plan)
  }

  // MARK: - Across

  private mutating func placeAcross(_ plan: SequencePlan) {
    var left = plan.heads[0].size.width / 2
    var right = plan.heads[plan.heads.count - 1].size.width / 2
    for gap in room.indices {
      room[gap] = max(room[gap], (plan.heads[gap].size.width + plan.heads[gap + 1].size.width) / 2 + 20)
    }
    for item in plan.items {
      let sides = plan.sides(of: item)
      if item.first == 0 {
        left = max(left, sides.left)
      } else if sides.left > 0 {
        room[item.first - 1] = max(room[item.first - 1], sides.left + 12)
      }
      if item.last == plan.heads.count - 1 {
        right = max(right, sides.right)
      } else if sides.right > 0 {
        room[item.last] = max(room[item.last], sides.right + 12)
      }
      if case .message = item.kind, item.last == item.first + 1 { room[item.first] = max(room[item.first], item.room) }
    }
    for item in plan.items where item.kind == .note {
      widen(from: item.first, to: item.last, distance: item.textWidth - 4)
    }
    for frame in plan.frames {
      widen(from: frame.first, to: frame.last, distance: frame.title - frame.left - frame.right)
    }
    chooseGaps(plan)
    var x = left.rounded(.up)
    for index in plan.heads.indices {
      lifelines.append(x)
      if index < room.count { x += room[index].rounded(.up) }
    }
    width = (x + right).rounded(.up)
  }

  /// Gives each label that has a choice a gap near its source that is wide enough or nearly so.
  private mutating func chooseGaps(_ plan: SequencePlan) {
    for (index, item) in plan.items.enumerated() {
      guard case .message = item.kind, item.last > item.first + 1 else { continue }
      let isLeftward = plan.messages[item.index].source > plan.messages[item.index].target
      var best = (gap: item.first, lack: 0.0, cost: Double.infinity)
      for step in 0..<(item.last - item.first) {
        let gap = isLeftward ? item.last - 1 - step : item.first + step
        let lack = max(0, item.room - room[gap])
        // A gap further away costs a reader about as much as a drawing that is so many points wider.
        let cost = lack + Double(step) * 40
        if cost < best.cost { best = (gap, lack, cost) }
      }
      room[best.gap] += best.lack
      gaps[index] = best.gap
    }
  }

  private mutating func widen(from first: Int, to last: Int, distance: Double) {
    guard last > first else { return }
    let lack = distance - room[first..<last].reduce(0, +)
    guard lack > 0 else { return }
    for gap in first..<last { room[gap] += lack / Double(last - first) }
  }

  // MARK: - Down

  private mutating func placeDown(_ plan: SequencePlan) {
    for head in plan.heads { headBottom = max(headBottom, head.size.height) }
    var y = headBottom + 16
    for (index, item) in plan.items.enumerated() {
      tops[index] = y
      let text = Double(item.lines.count) * SequencePlan.lineHeight
      switch item.kind {
      case .message where item.first == item.last:
        // The label stands beside the loop.
        let height = max(24, text)
        levels[index] = y + height / 2 + 2
        y += height + 14
      case .message:
        let height = item.badge > 0 ? max(18, text) : text
        levels[index] = y + height + 6
        y = levels[index] + 14
      case .open:
        frames[item.index].top = y
        y += max(22, text + 6) + 8
      case .branch:
        levels[index] = y
        tops[index] = y + 4
        y += (item.lines.isEmpty ? 0 : text + 4) + 10
      case .close:
        levels[index] = y
        frames[item.index].bottom = y
        y += 14
      case .note:
        levels[index] = y + text + 12
        y = levels[index] + 14
      }
    }
    height = y + 2
    for (index, frame) in plan.frames.enumerated() {
      frames[index].left = lifelines[frame.first] - frame.left
      frames[index].right = lifelines[frame.last] + frame.right
    }
  }
}
