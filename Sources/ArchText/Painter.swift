import ArchCells
import ArchDiagram

/// Paints a layout on a canvas.
struct Painter {
  private let layout: Layout
  private let isDown: Bool
  /// The cells across before place 0, where doglegs run beyond the boxes.
  private let margin: Int
  private(set) var canvas: Canvas
  private(set) var bends = 0
  /// The cells of all wires together.
  private(set) var length = 0
  /// The layers whose channel should be one cell longer, so that every wire shows its style.
  private(set) var hiddenStyles: [Int] = []
  /// The edges of which only turns and crossings are seen.
  private(set) var hiddenEdges: Set<Int> = []

  /// The cells of the sheet that a layout needs.
  static func size(of layout: Layout) -> (rows: Int, columns: Int) {
    let (least, most) = range(of: layout)
    let along = layout.channels.last.map { $0.start + $0.size } ?? 0
    return layout.isDown ? (along, most + 1 - least) : (most + 1 - least, along)
  }

  /// The first and the last place across, with the doglegs that run beyond the boxes.
  private static func range(of layout: Layout) -> (least: Int, most: Int) {
    var least = 0
    var most = layout.farAt.first ?? 0
    for channel in layout.channels {
      for leg in channel.legs.joined() {
        least = min(least, leg.from, leg.to)
        most = max(most, leg.from, leg.to)
      }
    }
    return (least, most)
  }

  init(_ layout: Layout) {
    self.layout = layout
    isDown = layout.isDown
    margin = -Self.range(of: layout).least
    let size = Self.size(of: layout)
    canvas = Canvas(rows: size.rows, columns: size.columns)
    paintBoxes()
    paintFrames()
    for edge in layout.graph.edges.indices { paintWire(edge) }
    for edge in layout.graph.edges.indices { paintLabel(edge) }
    findHiddenStyles()
  }

  /// Finds the wires of which only turns and crossings are seen. Two heads tell the style by themselves.
  private mutating func findHiddenStyles() {
    var isSeen = Array(repeating: false, count: layout.graph.edges.count)
    for cell in canvas.cells where cell.role == .wire && (cell.arms == 5 || cell.arms == 10) {
      isSeen[Int(cell.value)] = true
    }
    for (index, edge) in layout.graph.edges.enumerated() where !isSeen[index] && edge.arrow != .twoWay {
      let last = layout.layered.nets[layout.layered.path[index].upperBound - 1]
      hiddenStyles.append(layout.layered.items[last.upper].layer)
      hiddenEdges.insert(index)
    }
  }

  // MARK: - Directions

  /// The arm that points along the flow, and the one against it.
  private var forward: UInt8 { isDown ? Glyphs.down : Glyphs.right }
  private var backward: UInt8 { isDown ? Glyphs.up : Glyphs.left }
  /// The arm that points to greater places across, and the one to lesser.
  private var farward: UInt8 { isDown ? Glyphs.right : Glyphs.down }
  private var nearward: UInt8 { isDown ? Glyphs.left : Glyphs.up }

  private func cell(_ along: Int, _ across: Int) -> (row: Int, column: Int) {
    isDown ? (along, across + margin) : (across + margin, along)
  }

  // MARK: - Boxes and frames

  private mutating func paintBoxes() {
    for (index, item) in layout.layered.items.enumerated() where item.node >= 0 {
      let node = layout.graph.nodes[item.node]
      guard !node.isHidden else { continue }
      let (top, left) = cell(layout.layerStart[item.layer], layout.itemAt[index])
      let size = (boxEnd(index) - layout.layerStart[item.layer], layout.boxAcross[item.node])
      let (height, width) = isDown ? size : (size.1, size.0)
      paintLoop(.box, top, left, top + height - 1, left + width - 1, tint: node.tint)
      let firstRow = top + 1 + (height - 2 - node.rows.count) / 2
      for (offset, row) in node.rows.enumerated() {
        canvas.write(
          row.text, firstRow + offset, left + (width - CellWidth.of(row.text)) / 2, over: .blank, tint: row.tint)
      }
    }
  }

  private mutating func paintFrames() {
    for zone in layout.graph.zones.indices.dropFirst() {
      let start = cell(layout.frameStart(zone), layout.nearAt[zone])
      let end = cell(layout.frameEnd(zone), layout.farAt[zone])
      paintLoop(.frame, start.row, start.column, end.row, end.column)
      if let title = layout.titleStart(zone) {
        canvas.write(
          layout.graph.zones[zone].title, start.row, isDown ? title + margin : title, over: .frame)
      }
    }
  }

  private mutating func paintLoop(
    _ role: Canvas.Role, _ top: Int, _ left: Int, _ bottom: Int, _ right: Int, tint: Tint = .none
  ) {
    canvas.set(top, left, role, Glyphs.right | Glyphs.down, tint: tint)
    canvas.set(top, right, role, Glyphs.left | Glyphs.down, tint: tint)
    canvas.set(bottom, left, role, Glyphs.right | Glyphs.up, tint: tint)
    canvas.set(bottom, right, role, Glyphs.left | Glyphs.up, tint: tint)
    for column in (left + 1)..<max(left + 1, right) {
      canvas.set(top, column, role, Glyphs.left | Glyphs.right, tint: tint)
      canvas.set(bottom, column, role, Glyphs.left | Glyphs.right, tint: tint)
    }
    for row in (top + 1)..<max(top + 1, bottom) {
      canvas.set(row, left, role, Glyphs.up | Glyphs.down, tint: tint)
      canvas.set(row, right, role, Glyphs.up | Glyphs.down, tint: tint)
    }
  }

