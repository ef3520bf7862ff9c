import ArchModel

/// Prints latencies and conditions of success for `FormulaText`.
///
/// A condition shares its parts, so that written out it may be exponentially long; what is printed ends after a stated
/// number of names.
struct ExpressionText {
  private let style: FormulaText.Style
  private let limit: Int

  init(_ style: FormulaText.Style, limit: Int) {
    self.style = style
    self.limit = limit
  }

  /// The deepest nesting and the most names that are printed.
  private static let nesting = 40
  private static let names = 400

  func text(_ latency: LatencyExpression) -> String {
    var left = Self.names
    return text(latency, 0, &left)
  }

  func text(_ success: SuccessExpression) -> String {
    var left = Self.names
    return text(success.condition, of: success, 0, &left)
  }

  private func list<Part>(_ parts: [Part], _ sign: String, _ print: (Part) -> String) -> String {
    var texts = parts.prefix(limit).map(print)
    if parts.count > limit { texts.append("\(parts.count - limit) more") }
    return texts.joined(separator: sign)
  }

  // MARK: Latencies

  private func text(_ latency: LatencyExpression, _ depth: Int, _ left: inout Int) -> String {
    guard depth < Self.nesting, left > 0 else { return "…" }
    left -= 1
    func inner(_ latency: LatencyExpression) -> String { text(latency, depth + 1, &left) }
    switch latency {
    case .hop(let name, let percentiles):
      if style == .names { return name }
      let times = percentiles.map { "p\(Self.percent($0.share)) \(Self.time($0.seconds))" }.joined(separator: ", ")
      return percentiles.count == 1 ? times : "[\(times)]"
    case .wait(let name, let chance, let mean):
      if style == .names { return name.isEmpty ? "wait" : "\(name) wait" }
      return "\(Self.share(chance)) × wait of \(Self.time(mean))"
    case .sequence(let parts): return parts.isEmpty ? "nothing" : list(parts, " + ", inner)
    case .parallel(let parts): return "max(\(list(parts, ", ", inner)))"
    case .mixture(let branches):
      return "{\(list(branches, "; ") { "\(Self.share($0.share)): \(inner($0.latency))" })}"
    case .capped(let part, let seconds): return "min(\(inner(part)), timeout \(Self.time(seconds)))"
    case .repeated(let part, let count): return "\(Self.number(count)) × (\(inner(part)))"
    case .slowest(let part, let count): return "slowest of \(Self.number(count)) × (\(inner(part)))"
    }
  }

  // MARK: Success

  private func text(
    _ condition: SuccessExpression.Condition, of success: SuccessExpression, _ depth: Int, _ left: inout Int
  ) -> String {
    guard depth < Self.nesting, left > 0 else { return "…" }
    func inner(_ condition: SuccessExpression.Condition) -> String { text(condition, of: success, depth + 1, &left) }
    switch condition {
    case .event(let index):
      left -= 1
      guard success.events.indices.contains(index) else { return "?" }
      let event = success.events[index]
      guard style == .names else { return QuantityFormatter.availability(event.availability, digits: 2) }
      return event.detail.isEmpty ? event.name : "\(event.name) (\(event.detail))"
    case .all(let parts):
      if parts.isEmpty { return "nothing is needed" }
      return depth == 0 || parts.count == 1 ? list(parts, " × ", inner) : "(\(list(parts, " and ", inner)))"
    case .any(let parts): return parts.isEmpty ? "nothing helps" : "(\(list(parts, " or ", inner)))"
    case .shared(let place):
      guard success.shared.indices.contains(place) else { return "?" }
      return inner(success.shared[place])
    }
  }

  // MARK: Numbers

  private static func time(_ seconds: Double) -> String {
    QuantityFormatter.text(Quantity(seconds, .duration), .significant(3))
  }

  private static func share(_ share: Double) -> String {
    QuantityFormatter.text(Quantity(share, .ratio), .significant(4))
  }

  /// `99`, `99.9`.
  static func percent(_ share: Double) -> String {
    let text = self.share(share)
    return text.hasSuffix("%") ? String(text.dropLast()) : text
  }

  static func number(_ value: Double) -> String {
    let isShort = value.rounded() == value && abs(value) < 1e6
    return QuantityFormatter.text(Quantity(value, .count), isShort ? .exact : .significant(4))
  }
}
