import ArchDiagram

/// What an overlay paints on the boxes of a drawing, by the path of the component.
///
/// A box that stands for a boundary gets the hottest of what is inside; where categories are painted, that of all its
/// parts when they agree.
public struct OverlayPaint: Sendable, Hashable {
  /// What is painted (`Load`).
  public var title: String
  /// What the five levels mean, from cool to hot; empty for categories.
  public var scale: [String]
  /// The names that `Heat.category` counts; empty for levels.
  public var categories: [String]
  /// The figures by path. What is not among them, and is no box of its own, is unknown.
  public var heats: [String: Diagram.Heat]

  public init(
    title: String, scale: [String] = [], categories: [String] = [], heats: [String: Diagram.Heat] = [:]
  ) {
    self.title = title
    self.scale = scale
    self.categories = categories
    self.heats = heats
  }

  /// The level of a share: the fifths of the whole, unless other limits are given.
  public static func level(of value: Double, limits: [Double] = [0.2, 0.4, 0.6, 0.8]) -> Int {
    limits.prefix(4).count { value >= $0 }
  }
}

extension Diagram {
  /// The diagram with an overlay on all of its boxes.
  public func painted(_ paint: OverlayPaint) -> Diagram {
    var diagram = self
    diagram.overlay = paint.title
    diagram.scale = paint.scale
    diagram.categories = paint.categories
    let own = Set(nodes.lazy.filter { $0.family != .boundary }.map(\.id))
    let ordered = paint.heats.sorted { $0.key < $1.key }
    for index in nodes.indices {
      let node = nodes[index]
      var heat = paint.heats[node.id]
      if heat == nil, node.family == .boundary {
        // The box of the whole system holds what has no box of its own.
        let inside = ordered.filter { path, _ in
          path.hasPrefix(node.id + ".") || node.kind == "system" && !own.contains(path)
        }.map(\.value)
        heat = Self.common(inside)
      }
      diagram.nodes[index].heat = heat ?? Heat(level: nil, text: "?")
      if let category = heat?.category, paint.categories.indices.contains(category) {
        // Names are too long for the place of a figure.
        diagram.nodes[index].details.append(paint.categories[category])
      }
    }
    return diagram
  }

  private static func common(_ heats: [Heat]) -> Heat? {
    if let hottest = heats.filter({ $0.level != nil }).max(by: {
      ($0.level ?? 0, $0.share ?? 0) < ($1.level ?? 0, $1.share ?? 0)
    }) {
      return hottest
    }
    let categories = Set(heats.compactMap(\.category))
    return categories.count == 1 ? heats.first { $0.category != nil } : nil
  }
}
