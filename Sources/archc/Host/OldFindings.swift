import ArchExchange
import ArchProject
import ArchRules

/// What a check finds in the files as they were at a revision.
enum OldFindings {
  /// The findings where the revision and the work tree parted, as a baseline.
  ///
  /// A file that did not exist then has none; one that did not compile then is compared by what could be found.
  static func at(_ revision: String, files: [String], run: CheckRun, today: Int32) throws(CommandFailure)
    -> BaselineDocument
  {
    let programs = try OldPrograms.at(revision, files: files)
    var document = FindingsDocument(findings: [])
    for root in programs.roots {
      let check = CheckedProgram(
        root.program, variants: run.variants, today: today,
        selection: try ProjectSettings.of([root.path], in: programs.fileSystem).selection(
          for: root, options: run.selection))
      document.append(
        FindingsDocument(
          model: check.compilation.model, compiled: check.program.diagnostics + check.compilation.diagnostics,
          run: check.run))
    }
    return BaselineDocument(document)
  }
}

/// The programs of some files as they were at a revision.
struct OldPrograms {
  let roots: [Root]
  let fileSystem: FileSystem

  /// - Parameter files: files and folders; what did not exist then is left out.
  static func at(_ revision: String, files: [String]) throws(CommandFailure) -> OldPrograms {
    guard !files.contains("-") else {
      throw CommandFailure("standard input has no earlier revision", help: "name the file")
    }
    let first = files.first ?? "."
    let folder: String
    if case .failure(.isFolder) = FileSystem.disk.read(first) {
      folder = first
    } else {
      folder = Path.folder(of: first)
    }
    let git = try Git(around: folder)
    let base = try git.mergeBase(with: revision)
    let fileSystem = try git.fileSystem(at: base)
    var there = files.filter { fileSystem.resolve($0) != nil }
    let missing = files.filter { fileSystem.resolve($0) == nil }.compactMap { FileSystem.disk.resolve($0) }
    if !missing.isEmpty {
      let renames = try git.renames(since: base)
      there += missing.compactMap { path in
        Path.isInside(path, folder: git.root)
          ? renames[Path.relative(path, from: git.root)].map { Path.joined(git.root, $0) } : nil
      }
    }
    let holding = there.filter { path in
      guard case .failure(.isFolder) = fileSystem.read(path) else { return true }
      return !Inputs.isEmpty(folder: path, in: fileSystem)
    }
    let inputs = holding.isEmpty ? [] : try Inputs.read(holding, in: fileSystem)
    return OldPrograms(roots: Roots.load(inputs, in: fileSystem).roots, fileSystem: fileSystem)
  }
}
