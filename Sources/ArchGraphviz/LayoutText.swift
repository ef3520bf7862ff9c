import ArchDiagram

/// The DOT text that makes the engine lay a graph out.
///
/// Nodes are `n0` … and edges carry their number as `id`: short names, for the engine's messages have little room.
/// Clusters are numbered in the order in which they are written. Sizes are ours: nodes are fixed boxes without text,
/// labels are empty tables of fixed size.
struct LayoutText {
  private let graph: LayoutGraph
  private let settings: LayoutSettings
  /// Nodes are handed over this much larger on every side, because the engine leads edges along their very borders.
  static let padding = 3.0

  private(set) var text = ""
  /// The boundary of each cluster.
  private(set) var clusters: [Int] = []
  /// Whether an edge is written from its target to its source, by edge.
  private(set) var isReversed: [Bool] = []

  init(_ graph: LayoutGraph, settings: LayoutSettings) {
    self.graph = graph
    self.settings = settings
    write()
  }

  private mutating func write() {
    let size = graph.size
    let isDense = graph.edges.count > 200 && graph.edges.count > 4 * graph.nodes.count
    text = "digraph{rankdir=\(settings.direction == .right ? "LR" : "TB");splines=\(settings.routing.rawValue);"
    // Nodes of several boundaries can only share a layer where layers are those of the whole.
    if settings.layersAsWhole || !graph.ranks.isEmpty { text += "newrank=true;" }
    let padding = 2 * Self.padding / 72
    text += "nodesep=\(SVGNumber.text(0.45 - padding, decimals: 4));"
    text += "ranksep=\(SVGNumber.text(settings.layerGap - padding, decimals: 4));"
    // Network simplex may take nearly all of the time and adds little to a large drawing.
    if size > 500 || isDense { text += "nslimit=0.1;" }
    if isDense { text += "nslimit1=0.1;mclimit=0.1;" }
    text += "node[shape=box,fixedsize=true,label=\"\"];edge[arrowsize=0.9];\n"

    let tiers =
      settings.usesTiers && settings.columns == 1 ? Tiers(graph, stacksAll: settings.stacksAllBoundaries) : Tiers.none
    writeContents(tiers)
    isReversed = EdgeOrder(graph, tiers: tiers).isReversed
    let isFree =
      settings.columns > 1 ? Columns.crossings(graph, isReversed: isReversed, count: settings.columns) : nil
    for (index, edge) in graph.edges.enumerated() { write(edge, index: index, isFree: isFree?[index] ?? false) }
    for (index, separation) in tiers.separations.enumerated() { write(separation, index: index) }
    for rank in graph.ranks { text += "{rank=same;\(rank.map { "n\($0)" }.joined(separator: ";"))}\n" }
    for group in EqualNodes.groups(graph) where group.isIsolated || settings.spreadsEqualNodes { writeRows(group) }
    text += "}\n"
  }

  /// Puts nodes into rows, each below the one before.
  private mutating func writeRows(_ group: EqualNodes) {
    for (upper, lower) in zip(group.nodes, group.nodes.dropFirst(group.columnCount)) {
      // Nodes without neighbours stand exactly below each other; others follow their relations.
      text += "n\(upper)->n\(lower)[weight=\(group.isIsolated ? 1 : 0),style=invis];\n"
    }
  }

  /// Writes the clusters with the nodes in them, each in source order, without recursion.
  private mutating func writeContents(_ tiers: Tiers) {
    let nodesOf = Dictionary(grouping: graph.nodes.indices, by: { graph.nodes[$0].boundary })
    var childrenOf = Dictionary(grouping: graph.boundaries.indices, by: { graph.boundaries[$0].parent })
    for (parent, children) in childrenOf { childrenOf[parent] = tiers.sorted(children) }
    let pointsIn = Dictionary(grouping: tiers.separations.indices, by: { tiers.separations[$0].parent })
    enum Step {
      case open(Int), close, contents(Int?)
    }
    var steps: [Step] = [.contents(nil)]
    while let step = steps.popLast() {
      switch step {
      case .close: text += "}\n"
      case .open(let boundary):
        let title = graph.boundaries[boundary].title
        text += "subgraph cluster\(clusters.count){margin=16;labeljust=l;label=\(Self.table(title));\n"
        clusters.append(boundary)
        steps.append(.close)
        steps.append(.contents(boundary))
      case .contents(let boundary):
        // A point only acts from inside the boundary that holds both: dot ranks the contents of each by themselves.
        for index in pointsIn[boundary] ?? [] { text += "i\(index)[width=0,height=0,style=invis];\n" }
        // Where relations leave it open, dot begins a row inside a boundary with what came last.
        let nodes = nodesOf[boundary] ?? []
        for node in boundary == nil ? nodes : nodes.reversed() { write(graph.nodes[node].size, name: "n\(node)") }
        let children = childrenOf[boundary] ?? []
        if let boundary, children.isEmpty, nodesOf[boundary] == nil {
          write(LayoutGraph.Size(width: 56, height: 24), name: "e\(boundary)")
        }
        for child in children.reversed() { steps.append(.open(child)) }
      }
    }
  }

  private mutating func write(_ size: LayoutGraph.Size, name: String) {
    let (width, height) = (size.width + 2 * Self.padding, size.height + 2 * Self.padding)
    text += "\(name)[width=\(Self.inches(width)),height=\(Self.inches(height))];\n"
  }

  /// - isFree: whether it leaves the layers of its ends alone.
  private mutating func write(_ edge: LayoutGraph.Edge, index: Int, isFree: Bool) {
    let isReversed = isReversed[index]
    let (tail, head) = isReversed ? (edge.target, edge.source) : (edge.source, edge.target)
    text += "n\(tail)->n\(head)[id=\(index)"
    if edge.hasSourceHead { text += ",dir=both" } else if isReversed { text += ",dir=back" }
    if let label = edge.label { text += ",label=\(Self.table(label))" }
    if edge.isReference { text += ",weight=0" }
    if isFree { text += ",constraint=false" }
    if settings.usesPorts, !isFree, edge.source != edge.target {
      text += settings.direction == .right ? ",tailport=e,headport=w" : ",tailport=s,headport=n"
    }
    text += "];\n"
  }

  /// Leads the ends of the upper boundary to a point, and the point to the beginnings of the lower one.
  private mutating func write(_ separation: Tiers.Separation, index: Int) {
    for node in separation.above { text += "n\(node)->i\(index)[weight=0,style=invis];\n" }
    for node in separation.below { text += "i\(index)->n\(node)[weight=0,style=invis];\n" }
  }

  private static func inches(_ points: Double) -> String {
    // Four decimals are a hundredth of a pixel.
    SVGNumber.text(points / 72, decimals: 4)
  }

  /// An empty table of a fixed size, as the text of a label.
  private static func table(_ size: LayoutGraph.Size) -> String {
    let (width, height) = (Int(size.width.rounded(.up)), Int(size.height.rounded(.up)))
    return "<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\" FIXEDSIZE=\"TRUE\" "
      + "WIDTH=\"\(width)\" HEIGHT=\"\(height)\"><TR><TD></TD></TR></TABLE>>"
  }
}
