import ArchModel

/// What the blocks around a step say of it. A block stands behind the one that holds it, and all inside it follow it.
struct FlowBlocks: Sendable {
  /// A loop around it, or it itself, runs no times.
  private var isNever: [Bool] = []
  /// An `optional` block around it, or it itself.
  private var isOptional: [Bool] = []
  /// The nearest alternative around it, or it itself; -1 for none.
  private var alternative: [Int] = []
  private var parents: [Int] = []
  /// The first block behind those inside it.
  private var ends: [Int] = []

  init(_ flow: Flow) {
    for (index, block) in flow.blocks.enumerated() {
      let parent = block.parent ?? -1
      isNever.append(block.kind == .loop && block.count <= 0 || parent >= 0 && isNever[parent])
      isOptional.append(block.kind == .optional || parent >= 0 && isOptional[parent])
      alternative.append(block.kind == .alternative ? index : parent >= 0 ? alternative[parent] : -1)
      parents.append(parent)
      ends.append(index + 1)
    }
    for index in ends.indices.reversed() where parents[index] >= 0 {
      ends[parents[index]] = max(ends[parents[index]], ends[index])
    }
  }

  func isNeverTaken(_ block: Int?) -> Bool { block.map { isNever[$0] } ?? false }

  func isOptional(_ block: Int?) -> Bool { block.map { isOptional[$0] } ?? false }

  /// The alternatives around a block from the inside out, as far as they are not around another one as well.
  func alternatives(around block: Int?, butNotAround other: Int?) -> [Int] {
    var result: [Int] = []
    var current = block.map { alternative[$0] } ?? -1
    while current >= 0 {
      if let other, (current..<ends[current]).contains(other) { break }
      result.append(current)
      current = parents[current] >= 0 ? alternative[parents[current]] : -1
    }
    return result
  }
}
