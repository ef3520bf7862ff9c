/// Routes the wires between two layers.
///
/// A wire runs straight from its upper pin to a track, along the track, and straight to its lower pin. Where one wire's
/// upper pin and another's lower pin share a column, the first must take the earlier track; a cycle of such demands is
/// broken by a dogleg, a wire on two tracks. Among the orders that remain the one with few crossings is sought.
/// After Hashimoto and Stevens, "Wire Routing by Optimizing Channel Assignment" (1971), and Deutsch, "A Dogleg Channel
/// Router" (1976).
struct ChannelRouting {
  /// A wire to route; both pins of a self-relation are upper ones.
  struct Wire: Sendable {
    var net: Int
    var from: Int
    var to: Int
    var isLoop: Bool
  }

  /// The way of a net: across on each track in turn; empty for a straight wire.
  struct Leg: Sendable {
    var track: Int
    var from: Int
    var to: Int
  }

  /// One stretch along a track, with the columns where it is met from above and from below.
  private struct Stretch {
    var wire: Int
    var from: Int
    var to: Int
    var upperPins: [Int]
    var lowerPins: [Int]
    var low: Int { min(from, to) }
    var high: Int { max(from, to) }
  }

  /// The legs of each wire, in the order of the wires given.
  private(set) var legs: [[Leg]]
  private(set) var tracks = 0

  private let wires: [Wire]
  private var stretches: [Stretch] = []
  /// For a stretch that continues another one: that one.
  private var continues: [Int]
  /// Columns that no dogleg may take.
  private var taken: Set<Int>
  /// The blanks between two stretches on one track.
  private let gap: Int
  /// How far apart two pins are at most that may not stand beside each other.
  private let reach: Int

  /// - Parameters:
  ///   - frames: the lines of frames that run through the channel.
  ///   - gap: the blanks between two wires on one track.
  ///   - keepsApart: whether wires in neighbouring columns pass each other on different rows, so that the open side of a
  ///     turn never touches a wire.
  init(_ wires: [Wire], frames: [Int], gap: Int, keepsApart: Bool) {
    self.wires = wires
    self.gap = gap
    reach = keepsApart ? 1 : 0
    legs = Array(repeating: [], count: wires.count)
    taken = Set(frames)
    continues = []
    for (index, wire) in wires.enumerated() {
      taken.insert(wire.from)
      taken.insert(wire.to)
      if wire.isLoop {
        stretches.append(
          Stretch(wire: index, from: wire.from, to: wire.to, upperPins: [wire.from, wire.to], lowerPins: []))
      } else if wire.from != wire.to {
        stretches.append(
          Stretch(wire: index, from: wire.from, to: wire.to, upperPins: [wire.from], lowerPins: [wire.to]))
      }
    }
    continues = Array(repeating: -1, count: stretches.count)
    route()
  }

  /// The crossings of two stretches when `first` has the earlier track.
  private func crossings(_ first: Stretch, _ second: Stretch) -> Int {
    var sum = 0
    for pin in first.lowerPins where second.low < pin && pin < second.high { sum += 1 }
    for pin in second.upperPins where first.low < pin && pin < first.high { sum += 1 }
    return sum
  }

  /// Whether two stretches cannot share a track.
  private func meet(_ first: Stretch, _ second: Stretch) -> Bool {
    first.low - gap <= second.high && second.low - gap <= first.high
  }

  // MARK: - Routing

  private mutating func route() {
    var order: [Int] = []
    var isPlaced = Array(repeating: false, count: stretches.count)
    var waiting = Array(repeating: 0, count: stretches.count)
    var releases: [[Int]] = Array(repeating: [], count: stretches.count)
    var scores = Array(repeating: 0, count: stretches.count)
    let byUpperPin = Dictionary(
      stretches.indices.flatMap { index in stretches[index].upperPins.map { ($0, index) } }, uniquingKeysWith: { $1 })
    for index in stretches.indices {
      for pin in stretches[index].lowerPins {
        for column in (pin - reach)...(pin + reach) {
          guard let earlier = byUpperPin[column], earlier != index else { continue }
          releases[earlier].append(index)
          waiting[index] += 1
        }
      }
    }
    scoreAll(&scores)
    var remaining = stretches.count
    while remaining > 0 {
      var best = -1
      for index in stretches.indices where !isPlaced[index] && waiting[index] == 0 {
        if best < 0 || scores[index] < scores[best] { best = index }
      }
      if best < 0 {
        let split = splitOne(isPlaced, waiting: &waiting, releases: &releases)
        isPlaced.append(false)
        remaining += 1
        scores.append(0)
        for index in stretches.indices where !isPlaced[index] { scores[index] = 0 }
        scoreRemaining(&scores, isPlaced)
        best = split
        guard waiting[split] == 0 else { continue }
      }
      isPlaced[best] = true
      order.append(best)
      remaining -= 1
      for index in releases[best] { waiting[index] -= 1 }
      for index in stretches.indices where !isPlaced[index] && meet(stretches[index], stretches[best]) {
        scores[index] -=
          crossings(stretches[index], stretches[best]) - crossings(stretches[best], stretches[index])
      }
    }
    assignTracks(order)
  }

