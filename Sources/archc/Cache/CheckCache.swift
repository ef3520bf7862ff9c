import ArchModel
import ArchProject

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Checks that were made before, by what was asked: the options, the day, the folder, and the program that asks.
///
/// An entry holds what the check saw of the file system. It counts only while every file, every path that was looked for
/// and not found, and every folder that was searched is as it was, so that nothing but the files decides. Entries are
/// written to a temporary name and renamed; what cannot be read or written is as if there were no cache.
struct CheckCache {
  /// The absolute path of the folder, links followed.
  let folder: String
  private let name: String
  /// Whether nobody else had made the folder.
  private let isNew: Bool

  /// More entries, or more bytes together, push out those that were not used for longest.
  private static let entryLimit = 64
  private static let sizeLimit = 256 << 20
  private static let suffix = ".archc-check"

  /// - Parameters:
  ///   - folder: where the entries lie; it is made where it does not exist.
  ///   - run: what is asked.
  ///   - today: the day that decides what has expired.
  /// - Returns: nil where nothing can be kept, and for what does not depend on files alone.
  init?(_ folder: String, for run: CheckRun, today: Int32) {
    guard run.isRepeatable, let asked = Self.digest(of: run, today: today) else { return nil }
    isNew = FileSystem.disk.resolve(folder) == nil
    if let code = OutputFiles.makeFolder(folder) {
      Console.note("the cache `\(folder)` cannot be made: \(FileSystem.reason(code))")
      return nil
    }
    guard let resolved = FileSystem.disk.resolve(folder) else { return nil }
    self.folder = resolved
    name = asked.hexadecimal + Self.suffix
  }

  /// Everything that decides what a check comes to besides the files; nil where the program cannot be told from others.
  private static func digest(of run: CheckRun, today: Int32) -> SHA256? {
    guard let program, let here = FileSystem.disk.resolve(".") else { return nil }
    var words = [Archc.version, program, here, "\(today)", run.format.rawValue]
    words += [run.failOn?.rawValue ?? "", run.baseline ?? "", run.baseline == nil ? "" : "baseline"]
    words += [run.selection.strict, run.showsAll, run.isQuiet, run.showsStatistics].map { "\($0)" }
    words.append("\(run.format == .text && Console.usesColour(run.colour, on: .output))")
    let variants = run.variants.map { $0.kinds.kinds.map(\.rawValue).joined(separator: " ") + " " + $0.name }
    for list in [run.files, run.selection.select, run.selection.ignore, variants] {
      words.append("\(list.count)")
      words += list
    }
    // With the length of each, so that no two lists of words are one text.
    return SHA256(words.flatMap { Array("\($0.utf8.count) \($0)".utf8) })
  }

  /// The program that runs, told from every other build of it.
  private static var program: String? {
    var status = stat()
    #if os(Linux)
      let path = "/proc/self/exe"
    #else
      let path = CommandLine.arguments.first ?? ""
    #endif
    guard stat(path, &status) == 0 else { return nil }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    return "\(status.st_size) \(time.tv_sec) \(time.tv_nsec)"
  }

  // MARK: Reading

  /// What the check came to, where nothing has changed since.
  func outcome() -> CheckOutcome? {
    let path = Path.joined(folder, name)
    // A link is no entry of ours.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      case .success(let bytes) = FileSystem.readAll(
        descriptor, expected: Int(status.st_size), limit: CacheEntry.sizeLimit),
      let entry = CacheEntry(bytes), entry.trace.holds(in: fileSystem)
    else { return nil }
    // It was used just now, which keeps it longer than others.
    utimensat(AT_FDCWD, path, nil, AT_SYMLINK_NOFOLLOW)
    return entry.outcome
  }

  /// What a check reads from where its result is kept.
  var fileSystem: FileSystem { FileSystem.disk.forSearches }

  // MARK: Writing

  /// Keeps what a check came to.
  func keep(_ outcome: CheckOutcome, seen trace: FileSystemTrace) {
    let bytes = CacheEntry(trace: trace, outcome: outcome).bytes
    guard bytes.count <= CacheEntry.sizeLimit else { return }
    defer { prune() }
    do {
      var outputs = OutputFiles()
      // What is kept belongs to one machine and one day; with the sources nobody should hand it on.
      if isNew { outputs.add(Path.joined(folder, ".gitignore"), "*\n") }
      let path = Path.joined(folder, name)
      var status = stat()
      if lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG { unlink(path) }
      outputs.add(path, bytes: bytes)
      try outputs.write()
    } catch {
      Console.note("the result is not kept: \(error.message)")
    }
  }

  /// Takes away what was not used for longest, and what a run that was stopped left behind. Other files stay.
  private func prune() {
    var entries: [(path: String, size: Int, time: Int)] = []
    let now = Int(time(nil))
    for entry in FileSystem.disk.list(folder) where !entry.isFolder {
      let path = Path.joined(folder, entry.name)
      let isEntry = entry.name.hasSuffix(Self.suffix)
      let isLeft = entry.name.hasPrefix(".") && entry.name.hasSuffix(".tmp") && entry.name.contains(Self.suffix)
      var status = stat()
      guard isEntry || isLeft, lstat(path, &status) == 0 else { continue }
      #if canImport(Darwin)
        let used = Int(status.st_mtimespec.tv_sec)
      #else
        let used = Int(status.st_mtim.tv_sec)
      #endif
      if isEntry {
        entries.append((path, Int(status.st_size), used))
      } else if now - used > 3_600 {
        unlink(path)
      }
    }
    entries.sort { ($0.time, $0.path) > ($1.time, $1.path) }
    var size = 0
    for (place, entry) in entries.enumerated() {
      size += entry.size
      if place >= Self.entryLimit || size > Self.sizeLimit, !entry.path.hasSuffix("/" + name) { unlink(entry.path) }
    }
  }
}
