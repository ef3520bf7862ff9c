#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One message of the client, as far as it could be read.
public struct IncomingMessage: Sendable {
  let data: Data
  let envelope: Result<Envelope, ResponseError>

  /// The content of a message, without its header.
  public init(_ data: Data) {
    // Half a surrogate pair is no text, but editors that count in UTF-16 can hold one. U+FFFD takes its place, which is
    // as long, so that all positions stay right.
    let data = LoneSurrogates.replaced(in: data) ?? data
    self.data = data
    do {
      envelope = .success(try JSONCoding.envelope(data))
    } catch {
      envelope = .failure(error)
    }
  }

  /// What could not even be taken from the stream.
  init(_ problem: FramingProblem) {
    data = Data()
    envelope = .failure(ResponseError(.parseError, problem.message))
  }

  /// The request that `$/cancelRequest` calls off.
  var cancelled: RequestID? {
    guard case .success(let envelope) = envelope, envelope.method == "$/cancelRequest" else { return nil }
    return (try? JSONCoding.params(LSP.CancelParams.self, in: data))?.id
  }
}

/// Escapes of half a surrogate pair in JSON.
enum LoneSurrogates {
  /// The same JSON with `\ufffd` in their place; nil where there are none.
  static func replaced(in data: Data) -> Data? {
    guard mayHold(data) else { return nil }
    var bytes = [UInt8](data)
    var index = 0
    var isChanged = false
    while index < bytes.count {
      guard bytes[index] == 0x5C else {
        index += 1
        continue
      }
      guard let unit = unit(bytes, at: index) else {
        index += 2
        continue
      }
      if (0xD800..<0xDC00).contains(unit), let next = self.unit(bytes, at: index + 6), (0xDC00..<0xE000).contains(next)
      {
        index += 12
        continue
      }
      if (0xD800..<0xE000).contains(unit) {
        bytes.replaceSubrange(index + 2..<index + 6, with: Array("fffd".utf8))
        isChanged = true
      }
      index += 6
    }
    return isChanged ? Data(bytes) : nil
  }

  /// Whether there is an escape of any surrogate; nearly no message has one.
  private static func mayHold(_ data: Data) -> Bool {
    data.withUnsafeBytes { bytes in
      guard bytes.count > 5 else { return false }
      for index in 0..<bytes.count - 5
      where bytes[index] == 0x5C && bytes[index + 1] == 0x75 && bytes[index + 2] | 0x20 == 0x64 {
        return true
      }
      return false
    }
  }

  /// The code unit of `\uXXXX` at a place.
  private static func unit(_ bytes: [UInt8], at index: Int) -> Int? {
    guard index + 6 <= bytes.count, bytes[index] == 0x5C, bytes[index + 1] == 0x75 else { return nil }
    return Int(String(decoding: bytes[index + 2..<index + 6], as: UTF8.self), radix: 16)
  }
}
