extension Layout {
  /// Orders the ports at each side of each item by where their nets lead, so that nets of one box do not cross.
  mutating func orderPorts() {
    var place = Array(repeating: 0, count: layered.items.count)
    for layer in layered.layers {
      for (index, item) in layer.enumerated() { place[item] = index }
    }
    let nets = layered.nets
    portsAbove = layered.items.map { item in
      item.nets.above.sorted { (place[nets[$0].upper], nets[$0].edge) < (place[nets[$1].upper], nets[$1].edge) }
        .map { Port(net: $0, isUpperEnd: false) }
    }
    portsBelow = layered.items.map { item in
      let leading = item.nets.below.filter { !nets[$0].isLoop }
        .sorted { (place[nets[$0].lower], nets[$0].edge) < (place[nets[$1].lower], nets[$1].edge) }
        .map { Port(net: $0, isUpperEnd: true) }
      let loops = item.nets.below.filter { nets[$0].isLoop }
        .flatMap { [Port(net: $0, isUpperEnd: true), Port(net: $0, isUpperEnd: false)] }
      return leading + loops
    }
  }

  /// The cells a port takes before and after its own, for its label.
  func reach(_ port: Port) -> (before: Int, after: Int) {
    hasLabel(port) ? spacing.reach(ofLabel: edge(port.net).labelWidth) : (0, 0)
  }

  /// The least distance between two neighbouring ports.
  func distance(_ first: Port, _ second: Port) -> Int {
    let kinds = [first, second].map { hasLabel($0) && isDown ? Spacing.Kind.label : .wire }
    return reach(first).after + spacing.blanks(kinds[0], kinds[1]) + 1 + reach(second).before
  }

  /// The cells from the first port of a side to the last one.
  func run(_ ports: [Port]) -> Int {
    var sum = 0
    for index in ports.indices.dropFirst() { sum += distance(ports[index - 1], ports[index]) }
    return sum
  }

  /// Gives every box the cells its text and its ports need across.
  mutating func sizeBoxes() {
    boxAcross = Array(repeating: 0, count: graph.nodes.count)
    for (index, item) in layered.items.enumerated() where item.node >= 0 {
      let node = graph.nodes[item.node]
      if node.isHidden {
        boxAcross[item.node] = 1
        continue
      }
      let text = isDown ? max(node.textWidth, 1) + 4 : max(node.rows.count, 1) + 2
      boxAcross[item.node] = max(text, run(portsAbove[index]) + 3, run(portsBelow[index]) + 3)
    }
  }
}
