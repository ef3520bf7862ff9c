extension Layout {
  /// Moves what the layers' common grid holds apart together: every bend, label, frame line and layer goes up as far as
  /// what stands above it in its columns allows. Boxes and labels of a layer stay in their rows.
  ///
  /// Nothing changes its place across, nor its order in any column, so the drawing stays the same graph and cannot grow.
  /// Only for layers that run down.
  ///
  /// - Parameter stretched: the edges that keep a straight piece below their last bend, so that their style is seen.
  /// - Returns: whether anything moved.
  mutating func compactFlow(stretched: Set<Int> = []) -> Bool {
    guard isDown, !layered.layers.isEmpty, layered.nets.count <= FlowCompaction.netLimit else { return false }
    var compaction = FlowCompaction(self, stretched: stretched)
    compaction.move()
    guard compaction.isMoved else { return false }
    apply(compaction)
    return true
  }

  private mutating func apply(_ compaction: FlowCompaction) {
    let count = layered.layers.count
    let starts = layerStart
    for layer in 0..<count {
      layerStart[layer] += compaction.change(ofLayer: layer)
      channels[layer].upperLabel += compaction.change(ofUpperLabels: layer)
      if layer + 1 < count { channels[layer].lowerLabel += compaction.change(ofLayer: layer + 1) }
    }
    for layer in 0..<count {
      var rows: [Int] = []
      for wire in channels[layer].legs.indices {
        for leg in channels[layer].legs[wire].indices {
          let row = channels[layer].tracks[channels[layer].legs[wire][leg].track]
          channels[layer].legs[wire][leg].track = rows.count
          rows.append(row + compaction.change(ofLeg: leg, wire: wire, layer: layer))
        }
      }
      channels[layer].tracks = rows
    }
    frameLines = graph.zones.indices.map { zone in
      zone == 0
        ? (0, 0)
        : (
          frameStart(zone) + compaction.change(ofFrameStart: zone), frameEnd(zone) + compaction.change(ofFrameEnd: zone)
        )
    }
    for layer in 0..<count {
      channels[layer].start += layerStart[layer] - starts[layer]
      let next = layer + 1 < count ? layerStart[layer + 1] : compaction.end
      channels[layer].size = next - channels[layer].start
    }
  }
}

/// Compaction in one dimension: the least rows that keep the order and the distances of all that overlaps across.
struct FlowCompaction {
  private enum Kind {
    case box, label, head, leg, frameStart, frameEnd
  }

  /// Ink in one row, or in the rows of a box.
  private struct Piece {
    var kind: Kind
    var group: Int
    var edge = -1
    /// The columns.
    var first: Int
    var last: Int
    var row: Int
    var height = 1
    var bottom: Int { row + height - 1 }

    /// The columns beside it that count as its own.
    var margin: Int {
      switch kind {
      case .label: 2
      case .leg, .box: 1
      case .head, .frameStart, .frameEnd: 0
      }
    }
  }

  /// With more nets than this everything stays where it is: every two pieces are compared.
  static let netLimit = 600

  private let stretched: Set<Int>
  private var pieces: [Piece] = []
  /// For each group, its pieces, and how far it moves; never down.
  private var members: [[Int]] = []
  private var changes: [Int] = []
  private let layerCount: Int
  private let zoneCount: Int
  /// For each layer, the group of the first leg of each wire of its channel.
  private var legGroups: [[Int]] = []

  /// The row behind the last one.
  private(set) var end = 0

  var isMoved: Bool { changes.contains { $0 != 0 } }

  init(_ layout: Layout, stretched: Set<Int>) {
    self.stretched = stretched
    layerCount = layout.layered.layers.count
    zoneCount = layout.graph.zones.count
    addFrames(layout)
    for layer in 0..<layerCount {
      addItems(layout, layer)
      addEnds(layout, layer)
    }
    addLegs(layout)
    changes = Array(repeating: 0, count: (pieces.map(\.group).max() ?? 0) + 1)
    changes += Array(repeating: 0, count: max(0, 2 * layerCount + 2 * zoneCount - changes.count))
    members = Array(repeating: [], count: changes.count)
    for (index, piece) in pieces.enumerated() { members[piece.group].append(index) }
  }

  // MARK: - Groups

  func change(ofLayer layer: Int) -> Int { changes[layer] }
  func change(ofUpperLabels layer: Int) -> Int { changes[layerCount + layer] }
  func change(ofFrameStart zone: Int) -> Int { changes[2 * layerCount + zone] }
  func change(ofFrameEnd zone: Int) -> Int { changes[2 * layerCount + zoneCount + zone] }
  func change(ofLeg leg: Int, wire: Int, layer: Int) -> Int { changes[legGroups[layer][wire] + leg] }

  private mutating func addFrames(_ layout: Layout) {
    for zone in layout.graph.zones.indices.dropFirst() {
      let (first, last) = (layout.nearAt[zone], layout.farAt[zone])
      pieces.append(
        Piece(
          kind: .frameStart, group: 2 * layerCount + zone, first: first, last: last, row: layout.frameStart(zone)))
      pieces.append(
        Piece(
          kind: .frameEnd, group: 2 * layerCount + zoneCount + zone, first: first, last: last,
          row: layout.frameEnd(zone)))
    }
  }

  private mutating func addItems(_ layout: Layout, _ layer: Int) {
    for index in layout.layered.layers[layer] {
      let item = layout.layered.items[index]
      let start = layout.itemAt[index]
      if item.node >= 0 {
        pieces.append(
          Piece(
            kind: .box, group: layer, first: start, last: start + layout.boxAcross[item.node] - 1,
            row: layout.layerStart[layer], height: layout.boxAlong(item.node)))
      } else if item.edge >= 0, case .item(index) = layout.labelPlaces[item.edge] {
        addLabel(
          layout, edge: item.edge, at: start, row: layout.layerStart[layer] + layout.layerSize[layer] / 2, group: layer)
      }
    }
  }