  private func scoreAll(_ scores: inout [Int]) {
    scoreRemaining(&scores, Array(repeating: false, count: stretches.count))
  }

  /// For each stretch, the crossings it has more when it comes before all the others than when it comes after them.
  private func scoreRemaining(_ scores: inout [Int], _ isPlaced: [Bool]) {
    let order = stretches.indices.filter { !isPlaced[$0] }.sorted { (stretches[$0].low, $0) < (stretches[$1].low, $1) }
    for (position, first) in order.enumerated() {
      for second in order[(position + 1)...] {
        if stretches[second].low > stretches[first].high + gap { break }
        let difference =
          crossings(stretches[first], stretches[second]) - crossings(stretches[second], stretches[first])
        scores[first] += difference
        scores[second] -= difference
      }
    }
  }

  /// Splits a stretch of a cycle in two, so that its first half waits for nothing. Returns that half.
  private mutating func splitOne(_ isPlaced: [Bool], waiting: inout [Int], releases: inout [[Int]]) -> Int {
    // Follow the demands backwards from any waiting stretch until one repeats: that one lies on a cycle.
    var blockers: [Int] = Array(repeating: -1, count: stretches.count)
    for index in stretches.indices where !isPlaced[index] {
      for later in releases[index] where !isPlaced[later] { blockers[later] = index }
    }
    var current = stretches.indices.first { !isPlaced[$0] } ?? 0
    var isSeen = Array(repeating: false, count: stretches.count)
    while !isSeen[current], blockers[current] >= 0 {
      isSeen[current] = true
      current = blockers[current]
    }
    let column = freeColumn(stretches[current].low, stretches[current].high)
    taken.insert(column)
    let whole = stretches[current]
    let rest = stretches.count
    stretches[current] = Stretch(
      wire: whole.wire, from: whole.from, to: column, upperPins: whole.upperPins, lowerPins: [column])
    stretches.append(
      Stretch(wire: whole.wire, from: column, to: whole.to, upperPins: [column], lowerPins: whole.lowerPins))
    continues.append(current)
    // The second half inherits what the whole waited for, and waits for the first half.
    releases.append([])
    waiting.append(1)
    for index in stretches.indices.dropLast() where !isPlaced[index] {
      for (position, later) in releases[index].enumerated() where later == current {
        releases[index][position] = rest
        waiting[rest] += 1
        waiting[current] -= 1
      }
    }
    releases[current].append(rest)
    return current
  }

  /// The column nearest to the middle of a stretch that no pin, frame or dogleg has or is beside.
  private func freeColumn(_ low: Int, _ high: Int) -> Int {
    let middle = (low + high) / 2
    var distance = 0
    while true {
      for column in [middle + distance, middle - distance] {
        if ((column - reach)...(column + reach)).allSatisfy({ !taken.contains($0) }) { return column }
      }
      distance += 1
    }
  }

  /// Gives each stretch, in order, the first track after all those it meets.
  private mutating func assignTracks(_ order: [Int]) {
    var trackOf = Array(repeating: 0, count: stretches.count)
    for (position, index) in order.enumerated() {
      var track = 0
      for earlier in order[..<position] where trackOf[earlier] >= track {
        if continues[index] == earlier || meet(stretches[earlier], stretches[index]) { track = trackOf[earlier] + 1 }
      }
      trackOf[index] = track
      tracks = max(tracks, track + 1)
    }
    for index in order.sorted(by: { (trackOf[$0], $0) < (trackOf[$1], $1) }) {
      let stretch = stretches[index]
      legs[stretch.wire].append(Leg(track: trackOf[index], from: stretch.from, to: stretch.to))
    }
  }
}
