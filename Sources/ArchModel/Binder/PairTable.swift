/// Finds the relations that join two components, whatever their arrows, in source order.
struct PairTable {
  private var first = KeyTable()
  private var last = KeyTable()
  private var next: [Int32] = []

  private static func key(_ source: ElementID, _ target: ElementID) -> UInt64 {
    KeyTable.key(source.index, UInt32(bitPattern: target.index))
  }

  mutating func insert(_ relation: RelationID, from source: ElementID, to target: ElementID) {
    let key = Self.key(source, target)
    while next.count <= Int(relation.index) { next.append(-1) }
    if let previous = last[key] {
      next[Int(previous)] = relation.index
    } else {
      first[key] = relation.index
    }
    last[key] = relation.index
  }

  func relations(from source: ElementID, to target: ElementID) -> some Sequence<RelationID> {
    sequence(state: first[Self.key(source, target)] ?? -1) { [next] (index: inout Int32) -> RelationID? in
      guard index >= 0 else { return nil }
      defer { index = next[Int(index)] }
      return RelationID(Int(index))
    }
  }
}