  /// The first cell along the flow behind an item. Running down, a box is as high as its text; running right, all boxes
  /// of a layer are as wide as the widest, which sets them in a column.
  private func boxEnd(_ item: Int) -> Int {
    let (layer, node) = (layout.layered.items[item].layer, layout.layered.items[item].node)
    guard isDown, node >= 0 else { return layout.channels[layer].start }
    return layout.layerStart[layer] + layout.boxAlong(node)
  }

  // MARK: - Wires

  private typealias Place = (along: Int, across: Int)

  /// The corners of an edge from the first cell outside of its upper box to the last one before its lower box.
  private func corners(_ edge: Int) -> [Place] {
    var result: [Place] = []
    for net in layout.layered.path[edge] {
      let layer = layout.layered.items[layout.layered.nets[net].upper].layer
      let channel = layout.channels[layer]
      let start = boxEnd(layout.layered.nets[net].upper)
      result.append((start, layout.upperAt[net]))
      for leg in layout.legs(net) {
        result.append((channel.tracks[leg.track], leg.from))
        result.append((channel.tracks[leg.track], leg.to))
      }
      let end = layout.layered.nets[net].isLoop ? start : channel.start + channel.size - 1
      result.append((end, layout.lowerAt[net]))
    }
    return result
  }

  private mutating func paintWire(_ index: Int) {
    let edge = layout.graph.edges[index]
    let corners = corners(index)
    guard let first = corners.first, let last = corners.last else { return }
    let style = edge.style
    let isLoop = edge.source == edge.target
    var incoming = forward
    var place = first
    for corner in corners.dropFirst() {
      while place != corner {
        let outgoing = direction(place, corner)
        paint(place, opposite(incoming) | outgoing, style, index)
        incoming = outgoing
        step(&place, outgoing)
      }
    }
    let outgoing = isLoop ? backward : forward
    paint(place, opposite(incoming) | outgoing, style, index)
    port(first, backward, of: edge, hasHead: edge.arrow == .twoWay || edge.isReversed)
    port(last, outgoing, of: edge, hasHead: edge.arrow == .twoWay || !edge.isReversed)
  }

  private mutating func paint(_ place: Place, _ arms: UInt8, _ style: LineStyle, _ edge: Int) {
    if arms != 5, arms != 10 { bends += 1 }
    length += 1
    let (row, column) = cell(place.along, place.across)
    canvas.addWire(row, column, arms, style, edge: edge, tint: layout.graph.edges[edge].tint)
  }

  /// Ends a wire at a box that lies `arm` of `place`: with a head, or with a tee in the border.
  private mutating func port(_ place: Place, _ arm: UInt8, of edge: DrawingGraph.Edge, hasHead: Bool) {
    let (row, column) = cell(place.along, place.across)
    if hasHead {
      canvas.setHead(row, column, arm)
    } else {
      var beside = place
      step(&beside, arm)
      let (row, column) = cell(beside.along, beside.across)
      canvas.addPort(row, column, opposite(arm))
    }
  }

  private func direction(_ place: Place, _ corner: Place) -> UInt8 {
    if place.along != corner.along { return place.along < corner.along ? forward : backward }
    return place.across < corner.across ? farward : nearward
  }

  private func opposite(_ arm: UInt8) -> UInt8 { arm <= 2 ? arm << 2 : arm >> 2 }

  private func step(_ place: inout Place, _ arm: UInt8) {
    switch arm {
    case forward: place.along += 1
    case backward: place.along -= 1
    case farward: place.across += 1
    default: place.across -= 1
    }
  }

  // MARK: - Labels

  private mutating func paintLabel(_ index: Int) {
    let edge = layout.graph.edges[index]
    let reach = layout.spacing.reach(ofLabel: edge.labelWidth)
    switch layout.labelPlaces[index] {
    case .none: break
    case .item(let item):
      let layer = layout.layered.items[item].layer
      let along = layout.layerStart[layer] + layout.layerSize[layer] / 2
      writeLabel(edge, along, layout.itemAt[item] - reach.before)
    case .upper(let net):
      let layer = layout.layered.items[layout.layered.nets[net].upper].layer
      writeLabel(edge, layout.channels[layer].upperLabel, layout.upperAt[net] - reach.before)
    case .lower(let net):
      let layer = layout.layered.items[layout.layered.nets[net].upper].layer
      writeLabel(edge, layout.channels[layer].lowerLabel, layout.lowerAt[net] - reach.before)
    }
  }

  private mutating func writeLabel(_ edge: DrawingGraph.Edge, _ along: Int, _ across: Int) {
    let (row, column) = cell(along, across)
    // Running right, a blank on either side sets the label off from its wire.
    if isDown {
      canvas.write(edge.label, row, column, over: .wire, tint: edge.tint)
    } else {
      canvas.write(" " + edge.label + " ", row, column - 1, over: .wire, tint: edge.tint)
    }
  }
}
