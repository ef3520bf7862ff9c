/// Finds a declaration by the scope that holds it and its name: a hash table with open addressing over flat arrays.
struct ScopeTable {
  private var keys: [UInt64] = [UInt64](repeating: .max, count: 1 << 10)
  private var values: [Int32] = [Int32](repeating: 0, count: 1 << 10)
  private var count = 0

  private static func key(_ scope: ElementID, _ name: NameID) -> UInt64 {
    UInt64(UInt32(bitPattern: scope.index)) << 32 | UInt64(name.index)
  }

  private func slot(_ key: UInt64) -> Int {
    var mixed = key &* 0x9E37_79B9_7F4A_7C15
    mixed ^= mixed >> 29
    var slot = Int(truncatingIfNeeded: mixed) & (keys.count - 1)
    while keys[slot] != .max, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
    return slot
  }

  subscript(scope: ElementID, name: NameID) -> ElementID? {
    get {
      let key = Self.key(scope, name)
      let slot = slot(key)
      return keys[slot] == key ? ElementID(Int(values[slot])) : nil
    }
    set {
      guard let newValue else { return }
      let key = Self.key(scope, name)
      let slot = slot(key)
      if keys[slot] == .max {
        keys[slot] = key
        count += 1
      }
      values[slot] = newValue.index
      if count * 2 > keys.count { grow() }
    }
  }

  private mutating func grow() {
    let oldKeys = keys
    let oldValues = values
    keys = [UInt64](repeating: .max, count: oldKeys.count * 2)
    values = [Int32](repeating: 0, count: oldKeys.count * 2)
    for index in oldKeys.indices where oldKeys[index] != .max {
      let slot = slot(oldKeys[index])
      keys[slot] = oldKeys[index]
      values[slot] = oldValues[index]
    }
  }
}
