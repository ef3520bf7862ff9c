/// Where a preview is served.
public struct PreviewAddress: Sendable, Equatable {
  /// The name or number of the host, `127.0.0.1` unless told otherwise.
  public var host: String
  /// The port, from 0 to 65535; 0 takes any that is free.
  public var port: UInt16

  public init(host: String = "127.0.0.1", port: UInt16 = 0) {
    self.host = host
    self.port = port
  }
}
