extension Layout {
  /// Assigns every place across the layers.
  ///
  /// The variables are the items, the ports and the two lines of every frame; the neighbours in a layer, the ports of a
  /// box and the lines of a frame keep minimal distances, and the bends of the wires are made as short as can be. One
  /// pair of variables holds a frame in all its layers, so that it is a rectangle.
  mutating func assignAcross() {
    var problem = AcrossProblem(self)
    problem.build()
    problem.solve()
    itemAt = layered.items.indices.map { problem.value(problem.item($0)) }
    upperAt = layered.nets.indices.map { problem.value(problem.upper($0)) }
    lowerAt = layered.nets.indices.map { problem.value(problem.lower($0)) }
    nearAt = graph.zones.indices.map { problem.value(problem.near($0)) }
    farAt = graph.zones.indices.map { problem.value(problem.far($0)) }
  }

  /// Something a layer holds, in order across.
  enum Event {
    case open(Int)
    case close(Int)
    case item(Int)
  }

  /// The items of a layer with the frames that open and close between them, the sheet's own included.
  func events(_ layer: Int) -> [Event] {
    var result: [Event] = [.open(0)]
    var open = [0]
    for item in layered.layers[layer] {
      let zone = layered.items[item].zone
      let common = graph.commonZone(open[open.count - 1], zone)
      while let top = open.last, top != common {
        result.append(.close(top))
        open.removeLast()
      }
      var entered: [Int] = []
      var inner = zone
      while inner != common {
        entered.append(inner)
        inner = graph.zones[inner].parent
      }
      for zone in entered.reversed() {
        open.append(zone)
        result.append(.open(zone))
      }
      result.append(.item(item))
    }
    for zone in open.reversed() { result.append(.close(zone)) }
    return result
  }
}

/// The difference constraints of a layout and the sum they minimise.
private struct AcrossProblem {
  /// A variable and an offset to it.
  typealias Point = (variable: Int, offset: Int)

  private struct Element {
    var point: Point
    var before: Int
    var after: Int
    var kind: Spacing.Kind
  }

  private struct Constraint {
    var first: Point
    var second: Point
    var length: Int
  }

  private let layout: Layout
  private let spacing: Spacing
  /// Whether ports are variables of their own; in a large graph they are fixed to their box.
  private let hasFreePorts: Bool
  private let portBase: Int
  private let zoneBase: Int
  private var variables: Int
  /// Where the ports of a box stand when they keep to the middle: for each net, the offsets of its ends.
  private var upperOffsets: [Int]
  private var lowerOffsets: [Int]
  private var constraints: [Constraint] = []
  private var pulls: [(first: Point, second: Point, weight: Int)] = []
  private var values: [Int] = []

  init(_ layout: Layout) {
    self.layout = layout
    spacing = layout.spacing
    let layered = layout.layered
    hasFreePorts = layered.nets.count + layered.items.count < 1_200
    portBase = layered.items.count
    zoneBase = portBase + (hasFreePorts ? 2 * layered.nets.count : 0)
    variables = zoneBase + 2 * layout.graph.zones.count
    upperOffsets = Array(repeating: 0, count: layered.nets.count)
    lowerOffsets = upperOffsets
    for (index, item) in layered.items.enumerated() where item.node >= 0 {
      for ports in [layout.portsAbove[index], layout.portsBelow[index]] {
        var offset = (layout.boxAcross[item.node] - 1 - layout.run(ports)) / 2
        for (position, port) in ports.enumerated() {
          if position > 0 { offset += layout.distance(ports[position - 1], port) }
          if port.isUpperEnd { upperOffsets[port.net] = offset } else { lowerOffsets[port.net] = offset }
        }
      }
    }
  }

  func value(_ point: Point) -> Int { values[point.variable] + point.offset }
  func item(_ item: Int) -> Point { (item, 0) }
  func near(_ zone: Int) -> Point { (zoneBase + 2 * zone, 0) }
  func far(_ zone: Int) -> Point { (zoneBase + 2 * zone + 1, 0) }

  func upper(_ net: Int) -> Point {
    let item = layout.layered.nets[net].upper
    guard hasFreePorts, layout.layered.items[item].node >= 0 else { return (item, upperOffsets[net]) }
    return (portBase + 2 * net, 0)
  }

  func lower(_ net: Int) -> Point {
    let item = layout.layered.nets[net].lower
    guard hasFreePorts, layout.layered.items[item].node >= 0 else { return (item, lowerOffsets[net]) }
    return (portBase + 2 * net + 1, 0)
  }

  private func point(_ port: Layout.Port) -> Point { port.isUpperEnd ? upper(port.net) : lower(port.net) }

  // MARK: - Building

  mutating func build() {
    for layer in layout.layered.layers.indices {
      let events = layout.events(layer)
      separate(events.compactMap { boxElement($0) })
      let items = layout.layered.layers[layer]
      for ports in [layout.portsAbove, layout.portsBelow]
      where items.contains(where: { ports[$0].contains(where: { layout.reach($0) != (0, 0) }) }) {
        separate(events.flatMap { portElements($0, ports) })
      }
      if hasFreePorts {
        for item in items where layout.layered.items[item].node >= 0 { holdPorts(item) }
      }
    }
    for zone in layout.graph.zones.indices {
      let title = layout.graph.zones[zone].titleWidth
      let length = layout.isDown && title > 0 ? title + 3 : 2
      constraints.append(Constraint(first: near(zone), second: far(zone), length: length))
      pulls.append((near(zone), far(zone), zone == 0 ? 1 : 2))
      if let gap = layout.titleGaps[zone] {
        let places = [near(zone)] + layout.titlePins(zone).map(lower) + [far(zone)]
        constraints.append(Constraint(first: places[gap], second: places[gap + 1], length: title + 3))
      }
    }
    for (index, net) in layout.layered.nets.enumerated() where !net.isLoop {
      let isNode = [net.upper, net.lower].map { layout.layered.items[$0].node >= 0 }
      let weight = isNode[0] && isNode[1] ? 6 : isNode[0] || isNode[1] ? 8 : 16
      pulls.append((upper(index), lower(index), layout.straightNets.contains(index) ? 10 * weight : weight))
    }
  }

