import ArchDiagram

/// Where the lifelines stand, and between which of them each text has its place.
struct SequenceColumns: Sendable {
  /// The column of each lifeline.
  private(set) var lifelines: [Int] = []
  /// The gap of each item's text: gap `i` lies right of lifeline `i`. -1 for items without a text.
  private(set) var gaps: [Int]
  /// The cells of the widest row.
  private(set) var width = 0

  /// The cells between lifelines `i` and `i + 1`.
  private var room: [Int]

  init(_ script: SequenceScript) {
    let count = script.heads.count
    gaps = Array(repeating: -1, count: script.items.count)
    room = Array(repeating: 3, count: max(0, count - 1))
    guard count > 0 else { return }
    var margins = (left: 0, right: 0)
    reserveHeads(script, &margins)
    reserveReach(script, &margins)
    reserveTexts(script)
    reserveSpans(script)
    place(script)
    var column = margins.left
    for index in 0..<count {
      lifelines.append(column)
      if index < room.count { column += room[index] + 1 }
    }
    width = column + margins.right + 1
  }

  /// How many cells a head takes left and right of its lifeline.
  static func reach(ofHead head: SequenceScript.Head) -> (left: Int, right: Int) {
    ((head.width + 3) / 2, (head.width + 4) / 2)
  }

  private mutating func reserveHeads(_ script: SequenceScript, _ margins: inout (left: Int, right: Int)) {
    let reaches = script.heads.map(Self.reach)
    margins = (reaches[0].left, reaches[reaches.count - 1].right)
    for index in room.indices {
      let (near, far) = (reaches[index].right, reaches[index + 1].left)
      if script.shape.isStaggered {
        // The lower one of the two stands beside the other's lifeline.
        room[index] = max(room[index], (index % 2 == 1 ? near : far) + 1)
      } else {
        room[index] = max(room[index], near + far + 2)
      }
    }
    guard script.shape.isStaggered else { return }
    margins.left = max(margins.left, reaches.count > 1 ? reaches[1].left - room[0] - 1 : 0)
    if reaches.count > 1 {
      let last = reaches.count - 1
      margins.right = max(margins.right, reaches[last - 1].right - room[last - 1] - 1)
    }
    for index in room.indices.dropLast() {
      widen(from: index, to: index + 2, distance: reaches[index].right + reaches[index + 2].left + 2)
    }
  }

  /// Keeps what stands beside a lifeline away from the next one.
  private mutating func reserveReach(_ script: SequenceScript, _ margins: inout (left: Int, right: Int)) {
    func reserve(_ first: Int, _ left: Int, _ last: Int, _ right: Int) {
      if first > 0 { room[first - 1] = max(room[first - 1], left + 1) } else { margins.left = max(margins.left, left) }
      if last < room.count {
        room[last] = max(room[last], right + 1)
      } else {
        margins.right = max(margins.right, right)
      }
    }
    for item in script.items where item.frame < 0 { reserve(item.first, item.leftReach, item.last, item.rightReach) }
    for frame in script.frames { reserve(frame.first, frame.left, frame.last, frame.right) }
  }

  /// Makes room for the texts that can stand in one place only.
  private mutating func reserveTexts(_ script: SequenceScript) {
    for (index, item) in script.items.enumerated() {
      switch item.kind {
      case .message(let arrow):
        if item.isSelfCall {
          gaps[index] = item.first
        } else if item.last == item.first + 1 {
          gaps[index] = item.first
          room[item.first] = max(room[item.first], item.need(heads: arrow == .twoWay ? 2 : 1))
        }
      case .open, .branch:
        if item.first == item.last {
          gaps[index] = item.first
        } else if item.last == item.first + 1 {
          gaps[index] = item.first
          room[item.first] = max(room[item.first], item.need(heads: 0))
        }
      case .close, .note: break
      }
    }
  }

  private mutating func reserveSpans(_ script: SequenceScript) {
    for item in script.items where item.kind == .note && item.last > item.first {
      widen(from: item.first, to: item.last, distance: item.width - 1)
    }
  }

  /// Finds a gap for each text that has a choice: the first wide enough from its source on, else the one that lacks least.
  private mutating func place(_ script: SequenceScript) {
    for (index, item) in script.items.enumerated() where gaps[index] < 0 && item.last > item.first + 1 {
      var arrow: Diagram.Arrow?
      if case .message(let found) = item.kind {
        arrow = found
      } else if item.kind != .open, item.kind != .branch {
        continue
      }
      let isLeftward = arrow != nil && item.source > item.target
      var best = (gap: -1, lack: Int.max)
      for step in 0..<(item.last - item.first) {
        let gap = isLeftward ? item.last - 1 - step : item.first + step
        var heads = 0
        if arrow != nil {
          let target = isLeftward ? item.first : item.last - 1
          let other = isLeftward ? item.last - 1 : item.first
          heads = (gap == target ? 1 : 0) + (arrow == .twoWay && gap == other ? 1 : 0)
        }
        let lack = max(0, item.need(heads: heads) - room[gap])
        if lack < best.lack { best = (gap, lack) }
        if lack == 0 { break }
      }
      room[best.gap] += best.lack
      gaps[index] = best.gap
    }
  }

  /// Widens the gaps between two lifelines evenly until they are that many columns apart.
  private mutating func widen(from first: Int, to last: Int, distance: Int) {
    var lack = distance - (last - first)
    for gap in first..<last { lack -= room[gap] }
    guard lack > 0 else { return }
    let count = last - first
    for (offset, gap) in (first..<last).enumerated() { room[gap] += lack / count + (offset < lack % count ? 1 : 0) }
  }
}
