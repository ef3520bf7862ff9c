/// The runs of lines by which two sequences differ.
///
/// After Eugene W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1 (1986): the greedy search
/// for the furthest reaching path of each number of edits, with its trace kept to walk back.
enum LineDifference {
  /// Lines `old` are replaced by lines `new`; one of them may be empty.
  struct Change: Hashable {
    var old: Range<Int>
    var new: Range<Int>
  }

  /// The changes in order, apart from each other by at least one common line, with as few lines as possible.
  ///
  /// - Parameter limit: the number of removed and added lines that are searched for, which bounds the time by the lines
  ///   times the limit and the memory by the square of the limit. Texts that differ more are replaced between their
  ///   common beginning and end.
  static func changes(from old: [Int], to new: [Int], limit: Int = 1000) -> [Change] {
    var head = 0
    while head < old.count, head < new.count, old[head] == new[head] { head += 1 }
    var tail = 0
    while tail < old.count - head, tail < new.count - head, old[old.count - 1 - tail] == new[new.count - 1 - tail] {
      tail += 1
    }
    let coarse = Change(old: head..<old.count - tail, new: head..<new.count - tail)
    if coarse.old.isEmpty && coarse.new.isEmpty { return [] }
    if coarse.old.isEmpty || coarse.new.isEmpty { return [coarse] }
    let a = Array(old[coarse.old])
    let b = Array(new[coarse.new])
    guard let trace = trace(a, b, limit) else { return [coarse] }
    return walk(back: trace, a.count, b.count).map {
      Change(
        old: $0.old.lowerBound + head..<$0.old.upperBound + head,
        new: $0.new.lowerBound + head..<$0.new.upperBound + head)
    }
  }

  /// For each number of edits `d`, the furthest `x` on each diagonal `-d...d`, until the end is reached.
  private static func trace(_ a: [Int], _ b: [Int], _ limit: Int) -> [[Int32]]? {
    let bound = min(max(0, limit), a.count + b.count)
    var trace: [[Int32]] = []
    var before: [Int32] = []
    for d in 0...bound {
      // The entry of diagonal k is at k + d.
      var row = [Int32](repeating: -1, count: 2 * d + 1)
      for k in stride(from: -d, through: d, by: 2) {
        var x = d == 0 ? 0 : Int(step(before, d, k).x)
        var y = x - k
        if x > a.count || y > b.count || y < 0 { continue }
        while x < a.count, y < b.count, a[x] == b[y] {
          x += 1
          y += 1
        }
        row[k + d] = Int32(truncatingIfNeeded: x)
        if x == a.count, y == b.count {
          trace.append(row)
          return trace
        }
      }
      trace.append(row)
      before = row
    }
    return nil
  }

  /// Where a path of `d` edits enters diagonal `k`, from the row of `d - 1` edits: by an added line (down) or a removed
  /// one (right). Outside the texts `x` is past their end.
  private static func step(_ before: [Int32], _ d: Int, _ k: Int) -> (x: Int32, isDown: Bool) {
    // In the row of d - 1, diagonal k is at k + d - 1.
    let left = k - 1 + d - 1
    let right = k + 1 + d - 1
    let fromLeft = before.indices.contains(left) && before[left] >= 0 ? before[left] + 1 : -1
    let fromAbove = before.indices.contains(right) && before[right] >= 0 ? before[right] : -1
    if fromLeft < 0 && fromAbove < 0 { return (Int32.max, false) }
    return fromAbove >= fromLeft ? (fromAbove, true) : (fromLeft, false)
  }

  private static func walk(back trace: [[Int32]], _ oldCount: Int, _ newCount: Int) -> [Change] {
    var changes: [Change] = []
    var x = oldCount
    var y = newCount
    for d in stride(from: trace.count - 1, to: 0, by: -1) {
      let (entered, isDown) = step(trace[d - 1], d, x - y)
      // The common lines after the edit end here; the edit itself lies before `entered`.
      let toX = Int(entered)
      let toY = toX - (x - y)
      let fromX = isDown ? toX : toX - 1
      let fromY = isDown ? toY - 1 : toY
      if let last = changes.last, last.old.lowerBound == toX, last.new.lowerBound == toY {
        changes[changes.count - 1] = Change(old: fromX..<last.old.upperBound, new: fromY..<last.new.upperBound)
      } else {
        changes.append(Change(old: fromX..<toX, new: fromY..<toY))
      }
      x = fromX
      y = fromY
    }
    return changes.reversed()
  }
}
