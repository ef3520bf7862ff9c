import ArchProject
import ArchText
import Dispatch
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// The repository that holds a folder, read through the `git` command.
struct Git {
  /// More than this is no output of ours.
  private static let outputLimit = 256 << 20

  /// The absolute folder of the work tree.
  let root: String
  private let folder: String

  /// The repository around a folder.
  ///
  /// - Throws: `CommandFailure` where there is none, or no `git`.
  init(around folder: String) throws(CommandFailure) {
    self.folder = folder
    switch try Self.run(["rev-parse", "--show-toplevel"], in: folder) {
    case .output(let bytes):
      let text = Self.line(bytes)
      root = FileSystem.disk.resolve(text) ?? text
    case .failed(let reason):
      // A work tree of another user is refused, which is usual in a container; git says how to allow it.
      if reason.contains("safe.directory") {
        throw CommandFailure(
          "git does not read `\(folder)`, as it belongs to another user",
          help: "`git config --global --add safe.directory \(FileSystem.disk.resolve(folder) ?? folder)` allows it")
      }
      throw CommandFailure("`\(folder)` lies in no git repository", help: "`git init` makes one")
    }
  }

  /// The commit that a revision means: where it and the work tree parted, as of a branch only what is new since then
  /// counts.
  func mergeBase(with revision: String) throws(CommandFailure) -> String {
    let commit = try commit(revision)
    if case .output(let bytes) = try Self.run(["merge-base", "HEAD", commit], in: folder) {
      let base = Self.line(bytes)
      if !base.isEmpty { return base }
    }
    // Histories without a common commit are compared as they are.
    if try isShallow() {
      Console.note(
        "note: the clone is shallow, so `\(InertText.oneLine(revision))` itself is compared, not where it was left")
    }
    return commit
  }

  /// The full name of a commit. A revision that looks like an option is never passed on as one.
  func commit(_ revision: String) throws(CommandFailure) -> String {
    let arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"]
    // Old versions of git repeat the marker.
    if !revision.isEmpty, case .output(let bytes) = try Self.run(arguments, in: folder),
      let name = String(decoding: bytes, as: UTF8.self).split(separator: "\n").last, name.utf8.count >= 40,
      name.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    {
      return String(name)
    }
    throw CommandFailure(
      "git knows no revision `\(InertText.oneLine(revision))`",
      help: try isShallow()
        ? "the clone is shallow: `git fetch --unshallow`, or `fetch-depth: 0` in the workflow"
        : "name a branch, a tag or a commit, such as `origin/main`")
  }

  /// Where files were at a commit that have been renamed since, by where they are now; paths from the root.
  func renames(since commit: String) throws(CommandFailure) -> [String: String] {
    let arguments = [
      "-c", "core.fsmonitor=false", "diff", "--no-ext-diff", "--no-textconv", "--name-status", "--find-renames",
      "--diff-filter=R", "-z", commit, "--",
    ]
    guard case .output(let bytes) = try Self.run(arguments, in: root) else { return [:] }
    let fields = bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    var result: [String: String] = [:]
    // `R096`, the old path, the new one.
    for index in stride(from: 0, to: fields.count - 2, by: 3) { result[fields[index + 2]] = fields[index + 1] }
    return result
  }

  private func isShallow() throws(CommandFailure) -> Bool {
    guard case .output(let bytes) = try Self.run(["rev-parse", "--is-shallow-repository"], in: folder) else {
      return false
    }
    return Self.line(bytes) == "true"
  }

  private static func line(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
  }

