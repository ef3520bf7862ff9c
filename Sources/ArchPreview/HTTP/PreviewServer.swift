import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Serves a site over HTTP until the process ends.
public enum PreviewServer {
  /// Why it could not begin.
  public enum Failure: Error, Sendable, Equatable {
    case portTaken
    /// The system does not let this user have the port.
    case portForbidden
    case noSuchAddress
    /// What the system says.
    case other(String)
  }

  /// Begins to listen.
  ///
  /// - Parameters:
  ///   - address: the number of a host, or `localhost`, and a port or 0.
  ///   - key: letters and digits that nobody can guess.
  ///   - answer: answers what the site cannot.
  /// - Returns: the site, with the port that it has.
  public static func start(
    _ address: PreviewAddress, key: String, events: EventHub,
    answer: @escaping @Sendable (PreviewQuestion) async -> PreviewResponse
  ) async throws(Failure) -> PreviewSite {
    let shared = SharedSite(events: events, answer: answer)
    let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup(numberOfThreads: 1))
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try RequestHandler.configure(channel, for: shared)
        }
      }
    do {
      let host = address.host == "localhost" ? "127.0.0.1" : address.host
      let channel = try await bootstrap.bind(
        to: try SocketAddress(ipAddress: host, port: Int(address.port))
      ).get()
      var actual = address
      if let port = channel.localAddress?.port { actual.port = UInt16(clamping: port) }
      let made = PreviewSite(address: actual, key: key)
      shared.site.withLock { $0 = made }
      return made
    } catch let error as IOError {
      switch error.errnoCode {
      case EADDRINUSE: throw .portTaken
      case EACCES, EPERM: throw .portForbidden
      case EADDRNOTAVAIL: throw .noSuchAddress
      default: throw .other("\(error)")
      }
    } catch is SocketAddressError {
      throw .noSuchAddress
    } catch {
      throw .other("\(error)")
    }
  }
}
