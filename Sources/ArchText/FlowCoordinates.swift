/// The room between two layers, in cells along the flow from the end of the first layer.
struct Channel: Sendable {
  /// The wires of the channel and the legs of each.
  var wires: [ChannelRouting.Wire] = []
  var legs: [[ChannelRouting.Leg]] = []
  var trackCount = 0
  /// The first cell of the channel.
  var start = 0
  var size = 0
  /// Where labels at upper ends stand; running right, their first cell.
  var upperLabel = 0
  /// Where labels at lower ends stand; running right, their first cell.
  var lowerLabel = 0
  /// The lines where frames end, the innermost first.
  var frameEnds: [Int] = []
  /// The lines where frames start, the innermost first.
  var frameStarts: [Int] = []
  var tracks: [Int] = []
}

extension Layout {
  /// Routes the wires of every channel.
  mutating func routeChannels() {
    channels = layered.layers.map { _ in Channel() }
    wireOfNet = []
    for (index, net) in layered.nets.enumerated() {
      wireOfNet.append(channels[layered.items[net.upper].layer].wires.count)
      channels[layered.items[net.upper].layer].wires.append(
        ChannelRouting.Wire(net: index, from: upperAt[index], to: lowerAt[index], isLoop: net.isLoop))
    }
    for layer in channels.indices {
      var frames: [Int] = []
      for zone in graph.zones.indices.dropFirst()
      where layered.spans[zone].contains(layer) && layered.spans[zone].contains(layer + 1) {
        frames += [nearAt[zone], farAt[zone]]
      }
      let routing = ChannelRouting(channels[layer].wires, frames: frames, gap: 1, keepsApart: isDown)
      channels[layer].legs = routing.legs
      channels[layer].trackCount = routing.tracks
    }
  }

  /// Assigns every place along the flow.
  mutating func assignFlow() {
    let levels = frameLevels()
    frameLines = []
    layerSize = layered.layers.indices.map { layer in
      layered.layers[layer].reduce(leastSize[layer]) { size, item in
        layered.items[item].node >= 0 ? max(size, boxAlong(layered.items[item].node)) : size
      }
    }
    layerStart = []
    var next = 0
    // Frames that start with the first layer stand before it.
    leadingFrames = []
    let leading = levels.starts.first ?? 0
    for level in 0..<leading { leadingFrames.append((leading - 1 - level) * (isDown ? 1 : 2)) }
    next += leading * (isDown ? 1 : 2)
    for layer in layered.layers.indices {
      layerStart.append(next)
      next += layerSize[layer]
      let starts = layer + 1 < layered.layers.count ? levels.starts[layer + 1] : 0
      channels[layer].start = next
      if isDown {
        placeDown(layer, ends: levels.ends[layer], starts: starts)
      } else {
        placeRight(layer, ends: levels.ends[layer], starts: starts)
      }
      next += channels[layer].size
    }
  }

  /// The legs of a net along the tracks of its channel.
  func legs(_ net: Int) -> [ChannelRouting.Leg] {
    let channel = channels[layered.items[layered.nets[net].upper].layer]
    return channel.legs[wireOfNet[net]]
  }

  /// The cells of a box along the flow.
  func boxAlong(_ node: Int) -> Int {
    let node = graph.nodes[node]
    if node.isHidden { return isDown ? 1 : 3 }
    return isDown ? max(node.rows.count, 1) + 2 : max(node.textWidth, 1) + 4
  }

  /// For each zone the nesting of frames that end with it, and start with it; and the most for each layer.
  private mutating func frameLevels() -> (ends: [Int], starts: [Int]) {
    var ends = Array(repeating: 0, count: layered.layers.count)
    var starts = ends
    endLevels = Array(repeating: 0, count: graph.zones.count)
    startLevels = endLevels
    guard !layered.layers.isEmpty else { return (ends, starts) }
    for zone in graph.zones.indices.dropFirst().reversed() {
      let span = layered.spans[zone]
      let parent = graph.zones[zone].parent
      ends[span.upperBound] = max(ends[span.upperBound], endLevels[zone] + 1)
      starts[span.lowerBound] = max(starts[span.lowerBound], startLevels[zone] + 1)
      if layered.spans[parent].upperBound == span.upperBound {
        endLevels[parent] = max(endLevels[parent], endLevels[zone] + 1)
      }
      if layered.spans[parent].lowerBound == span.lowerBound {
        startLevels[parent] = max(startLevels[parent], startLevels[zone] + 1)
      }
    }
    return (ends, starts)
  }

