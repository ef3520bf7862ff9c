/// What stands where in a drawing, read from the SVG document alone: this knows nothing of the code that draws.
public struct Picture: Sendable {
  public struct Box: Sendable, Hashable {
    public var left: Double
    public var top: Double
    public var right: Double
    public var bottom: Double

    public var width: Double { right - left }
    public var height: Double { bottom - top }

    /// Whether two boxes share more than their rims.
    public func overlaps(_ other: Box) -> Bool {
      left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }

    public func contains(_ other: Box) -> Bool {
      left <= other.left && other.right <= right && top <= other.top && other.bottom <= bottom
    }

    public func grown(by distance: Double) -> Box {
      Box(left: left - distance, top: top - distance, right: right + distance, bottom: bottom + distance)
    }

    /// Whether some point of a straight line lies inside, found by halving: neither end nor any middle does, and the rest
    /// is too short to matter, or lies on one side.
    public func isCrossed(by line: [Spot]) -> Bool {
      zip(line, line.dropFirst()).contains { crosses($0, $1, depth: 0) }
    }

    private func crosses(_ start: Spot, _ end: Spot, depth: Int) -> Bool {
      if max(start.x, end.x) < left || min(start.x, end.x) > right { return false }
      if max(start.y, end.y) < top || min(start.y, end.y) > bottom { return false }
      let middle = Spot(x: (start.x + end.x) / 2, y: (start.y + end.y) / 2)
      if middle.x >= left, middle.x <= right, middle.y >= top, middle.y <= bottom { return true }
      guard depth < 12 else { return false }
      return crosses(start, middle, depth: depth + 1) || crosses(middle, end, depth: depth + 1)
    }
  }

  public struct Spot: Sendable, Hashable {
    public var x: Double
    public var y: Double
  }

  public struct Node: Sendable {
    public var name: String
    public var box: Box
  }

  public struct Edge: Sendable {
    public var source: String
    public var target: String
    public var line: [Spot]
  }

  public struct Words: Sendable {
    public var text: String
    public var box: Box
  }

  public private(set) var page = Box(left: 0, top: 0, right: 0, bottom: 0)
  public private(set) var nodes: [Node] = []
  public private(set) var boundaries: [Node] = []
  public private(set) var edges: [Edge] = []
  /// What stands on edges: lines of text, and the discs and chips beside them.
  public private(set) var labels: [Words] = []
  /// The titles of boundaries.
  public private(set) var titles: [Words] = []

  public init(_ svg: String) {
    var groups:
      [(style: [String], name: String, source: String, target: String, x: Double, y: Double, hasShape: Bool)] =
        []
    for tag in SVGTag.all(in: svg) {
      if tag.isClosing {
        if tag.name == "g" { _ = groups.popLast() }
        continue
      }
      let style = (tag["class"] ?? "").split(separator: " ").map(String.init)
      switch tag.name {
      case "svg":
        page.right = tag.number("width")
        page.bottom = tag.number("height")
      case "g":
        let place = PathOutline.numbers(tag["transform"] ?? "")
        groups.append(
          (
            style, tag["data-name"] ?? "", tag["data-source"] ?? "", tag["data-target"] ?? "", place.first ?? 0,
            place.last ?? 0, false
          ))
      case "rect", "path":
        guard let group = groups.last else { continue }
        if group.style.first == "node", !group.hasShape {
          groups[groups.count - 1].hasShape = true
          nodes.append(Node(name: group.name, box: Self.box(tag, x: group.x, y: group.y)))
        } else if group.style.first == "boundary" {
          boundaries.append(Node(name: group.name, box: Self.box(tag, x: 0, y: 0)))
        } else if group.style.first == "edge", !group.hasShape {
          groups[groups.count - 1].hasShape = true
          edges.append(Edge(source: group.source, target: group.target, line: PathOutline.line(tag["d"] ?? "")))
        } else if group.style.first == "c", groups.contains(where: { $0.style.first == "labels" }) {
          labels.append(Words(text: "chip", box: Self.box(tag, x: 0, y: 0)))
        }
      case "text":
        let styles = Set(groups.compactMap(\.style.first))
        if styles.contains("labels"), !styles.contains("c") {
          labels.append(Self.words(tag, isCentred: true))
        } else if styles.contains("titles") {
          titles.append(Self.words(tag, isCentred: false))
        }
      default: break
      }
    }
  }

  private static func box(_ tag: SVGTag, x: Double, y: Double) -> Box {
    if tag.name == "rect" {
      let (left, top) = (x + tag.number("x"), y + tag.number("y"))
      return Box(left: left, top: top, right: left + tag.number("width"), bottom: top + tag.number("height"))
    }
    let line = PathOutline.line(tag["d"] ?? "")
    return Box(
      left: x + (line.map(\.x).min() ?? 0), top: y + (line.map(\.y).min() ?? 0), right: x + (line.map(\.x).max() ?? 0),
      bottom: y + (line.map(\.y).max() ?? 0))
  }

  /// The letters of a text of twelve points; one of unknown width counts a square for each character.
  private static func words(_ tag: SVGTag, isCentred: Bool) -> Words {
    let width = tag["textLength"].flatMap(Double.init) ?? Double(tag.text.count) * 12
    let left = tag.number("x") - (isCentred ? width / 2 : 0)
    let baseline = tag.number("y")
    return Words(text: tag.text, box: Box(left: left, top: baseline - 9, right: left + width, bottom: baseline + 2))
  }
}

extension Picture {
  /// What a reader could take for something else, in words: an edge through a foreign box, words on a box, on other words
  /// or off the page, boxes on boxes.
  public var faults: [String] {
    var faults: [String] = []
    for edge in edges {
      for node in nodes where node.name != edge.source && node.name != edge.target {
        if node.box.isCrossed(by: edge.line) {
          faults.append("\(edge.source) to \(edge.target) runs through \(node.name)")
        }
      }
    }
    for (index, label) in labels.enumerated() {
      for node in nodes where node.box.overlaps(label.box) { faults.append("`\(label.text)` covers \(node.name)") }
      for other in labels[(index + 1)...] where other.box.overlaps(label.box) {
        faults.append("`\(label.text)` covers `\(other.text)`")
      }
      for title in titles where title.box.overlaps(label.box) {
        faults.append("`\(label.text)` covers the title `\(title.text)`")
      }
      if !page.contains(label.box) { faults.append("`\(label.text)` leaves the page") }
    }
    for (index, node) in nodes.enumerated() {
      for other in nodes[(index + 1)...] where other.box.overlaps(node.box) {
        faults.append("\(node.name) covers \(other.name)")
      }
      if !page.contains(node.box) { faults.append("\(node.name) leaves the page") }
    }
    return faults
  }
}