  /// The files of a commit that programs are made of, as a file system; paths as people give them are relative to here.
  func fileSystem(at commit: String) throws(CommandFailure) -> FileSystem {
    guard case .output(let list) = try Self.run(["ls-tree", "-r", "-z", "--full-tree", commit], in: folder) else {
      throw CommandFailure("git cannot list the files of `\(commit)`")
    }
    var objects: [(path: String, id: String)] = []
    for entry in list.split(separator: 0) {
      // `mode type id TAB path`; links are left out, as they could lead anywhere.
      let parts = entry.split(separator: 0x09, maxSplits: 1)
      guard parts.count == 2 else { continue }
      let path = String(decoding: parts[1], as: UTF8.self)
      let fields = String(decoding: parts[0], as: UTF8.self).split(separator: " ")
      guard fields.count == 3, fields[1] == "blob", fields[0] != "120000",
        path.hasSuffix(".arch") || Path.name(of: path) == ".archc.yml"
      else { continue }
      objects.append((path, String(fields[2])))
    }
    let request = objects.map { $0.id + "\n" }.joined()
    var output: [UInt8] = []
    if !objects.isEmpty, case .output(let bytes) = try Self.run(["cat-file", "--batch"], in: folder, input: request) {
      output = bytes
    }
    var files: [String: [UInt8]] = [:]
    var place = 0
    for object in objects {
      // `id type size LF content LF`
      guard let end = output[place...].firstIndex(of: 0x0A) else { break }
      let header = String(decoding: output[place..<end], as: UTF8.self).split(separator: " ")
      guard header.count == 3, let size = Int(header[2]), size >= 0, size <= output.count - end - 1 else { break }
      files[Path.normalized(Path.joined(root, object.path))] = Array(output[(end + 1)..<(end + 1 + size)])
      place = min(output.count, end + 1 + size + 1)
    }
    return FileSystem.snapshot(files, root: root)
  }

  /// What git answers.
  private enum Reply: Sendable {
    case output([UInt8])
    /// It ended with a failure, and said why.
    case failed(String)
  }

  private static func run(
    _ arguments: [String], in folder: String, input: String = ""
  ) throws(CommandFailure) -> Reply {
    let outcome = Outcome()
    let done = DispatchSemaphore(value: 0)
    let configuration = Configuration(
      executable: .name("git"), arguments: Arguments(["--no-pager"] + arguments),
      // No prompt, no optional locks, nothing fetched: reading a repository changes nothing in it. A hook of git runs
      // with variables that point to its own repository; here the folder decides.
      environment: .inherit.updating([
        "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C",
        "GIT_DIR": nil, "GIT_WORK_TREE": nil, "GIT_INDEX_FILE": nil, "GIT_PREFIX": nil,
      ]),
      workingDirectory: FilePath(folder))
    Task {
      do {
        let result = try await Subprocess.run(
          configuration, input: .array(Array(input.utf8)), output: .bytes(limit: outputLimit),
          error: .string(limit: 1 << 20))
        outcome.set(
          result.terminationStatus.isSuccess ? .output(result.standardOutput) : .failed(result.standardError))
      } catch {
        outcome.set(nil)
      }
      done.signal()
    }
    done.wait()
    guard let reply = outcome.value else {
      throw CommandFailure("git could not be run", help: "install it, or leave out --since")
    }
    return reply
  }

  /// What a run came to, handed from its task to the thread that waits.
  private final class Outcome: @unchecked Sendable {
    // Written once before the semaphore is signalled, read after.
    private(set) var value: Reply?

    func set(_ value: Reply?) { self.value = value }
  }
}

extension FileSystem {
  /// Files at absolute paths, as if they lay on the disk; what is not among them does not exist.
  static func snapshot(_ files: [String: [UInt8]], root: String) -> FileSystem {
    let here = FileSystem.disk.resolve(".") ?? "/"
    var folders: Set<String> = [root]
    for path in files.keys {
      var folder = Path.folder(of: path)
      while Path.isInside(folder, folder: root), folders.insert(folder).inserted { folder = Path.folder(of: folder) }
    }
    let known = folders
    @Sendable func absolute(_ path: String) -> String {
      let path = Path.normalized(Path.joined(here, path))
      // A path through a link of today's disk means where the link leads.
      return files[path] != nil || known.contains(path) ? path : FileSystem.disk.resolve(path) ?? path
    }
    return FileSystem(
      read: { path in
        let path = absolute(path)
        if let bytes = files[path] { return .success(bytes) }
        return .failure(known.contains(path) ? .isFolder : .notFound)
      },
      resolve: { path in
        let path = absolute(path)
        // The repository itself marks the root of the project, as on the disk.
        if path == Path.joined(root, ".git") { return path }
        return files[path] != nil || known.contains(path) ? path : nil
      },
      list: { folder in
        let folder = absolute(folder)
        var entries: [String: Bool] = [:]
        for path in files.keys where Path.folder(of: path) == folder { entries[Path.name(of: path)] = false }
        for path in known where path != folder && Path.folder(of: path) == folder {
          entries[Path.name(of: path)] = true
        }
        return entries.map { Entry(name: $0.key, isFolder: $0.value) }.sorted { $0.name < $1.name }
      })
  }
}