  /// The ends of nets in a channel: at its start and at its end.
  private func ports(_ layer: Int) -> (upper: [Port], lower: [Port]) {
    var upper: [Port] = []
    var lower: [Port] = []
    for wire in channels[layer].wires {
      upper.append(Port(net: wire.net, isUpperEnd: true))
      if wire.isLoop {
        upper.append(Port(net: wire.net, isUpperEnd: false))
      } else {
        lower.append(Port(net: wire.net, isUpperEnd: false))
      }
    }
    return (upper, lower)
  }

  private mutating func placeDown(_ layer: Int, ends: Int, starts: Int) {
    let (upper, lower) = ports(layer)
    var channel = channels[layer]
    var next = channel.start
    if upper.contains(where: hasHead) { next += 1 }
    if upper.contains(where: hasLabel) {
      if next == channel.start { next += 1 }
      channel.upperLabel = next
      next += 1
    }
    // A wire shows at least one cell before its label or head.
    let needsStub = next == channel.start || !upper.contains(where: hasLabel)
    let body = next
    channel.frameEnds = (0..<ends).map { next + $0 }
    next += ends
    channel.tracks = (0..<channel.trackCount).map { next + $0 }
    next += channel.trackCount
    // The line of a frame keeps off the boxes above.
    if starts > 0, channel.trackCount == 0, ends == 0 || !lower.isEmpty { next += 1 }
    channel.frameStarts = (0..<starts).map { next + starts - 1 - $0 }
    next += starts
    next += spareCells(layer)
    if !lower.isEmpty {
      if next == body, needsStub { next += 1 }
      if lower.contains(where: hasLabel) {
        channel.lowerLabel = next
        next += 1
      }
      next += 1
    } else if layer + 1 < layered.layers.count, next == channel.start {
      next += 1
    }
    channel.size = next - channel.start
    channels[layer] = channel
  }

  private mutating func placeRight(_ layer: Int, ends: Int, starts: Int) {
    let (upper, lower) = ports(layer)
    var channel = channels[layer]
    var next = channel.start
    if upper.contains(where: hasHead) { next += 1 }
    if let width = labelWidth(upper) {
      channel.upperLabel = next + 2
      next += width + 4
    }
    channel.frameEnds = (0..<ends).map { next + 1 + 2 * $0 }
    next += 2 * ends
    channel.tracks = (0..<channel.trackCount).map { next + 1 + 2 * $0 }
    next += 2 * channel.trackCount
    channel.frameStarts = (0..<starts).map { next + 1 + 2 * (starts - 1 - $0) }
    next += 2 * starts
    next += spareCells(layer)
    if !lower.isEmpty {
      next += 1
      if let width = labelWidth(lower) {
        channel.lowerLabel = next + 1
        next += width + 3
      } else if channel.trackCount == 0 {
        next += 2
      }
      next += 1
    } else if layer + 1 < layered.layers.count {
      next += starts > 0 ? 1 : 2
    }
    channel.size = next - channel.start
    channels[layer] = channel
  }

  private func labelWidth(_ ports: [Port]) -> Int? {
    ports.filter(hasLabel).map { edge($0.net).labelWidth }.max()
  }

  /// One more cell where else a wire would have only turns and crossings, so that its style could not be seen.
  private func spareCells(_ layer: Int) -> Int { needsSpare[layer] ? 1 : 0 }

  /// The line of a frame before its first layer.
  func frameStart(_ zone: Int) -> Int {
    if !frameLines.isEmpty { return frameLines[zone].start }
    let first = layered.spans[zone].lowerBound
    return first == 0 ? leadingFrames[startLevels[zone]] : channels[first - 1].frameStarts[startLevels[zone]]
  }

  /// The line of a frame after its last layer.
  func frameEnd(_ zone: Int) -> Int {
    frameLines.isEmpty ? channels[layered.spans[zone].upperBound].frameEnds[endLevels[zone]] : frameLines[zone].end
  }
}
