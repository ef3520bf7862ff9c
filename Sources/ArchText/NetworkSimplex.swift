/// Integer positions that keep minimal distances and make a weighted sum of distances smallest.
///
/// Minimises the sum of `weight * (x[head] - x[tail])` subject to `x[head] - x[tail] >= length` for every arc, by the
/// network simplex method of Gansner, Koutsofios, North and Vo, "A Technique for Drawing Directed Graphs" (1993).
/// The cut value of a tree arc is the sum, over the subtree below it, of what flows out of each variable less what flows
/// in; so a pivot changes cut values only along two paths of the tree. Arcs may form cycles; the start must be feasible.
struct NetworkSimplex {
  private var tails: [Int32] = []
  private var heads: [Int32] = []
  private var lengths: [Int32] = []
  private var weights: [Int32] = []
  private let count: Int

  // The spanning forest of tight arcs.
  private var parents: [Int32] = []
  private var parentArcs: [Int32] = []
  private var firstChild: [Int32] = []
  private var nextSibling: [Int32] = []
  private var previousSibling: [Int32] = []
  private var surplus: [Int] = []
  private var x: [Int] = []
  // The arcs at each variable: `incident[offsets[v]..<offsets[v + 1]]`.
  private var offsets: [Int32] = []
  private var incident: [Int32] = []
  private var stamps: [Int32] = []
  private var stamp: Int32 = 0

  init(variables: Int) {
    count = variables
  }

  mutating func require(_ tail: Int, _ head: Int, atLeast length: Int, weight: Int = 0) {
    tails.append(Int32(tail))
    heads.append(Int32(head))
    lengths.append(Int32(clamping: length))
    weights.append(Int32(clamping: weight))
  }

  /// The best positions found from the feasible `start` within about `budget` steps; always feasible.
  mutating func solve(start: [Int], budget: Int) -> [Int] {
    x = start
    guard count > 0, !tails.isEmpty else { return x }
    indexArcs()
    growTightForest()
    sumSurplus()
    var work = 0
    var candidate = 0
    let block = max(16, count / 64)
    while work < budget {
      var best = -1
      var bestCut = 0
      var seen = 0
      while seen < count {
        let cut = cutValue(candidate)
        if cut < bestCut {
          bestCut = cut
          best = candidate
        }
        candidate += 1
        if candidate == count { candidate = 0 }
        seen += 1
        if best >= 0, seen >= block { break }
      }
      work += seen
      guard best >= 0 else { break }
      work += pivot(best)
    }
    return x
  }

  private func cutValue(_ v: Int) -> Int {
    let arc = parentArcs[v]
    guard arc >= 0 else { return 0 }
    return Int(tails[Int(arc)]) == v ? surplus[v] : -surplus[v]
  }

  private mutating func indexArcs() {
    offsets = Array(repeating: 0, count: count + 1)
    for arc in tails.indices {
      offsets[Int(tails[arc]) + 1] += 1
      offsets[Int(heads[arc]) + 1] += 1
    }
    for v in 0..<count { offsets[v + 1] += offsets[v] }
    var next = offsets
    incident = Array(repeating: 0, count: tails.count * 2)
    for arc in tails.indices {
      let tail = Int(tails[arc])
      let head = Int(heads[arc])
      incident[Int(next[tail])] = Int32(arc)
      next[tail] += 1
      incident[Int(next[head])] = Int32(arc)
      next[head] += 1
    }
    stamps = Array(repeating: 0, count: count)
  }

  private func slack(_ arc: Int) -> Int {
    x[Int(heads[arc])] - x[Int(tails[arc])] - Int(lengths[arc])
  }

  // MARK: - The first tree

  /// Grows a tree of tight arcs over every component, always by the arc with the least slack.
  ///
  /// The grown part moves as a whole, so its position is kept as one offset and two heaps stay valid.
  private mutating func growTightForest() {
    parents = Array(repeating: -1, count: count)
    parentArcs = parents
    firstChild = parents
    nextSibling = parents
    previousSibling = parents
    var isGrown = Array(repeating: false, count: count)
    for root in 0..<count where !isGrown[root] {
      var offset = 0
      var leaving = ArcHeap()
      var arriving = ArcHeap()
      var members: [Int] = []
      var joining = root
      while true {
        isGrown[joining] = true
        members.append(joining)
        x[joining] -= offset
        for position in Int(offsets[joining])..<Int(offsets[joining + 1]) {
          let arc = Int(incident[position])
          let tail = Int(tails[arc])
          let head = Int(heads[arc])
          if tail == joining, !isGrown[head] {
            leaving.push(x[head] - x[joining] - Int(lengths[arc]), arc)
          } else if head == joining, !isGrown[tail] {
            arriving.push(x[joining] - x[tail] - Int(lengths[arc]), arc)
          }
        }
        while let top = leaving.top, isGrown[Int(heads[top.arc])] { leaving.pop() }
        while let top = arriving.top, isGrown[Int(tails[top.arc])] { arriving.pop() }
        let out = leaving.top.map { $0.key - offset }
        let into = arriving.top.map { $0.key + offset }
        if let out, out <= (into ?? .max), let arc = leaving.top?.arc {
          offset += out
          joining = Int(heads[arc])
          hang(joining, below: Int(tails[arc]), by: arc)
        } else if let into, let arc = arriving.top?.arc {
          offset -= into
          joining = Int(tails[arc])
          hang(joining, below: Int(heads[arc]), by: arc)
        } else {
          break
        }
      }
      for v in members { x[v] += offset }
    }
  }

