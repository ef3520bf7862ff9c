import ArchProject
import Synchronization

/// The files as the editor has them: what is open counts before what is on the disk.
final class OverlayFileSystem: Sendable {
  private struct State {
    /// The texts of open documents, by resolved path.
    var open: [String: [UInt8]] = [:]
    /// What was read from the disk, where the client tells of changes.
    var cache: [String: Result<[UInt8], FileSystem.Problem>] = [:]
    var keepsCache = false
  }

  /// What is read once is not read again up to this many files.
  private static let cacheLimit = 4_000

  private let disk: FileSystem
  private let state = Mutex(State())

  init(_ disk: FileSystem) {
    self.disk = disk
  }

  /// The path with links followed; what is not on the disk keeps its name.
  func key(_ path: String) -> String {
    if let resolved = disk.resolve(path) { return resolved }
    // A file that is still to be written lies in a folder that is there.
    guard path.hasPrefix("/"), let folder = disk.resolve(Path.folder(of: path)) else { return Path.normalized(path) }
    return Path.joined(folder, Path.name(of: path))
  }

  func open(_ key: String, _ bytes: [UInt8]) { state.withLock { $0.open[key] = bytes } }

  func close(_ key: String) {
    state.withLock {
      $0.open[key] = nil
      $0.cache[key] = nil
    }
  }

  /// Forgets what was read of a file.
  func forget(_ key: String) { state.withLock { $0.cache[key] = nil } }

  func forgetAll() { state.withLock { $0.cache = [:] } }

  /// Keeps what is read from now on, because the client tells of changes.
  func keep() { state.withLock { $0.keepsCache = true } }

  var fileSystem: FileSystem {
    FileSystem(
      read: { path in self.read(path) },
      resolve: { path in
        if let resolved = self.disk.resolve(path) { return resolved }
        let key = self.key(path)
        return self.state.withLock { $0.open[key] != nil } ? key : nil
      },
      list: { folder in self.list(folder) })
  }

  /// What is on the disk, and the open files that are still to be written there.
  private func list(_ folder: String) -> [FileSystem.Entry] {
    let entries = disk.list(folder)
    let key = disk.resolve(folder) ?? Path.normalized(folder)
    let open = state.withLock { state in state.open.keys.filter { Path.folder(of: $0) == key } }
    guard !open.isEmpty else { return entries }
    let known = Set(entries.map(\.name))
    let names = open.map { Path.name(of: $0) }.filter { !known.contains($0) }
    guard !names.isEmpty else { return entries }
    return (entries + names.map { FileSystem.Entry(name: $0, isFolder: false) }).sorted { $0.name < $1.name }
  }

  private func read(_ path: String) -> Result<[UInt8], FileSystem.Problem> {
    let key = key(path)
    if let known = state.withLock({ state in state.open[key].map { .success($0) } ?? state.cache[key] }) {
      return known
    }
    let result = disk.read(path)
    state.withLock {
      if $0.keepsCache, $0.cache.count < Self.cacheLimit { $0.cache[key] = result }
    }
    return result
  }
}
