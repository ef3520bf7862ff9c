/// The points of an SVG path: lines as they are, curves and arcs as many short lines.
enum PathOutline {
  private static let steps = 24

  /// All numbers of a text.
  static func numbers(_ text: String) -> [Double] { tokens(text).compactMap(Double.init) }

  static func line(_ path: String) -> [Picture.Spot] {
    var line: [Picture.Spot] = []
    var at = Picture.Spot(x: 0, y: 0)
    var command: Character = "M"
    var pending: [Double] = []
    for token in tokens(path) {
      guard let number = Double(token) else {
        command = token.first ?? "M"
        pending = []
        continue
      }
      pending.append(number)
      let origin = command.isLowercase ? at : Picture.Spot(x: 0, y: 0)
      func spot(_ index: Int) -> Picture.Spot {
        Picture.Spot(x: origin.x + pending[index], y: origin.y + pending[index + 1])
      }
      switch (command.uppercased(), pending.count) {
      case ("M", 2), ("L", 2):
        at = spot(0)
        line.append(at)
      case ("H", 1):
        at.x = origin.x + pending[0]
        line.append(at)
      case ("V", 1):
        at.y = origin.y + pending[0]
        line.append(at)
      case ("C", 6):
        line += curve(at, spot(0), spot(2), spot(4))
        at = spot(4)
      case ("A", 7):
        let end = spot(5)
        line += arc(from: at, to: end, rx: pending[0], ry: pending[1], isClockwise: pending[4] != 0)
        at = end
      default: continue
      }
      pending = []
    }
    return line
  }

  private static func curve(
    _ a: Picture.Spot, _ b: Picture.Spot, _ c: Picture.Spot, _ d: Picture.Spot
  ) -> [Picture.Spot] {
    (1...steps).map { step in
      let t = Double(step) / Double(steps)
      let s = 1 - t
      func mix(_ axis: KeyPath<Picture.Spot, Double>) -> Double {
        s * s * s * a[keyPath: axis] + 3 * s * s * t * b[keyPath: axis] + 3 * s * t * t * c[keyPath: axis]
          + t * t * t * d[keyPath: axis]
      }
      return Picture.Spot(x: mix(\.x), y: mix(\.y))
    }
  }

  /// The outermost point of half an ellipse, and its end; other arcs stay within the box of their ends closely enough.
  private static func arc(
    from start: Picture.Spot, to end: Picture.Spot, rx: Double, ry: Double, isClockwise: Bool
  ) -> [Picture.Spot] {
    let middle = Picture.Spot(x: (start.x + end.x) / 2, y: (start.y + end.y) / 2)
    let side = isClockwise ? 1.0 : -1.0
    if abs(start.y - end.y) < 0.2, abs(end.x - start.x) > 1.8 * rx {
      return [Picture.Spot(x: middle.x, y: middle.y + (end.x > start.x ? -ry : ry) * side), end]
    }
    if abs(start.x - end.x) < 0.2, abs(end.y - start.y) > 1.8 * ry {
      return [Picture.Spot(x: middle.x + (end.y > start.y ? rx : -rx) * side, y: middle.y), end]
    }
    return [end]
  }

  private static func tokens(_ text: String) -> [String] {
    var tokens: [String] = []
    var number = ""
    for character in text {
      if character.isNumber || character == "." {
        number.append(character)
        continue
      }
      if !number.isEmpty { tokens.append(number) }
      number = character == "-" ? "-" : ""
      if character.isLetter { tokens.append(String(character)) }
    }
    if !number.isEmpty { tokens.append(number) }
    return tokens
  }
}
