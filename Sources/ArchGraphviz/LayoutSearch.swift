import ArchDiagram

/// Lays a plan out, and again with other settings where the layout has faults.
enum LayoutSearch {
  /// A graph up to this size is laid out with every setting until one is clean; that takes a few milliseconds each.
  private static let smallGraph = 400
  /// Up to this size labels are moved: each is held against every edge.
  private static let largestForLabels = 2_000

  /// The first layout without faults, else the one with the fewest.
  static func best(_ graph: LayoutGraph) throws(GraphvizError) -> Geometry {
    var best: Geometry?
    var bestWeight = Double.infinity
    var first: LayoutFaults?
    for settings in candidates(graph) {
      // Where the first layout is too wide and nothing else, other lines do not help; where it is not, the shape is well.
      if let first, settings.changesShape(of: graph) ? !first.isTooWide && bestWeight < 200 : first.isOnlyTooWide {
        continue
      }
      var geometry = try LayoutEngine.layOut(graph, settings: settings)
      if graph.size <= largestForLabels { LabelPlacement.improve(&geometry, of: graph) }
      let faults =
        graph.size <= smallGraph ? LayoutFaults(geometry, of: graph) : LayoutFaults(widthOf: geometry, of: graph)
      if first == nil { first = faults }
      // A drawing that runs the other way is not what was asked for.
      let weight = faults.weight + (settings.direction == graph.direction ? 0 : 50)
      if weight < bestWeight {
        best = geometry
        bestWeight = weight
      }
      if faults.isClean { break }
    }
    guard let best else { throw GraphvizError("Graphviz gave no layout") }
    return best
  }

  /// The settings in the order in which they are tried.
  static func candidates(_ graph: LayoutGraph) -> [LayoutSettings] {
    let plain = LayoutSettings(direction: graph.direction)
    func with(_ change: (inout LayoutSettings) -> Void) -> LayoutSettings {
      var settings = plain
      change(&settings)
      return settings
    }
    let turned = with { $0.direction = .right }
    let spread = with { $0.spreadsEqualNodes = true }
    let stacked = with {
      $0.spreadsEqualNodes = true
      $0.stacksAllBoundaries = true
    }
    if graph.size > smallGraph {
      return graph.direction == .down ? [plain, stacked, turned] : [plain]
    }
    var list = [
      plain, with { $0.usesPorts = true }, with { $0.layerGap = 0.8 }, with { $0.routing = .polyline },
      with { $0.usesTiers = false },
    ]
    if graph.direction == .down { list += [spread, stacked, turned] }
    list.append(
      with {
        $0.usesPorts = true
        $0.layerGap = 0.8
      })
    return list
  }
}