  private mutating func addLabel(_ layout: Layout, edge: Int, at place: Int, row: Int, group: Int) {
    let reach = layout.spacing.reach(ofLabel: layout.graph.edges[edge].labelWidth)
    pieces.append(
      Piece(kind: .label, group: group, edge: edge, first: place - reach.before, last: place + reach.after, row: row))
  }

  /// The heads and labels at the ends of the wires of a channel.
  private mutating func addEnds(_ layout: Layout, _ layer: Int) {
    let channel = layout.channels[layer]
    for wire in channel.wires {
      let edge = layout.layered.nets[wire.net].edge
      let upper = Layout.Port(net: wire.net, isUpperEnd: true)
      let lower = Layout.Port(net: wire.net, isUpperEnd: false)
      if layout.hasLabel(upper) {
        addLabel(layout, edge: edge, at: wire.from, row: channel.upperLabel, group: layerCount + layer)
      }
      if layout.hasLabel(lower) {
        addLabel(layout, edge: edge, at: wire.to, row: channel.lowerLabel, group: layer + 1)
      }
      let item = layout.layered.nets[wire.net].upper
      let node = layout.layered.items[item].node
      let below = node >= 0 ? layout.layerStart[layer] + layout.boxAlong(node) : 0
      if layout.hasHead(upper) { addHead(edge, at: wire.from, row: below, group: layer) }
      guard layout.hasHead(lower) else { continue }
      if wire.isLoop {
        addHead(edge, at: wire.to, row: below, group: layer)
      } else {
        addHead(edge, at: wire.to, row: layout.layerStart[layer + 1] - 1, group: layer + 1)
      }
    }
  }

  private mutating func addHead(_ edge: Int, at place: Int, row: Int, group: Int) {
    pieces.append(Piece(kind: .head, group: group, edge: edge, first: place, last: place, row: row))
  }

  private mutating func addLegs(_ layout: Layout) {
    var group = 2 * layerCount + 2 * zoneCount
    for channel in layout.channels {
      var groups: [Int] = []
      for (wire, legs) in zip(channel.wires, channel.legs) {
        groups.append(group)
        for leg in legs {
          pieces.append(
            Piece(
              kind: .leg, group: group, edge: layout.layered.nets[wire.net].edge, first: min(leg.from, leg.to),
              last: max(leg.from, leg.to), row: channel.tracks[leg.track]))
          group += 1
        }
      }
      legGroups.append(groups)
    }
  }

  // MARK: - Moving

  mutating func move() {
    let top = pieces.map(\.row).min() ?? 0
    let order = members.indices.filter { !members[$0].isEmpty }.sorted {
      (row(ofGroup: $0), $0) < (row(ofGroup: $1), $1)
    }
    var placed: [Int] = []
    for group in order {
      changes[group] = members[group].map { top - pieces[$0].row }.max() ?? 0
      for lower in members[group] {
        for upper in placed where pieces[upper].bottom < pieces[lower].row && overlap(upper, lower) {
          let least = pieces[upper].bottom + changes[pieces[upper].group] + distance(upper, lower)
          changes[group] = max(changes[group], least - pieces[lower].row)
        }
      }
      placed += members[group]
    }
    for group in order.reversed() where pieces[members[group][0]].kind == .frameStart { lower(members[group][0]) }
    end = pieces.map { $0.bottom + changes[$0.group] + 1 }.max() ?? 0
  }

  /// Moves the upper line of a frame back down to what it stands around.
  private mutating func lower(_ line: Int) {
    var change = 0
    for below in pieces.indices where pieces[below].row > pieces[line].row && overlap(line, below) {
      change = min(
        change, pieces[below].row + changes[pieces[below].group] - distance(line, below) - pieces[line].row)
    }
    changes[pieces[line].group] = max(changes[pieces[line].group], change)
  }

  private func row(ofGroup group: Int) -> Int { members[group].map { pieces[$0].row }.min() ?? 0 }

  private func overlap(_ first: Int, _ second: Int) -> Bool {
    let margin = max(pieces[first].margin, pieces[second].margin)
    return pieces[first].first - margin <= pieces[second].last && pieces[second].first - margin <= pieces[first].last
  }

  /// The rows from the last one of the upper piece to the first one of the lower piece, no more than there are.
  private func distance(_ upper: Int, _ lower: Int) -> Int {
    min(wanted(pieces[upper], pieces[lower]), pieces[lower].row - pieces[upper].bottom)
  }

  private func wanted(_ upper: Piece, _ lower: Piece) -> Int {
    switch (upper.kind, lower.kind) {
    // A wire shows a cell between two boxes, heads and labels.
    case (.box, .box): 3
    case (.box, .head), (.box, .label), (.head, .head): 2
    case (.label, .label), (.label, .box), (.leg, .box), (.head, .box): 2
    // The line of a frame keeps off the boxes above, and frames keep off each other.
    case (.box, .frameStart), (.frameEnd, .frameStart), (.frameEnd, .box), (.frameStart, .frameEnd): 2
    case (.leg, .label), (.leg, .head): upper.edge == lower.edge && stretched.contains(upper.edge) ? 2 : 1
    case (.label, .leg), (.head, .leg): upper.edge == lower.edge && stretched.contains(upper.edge) ? 2 : 1
    default: 1
    }
  }
}
