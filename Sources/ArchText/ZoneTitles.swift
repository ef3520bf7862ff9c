extension Layout {
  /// Where the title of a zone starts in its top border: in the first stretch no wire crosses, with a piece of border on
  /// either side. Nil when there is none.
  func titleStart(_ zone: Int) -> Int? {
    let width = graph.zones[zone].titleWidth
    guard width > 0 else { return nil }
    let ends = isDown ? (nearAt[zone], farAt[zone]) : (frameStart(zone), frameEnd(zone))
    var free = ends.0 + 1
    for crossing in crossings(ofTop: zone) + [ends.1] {
      if crossing - free >= width + 2 { return free + 1 }
      free = crossing + 1
    }
    return nil
  }

  /// The cells of the top border of a zone that wires cross, ascending.
  private func crossings(ofTop zone: Int) -> [Int] {
    let span = layered.spans[zone]
    var result: [Int] = []
    if isDown {
      guard span.lowerBound > 0 else { return [] }
      for wire in channels[span.lowerBound - 1].wires where !wire.isLoop {
        if nearAt[zone] < wire.to, wire.to < farAt[zone] { result.append(wire.to) }
      }
    } else {
      for layer in span.lowerBound..<span.upperBound {
        for leg in channels[layer].legs.joined()
        where min(leg.from, leg.to) < nearAt[zone] && nearAt[zone] < max(leg.from, leg.to) {
          result.append(channels[layer].tracks[leg.track])
        }
      }
    }
    return result.sorted()
  }

  /// Reserves, when the layers run down, a gap between wires for every title that has no place: the one that leaves the
  /// layout narrow and straight, or in a large layout the widest. Assigns the places across anew where needed.
  mutating func reserveTitleGaps() {
    var reserved: [Int] = []
    // What makes room for one title may take it from another, so this goes on until all have a place.
    while true {
      let needy = placelessTitles.filter { titleGaps[$0] == nil }
      guard !needy.isEmpty else { break }
      for zone in needy { titleGaps[zone] = widestGap(zone) }
      reserved += needy
      assignAcross()
      routeChannels()
    }
    guard layered.items.count < 250, reserved.count < 10 else { return }
    for zone in reserved {
      for gap in [0, titlePins(zone).count] where gap != titleGaps[zone] {
        var other = self
        other.titleGaps[zone] = gap
        other.assignAcross()
        other.routeChannels()
        if other.extent < extent, other.placelessTitles.isEmpty { self = other }
      }
    }
  }

  /// The zones whose title has no place.
  private var placelessTitles: [Int] {
    graph.zones.indices.dropFirst().filter { graph.zones[$0].titleWidth > 0 && titleStart($0) == nil }
  }

  private func widestGap(_ zone: Int) -> Int {
    let pins = titlePins(zone)
    let places = [nearAt[zone]] + pins.map { lowerAt[$0] } + [farAt[zone]]
    var best = 0
    for gap in 0...pins.count {
      // The gap between two wires to one box is bound by the box.
      let isInBox =
        gap > 0 && gap < pins.count && layered.nets[pins[gap - 1]].lower == layered.nets[pins[gap]].lower
      if !isInBox, places[gap + 1] - places[gap] > places[best + 1] - places[best] { best = gap }
    }
    return best
  }

  /// How wide and how bent a layout is; less is better.
  private var extent: Int {
    channels.reduce(farAt.first ?? 0) { sum, channel in
      sum + 2 * channel.trackCount + channel.legs.reduce(0) { $0 + 2 * $1.count }
    }
  }

  /// The nets that cross the top border of a zone when the layers run down, in order.
  func titlePins(_ zone: Int) -> [Int] {
    var result: [Int] = []
    for item in layered.layers[layered.spans[zone].lowerBound] {
      var outer = layered.items[item].zone
      while outer > zone { outer = graph.zones[outer].parent }
      if outer == zone { result += portsAbove[item].map(\.net) }
    }
    return result
  }

  /// Widens the first layer of every frame whose title has no place, when the layers run right. Returns whether any
  /// frame needs it.
  mutating func widenForTitles() -> Bool {
    var isNeeded = false
    for zone in graph.zones.indices.dropFirst() where graph.zones[zone].titleWidth > 0 && titleStart(zone) == nil {
      let layer = layered.spans[zone].lowerBound
      leastSize[layer] = max(leastSize[layer], graph.zones[zone].titleWidth)
      isNeeded = true
    }
    return isNeeded
  }
}
