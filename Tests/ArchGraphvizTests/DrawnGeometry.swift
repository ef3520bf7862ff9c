@testable import ArchGraphviz

/// What stands where in a drawing, read from the document alone.
struct DrawnGeometry {
  struct Node {
    var name: String
    var box: Rectangle
  }

  struct Edge {
    var source: String
    var target: String
    /// The line as straight pieces, without its heads.
    var line: [Point]
  }

  private(set) var nodes: [Node] = []
  private(set) var edges: [Edge] = []
  private(set) var boundaries: [Node] = []
  /// Lines of edge labels.
  private(set) var labels: [Rectangle] = []
  private(set) var page: Rectangle

  init(_ root: XMLReader.Element) throws {
    page = Rectangle(
      left: 0, top: 0, right: Double(root.attributes["width"] ?? "") ?? 0,
      bottom: Double(root.attributes["height"] ?? "") ?? 0)
    for element in root.all {
      let style = element.attributes["class"] ?? ""
      if style.hasPrefix("node ") { nodes.append(try Self.node(element)) }
      if style == "boundary" { boundaries.append(try Self.boundary(element)) }
      if element.name == "g", style == "edge" { edges.append(try Self.edge(element)) }
      if element.name == "text", style.hasPrefix("l ") {
        let centre = Point(x: try Self.number(element, "x"), y: try Self.number(element, "y") - 4)
        labels.append(
          Rectangle(centre: centre, width: Double(element.attributes["textLength"] ?? "") ?? 20, height: 12))
      }
    }
  }

  private static func number(_ element: XMLReader.Element, _ name: String) throws -> Double {
    guard let value = Double(element.attributes[name] ?? "") else {
      throw XMLReader.Fault(description: "no number \(name) in \(element.name)")
    }
    return value
  }

  private static func boundary(_ element: XMLReader.Element) throws -> Node {
    guard let frame = element.children.first(where: { $0.name == "rect" }) else {
      throw XMLReader.Fault(description: "a boundary without a frame")
    }
    let (x, y) = (try number(frame, "x"), try number(frame, "y"))
    let box = Rectangle(
      left: x, top: y, right: x + (try number(frame, "width")), bottom: y + (try number(frame, "height")))
    return Node(name: element.attributes["data-name"] ?? "", box: box)
  }

  private static func node(_ element: XMLReader.Element) throws -> Node {
    let shape = element.all.first { $0.name == "path" }
    let place = PathReader(element.attributes["transform"] ?? "").numbers
    guard place.count == 2, let bounds = Rectangle(around: PathReader(shape?.attributes["d"] ?? "").points) else {
      throw XMLReader.Fault(description: "a node without a shape")
    }
    return Node(
      name: element.attributes["data-name"] ?? "",
      box: Rectangle(
        left: place[0] + bounds.left, top: place[1] + bounds.top, right: place[0] + bounds.right,
        bottom: place[1] + bounds.bottom))
  }

  private static func edge(_ element: XMLReader.Element) throws -> Edge {
    let path = element.children.first { $0.attributes["class"]?.hasPrefix("e") == true }
    let points = PathReader(path?.attributes["d"] ?? "").points
    let route = Geometry.Route(sourceTip: nil, targetTip: nil, points: points, label: nil)
    return Edge(
      source: element.attributes["data-source"] ?? "", target: element.attributes["data-target"] ?? "",
      line: route.polyline())
  }
}

/// The numbers of a path, and the points that they make.
struct PathReader {
  private(set) var numbers: [Double] = []
  private(set) var points: [Point] = []

  init(_ path: String) {
    var command: Character = "M"
    var pending: [Double] = []
    var digits = ""
    var at = Point(x: 0, y: 0)
    func finish(_ reader: inout PathReader) {
      if let number = Double(digits) {
        reader.numbers.append(number)
        pending.append(number)
      }
      digits = ""
      let isRelative = command.isLowercase
      let origin = isRelative ? at : Point(x: 0, y: 0)
      switch (command.uppercased(), pending.count) {
      case ("M", 2), ("L", 2), ("C", 2): at = Point(x: origin.x + pending[0], y: origin.y + pending[1])
      case ("H", 1): at.x = origin.x + pending[0]
      case ("V", 1): at.y = origin.y + pending[0]
      case ("A", 7):
        let end = Point(x: origin.x + pending[5], y: origin.y + pending[6])
        // Half an ellipse bulges in the middle; all arcs of a drawing turn clockwise.
        let middle = Point(x: (at.x + end.x) / 2, y: (at.y + end.y) / 2)
        if abs(end.x - at.x) > 1.9 * pending[0], abs(end.y - at.y) < 0.1 {
          reader.points.append(Point(x: middle.x, y: middle.y + (end.x > at.x ? -pending[1] : pending[1])))
        }
        if abs(end.y - at.y) > 1.9 * pending[1], abs(end.x - at.x) < 0.1 {
          reader.points.append(Point(x: middle.x + (end.y > at.y ? pending[0] : -pending[0]), y: middle.y))
        }
        at = end
      default: return
      }
      pending = []
      reader.points.append(at)
    }
    for character in path {
      if character.isNumber || character == "." {
        digits.append(character)
      } else {
        finish(&self)
        if character == "-" { digits = "-" }
        if character.isLetter { command = character }
      }
    }
    finish(&self)
  }
}
