/// Finds a number by a pair of numbers: a hash table with open addressing over flat arrays, without per-entry storage.
struct KeyTable {
  private static let empty = UInt64.max
  private var keys: [UInt64]
  private var values: [Int32]
  private var count = 0

  init() {
    keys = [UInt64](repeating: Self.empty, count: 1 << 10)
    values = [Int32](repeating: 0, count: 1 << 10)
  }

  static func key(_ first: Int32, _ second: UInt32) -> UInt64 {
    UInt64(UInt32(bitPattern: first)) << 32 | UInt64(second)
  }

  private func slot(_ key: UInt64) -> Int {
    var mixed = key &* 0x9E37_79B9_7F4A_7C15
    mixed ^= mixed >> 29
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: mixed) & mask
    while keys[slot] != Self.empty, keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }

  subscript(key: UInt64) -> Int32? {
    get {
      let slot = slot(key)
      return keys[slot] == key ? values[slot] : nil
    }
    set {
      guard let newValue else { return }
      let slot = slot(key)
      if keys[slot] == Self.empty {
        keys[slot] = key
        count += 1
      }
      values[slot] = newValue
      if count * 2 > keys.count { grow() }
    }
  }

  private mutating func grow() {
    let oldKeys = keys
    let oldValues = values
    keys = [UInt64](repeating: Self.empty, count: oldKeys.count * 2)
    values = [Int32](repeating: 0, count: oldKeys.count * 2)
    for index in oldKeys.indices where oldKeys[index] != Self.empty {
      let slot = slot(oldKeys[index])
      keys[slot] = oldKeys[index]
      values[slot] = oldValues[index]
    }
  }
}
