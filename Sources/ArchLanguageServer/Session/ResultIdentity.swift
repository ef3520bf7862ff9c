#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A name for a list of diagnostics: the same list has the same name, so that a client is not sent what it has.
enum ResultIdentity {
  static func of(_ items: [LSP.Diagnostic]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    // FNV-1a with 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in (try? encoder.encode(items)) ?? Data() { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return "\(items.count)-" + String(hash, radix: 16)
  }
}
