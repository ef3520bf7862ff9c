import Foundation

/// A command that runs beside this process, and what it took once it has ended.
public struct ChildProcess {
  /// How a command ended.
  public struct Outcome: Sendable {
    /// From start to end, in seconds.
    public let wallSeconds: Double
    /// In the command itself and in the system for it, in seconds.
    public let cpuSeconds: Double
    /// The most memory that it held at once, in bytes.
    ///
    /// The kernel counts what the starting process holds when it starts the command, so a measured command has to be
    /// started by a small process.
    public let peakBytes: Int
    /// The exit status, or the negative number of the signal that ended it.
    public let status: Int
  }

  /// A command that could not be started.
  public struct StartError: Error, CustomStringConvertible {
    public let description: String
  }

  private let identifier: pid_t
  private let started = ContinuousClock.now

  /// Starts a command, which is looked up as a shell does.
  ///
  /// - Parameters:
  ///   - output: the file for standard output; nil to discard it.
  ///   - error: the file for standard error; nil to discard it.
  public init(_ command: [String], output: String? = nil, error: String? = nil) throws(StartError) {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 1, output ?? "/dev/null", flags, 0o644)
    posix_spawn_file_actions_addopen(&actions, 2, error ?? "/dev/null", flags, 0o644)
    var words = command.map { strdup($0) }
    defer { for word in words { free(word) } }
    words.append(nil)
    var identifier: pid_t = 0
    let problem = posix_spawnp(&identifier, command.first ?? "", &actions, nil, words, environ)
    guard problem == 0 else {
      throw StartError(description: "`\(command.first ?? "")` cannot be started: \(String(cString: strerror(problem)))")
    }
    self.identifier = identifier
  }

  /// Waits for the end.
  public func wait() -> Outcome {
    while true {
      if let outcome = reap(options: 0) { return outcome }
    }
  }

  /// The outcome if the command has ended. Once it was given, the process is gone and must not be asked again.
  public func poll() -> Outcome? { reap(options: WNOHANG) }

  public func kill() { Foundation.kill(identifier, SIGKILL) }

  private func reap(options: Int32) -> Outcome? {
    var status: Int32 = 0
    var usage = rusage()
    let result = wait4(identifier, &status, options, &usage)
    if result < 0, errno == EINTR || errno == EAGAIN { return nil }
    guard result != 0 else { return nil }
    #if canImport(Darwin)
      let unit = 1
    #else
      let unit = 1024
    #endif
    // The macros of <sys/wait.h> are not imported: the low seven bits are the signal, the next byte the exit status.
    let signal = Int(status & 0x7F)
    return Outcome(
      wallSeconds: (ContinuousClock.now - started).seconds,
      cpuSeconds: usage.ru_utime.seconds + usage.ru_stime.seconds, peakBytes: usage.ru_maxrss * unit,
      status: signal == 0 ? Int(status >> 8) & 0xFF : -signal)
  }
}

extension Duration {
  /// The whole in seconds.
  public var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}

extension timeval {
  fileprivate var seconds: Double { Double(tv_sec) + Double(tv_usec) / 1e6 }
}