  private mutating func hang(_ v: Int, below parent: Int, by arc: Int) {
    parents[v] = Int32(parent)
    parentArcs[v] = Int32(arc)
    let sibling = firstChild[parent]
    nextSibling[v] = sibling
    previousSibling[v] = -1
    if sibling >= 0 { previousSibling[Int(sibling)] = Int32(v) }
    firstChild[parent] = Int32(v)
  }

  private mutating func cutOff(_ v: Int) {
    let before = previousSibling[v]
    let after = nextSibling[v]
    if before >= 0 { nextSibling[Int(before)] = after } else { firstChild[Int(parents[v])] = after }
    if after >= 0 { previousSibling[Int(after)] = before }
    parents[v] = -1
    parentArcs[v] = -1
    nextSibling[v] = -1
    previousSibling[v] = -1
  }

  private mutating func sumSurplus() {
    surplus = Array(repeating: 0, count: count)
    for arc in tails.indices {
      surplus[Int(tails[arc])] += Int(weights[arc])
      surplus[Int(heads[arc])] -= Int(weights[arc])
    }
    var order: [Int] = []
    order.reserveCapacity(count)
    for root in 0..<count where parents[root] < 0 {
      var stack = [root]
      while let v = stack.popLast() {
        order.append(v)
        var child = firstChild[v]
        while child >= 0 {
          stack.append(Int(child))
          child = nextSibling[Int(child)]
        }
      }
    }
    for v in order.reversed() where parents[v] >= 0 { surplus[Int(parents[v])] += surplus[v] }
  }

  // MARK: - Pivots

  /// Replaces the arc above `v` by the tightest one that lets the sum fall. Returns the steps it took.
  private mutating func pivot(_ v: Int) -> Int {
    let leavingArc = Int(parentArcs[v])
    let isTailBelow = Int(tails[leavingArc]) == v
    stamp &+= 1
    var subtree = [v]
    stamps[v] = stamp
    var next = 0
    while next < subtree.count {
      var child = firstChild[subtree[next]]
      while child >= 0 {
        stamps[Int(child)] = stamp
        subtree.append(Int(child))
        child = nextSibling[Int(child)]
      }
      next += 1
    }
    var entering = -1
    var enteringSlack = Int.max
    var work = subtree.count
    scan: for member in subtree {
      for position in Int(offsets[member])..<Int(offsets[member + 1]) {
        let arc = Int(incident[position])
        work += 1
        let inner = isTailBelow ? heads[arc] : tails[arc]
        let outer = isTailBelow ? tails[arc] : heads[arc]
        guard Int(inner) == member, stamps[Int(outer)] != stamp else { continue }
        let free = slack(arc)
        if free < enteringSlack || (free == enteringSlack && arc < entering) {
          enteringSlack = free
          entering = arc
        }
      }
    }
    guard entering >= 0 else { return work }
    let shift = isTailBelow ? -enteringSlack : enteringSlack
    if shift != 0 {
      for member in subtree { x[member] += shift }
    }
    rehang(
      v, by: entering, inner: Int(isTailBelow ? heads[entering] : tails[entering]),
      outer: Int(isTailBelow ? tails[entering] : heads[entering]))
    return work
  }

  /// Turns the subtree of `v` so that `inner` is its root, and hangs it below `outer`.
  private mutating func rehang(_ v: Int, by entering: Int, inner: Int, outer: Int) {
    let whole = surplus[v]
    var up = parents[v]
    while up >= 0 {
      surplus[Int(up)] -= whole
      up = parents[Int(up)]
    }
    cutOffPath(from: inner, to: v, whole: whole)
    hang(inner, below: outer, by: entering)
    surplus[inner] = whole
    up = Int32(outer)
    while up >= 0 {
      surplus[Int(up)] += whole
      up = parents[Int(up)]
    }
  }

  private mutating func cutOffPath(from inner: Int, to v: Int, whole: Int) {
    var path: [(node: Int, arc: Int, surplus: Int)] = []
    var node = inner
    while true {
      path.append((node, Int(parentArcs[node]), surplus[node]))
      if node == v { break }
      node = Int(parents[node])
    }
    for step in path { cutOff(step.node) }
    for index in 1..<max(1, path.count) {
      hang(path[index].node, below: path[index - 1].node, by: path[index - 1].arc)
      surplus[path[index].node] = whole - path[index - 1].surplus
    }
  }
}

/// A binary heap of arcs by slack, then by number.
private struct ArcHeap {
  private var entries: [(key: Int, arc: Int)] = []

  var top: (key: Int, arc: Int)? { entries.first }

  mutating func push(_ key: Int, _ arc: Int) {
    entries.append((key, arc))
    var child = entries.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard entries[child] < entries[parent] else { break }
      entries.swapAt(child, parent)
      child = parent
    }
  }

  mutating func pop() {
    guard let last = entries.popLast(), !entries.isEmpty else { return }
    entries[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < entries.count && entries[child] < entries[least] {
        least = child
      }
      if least == parent { return }
      entries.swapAt(parent, least)
      parent = least
    }
  }
}
