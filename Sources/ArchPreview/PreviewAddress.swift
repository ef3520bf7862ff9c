/// Where a preview is served.
public struct PreviewAddress: Sendable, Equatable {
  /// The number of the host, `127.0.0.1` unless told otherwise, or `localhost`.
  public var host: String
  /// The port, from 0 to 65535; 0 takes any that is free.
  public var port: UInt16

  public init(host: String = "127.0.0.1", port: UInt16 = 0) {
    self.host = host
    self.port = port
  }

  /// Whether nobody but this machine can reach it.
  public var isLoopback: Bool {
    host == "localhost" || host == "::1" || host.hasPrefix("127.") && Self.isNumber(host)
  }

  /// The address of the page. The key in it is what lets a browser in.
  public func url(key: String) -> String {
    let reached = host == "0.0.0.0" ? "127.0.0.1" : host == "::" ? "::1" : host
    return "http://\(Self.authority(reached, port))/?key=\(key)"
  }

  /// Whether a `Host` header means this server. A page elsewhere can give its own name our address ("DNS rebinding"),
  /// but it cannot make a browser send another name than that.
  func isNamed(_ header: String) -> Bool {
    let header = header.lowercased()
    if [host, "localhost", "127.0.0.1", "::1"].contains(where: { names(of: $0).contains(header) }) { return true }
    guard host == "0.0.0.0" || host == "::" else { return false }
    // Who listens to all addresses knows none of them; a number is no name that anybody could give away.
    var number = Substring(header)
    let ending = ":\(port)"
    guard number.hasSuffix(ending) else { return false }
    number = number.dropLast(ending.count)
    if number.hasPrefix("["), number.hasSuffix("]") {
      return number.dropFirst().dropLast().allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
    }
    return Self.isNumber(String(number))
  }

  private func names(of host: String) -> [String] {
    let full = Self.authority(host.lowercased(), port)
    return port == 80 ? [full, String(full.dropLast(3))] : [full]
  }

  private static func authority(_ host: String, _ port: UInt16) -> String {
    host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }

  /// Four numbers with dots between them.
  private static func isNumber(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { $0.count <= 3 && UInt8($0) != nil }
  }
}
