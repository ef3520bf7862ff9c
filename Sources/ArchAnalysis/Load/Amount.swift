import ArchModel

/// A rate or factor while load is computed: a number, an unknown, or nothing at all yet.
///
/// It is `Known` in sixteen plain bytes, since a model of thousands of relations makes millions of them. What is missing
/// stands in a `MissingTable`.
struct Amount {
  var value: Double
  /// 0 for a known number, -1 for nothing, else a position in the table.
  var missing: Int32

  static let nothing = Amount(value: 0, missing: -1)
  static let zero = Amount(0)
  static let one = Amount(1)

  init(_ value: Double) { self.init(value: value, missing: 0) }

  init(value: Double, missing: Int32) {
    self.value = value
    self.missing = missing
  }

  var isKnown: Bool { missing == 0 }
  var isNothing: Bool { missing < 0 }
  var isUnknown: Bool { missing > 0 }
}

/// What unknown amounts lack, each combination once.
final class MissingTable {
  private var entries: [Missing] = [Missing()]
  private var positions: [Missing: Int32] = [:]
  private var unions: [UInt64: Int32] = [:]

  func amount(_ missing: Missing) -> Amount { Amount(value: 0, missing: position(of: missing)) }

  func amount(_ known: Known<Double>) -> Amount {
    switch known {
    case .known(let value): finite(value)
    case .unknown(let missing): amount(missing)
    }
  }

  func known(_ amount: Amount, nothing: @autoclosure () -> Missing) -> Known<Double> {
    if amount.missing == 0 { return .known(amount.value) }
    return .unknown(amount.missing < 0 ? nothing() : entries[Int(amount.missing)])
  }

  /// Both together; nothing adds nothing.
  func sum(_ a: Amount, _ b: Amount) -> Amount {
    if a.missing == 0, b.missing == 0 { return finite(a.value + b.value) }
    if a.missing < 0 { return b }
    if b.missing < 0 { return a }
    return Amount(value: 0, missing: union(a.missing, b.missing))
  }

  func product(_ a: Amount, _ b: Amount) -> Amount {
    if a.missing == 0, b.missing == 0 { return finite(a.value * b.value) }
    if a.missing < 0 || b.missing < 0 { return .nothing }
    return Amount(value: 0, missing: union(a.missing, b.missing))
  }

  private func finite(_ value: Double) -> Amount {
    if value.isFinite { return Amount(value) }
    return amount(Missing(reason: "the load exceeds every number that can be computed with"))
  }

  private func union(_ a: Int32, _ b: Int32) -> Int32 {
    if a == b || b == 0 { return a }
    if a == 0 { return b }
    let key = UInt64(UInt32(bitPattern: a)) << 32 | UInt64(UInt32(bitPattern: b))
    if let found = unions[key] { return found }
    let result = position(of: entries[Int(a)].union(entries[Int(b)]))
    unions[key] = result
    return result
  }

  private func position(of missing: Missing) -> Int32 {
    if let found = positions[missing] { return found }
    let position = Int32(truncatingIfNeeded: entries.count)
    entries.append(missing)
    positions[missing] = position
    return position
  }
}
