/// What a browser asks, as far as it matters here.
public struct PreviewRequest: Sendable, Equatable {
  /// A name with its value, both decoded.
  public struct Item: Sendable, Hashable {
    public var name: String
    public var value: String
  }

  /// No request of the page comes near these.
  static let targetLimit = 8_192
  static let headerLimit = 32_768

  /// `GET`, `POST` and so on.
  public var method: String
  /// The path and query as they were sent.
  public var target: String
  /// By their names in lower case.
  public var headers: [String: String]

  public init(method: String = "GET", target: String, headers: [String: String] = [:]) {
    self.method = method
    self.target = target
    self.headers = headers
  }

  /// The path as it was sent; it is compared with fixed texts and never looked up anywhere.
  public var path: String { String(target.prefix { $0 != "?" }) }

  /// The items of the query; nil where its escapes are broken or its bytes are no UTF-8.
  public var query: [Item]? {
    guard let mark = target.firstIndex(of: "?") else { return [] }
    var items: [Item] = []
    for part in target[target.index(after: mark)...].split(separator: "&") {
      let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decoded(halves[0]), let value = halves.count > 1 ? Self.decoded(halves[1]) : "" else {
        return nil
      }
      items.append(Item(name: name, value: value))
    }
    return items
  }

  /// Whether something follows the headers.
  var hasBody: Bool {
    headers["transfer-encoding"] != nil || (headers["content-length"] ?? "0") != "0"
  }

  /// The value of a cookie.
  func cookie(_ name: String) -> String? {
    for part in (headers["cookie"] ?? "").split(separator: ";") {
      let halves = part.split(separator: "=", maxSplits: 1)
      if halves.count == 2, halves[0].drop(while: { $0 == " " }) == name { return String(halves[1]) }
    }
    return nil
  }

  private static func decoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8.makeIterator()
    while let byte = rest.next() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit) else { return nil }
      bytes.append(high << 4 | low)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}
