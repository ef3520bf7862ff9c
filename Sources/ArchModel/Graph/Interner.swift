import ArchSyntax

/// Gives each distinct name a small number.
///
/// ASCII names are found by their bytes in a hash table with open addressing; others go through `String`, whose
/// equality is canonical equivalence, so that names are compared as in NFC. The words of the schema are interned first
/// and in a fixed order: their ids index tables.
public struct Interner: Sendable {
  private var slots: [UInt32]
  private var mask: Int
  /// Where the bytes of each name begin; one more entry than names.
  private var offsets: [UInt32]
  private var storage: [UInt8]
  private var hashes: [UInt32]
  private var composed: [String: NameID] = [:]

  public init(words: [String] = []) {
    let capacity = 1 << 12
    slots = [UInt32](repeating: 0, count: capacity)
    mask = capacity - 1
    storage = []
    storage.reserveCapacity(1 << 14)
    offsets = [0, 0]
    hashes = [0]
    for word in words { _ = intern(word) }
  }

  public var count: Int { offsets.count - 1 }

  public mutating func intern(_ text: String) -> NameID {
    var text = text
    return text.withUTF8 { intern($0) }
  }

  public mutating func intern(_ bytes: UnsafeBufferPointer<UInt8>) -> NameID {
    guard let first = bytes.first else { return .none }
    _ = first
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    var seen: UInt8 = 0
    for byte in bytes {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
      seen |= byte
    }
    if seen >= 0x80 { return internComposed(bytes) }
    let short = UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
    var slot = Int(short) & mask
    while true {
      let entry = Int(slots[slot])
      if entry == 0 { break }
      if hashes[entry] == short, matches(entry, bytes) { return NameID(entry) }
      slot = (slot + 1) & mask
    }
    return append(bytes, hash: short, slot: slot)
  }

  private mutating func internComposed(_ bytes: UnsafeBufferPointer<UInt8>) -> NameID {
    let text = String(decoding: bytes, as: UTF8.self)
    if let known = composed[text] { return known }
    let id = appendBytes(bytes, hash: 0)
    composed[text] = id
    return id
  }

  /// The id of a name that has been interned, or nil.
  public func find(_ text: String) -> NameID? {
    var text = text
    return text.withUTF8 { bytes in
      var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
      var seen: UInt8 = 0
      for byte in bytes {
        hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        seen |= byte
      }
      if seen >= 0x80 { return composed[String(decoding: bytes, as: UTF8.self)] }
      let short = UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
      var slot = Int(short) & mask
      while true {
        let entry = Int(slots[slot])
        if entry == 0 { return nil }
        if hashes[entry] == short, matches(entry, bytes) { return NameID(entry) }
        slot = (slot + 1) & mask
      }
    }
  }

  public func text(_ id: NameID) -> String {
    let index = Int(id.index)
    guard index > 0, index + 1 < offsets.count else { return "" }
    return String(decoding: storage[Int(offsets[index])..<Int(offsets[index + 1])], as: UTF8.self)
  }

  private func matches(_ entry: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(offsets[entry])
    guard Int(offsets[entry + 1]) - start == bytes.count else { return false }
    return storage.withUnsafeBufferPointer { stored in
      for index in 0..<bytes.count where stored[start + index] != bytes[index] { return false }
      return true
    }
  }

  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, hash: UInt32, slot: Int) -> NameID {
    let id = appendBytes(bytes, hash: hash)
    slots[slot] = id.index
    if count * 2 > slots.count { grow() }
    return id
  }

  private mutating func appendBytes(_ bytes: UnsafeBufferPointer<UInt8>, hash: UInt32) -> NameID {
    storage.append(contentsOf: bytes)
    offsets.append(UInt32(truncatingIfNeeded: storage.count))
    hashes.append(hash)
    return NameID(offsets.count - 2)
  }

  private mutating func grow() {
    let capacity = slots.count * 2
    mask = capacity - 1
    slots = [UInt32](repeating: 0, count: capacity)
    for entry in 1..<count where hashes[entry] != 0 {
      var slot = Int(hashes[entry]) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(truncatingIfNeeded: entry)
    }
  }
}
