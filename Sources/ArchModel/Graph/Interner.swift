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
    guard !bytes.isEmpty else { return .none }
    let (short, isASCII) = Self.hash(bytes)
    guard isASCII else { return internComposed(bytes) }
    var slot = Int(short) & mask
    while true {
      let entry = Int(slots[slot])
      if entry == 0 { break }
      if hashes[entry] == short, matches(entry, bytes) { return NameID(entry) }
      slot = (slot + 1) & mask
    }
    return append(bytes, hash: short, slot: slot)
  }

  /// A multiplicative hash over words of eight bytes, and whether all bytes are ASCII.
  @inline(__always)
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> (hash: UInt32, isASCII: Bool) {
    let raw = UnsafeRawBufferPointer(bytes)
    let count = raw.count
    var hash = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
    var seen: UInt64 = 0
    var index = 0
    while index + 8 <= count {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      seen |= word
      hash = (hash ^ word) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 32
      index += 8
    }
    var rest: UInt64 = 0
    if count - index >= 4 {
      rest = UInt64(raw.loadUnaligned(fromByteOffset: index, as: UInt32.self))
      index += 4
    }
    while index < count {
      rest = rest << 8 | UInt64(raw[index])
      index += 1
    }
    seen |= rest
    hash = (hash ^ rest) &* 0xFF51_AFD7_ED55_8CCD
    hash ^= hash >> 32
    return (UInt32(truncatingIfNeeded: hash), seen & 0x8080_8080_8080_8080 == 0)
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
      let (short, isASCII) = Self.hash(bytes)
      guard isASCII else { return composed[String(decoding: bytes, as: UTF8.self)] }
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
    return storage.withUnsafeBytes { stored in
      let raw = UnsafeRawBufferPointer(bytes)
      var index = 0
      while index + 8 <= raw.count {
        let one = stored.loadUnaligned(fromByteOffset: start + index, as: UInt64.self)
        if one != raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) { return false }
        index += 8
      }
      while index < raw.count {
        if stored[start + index] != raw[index] { return false }
        index += 1
      }
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
