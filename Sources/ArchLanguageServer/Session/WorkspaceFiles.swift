import ArchModel
import ArchProject
import ArchSyntax

/// Which `.arch` files there are, and which import which, so that a file that others import is checked with them.
struct WorkspaceFiles {
  /// The files that each file imports, by resolved path.
  private(set) var imports: [String: [String]] = [:]
  private var importers: [String: Set<String>] = [:]

  /// So many programs are read for one document.
  static let rootLimit = 16

  /// Notes what a file imports.
  ///
  /// - Returns: whether that is news.
  mutating func set(_ file: String, imports used: [String]) -> Bool {
    let used = Set(used).sorted()
    if imports[file] == used { return false }
    for old in imports[file] ?? [] { importers[old]?.remove(file) }
    imports[file] = used
    for new in used { importers[new, default: []].insert(file) }
    return true
  }

  /// Forgets a file that is gone.
  mutating func remove(_ file: String) {
    for old in imports[file] ?? [] { importers[old]?.remove(file) }
    imports[file] = nil
  }

  /// The files whose programs hold a file: those that import it, directly or not, and that nothing imports. The file
  /// itself where nothing imports it, or where all import each other.
  func roots(of file: String) -> [String] {
    var seen: Set<String> = [file]
    var open = [file]
    var roots: [String] = []
    while let next = open.popLast() {
      let users = (importers[next] ?? []).sorted()
      if users.isEmpty { roots.append(next) }
      for user in users where seen.insert(user).inserted { open.append(user) }
    }
    if roots.isEmpty || roots.contains(file) { return [file] }
    return Array(roots.sorted().prefix(Self.rootLimit))
  }

  /// The files whose programs hold any of some files, in order; circles that nothing else imports are left out.
  func roots(ofAny files: [String]) -> [String] {
    var seen = Set(files)
    var open = files
    var roots: Set<String> = []
    while let next = open.popLast() {
      let users = importers[next] ?? []
      if users.isEmpty, imports[next] != nil { roots.insert(next) }
      for user in users where seen.insert(user).inserted { open.append(user) }
    }
    return roots.sorted()
  }

  /// All files that nothing imports, in order; of a circle of imports the first.
  var allRoots: [String] {
    var roots = imports.keys.filter { (importers[$0] ?? []).isEmpty }.sorted()
    var covered: Set<String> = []
    func cover(_ root: String) {
      var open = [root]
      while let next = open.popLast() {
        guard covered.insert(next).inserted else { continue }
        open += imports[next] ?? []
      }
    }
    for root in roots { cover(root) }
    for file in imports.keys.sorted() where !covered.contains(file) {
      roots.append(file)
      cover(file)
    }
    return roots
  }
}

/// A search for `.arch` files, which can be done in steps.
struct WorkspaceScan: Sendable {
  /// How deep folders are followed, and how many files are looked at.
  private static let depthLimit = 64
  private static let fileLimit = 20_000

  private let fileSystem: FileSystem
  private var folders: [(path: String, depth: Int)]
  private(set) var found: [String: [String]] = [:]

  init(folders: [String], in fileSystem: FileSystem) {
    self.fileSystem = fileSystem
    self.folders = folders.map { (path: $0, depth: 0) }
  }

  var isDone: Bool { folders.isEmpty || found.count >= Self.fileLimit }

  /// Looks at folders until some entries were seen.
  mutating func step(entries limit: Int, while isWanted: () -> Bool = { true }) {
    var seen = 0
    while seen < limit, !isDone, isWanted(), let folder = folders.popLast() {
      let entries = fileSystem.list(folder.path)
      seen += entries.count + 1
      for entry in entries where !entry.name.hasPrefix(".") && entry.name != "node_modules" {
        let path = Path.joined(folder.path, entry.name)
        if entry.isFolder {
          if folder.depth < Self.depthLimit { folders.append((path: path, depth: folder.depth + 1)) }
        } else if entry.name.hasSuffix(".arch"), let key = fileSystem.resolve(path) {
          found[key] = Self.imports(of: key, in: fileSystem)
          // Reading counts for more than listing.
          seen += 20
        }
      }
    }
  }

  /// The files that a file imports, resolved.
  static func imports(of path: String, in fileSystem: FileSystem) -> [String] {
    guard case .success(let bytes) = fileSystem.read(path) else { return [] }
    return ImportStatement.all(in: SourceFile(path: path, bytes: bytes)).compactMap { statement -> String? in
      if statement.path.hasPrefix("std/") { return nil }
      return fileSystem.resolve(Path.normalized(Path.joined(Path.folder(of: path), statement.path)))
    }
  }
}
