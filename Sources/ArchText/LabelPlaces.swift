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
      room.add(graph.edges[edge].labelWidth, at: layered.nets[net].upper, isAbove: false)
    }
    for isShort in [true, false] {
      for edge in labelled where (layered.path[edge].count == 1) == isShort {
        let path = layered.path[edge]
        guard !layered.nets[path.lowerBound].isLoop else { continue }
        let width = graph.edges[edge].labelWidth
        let target = layered.nets[path.upperBound - 1].lower
        let source = layered.nets[path.lowerBound].upper
        var best = LabelPlace.lower(net: path.upperBound - 1)
        var bestCost = room.cost(width, at: target, isAbove: true)
        let cost = room.cost(width, at: source, isAbove: false) + 1
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
        case .lower: room.add(width, at: target, isAbove: true)
        case .upper: room.add(width, at: source, isAbove: false)
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
  /// For each item, the cells its ports need on its upper and on its lower side.
  private var above: [Int]
  private var below: [Int]
  private var layerWidths: [Int]
  private var hasRowBelow: [Bool]

  init(_ layout: Layout) {
    self.layout = layout
    above = layout.portsAbove.map { $0.count * 2 + 1 }
    below = layout.portsBelow.map { $0.count * 2 + 1 }
    layerWidths = []
    hasRowBelow = Array(repeating: false, count: layout.layered.layers.count)
    for layer in layout.layered.layers {
      layerWidths.append(layer.reduce(0) { $0 + width($1) + 2 })
    }
  }

  private func width(_ item: Int) -> Int {
    let node = layout.layered.items[item].node
    guard node >= 0 else { return 1 }
    return max(layout.graph.nodes[node].textWidth + 4, above[item], below[item])
  }

  private func price(_ growth: Int, layer: Int) -> Int {
    // Growth of a layer that is narrow anyway costs little.
    let widest = layerWidths.max() ?? 0
    return layerWidths[layer] + growth + 4 > widest ? growth * 3 : growth
  }

  func cost(_ label: Int, at item: Int, isAbove: Bool) -> Int {
    let need = (isAbove ? above[item] : below[item]) + label + 1
    let growth = max(0, need - max(width(item), 1))
    let layer = layout.layered.items[item].layer
    return price(growth, layer: layer) + (isAbove || hasRowBelow[layer] ? 0 : 4)
  }

  func cost(_ label: Int, besideBoxesAt item: Int) -> Int {
    price(label + 1, layer: layout.layered.items[item].layer)
  }

  mutating func add(_ label: Int, at item: Int, isAbove: Bool) {
    let layer = layout.layered.items[item].layer
    layerWidths[layer] -= width(item)
    if isAbove {
      above[item] += label + 1
    } else {
      below[item] += label + 1
      hasRowBelow[layer] = true
    }
    layerWidths[layer] += width(item)
  }

  mutating func add(_ label: Int, besideBoxesAt item: Int) {
    layerWidths[layout.layered.items[item].layer] += label + 1
  }
}
