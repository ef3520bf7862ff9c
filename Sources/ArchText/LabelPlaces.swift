extension Layout {
  /// Chooses where on its edge each label stands.
  mutating func placeLabels() {
    labelPlaces = Array(repeating: .none, count: graph.edges.count)
    if isDown { placeLabelsDown() } else { placeLabelsRight() }
  }

  /// Running right, all labels of a channel share its columns: a long edge takes a channel that is wide enough anyway.
  private mutating func placeLabelsRight() {
    var widths = Array(repeating: 0, count: layered.layers.count)
    let labelled = graph.edges.indices.filter { graph.edges[$0].labelWidth > 0 }
    for edge in labelled where layered.path[edge].count == 1 {
      let net = layered.path[edge].lowerBound
      if layered.nets[net].isLoop {
        labelPlaces[edge] = .upper(net: net)
      } else {
        labelPlaces[edge] = .lower(net: net)
        let channel = layered.items[layered.nets[net].upper].layer
        widths[channel] = max(widths[channel], graph.edges[edge].labelWidth)
      }
    }
    for edge in labelled where layered.path[edge].count > 1 {
      let width = graph.edges[edge].labelWidth
      let last = layered.path[edge].upperBound - 1
      let net = layered.path[edge].last { widths[layered.items[layered.nets[$0].upper].layer] >= width } ?? last
      labelPlaces[edge] = .lower(net: net)
      let channel = layered.items[layered.nets[net].upper].layer
      widths[channel] = max(widths[channel], width)
    }
  }

  /// Running down, a label takes columns: each goes where the layer grows least.
  private mutating func placeLabelsDown() {
    var room = LabelRoom(self)
    let labelled = graph.edges.indices.filter { graph.edges[$0].labelWidth > 0 }
    for edge in labelled where layered.nets[layered.path[edge].lowerBound].isLoop {
      let net = layered.path[edge].lowerBound
      labelPlaces[edge] = .upper(net: net)
      room.add(graph.edges[edge].labelWidth, net: net, isUpperEnd: true)
    }
    for isShort in [true, false] {
      for edge in labelled where (layered.path[edge].count == 1) == isShort {
        let path = layered.path[edge]
        guard !layered.nets[path.lowerBound].isLoop else { continue }
        let width = graph.edges[edge].labelWidth
        var best = LabelPlace.lower(net: path.upperBound - 1)
        var bestCost = room.cost(width, net: path.upperBound - 1, isUpperEnd: false)
        let cost = room.cost(width, net: path.lowerBound, isUpperEnd: true) + 1
        if cost < bestCost {
          bestCost = cost
          best = .upper(net: path.lowerBound)
        }
        for net in path.dropLast().reversed() {
          let item = layered.nets[net].lower
          let cost = room.cost(width, besideBoxesAt: item)
          if cost < bestCost {
            bestCost = cost
            best = .item(item)
          }
        }
        labelPlaces[edge] = best
        switch best {
        case .lower(let net): room.add(width, net: net, isUpperEnd: false)
        case .upper(let net): room.add(width, net: net, isUpperEnd: true)
        case .item(let item): room.add(width, besideBoxesAt: item)
        case .none: break
        }
      }
    }
  }
}

/// How wide the layers of a layout that runs down become as labels are placed.
private struct LabelRoom {
  private let layout: Layout
  /// For each net, the width of the label at its upper and at its lower end.
  private var upper: [Int]
  private var lower: [Int]
  private var layerWidths: [Int]
  private var hasRowBelow: [Bool]

  init(_ layout: Layout) {
    self.layout = layout
    upper = Array(repeating: 0, count: layout.layered.nets.count)
    lower = upper
    layerWidths = []
    hasRowBelow = Array(repeating: false, count: layout.layered.layers.count)
    for layer in layout.layered.layers {
      layerWidths.append(layer.reduce(0) { $0 + width($1) + 2 })
    }
  }

  /// The cells an item takes across with the labels beyond its corners.
  private func width(_ item: Int) -> Int {
    let node = layout.layered.items[item].node
    let text = node >= 0 ? layout.graph.nodes[node].textWidth + 4 : 1
    return max(width(layout.portsAbove[item], text), width(layout.portsBelow[item], text))
  }

  private func width(_ ports: [Layout.Port], _ text: Int) -> Int {
    var run = 0
    var first = 0
    var last = 0
    for (index, port) in ports.enumerated() {
      let label = port.isUpperEnd ? upper[port.net] : lower[port.net]
      let reach = layout.spacing.reach(ofLabel: label)
      if index == 0 { first = reach.before } else { run += last + (label > 0 || last > 0 ? 3 : 2) + reach.before }
      last = reach.after
    }
    let box = max(text, ports.isEmpty ? 0 : run + 3)
    return max(box, run + 1 + first + last, text + max(0, first - text / 2) + max(0, last - text / 2))
  }

  /// What it costs to put a label at one end of a net.
  mutating func cost(_ label: Int, net: Int, isUpperEnd: Bool) -> Int {
    let item = isUpperEnd ? layout.layered.nets[net].upper : layout.layered.nets[net].lower
    let layer = layout.layered.items[item].layer
    let before = width(item)
    set(label, net: net, isUpperEnd: isUpperEnd)
    let growth = width(item) - before
    set(0, net: net, isUpperEnd: isUpperEnd)
    return price(growth, layer: layer) + (isUpperEnd && !hasRowBelow[layer] ? 4 : 0)
  }

  /// What it costs to put a label beside the boxes of a dummy's layer.
  func cost(_ label: Int, besideBoxesAt item: Int) -> Int {
    price(label + 1, layer: layout.layered.items[item].layer)
  }

  mutating func add(_ label: Int, net: Int, isUpperEnd: Bool) {
    let item = isUpperEnd ? layout.layered.nets[net].upper : layout.layered.nets[net].lower
    let layer = layout.layered.items[item].layer
    layerWidths[layer] -= width(item)
    set(label, net: net, isUpperEnd: isUpperEnd)
    if isUpperEnd { hasRowBelow[layer] = true }
    layerWidths[layer] += width(item)
  }

  mutating func add(_ label: Int, besideBoxesAt item: Int) {
    layerWidths[layout.layered.items[item].layer] += label + 1
  }

  private mutating func set(_ label: Int, net: Int, isUpperEnd: Bool) {
    if isUpperEnd { upper[net] = label } else { lower[net] = label }
  }

  /// Growth of a layer that is narrow anyway costs little.
  private func price(_ growth: Int, layer: Int) -> Int {
    let widest = layerWidths.max() ?? 0
    return layerWidths[layer] + growth + 4 > widest ? growth * 3 : growth
  }
}
