/// What the loader needs of a file system. The command gives it the real one, tests and the language server their own,
/// so that everything below stays free of files.
public struct FileSystem: Sendable {
  /// Why a file cannot be read.
  public enum Problem: Error, Sendable, Hashable {
    case notFound
    case isFolder
    case tooLarge(bytes: Int)
    /// Whatever else the system says, such as "permission denied".
    case unreadable(String)
  }

  /// An entry of a folder.
  public struct Entry: Sendable, Hashable {
    public let name: String
    public let isFolder: Bool

    public init(name: String, isFolder: Bool) {
      self.name = name
      self.isFolder = isFolder
    }
  }

  /// The bytes of a file.
  public let read: @Sendable (_ path: String) -> Result<[UInt8], Problem>
  /// The absolute path with all links followed, or nil when nothing is there.
  public let resolve: @Sendable (_ path: String) -> String?
  /// The entries of a folder, sorted by name; links to folders are left out.
  public let list: @Sendable (_ path: String) -> [Entry]

  public init(
    read: @escaping @Sendable (String) -> Result<[UInt8], Problem>,
    resolve: @escaping @Sendable (String) -> String?,
    list: @escaping @Sendable (String) -> [Entry]
  ) {
    self.read = read
    self.resolve = resolve
    self.list = list
  }
}

extension FileSystem {
  /// A file system that exists in memory alone, with absolute paths.
  public init(files: [String: String]) {
    let files = files
    self.init(
      read: { path in
        guard let text = files[Path.normalized(path)] else { return .failure(.notFound) }
        return .success(Array(text.utf8))
      },
      resolve: { path in
        let path = Path.normalized(path)
        return files[path] != nil || files.keys.contains { $0.hasPrefix(path + "/") } || path == "/" ? path : nil
      },
      list: { folder in
        let folder = Path.normalized(folder)
        let prefix = folder == "/" ? "/" : folder + "/"
        var entries: [String: Bool] = [:]
        for path in files.keys where path.hasPrefix(prefix) {
          let rest = path.dropFirst(prefix.count).split(separator: "/", omittingEmptySubsequences: false)
          guard let name = rest.first else { continue }
          entries[String(name)] = rest.count > 1 || entries[String(name)] == true
        }
        return entries.map { Entry(name: $0.key, isFolder: $0.value) }.sorted { $0.name < $1.name }
      })
  }
}
