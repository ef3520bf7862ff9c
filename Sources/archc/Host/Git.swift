import ArchProject
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
    let output = try Self.run(["rev-parse", "--show-toplevel"], in: folder, input: [])
    guard let output else {
      throw CommandFailure("`\(folder)` lies in no git repository", help: "`git init` makes one")
    }
    let text = String(decoding: output, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
    root = FileSystem.disk.resolve(text) ?? text
  }

  /// The commit that a revision means: where it and the work tree parted, as of a branch only what is new since then
  /// counts.
  func mergeBase(with revision: String) throws(CommandFailure) -> String {
    let commit = try commit(revision)
    let output = try Self.run(["merge-base", "HEAD", commit], in: folder, input: [])
    let text = output.map { String(decoding: $0, as: UTF8.self) } ?? ""
    // Histories without a common commit are compared as they are.
    return text.split(separator: "\n").first.map(String.init) ?? commit
  }

  /// The full name of a commit. A revision that looks like an option is never passed on as one.
  func commit(_ revision: String) throws(CommandFailure) -> String {
    let output = try Self.run(
      ["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"], in: folder, input: [])
    guard let text = output.map({ String(decoding: $0, as: UTF8.self) }),
      let line = text.split(separator: "\n").last(where: { !$0.hasPrefix("-") }), !line.isEmpty
    else {
      throw CommandFailure(
        "git knows no revision `\(revision)`", help: "in a shallow clone, `git fetch` it first (fetch-depth: 0)")
    }
    return String(line)
  }

  /// The files of a commit that programs are made of, as a file system; paths as people give them are relative to here.
  func fileSystem(at commit: String) throws(CommandFailure) -> FileSystem {
    guard let list = try Self.run(["ls-tree", "-r", "-z", "--full-tree", commit], in: folder, input: []) else {
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
    let output =
      objects.isEmpty ? [] : try Self.run(["cat-file", "--batch"], in: folder, input: Array(request.utf8)) ?? []
    var files: [String: [UInt8]] = [:]
    var place = 0
    for object in objects {
      // `id type size LF content LF`
      guard let end = output[place...].firstIndex(of: 0x0A) else { break }
      let header = String(decoding: output[place..<end], as: UTF8.self).split(separator: " ")
      guard header.count == 3, let size = Int(header[2]), end + 1 + size <= output.count else { break }
      files[Path.normalized(Path.joined(root, object.path))] = Array(output[(end + 1)..<(end + 1 + size)])
      place = min(output.count, end + 1 + size + 1)
    }
    return FileSystem.snapshot(files, root: root)
  }

  /// Runs git and gives what it prints, or nil where it fails.
  private static func run(
    _ arguments: [String], in folder: String, input: [UInt8]
  ) throws(CommandFailure) -> [UInt8]? {
    let outcome = Outcome()
    let done = DispatchSemaphore(value: 0)
    let configuration = Configuration(
      executable: .name("git"), arguments: Arguments(["--no-pager"] + arguments),
      // No prompt, no optional locks: reading a repository changes nothing in it.
      environment: .inherit.updating(["GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"]),
      workingDirectory: FilePath(folder))
    Task {
      do {
        let result = try await Subprocess.run(
          configuration, input: .array(input), output: .bytes(limit: outputLimit), error: .discarded)
        outcome.set(result.terminationStatus.isSuccess ? .output(result.standardOutput) : .failed)
      } catch {
        outcome.set(.missing)
      }
      done.signal()
    }
    done.wait()
    switch outcome.value {
    case .output(let bytes): return bytes
    case .failed: return nil
    case .missing: throw CommandFailure("git could not be run", help: "install it, or leave out --since")
    }
  }

  /// What a run came to, handed from its task to the thread that waits.
  private final class Outcome: @unchecked Sendable {
    enum Value: Sendable {
      case output([UInt8])
      case failed, missing
    }

    // Written once before the semaphore is signalled, read after.
    private(set) var value = Value.missing

    func set(_ value: Value) { self.value = value }
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
    @Sendable func absolute(_ path: String) -> String { Path.normalized(Path.joined(here, path)) }
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
