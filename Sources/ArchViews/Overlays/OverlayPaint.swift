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
  /// What a hover tells besides, a line each, by path.
  public var hovers: [String: [String]] = [:]
  /// What is marked besides, by path.
  public var chips: [String: [Diagram.Chip]] = [:]
  /// What it comes to, in sentences for those who cannot see it.
  public var summary = ""

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
    if !paint.summary.isEmpty {
      diagram.summary += (diagram.summary.isEmpty ? "" : " ") + paint.summary
    }
    let own = Set(nodes.lazy.filter { $0.family != .boundary }.map(\.id))
    let ordered = paint.heats.sorted { $0.key < $1.key }
    for index in nodes.indices {
      let node = nodes[index]
      var heat = paint.heats[node.id]
      var hover = paint.hovers[node.id] ?? []
      var chips = paint.chips[node.id] ?? []
      if node.family == .boundary {
        // The box of the whole system holds what has no box of its own.
        func isInside(_ path: String) -> Bool {
          path.hasPrefix(node.id + ".") || node.kind == "system" && !own.contains(path)
        }
        if heat == nil {
          let inside = ordered.filter { isInside($0.key) }
          heat = Self.common(inside.map(\.value))
          if let heat, let hottest = inside.first(where: { $0.value == heat }), let told = paint.hovers[hottest.key] {
            hover += told.prefix(1).map { "\(hottest.key): \($0)" }
          }
        }
        chips += paint.chips.filter { isInside($0.key) }.sorted { $0.key < $1.key }.flatMap(\.value)
      }
      diagram.nodes[index].heat = heat ?? Heat(level: nil, text: "?")
      diagram.nodes[index].figures += hover
      diagram.nodes[index].findings += chips
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
