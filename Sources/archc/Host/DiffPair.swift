import ArchAnalysis
import ArchExchange
import ArchModel
import ArchProject
import ArchRules
import ArchSyntax

/// Two states of one program.
struct DiffPair {
  /// As people name them: a path, or a path at a revision.
  let names: (before: String, after: String)
  let before: Root
  let after: Root
  /// Where the settings of the older state lie.
  let oldFileSystem: FileSystem

  /// Two files of today.
  static func of(_ before: String, _ after: String) throws(CommandFailure) -> DiffPair {
    DiffPair(
      names: (before, after), before: Root(path: before, program: try Inputs.program(before)),
      after: Root(path: after, program: try Inputs.program(after)), oldFileSystem: .disk)
  }

  /// The programs of today, each with its state at a revision. What is new is compared with nothing, and what is gone
  /// with nothing as well.
  static func since(_ revision: String, files: [String]) throws(CommandFailure) -> [DiffPair] {
    // What was removed since has no file of today.
    let there = files.filter { FileSystem.disk.resolve($0) != nil }
    let roots = there.isEmpty ? [] : try Roots.of(there)
    let old = try OldPrograms.at(revision, files: files)
    guard !roots.isEmpty || !old.roots.isEmpty else {
      throw CommandFailure("`\(files.first ?? "")` exists neither now nor at \(revision)")
    }
    var used: Set<String> = []
    var pairs: [DiffPair] = roots.map { root in
      let former = old.root(of: root.path)
      if let former { used.insert(former.path) }
      return DiffPair(
        names: (former == nil ? "nothing at \(revision)" : revision, root.path),
        before: former ?? empty(root.path), after: root, oldFileSystem: old.fileSystem)
    }
    for former in old.roots where !used.contains(former.path) {
      // A root of then that another file imports today is part of that file's program.
      guard !roots.contains(where: { $0.program.sources.contains { same($0.path, former.path) } }) else { continue }
      pairs.append(
        DiffPair(
          names: (revision, "\(former.path) is gone"), before: former, after: empty(former.path),
          oldFileSystem: old.fileSystem))
    }
    return pairs
  }

  private static func same(_ path: String, _ other: String) -> Bool {
    FileSystem.disk.resolve(path).map { $0 == FileSystem.disk.resolve(other) } ?? false
  }

  private static func empty(_ path: String) -> Root {
    Root(path: path, program: ProgramLoader.load(path: path, bytes: [], fileSystem: .disk))
  }

  /// Compiles and checks both.
  func compared() throws(CommandFailure) -> ComparedPair {
    let old = try checked(before, names.before, in: oldFileSystem)
    let new = try checked(after, names.after, in: .disk)
    let consequences = Consequences(
      ModelComparison(before: old.compilation.model, after: new.compilation.model))
    var today = FindingsDocument(new)
    let then = BaselineDocument(FindingsDocument(old))
    let fixed = today.compare(with: then)
    let program = DiffDocument.Program(
      consequences, file: names.after, before: names.before,
      newFindings: today.findings.filter { $0.baseline == "new" && $0.suppressed == nil }.map {
        DiffDocument.Finding(key: $0.key, id: $0.id, severity: $0.severity, message: $0.message, file: $0.file)
      },
      fixedFindings: fixed.map { entry in
        DiffDocument.Finding(
          key: entry.key, id: String(entry.key.prefix { $0 != "|" }), severity: nil, message: entry.message,
          file: entry.file)
      })
    return ComparedPair(comparison: consequences.comparison, program: program)
  }

  private func checked(
    _ root: Root, _ name: String, in fileSystem: FileSystem
  ) throws(CommandFailure) -> CheckedProgram {
    let settings = try ProjectSettings.of([root.path], in: fileSystem)
    let check = CheckedProgram(
      root.program, variants: [], today: Console.today,
      selection: settings.selection(for: root, options: RuleSelection()))
    guard check.hasCompileErrors else { return check }
    let printer = FindingsPrinter(colour: Console.usesColour(.auto, on: .error), showsAll: false)
    let errors = check.compileDiagnostics.filter { $0.severity == .error }
    try Console.write(printer.text(errors, sources: root.program.sources), to: .error)
    let state = name == root.path ? "" : " (\(name))"
    throw CommandFailure(
      "`\(root.path)`\(state) has \(errors.count) error\(errors.count == 1 ? "" : "s"), so nothing was compared")
  }
}

/// Two states of a program, compared.
struct ComparedPair {
  let comparison: ModelComparison
  let program: DiffDocument.Program
}

extension FindingsDocument {
  init(_ check: CheckedProgram) {
    self.init(
      model: check.compilation.model, compiled: check.program.diagnostics + check.compilation.diagnostics,
      run: check.run)
  }
}
