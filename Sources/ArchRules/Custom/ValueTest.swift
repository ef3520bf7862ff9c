import ArchModel

/// Compares what is stated with what a rule wants.
struct ValueTest {
  let model: Model

  init(_ model: Model) {
    self.model = model
  }

  /// Whether a value says that something is there: `none` and `false` do not.
  func says(_ stated: Stated) -> Bool {
    switch stated.value {
    case .flag(let value): return value
    case .word(let word): return model.interner.text(word) != "none"
    case .list(let range): return range.indices.contains { says(model.pool[$0]) }
    case .record(let range): return range.indices.first.map { says(model.pool[$0]) } ?? true
    case .text(let reference): return !model.string(reference).isEmpty
    default: return true
    }
  }

  /// Whether what is stated is what is wanted; with a sign, whether it compares so.
  func fits(_ stated: Stated, _ name: PropertyName, _ comparison: Comparison?, _ wanted: Stated) -> Bool {
    switch comparison {
    case nil, .equal: return includes(stated.value, wanted.value, name)
    case .notEqual: return !includes(stated.value, wanted.value, name)
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      guard let comparison, let limit = quantities(wanted.value).first else { return false }
      // All that it can be has to compare so: the lower end of a range above a bound, the upper end below it. Of a list
      // those count that measure the same.
      let known = quantities(stated.value).filter {
        $0.dimension == limit.dimension && $0.currency == limit.currency
      }
      return !known.isEmpty && known.allSatisfy { compare($0, comparison, limit) }
    }
  }

  private func compare(_ a: Quantity, _ comparison: Comparison, _ b: Quantity) -> Bool {
    let (x, y) = (rate(a), rate(b))
    guard x.isFinite, y.isFinite else { return false }
    switch comparison {
    case .less: return x < y
    case .lessOrEqual: return x <= y
    case .greater: return x > y
    case .greaterOrEqual: return x >= y
    case .equal: return x == y
    case .notEqual: return x != y
    }
  }

  /// Growth is compared by the second, whatever its period.
  private func rate(_ quantity: Quantity) -> Double {
    quantity.dimension == .growth && quantity.period > 0 ? quantity.value / Double(quantity.period) : quantity.value
  }

  /// The figures of a value: one, both ends of a range, all of a list, the first of a phrase.
  private func quantities(_ value: Value) -> [Quantity] {
    switch value {
    case .quantity(let quantity): [quantity]
    case .range(let range), .list(let range): range.indices.flatMap { quantities(model.pool[$0].value) }
    case .record(let range): range.indices.first.map { quantities(model.pool[$0].value) } ?? []
    default: []
    }
  }

  /// Whether a value is another, or a list holds it.
  private func includes(_ value: Value, _ wanted: Value, _ name: PropertyName) -> Bool {
    switch (value, wanted) {
    case (.list(let range), .list(let all)):
      return all.indices.allSatisfy { want in
        range.indices.contains { includes(model.pool[$0].value, model.pool[want].value, name) }
      }
    case (.list(let range), _): return range.indices.contains { includes(model.pool[$0].value, wanted, name) }
    case (_, .list(let all)):
      return all.indices.allSatisfy { includes(value, model.pool[$0].value, name) }
    case (.record(let parts), .record(let wants)):
      // What the rule leaves out may be anything.
      guard parts.indices.count == wants.indices.count else { return false }
      return zip(parts.indices, wants.indices).allSatisfy { part, want in
        model.pool[want].value == .none || includes(model.pool[part].value, model.pool[want].value, name)
      }
    case (.record(let parts), _):
      return parts.indices.first.map { includes(model.pool[$0].value, wanted, name) } ?? false
    case (.range(let ends), .range(let wants)):
      return zip(ends.indices, wants.indices).allSatisfy { includes(model.pool[$0].value, model.pool[$1].value, name) }
    case (.quantity(let a), .quantity(let b)):
      return a.dimension == b.dimension && a.currency == b.currency && rate(a) == rate(b)
    case (.flag(let a), .flag(let b)): return a == b
    // A property that takes a flag or words: `true` is what says anything.
    case (_, .flag(let isWanted)): return says(Stated(value)) == isWanted
    default: return isSameText(value, wanted, name)
    }
  }

  private func isSameText(_ value: Value, _ wanted: Value, _ name: PropertyName) -> Bool {
    if value == wanted { return true }
    guard let text = model.text(value), let want = model.text(wanted) else { return false }
    return name == .tech ? isTechnology(text, want) : text == want
  }

  /// Whether `PostgreSQL 16.2` is `postgres`, `PostgreSQL` or `PostgreSQL 16`.
  private func isTechnology(_ text: String, _ wanted: String) -> Bool {
    let (name, version) = Self.parted(text)
    let (wantedName, wantedVersion) = Self.parted(wanted)
    let isSame =
      TechnologyCatalogue.find(name).map { known in TechnologyCatalogue.find(wantedName)?.name == known.name }
      ?? (name.lowercased() == wantedName.lowercased())
    guard isSame, let wantedVersion else { return isSame }
    guard let version else { return false }
    return version == wantedVersion || version.hasPrefix(wantedVersion + ".") || version.hasPrefix(wantedVersion + "-")
  }

  /// The name of a technology, and the version behind it.
  private static func parted(_ text: String) -> (name: String, version: String?) {
    let words = text.split(separator: " ")
    guard words.count > 1, let last = words.last, last.contains(where: \.isNumber) else { return (text, nil) }
    return (words.dropLast().joined(separator: " "), String(last))
  }
}
