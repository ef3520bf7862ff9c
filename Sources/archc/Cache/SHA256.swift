/// The digest of bytes by which a cache knows that a file is the same: no two texts that anybody has found share one.
///
/// Source: FIPS 180-4, "Secure Hash Standard", sections 4.1.2, 4.2.2, 5.1.1 and 6.2. It is written out here because the
/// libraries that have it bring all of a cryptographic toolkit, and it must not slow down the start of a small check.
struct SHA256: Hashable, Sendable {
  private let a: UInt64
  private let b: UInt64
  private let c: UInt64
  private let d: UInt64

  static let size = 32

  init(_ bytes: [UInt8]) {
    self = bytes.withUnsafeBytes { Self.digest($0) }
  }

  /// A digest that was written down; nil for another number of bytes.
  init?(stored bytes: ArraySlice<UInt8>) {
    guard bytes.count == Self.size else { return nil }
    func word(_ place: Int) -> UInt64 {
      bytes.dropFirst(place * 8).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
    (a, b, c, d) = (word(0), word(1), word(2), word(3))
  }

  private init(_ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64) {
    (self.a, self.b, self.c, self.d) = (a, b, c, d)
  }

  private init(_ state: [UInt32]) {
    func word(_ place: Int) -> UInt64 { UInt64(state[place]) << 32 | UInt64(state[place + 1]) }
    (a, b, c, d) = (word(0), word(2), word(4), word(6))
  }

  /// A digest that no text has whose digest is this one, nor any that could be found.
  var complement: SHA256 { SHA256(~a, ~b, ~c, ~d) }

  var bytes: [UInt8] {
    [a, b, c, d].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * UInt64($0))) } }
  }

  var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  // MARK: The computation

  private static let blockSize = 64

  private static func digest(_ bytes: UnsafeRawBufferPointer) -> SHA256 {
    var state: [UInt32] = [
      0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
    ]
    var schedule = [UInt32](repeating: 0, count: 64)
    let whole = bytes.count / blockSize * blockSize
    // What is left over, a one, zeros, and the number of bits fill one block or two.
    var rest = Array(bytes[whole...])
    rest.append(0x80)
    while rest.count % blockSize != 56 { rest.append(0) }
    let bits = UInt64(bytes.count) &* 8
    for place in 0..<8 { rest.append(UInt8(truncatingIfNeeded: bits >> (56 - 8 * UInt64(place)))) }
    state.withUnsafeMutableBufferPointer { state in
      schedule.withUnsafeMutableBufferPointer { schedule in
        constants.withUnsafeBufferPointer { constants in
          var start = 0
          while start < whole {
            add(UnsafeRawBufferPointer(rebasing: bytes[start..<start + blockSize]), to: state, schedule, constants)
            start += blockSize
          }
          rest.withUnsafeBytes { rest in
            for start in stride(from: 0, to: rest.count, by: blockSize) {
              add(UnsafeRawBufferPointer(rebasing: rest[start..<start + blockSize]), to: state, schedule, constants)
            }
          }
        }
      }
    }
    return SHA256(state)
  }

  private static func add(
    _ block: UnsafeRawBufferPointer, to state: UnsafeMutableBufferPointer<UInt32>,
    _ schedule: UnsafeMutableBufferPointer<UInt32>, _ constants: UnsafeBufferPointer<UInt32>
  ) {
    func rotated(_ word: UInt32, _ bits: UInt32) -> UInt32 { word >> bits | word << (32 - bits) }
    for place in 0..<16 {
      schedule[place] = UInt32(bigEndian: block.loadUnaligned(fromByteOffset: place * 4, as: UInt32.self))
    }
    for place in 16..<64 {
      let near = schedule[place - 15]
      let far = schedule[place - 2]
      let s0 = rotated(near, 7) ^ rotated(near, 18) ^ near >> 3
      let s1 = rotated(far, 17) ^ rotated(far, 19) ^ far >> 10
      schedule[place] = schedule[place - 16] &+ s0 &+ schedule[place - 7] &+ s1
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for place in 0..<64 {
      let s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
      let choice = (e & f) ^ (~e & g)
      let first = h &+ s1 &+ choice &+ constants[place] &+ schedule[place]
      let s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
      let majority = (a & b) ^ (a & c) ^ (b & c)
      (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ s0 &+ majority)
    }
    for (place, word) in [a, b, c, d, e, f, g, h].enumerated() { state[place] &+= word }
  }

  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]
}
