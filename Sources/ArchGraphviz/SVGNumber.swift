/// Numbers as a drawing writes them.
enum SVGNumber {
  /// The number with at most the given count of decimals and no zeros at the end, whatever the locale.
  static func text(_ value: Double, decimals: Int = 1) -> String {
    guard value.isFinite else { return "0" }
    var scale = 1
    for _ in 0..<max(0, min(decimals, 6)) { scale *= 10 }
    let limit = 1e9
    let scaled = Int((max(-limit, min(limit, value)) * Double(scale)).rounded())
    let magnitude = scaled.magnitude
    let whole = magnitude / UInt(scale)
    var fraction = String(magnitude % UInt(scale))
    guard fraction != "0" else { return scaled < 0 ? "-\(whole)" : "\(whole)" }
    while fraction.count < decimals { fraction = "0" + fraction }
    while fraction.last == "0" { fraction.removeLast() }
    return (scaled < 0 ? "-" : "") + "\(whole).\(fraction)"
  }

  /// Two numbers, shortest first separator: a space, or none where a minus sign parts them.
  static func pair(_ point: Point) -> String {
    let y = text(point.y)
    return text(point.x) + (y.hasPrefix("-") ? "" : " ") + y
  }

  /// Points one after the other.
  static func list(_ points: some Sequence<Point>) -> String {
    var result = ""
    for point in points {
      let pair = pair(point)
      if !result.isEmpty, !pair.hasPrefix("-") { result += " " }
      result += pair
    }
    return result
  }
}
