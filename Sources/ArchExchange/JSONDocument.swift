#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The bytes of machine formats.
public enum JSONDocument {
  /// The JSON text of a document, with sorted keys and a line feed at its end. The same document gives the same bytes.
  ///
  /// - Parameter isPretty: whether it is laid out in lines for people.
  /// - Throws: `EncodingError` where a number is not finite; documents of this module hold none.
  public static func bytes(of document: some Encodable, isPretty: Bool = true) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if isPretty { encoder.outputFormatting.insert(.prettyPrinted) }
    var bytes = [UInt8](try encoder.encode(document))
    bytes.append(0x0A)
    return bytes
  }
}
