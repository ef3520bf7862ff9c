import ArchModel

/// What an endpoint's title says: `POST /v1/orders/{id}`, `query shows`, `rpc Charge`.
public struct Operation: Sendable, Hashable {
  /// In capitals for HTTP (`POST`); else as written: `query`, `rpc`, `event`, `ws`.
  public let verb: String
  /// The path or name; empty where there is none.
  public let path: String

  private static let methods: Set<String> = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]

  /// Nil where the text is no operation: it has not two words, or begins with none of the known verbs.
  public init?(_ title: String) {
    let words = title.split(separator: " ", omittingEmptySubsequences: true)
    guard let first = words.first, words.count == 2 else { return nil }
    let upper = first.uppercased()
    if Self.methods.contains(upper), words[1].hasPrefix("/") {
      verb = upper
    } else if ["query", "mutation", "subscription", "rpc", "event", "ws"].contains(String(first)) {
      verb = String(first)
    } else {
      return nil
    }
    path = String(words[1])
  }

  /// Whether it is one of HTTP.
  public var isHTTP: Bool { Self.methods.contains(verb) }

  /// Whether it only reads, by the meaning of its verb (RFC 9110, section 9.2.1).
  public var isSafe: Bool { ["GET", "HEAD", "OPTIONS", "query", "subscription"].contains(verb) }

  /// Whether its verb promises that doing it twice is as good as once (RFC 9110, section 9.2.2); nil where the verb says
  /// nothing about it.
  public var isIdempotent: Bool? {
    switch verb {
    case "GET", "HEAD", "OPTIONS", "PUT", "DELETE", "query": true
    case "POST", "PATCH": false
    default: nil
    }
  }

  /// The parts of the path without the query.
  public var segments: [Substring] {
    (path.split(separator: "?", omittingEmptySubsequences: false).first ?? "").split(separator: "/")
  }

  /// The same for operations that a router cannot tell apart: parameters lose their names.
  public var key: String {
    guard isHTTP else { return "\(verb) \(path)" }
    return verb + segments.map { "/" + (Self.isParameter($0) ? "{}" : $0) }.joined()
  }

  /// Whether a segment stands for any text: `{id}`, `:id`, `<id>`.
  public static func isParameter(_ segment: Substring) -> Bool {
    segment.hasPrefix("{") || segment.hasPrefix(":") || segment.hasPrefix("<")
  }
}

extension ModelFacts {
  public func operation(_ endpoint: ElementID) -> Operation? { model.title(endpoint).flatMap(Operation.init) }

  /// Whether doing what an endpoint does twice is as good as once: as it states, or by a key, else as its verb promises.
  public func isIdempotent(_ endpoint: ElementID) -> Bool? {
    if Stance(model.stated(.idempotencyKey, of: endpoint), in: model) == .yes { return true }
    if let stated = model.stated(.idempotent, of: endpoint) { return stated.value != .flag(false) }
    return operation(endpoint)?.isIdempotent
  }

  /// Whether an endpoint is stated or known to only hand out what harms nobody: its verb reads, and neither it nor the
  /// part that does the work names sensitive data.
  public func isHarmlessRead(_ endpoint: ElementID) -> Bool {
    guard operation(endpoint)?.isSafe == true else { return false }
    let moved = classes(model.stated(.sends, of: endpoint)) + classes(model.stated(.receives, of: endpoint))
    return !moved.contains(where: Self.sensitiveClasses.contains)
  }
}