  private mutating func separate(_ elements: [Element]) {
    for index in elements.indices.dropFirst() {
      let first = elements[index - 1]
      let second = elements[index]
      let length = first.after + spacing.blanks(first.kind, second.kind) + 1 + second.before
      constraints.append(Constraint(first: first.point, second: second.point, length: length))
    }
  }

  private func frameElement(_ event: Layout.Event) -> Element? {
    switch event {
    case .open(let zone): return Element(point: near(zone), before: 0, after: 0, kind: .frame)
    case .close(let zone): return Element(point: far(zone), before: 0, after: 0, kind: .frame)
    case .item: return nil
    }
  }

  private func boxElement(_ event: Layout.Event) -> Element? {
    guard case .item(let index) = event else { return frameElement(event) }
    let item = layout.layered.items[index]
    if item.node >= 0 {
      return Element(point: (index, 0), before: 0, after: layout.boxAcross[item.node] - 1, kind: .box)
    }
    guard item.edge >= 0 else { return nil }
    if case .item(index) = layout.labelPlaces[item.edge], layout.isDown {
      let reach = spacing.reach(ofLabel: layout.graph.edges[item.edge].labelWidth)
      return Element(point: (index, 0), before: reach.before, after: reach.after, kind: .label)
    }
    return Element(point: (index, 0), before: 0, after: 0, kind: .wire)
  }

  private func portElements(_ event: Layout.Event, _ ports: [[Layout.Port]]) -> [Element] {
    guard case .item(let index) = event else { return frameElement(event).map { [$0] } ?? [] }
    return ports[index].map { port in
      let reach = layout.reach(port)
      let kind = layout.hasLabel(port) && layout.isDown ? Spacing.Kind.label : .wire
      return Element(point: point(port), before: reach.before, after: reach.after, kind: kind)
    }
  }

  private mutating func holdPorts(_ item: Int) {
    let width = layout.boxAcross[layout.layered.items[item].node]
    for ports in [layout.portsAbove[item], layout.portsBelow[item]] {
      for (index, port) in ports.enumerated() {
        let point = point(port)
        if index == 0 { constraints.append(Constraint(first: (item, 0), second: point, length: 1)) }
        if index == ports.count - 1 {
          constraints.append(Constraint(first: point, second: (item, 0), length: 2 - width))
        }
        if index > 0 {
          let before = ports[index - 1]
          constraints.append(
            Constraint(first: self.point(before), second: point, length: layout.distance(before, port)))
        }
        let offset = port.isUpperEnd ? upperOffsets[port.net] : lowerOffsets[port.net]
        pulls.append((point, (item, offset), ports.count == 1 ? 2 : 1))
      }
    }
  }

  // MARK: - Solving

  mutating func solve() {
    values = firstValues()
    var simplex = NetworkSimplex(variables: variables + pulls.count)
    for constraint in constraints {
      simplex.require(
        constraint.first.variable, constraint.second.variable,
        atLeast: constraint.length + constraint.first.offset - constraint.second.offset)
    }
    var start = values
    for (index, pull) in pulls.enumerated() {
      // The extra variable stands at the lesser of both ends, so the two arcs add up to their distance.
      let extra = variables + index
      start.append(min(value(pull.first), value(pull.second)))
      simplex.require(extra, pull.first.variable, atLeast: -pull.first.offset, weight: pull.weight)
      simplex.require(extra, pull.second.variable, atLeast: -pull.second.offset, weight: pull.weight)
    }
    values = simplex.solve(start: start, budget: 20_000_000)
    let least = values[..<variables].min() ?? 0
    for index in values.indices { values[index] -= least }
  }

  /// Feasible values: everything as near as can be, with the ports in the middle of their boxes.
  private func firstValues() -> [Int] {
    // A port goes with its box here, so that the constraints have no cycle.
    var owner = Array(0..<variables)
    var offset = Array(repeating: 0, count: variables)
    if hasFreePorts {
      for (index, net) in layout.layered.nets.enumerated() {
        owner[portBase + 2 * index] = net.upper
        offset[portBase + 2 * index] = upperOffsets[index]
        owner[portBase + 2 * index + 1] = net.lower
        offset[portBase + 2 * index + 1] = lowerOffsets[index]
      }
    }
    var after: [[(second: Int, length: Int)]] = Array(repeating: [], count: variables)
    var waiting = Array(repeating: 0, count: variables)
    for constraint in constraints {
      let first = owner[constraint.first.variable]
      let second = owner[constraint.second.variable]
      guard first != second else { continue }
      let length =
        constraint.length + constraint.first.offset + offset[constraint.first.variable]
        - constraint.second.offset - offset[constraint.second.variable]
      after[first].append((second, length))
      waiting[second] += 1
    }
    var result = Array(repeating: 0, count: variables)
    var ready = (0..<variables).filter { owner[$0] == $0 && waiting[$0] == 0 }
    var next = 0
    while next < ready.count {
      let first = ready[next]
      next += 1
      for (second, length) in after[first] {
        result[second] = max(result[second], result[first] + length)
        waiting[second] -= 1
        if waiting[second] == 0 { ready.append(second) }
      }
    }
    for variable in 0..<variables where owner[variable] != variable {
      result[variable] = result[owner[variable]] + offset[variable]
    }
    return result
  }
}
