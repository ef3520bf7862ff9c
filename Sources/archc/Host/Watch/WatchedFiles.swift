import ArchProject
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a run looked at on the disk, to find out when it would see something else: files that it read, files that were
/// not there, folders that it listed.
final class WatchedFiles: Sendable {
  /// What can be told of a path without reading it.
  private struct Stamp: Hashable {
    var kind: UInt32 = 0
    var size: Int64 = 0
    var node: UInt64 = 0
    var seconds: Int = 0
    var nanoseconds: Int = 0
    /// Of a folder that was listed: the `.arch` files and folders in it.
    var names: [String] = []
  }

  private struct State {
    var stamps: [String: Stamp] = [:]
    var listed: Set<String> = []
    var contents: [String: UInt64] = [:]
  }

  private let state = Mutex(State())

  init() {}

  /// The disk, with a note of all that is asked of it. A stamp is older than what was read: what changes in between is
  /// seen the next time.
  var fileSystem: FileSystem {
    FileSystem(
      read: { path in
        self.note(path)
        let result = FileSystem.disk.read(path)
        let digest =
          switch result {
          case .success(let bytes): Self.digest(bytes)
          case .failure(let problem): Self.digest(Array("\(problem)".utf8))
          }
        self.state.withLock { $0.contents[path] = digest }
        return result
      },
      resolve: { path in
        self.note(path)
        return FileSystem.disk.resolve(path)
      },
      list: { path in
        self.state.withLock { state in
          state.listed.insert(path)
          state.stamps[path] = Self.stamp(path, isListed: true)
        }
        return FileSystem.disk.list(path)
      })
  }

  /// Whether anything is not as it was.
  var hasChanged: Bool {
    let (stamps, listed) = state.withLock { ($0.stamps, $0.listed) }
    return stamps.contains { Self.stamp($0.key, isListed: listed.contains($0.key)) != $0.value }
  }

  /// How many paths are looked at.
  var count: Int { state.withLock { $0.stamps.count } }

  /// Says whether all that was read is the same as in another run; a file that was saved without a change is.
  func hasSameContents(as other: WatchedFiles) -> Bool {
    let (mine, theirs) = (state.withLock { $0.contents }, other.state.withLock { $0.contents })
    return mine == theirs
  }

  /// Something that two calls agree on only if nothing changed between them.
  var now: Int {
    let (stamps, listed) = state.withLock { ($0.stamps, $0.listed) }
    return stamps.keys.reduce(0) { $0 ^ [AnyHashable($1), Self.stamp($1, isListed: listed.contains($1))].hashValue }
  }

  private func note(_ path: String) {
    state.withLock { state in
      if state.stamps[path] == nil { state.stamps[path] = Self.stamp(path, isListed: false) }
    }
  }

  private static func stamp(_ path: String, isListed: Bool) -> Stamp {
    var status = stat()
    guard stat(path, &status) == 0 else { return Stamp() }
    let kind = UInt32(status.st_mode & S_IFMT)
    // A folder changes with every file in it; that matters only where it was searched for programs.
    if kind == UInt32(S_IFDIR) {
      let entries = isListed ? FileSystem.disk.list(path) : []
      return Stamp(
        kind: kind,
        names: entries.filter { !$0.name.hasPrefix(".") && ($0.isFolder || $0.name.hasSuffix(".arch")) }.map(\.name))
    }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    return Stamp(
      kind: kind, size: Int64(status.st_size), node: UInt64(status.st_ino), seconds: Int(time.tv_sec),
      nanoseconds: Int(time.tv_nsec))
  }

  /// FNV-1a, 64 bits.
  private static func digest(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}
