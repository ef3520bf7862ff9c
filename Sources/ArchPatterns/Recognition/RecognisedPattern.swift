import ArchModel

/// A pattern that a model follows without naming it, with what is not as the pattern has it.
public struct RecognisedPattern: Sendable, Hashable {
  /// What plays a part of the pattern.
  public struct Role: Sendable, Hashable {
    /// In words: `queries`, `read store`.
    public let name: String
    /// In source order.
    public let elements: [ElementID]
  }

  /// What keeps the model from being the pattern, or makes it less worth.
  public struct Deviation: Sendable, Hashable {
    /// A clause that follows "but": `Reports, the query side, writes Ledger`.
    public let text: String
    /// The relation that shows it; nil where a part or an absence does.
    public let relation: RelationID?
    /// The part that shows it; nil where a relation does.
    public let element: ElementID?
  }

  /// The pattern's row in the library.
  public let entry: PatternLibrary.Entry
  public let roles: [Role]
  public let deviations: [Deviation]

  /// Whether it is the pattern, as far as the model says.
  public var isClean: Bool { deviations.isEmpty }

  /// Every part with a role, each once.
  public var elements: [ElementID] {
    var seen: Set<ElementID> = []
    return roles.flatMap(\.elements).filter { seen.insert($0).inserted }
  }

  /// How many parts of a role are named.
  private static let nameLimit = 4

  /// The roles in words: `commands Orders, write store Ledger`.
  public func rolesText(_ naming: (ElementID) -> String) -> String {
    roles.map { role in
      let names = role.elements.prefix(Self.nameLimit).map(naming)
      let rest = role.elements.count - names.count
      return "\(role.name) \(names.joined(separator: ", "))" + (rest > 0 ? " and \(rest) more" : "")
    }.joined(separator: "; ")
  }

  /// One sentence: `Reads like CQRS, but Reports, the query side, writes Ledger.`
  public var sentence: String {
    let name = Self.title(of: entry)
    guard !deviations.isEmpty else { return "Reads like \(name)." }
    let shown = deviations.prefix(3).map(\.text)
    let rest = deviations.count - shown.count
    let text = shown.joined(separator: "; and ") + (rest > 0 ? "; and \(rest) more" : "")
    return "Reads like \(name), but \(text)."
  }

  /// What people call the pattern in a sentence.
  public static func title(of entry: PatternLibrary.Entry) -> String {
    switch entry.slug {
    case "cqrs": "CQRS"
    case "api-gateway": "an API gateway"
    case "backend-for-frontend": "back ends for front ends"
    case "strangler-fig": "a strangler fig"
    case "service-mesh": "a service mesh"
    case "materialised-view": "a materialised view"
    case "circuit-breaker": "a circuit breaker"
    case "saga": "a saga"
    case "transactional-outbox": "a transactional outbox"
    case "bulkhead": "bulkheads"
    case "cache-aside": "cache-aside"
    case "queue-based-load-levelling": "queue-based load levelling"
    default: entry.slug.split(separator: "-").joined(separator: " ")
    }
  }
}
