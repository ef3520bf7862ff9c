import ArchExchange
import ArchProject
import ArchRules

/// What a check finds in the files as they were at a revision.
struct OldFindings {
  /// The findings, as a baseline.
  let document: BaselineDocument
  private let programs: OldPrograms
  private let checks: [String: CheckedProgram]

  /// The findings where the revision and the work tree parted.
  ///
  /// A file that did not exist then has none; one that did not compile then is compared by what could be found.
  static func at(
    _ revision: String, files: [String], run: CheckRun, today: Int32
  ) throws(CommandFailure) -> OldFindings {
    let programs = try OldPrograms.at(revision, files: files)
    var document = FindingsDocument(findings: [])
    var checks: [String: CheckedProgram] = [:]
    for root in programs.roots {
      let check = CheckedProgram(
        root.program, variants: run.variants, today: today,
        selection: try ProjectSettings.of([root.path], in: programs.fileSystem).selection(
          for: root, options: run.selection))
      document.append(FindingsDocument(check))
      checks[root.path] = check
    }
    return OldFindings(document: BaselineDocument(document), programs: programs, checks: checks)
  }

  /// The program that a root file of today was then; nil for a new one, and for one that did not compile.
  func program(of path: String) -> CheckedProgram? {
    guard let check = programs.root(of: path).flatMap({ checks[$0.path] }), !check.hasCompileErrors else { return nil }
    return check
  }
}

/// The programs of some files as they were at a revision.
struct OldPrograms {
  let roots: [Root]
  let fileSystem: FileSystem
  /// Where files that have been renamed since were, by where they are; absolute paths.
  private let renames: [String: String]

  /// The program that a root file of today was then; nil for a new one.
  func root(of path: String) -> Root? {
    guard let today = FileSystem.disk.resolve(path) else { return nil }
    let then = fileSystem.resolve(today) ?? renames[today]
    return roots.first { fileSystem.resolve($0.path) == then }
  }

  /// - Parameter files: files and folders; what did not exist then is left out.
  static func at(_ revision: String, files: [String]) throws(CommandFailure) -> OldPrograms {
    guard !files.contains("-") else {
      throw CommandFailure("standard input has no earlier revision", help: "name the file")
    }
    let first = files.first ?? "."
    let folder = FileSystem.disk.isFolder(first) ? first : Path.folder(of: first)
    let git = try Git(around: folder)
    let base = try git.mergeBase(with: revision)
    let fileSystem = try git.fileSystem(at: base)
    var there = files.filter { fileSystem.resolve($0) != nil }
    var renames: [String: String] = [:]
    let missing = files.filter { fileSystem.resolve($0) == nil }.compactMap { FileSystem.disk.resolve($0) }
    if !missing.isEmpty || files.contains(where: { fileSystem.isFolder($0) }) {
      for (new, old) in try git.renames(since: base) {
        renames[Path.joined(git.root, new)] = Path.joined(git.root, old)
      }
      there += missing.compactMap { renames[$0] }
    }
    let holding = there.filter { !fileSystem.isFolder($0) || !Inputs.isEmpty(folder: $0, in: fileSystem) }
    let inputs = holding.isEmpty ? [] : try Inputs.read(holding, in: fileSystem)
    return OldPrograms(
      roots: Roots.load(inputs, in: fileSystem).roots, fileSystem: fileSystem, renames: renames)
  }
}

extension FileSystem {
  func isFolder(_ path: String) -> Bool {
    if case .failure(.isFolder) = read(path) { true } else { false }
  }
}
