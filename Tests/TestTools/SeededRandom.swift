/// A random number generator whose numbers follow from its seed, so that a failing test fails again.
///
/// SplitMix64, after Guy L. Steele, Doug Lea and Christine H. Flood, "Fast Splittable Pseudorandom Number Generators",
/// OOPSLA 2014.
public struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  public init(seed: Int) {
    // Scrambled, as the states of neighbouring seeds must not be states of one sequence.
    state = UInt64(bitPattern: Int64(seed)) &* 0xD134_2543_DE82_EF95 &+ 0x1234_5678
    state = next()
  }

  /// The generator of one case of a run, so that a case can be repeated without those before it.
  public init(seed: Int, case number: Int) {
    var base = SeededRandom(seed: seed)
    self.init(seed: Int(truncatingIfNeeded: base.next() &+ UInt64(truncatingIfNeeded: number)))
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// Whether something happens that does so in `percent` of all cases.
  public mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  /// A number from 0 to `limit` - 1; 0 where there is none.
  public mutating func below(_ limit: Int) -> Int { limit <= 1 ? 0 : Int.random(in: 0..<limit, using: &self) }

  /// One of the elements, of which there must be one.
  public mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}
