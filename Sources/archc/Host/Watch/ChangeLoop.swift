#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Waits for changes. It looks a few times a second and sleeps in between.
enum ChangeLoop {
  private static let milliseconds: UInt32 = 150
  /// An editor that saves, and a checkout of a branch, write many times; what is built in the middle of that is wrong.
  private static let quietMilliseconds: UInt32 = 60
  /// Files that never rest are built all the same.
  private static let patience = 30

  /// Returns once something has changed and then kept still for a moment.
  ///
  /// - Parameter tick: runs each time that nothing was found.
  static func wait(for files: WatchedFiles, tick: () -> Void = {}) {
    while !files.hasChanged {
      tick()
      // Thousands of files are looked at less often, so that looking takes no more than a small part of a core.
      pause(milliseconds + UInt32(clamping: files.count / 20))
    }
    var last = files.now
    for _ in 0..<patience {
      pause(quietMilliseconds)
      let now = files.now
      if now == last { return }
      last = now
    }
  }

  private static func pause(_ milliseconds: UInt32) { usleep(milliseconds * 1000) }
}
