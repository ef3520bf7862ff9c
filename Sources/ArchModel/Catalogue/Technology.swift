/// A technology that `tech:` may name, with what is publicly stated about it: one row of the catalogue.
public struct Technology: Sendable, Hashable {
  /// Who runs it.
  public enum Managed: String, Sendable, CaseIterable {
    /// It exists only as a service of a provider.
    case yes
    /// Whoever uses it runs it.
    case no
    /// It can be run by its user and is also sold as a service.
    case both
  }

  /// The name as people write it, such as `PostgreSQL`.
  public var name: String
  /// Other names of the same thing, such as `postgres`; compared without regard to case, spaces and hyphens.
  public var aliases: [String]
  /// The kinds of the language that it can implement; the first is the usual one.
  public var kinds: [String]
  /// What a store holds (`sql`, `document`, …); nil where it is no store, or one that fits no single type.
  public var storeType: String?
  /// The consistency that a client gets without asking for another; nil where there is none to state.
  public var consistency: String?
  /// The strongest consistency that it can be asked for; equal to `consistency` where there is no choice.
  public var strongestConsistency: String?
  /// The side that it takes in a network partition: `CP`, `AP`, `CA` (it is not distributed) or `tunable`.
  public var cap: String?
  /// The providers that offer it, words of `TechnologyCatalogue.providers`; `any` where it runs anywhere.
  public var providers: [String]
  /// What it is good at, words of `TechnologyCatalogue.needs`.
  public var goodAt: [String]
  /// Whether it is a service, something to run, or both.
  public var managed: Managed
  /// The page of its own documentation that the row rests on.
  public var source: String
}

extension Technology {
  /// Whether it can be used where `kind` stands. Outside parts are not listed in rows: any technology may be
  /// somebody else's.
  public func fits(kind: String) -> Bool {
    kinds.contains(kind) || kind == "external" || kind == "actor"
  }

  /// Whether it can be had from `provider`, a word of `TechnologyCatalogue.providers`.
  public func runs(on provider: String) -> Bool {
    providers.contains("any") || providers.contains(provider)
  }

  /// Whether a store of it can be of the stated `type`: its own, or one that it is good at besides (PostgreSQL holds
  /// vectors). True where the catalogue states no type.
  public func canHold(type: String) -> Bool {
    guard let storeType, storeType != type else { return true }
    guard let need = Self.needOfType.first(where: { $0.type == type }) else { return false }
    return goodAt.contains(need.need)
  }

  /// Whether it can give the stated consistency. A weaker one can always be had, from a replica or a cache; the strong
  /// ones are not told apart, since which of them a store gives is decided by transaction, not by store. True where the
  /// catalogue states none.
  public func canGive(consistency wanted: String) -> Bool {
    guard let strongest = strongestConsistency else { return true }
    return Self.rank(ofConsistency: wanted) <= Self.rank(ofConsistency: strongest)
  }

  /// Whether it can take the stated CAP side. A store that is not distributed is asked no such question once it is
  /// replicated, so `CA` contradicts nothing.
  public func canTake(cap wanted: String) -> Bool {
    guard let cap, cap != "tunable", cap != "CA", wanted != "tunable" else { return true }
    return cap == wanted
  }

  private static let needOfType: [(type: String, need: String)] = [
    ("sql", "relational"), ("document", "documents"), ("key-value", "key-value"), ("wide-column", "wide-column"),
    ("time-series", "time-series"), ("graph", "graph"), ("search", "full-text-search"), ("vector", "vector-search"),
    ("warehouse", "analytics"), ("lake", "data-lake"),
  ]

  private static func rank(ofConsistency word: String) -> Int {
    switch word {
    case "strong", "linearizable", "serializable": 3
    case "causal": 2
    case "session": 1
    default: 0
    }
  }
}
