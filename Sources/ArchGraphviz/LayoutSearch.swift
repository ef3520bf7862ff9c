import ArchDiagram

/// Lays a plan out, and again with other settings where the layout has faults.
enum LayoutSearch {
  /// A graph up to this size is laid out with every setting until one is clean; that takes a few milliseconds each.
  private static let smallGraph = 400
  /// Above this size the first layout is taken as it is if it can be.
  private static let largestForRetries = 1_500
  /// Up to this size labels are moved: each is held against every edge.
  private static let largestForLabels = 1_000
  /// The shape of page that parts are arranged for where none is asked for: that of most screens and papers.
  private static let commonRatio = 1.4

  /// Whether a layout is searched for faults.
  static func checks(_ graph: LayoutGraph) -> Bool { graph.size <= smallGraph }

  /// The first layout without faults, else the one with the fewest.
  ///
  /// Which one that is depends on the graph alone. Time that runs out ends the search with an error and not with what was
  /// found so far, or a slow machine would draw another picture.
  static func best(
    _ plan: DrawingPlan, aspect: SVGDrawing.Aspect? = nil, within limits: EngineLimits
  ) throws(GraphvizError) -> Geometry {
    let graph = plan.graph
    var limits = limits
    var best: Geometry?
    var bestWeight = Double.infinity
    var first: LayoutFaults?
    var failure: GraphvizError?
    for settings in candidates(graph, hasAspect: aspect != nil) {
      // Where the first layout has the wrong shape and nothing else, other lines do not help. Where the best is only a
      // little untidy, its shape stays.
      if let first, settings.changesShape(of: graph) ? bestWeight < 100 : first.isOnlyMisshapen { continue }
      // Another layout of a large graph takes seconds: only where boxes lie on each other.
      if let first, graph.size > largestForRetries, first.nodesOnNodes == 0 { break }
      var geometry: Geometry
      do {
        geometry = try LayoutEngine.layOut(graph, settings: settings, within: &limits)
      } catch {
        // Where the engine fails at one setting, it may well manage another.
        if failure == nil { failure = error }
        if error.isFinal { throw failure ?? error }
        continue
      }
      PartPacking.pack(&geometry, of: graph, ratio: aspect?.ratio ?? commonRatio, extraHeight: 130)
      if graph.size <= largestForLabels { LabelPlacement.improve(&geometry, of: graph) }
      let shape = LayoutFaults(
        shapeOf: PageFrame.naturalSize(plan, width: geometry.width, height: geometry.height), aspect: aspect?.ratio)
      let faults =
        checks(graph)
        ? LayoutFaults(geometry, of: graph, shape: shape) : LayoutFaults(nodesOf: geometry, of: graph, shape: shape)
      if first == nil { first = faults }
      // A drawing that runs the other way is not what was asked for.
      let weight = faults.weight + (settings.direction == graph.direction ? 0 : 50)
      if weight < bestWeight {
        best = geometry
        bestWeight = weight
      }
      if faults.isClean { break }
    }
    guard let best else { throw failure ?? GraphvizError("Graphviz gave no layout") }
    return best
  }

  /// The settings in the order in which they are tried.
  static func candidates(_ graph: LayoutGraph, hasAspect: Bool = false) -> [LayoutSettings] {
    let plain = LayoutSettings(direction: graph.direction)
    func with(_ change: (inout LayoutSettings) -> Void) -> LayoutSettings {
      var settings = plain
      change(&settings)
      return settings
    }
    let stacked = with {
      $0.spreadsEqualNodes = true
      $0.stacksAllBoundaries = true
    }
    let turned = with {
      $0.direction = graph.direction == .down ? .right : .down
      $0.layersAsWhole = false
    }
    if graph.size > smallGraph {
      // Layers for the whole graph take long here, and then lead edges through boxes; splines take longer still.
      let large = with {
        $0.routing = .layers
        $0.layersAsWhole = false
      }
      var largeTurned = large
      largeTurned.direction = turned.direction
      let isTurnable = graph.direction == .down || hasAspect
      var apart = large
      apart.usesTiers = false
      return isTurnable && graph.size <= largestForRetries ? [large, largeTurned, apart] : [large, apart]
    }
    var list = [
      plain, with { $0.usesPorts = true }, with { $0.layersAsWhole = false },
      with {
        $0.usesPorts = true
        $0.layerGap = 0.8
      },
      with { $0.routing = .polyline },
      with {
        $0.usesTiers = false
        $0.layersAsWhole = false
      },
    ]
    var stackedApart = stacked
    stackedApart.layersAsWhole = false
    list += [with { $0.spreadsEqualNodes = true }, stacked, stackedApart]
    list += [2, 3, 4].map { count in with { $0.columns = count } }
    if graph.direction == .down || hasAspect { list.append(turned) }
    if hasAspect { list.append(with { $0.layerGap = 1.1 }) }
    return list
  }
}
