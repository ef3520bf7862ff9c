import ArchAnalysis
import ArchModel
import ArchPreview
import ArchProject
import ArchRules
import ArchSyntax

/// What a preview shows at a moment: the files as they are, and the drawings of the last time that they were without
/// errors.
struct PreviewSnapshot: Sendable {
  /// A program without errors, with what is drawn of it.
  struct Drawable: Sendable {
    /// The revision that it came with.
    let revision: Int
    let program: Program
    let drawings: Drawings
    let pages: [DrawingPage]
    let findings: [ReportedFinding]

    init(_ check: CheckedProgram, revision: Int) {
      self.revision = revision
      program = check.program
      drawings = Drawings(model: check.compilation.model)
      findings = check.run.findings
      var taken = FileNames()
      let name = Path.stem(of: check.program.sources.first?.path ?? "")
      pages = DrawingPages.of(check.compilation.model, name: name, taken: &taken)
    }

    var model: Model { drawings.model }

    /// The page of everything: the first, unless that is an overview.
    var everything: DrawingPage? {
      pages.first { $0.content == .structure(.all) } ?? pages.first
    }
  }

  let revision: Int
  /// The root file as the command was given it.
  let path: String
  /// The program as it is now; nil where its root cannot be read.
  let check: CheckedProgram?
  /// Why there is none.
  let failure: String?
  let drawable: Drawable?

  /// The state before anything was read.
  init(path: String) {
    revision = 0
    self.path = path
    check = nil
    failure = nil
    drawable = nil
  }

  /// The state after a change.
  init(_ result: Result<CheckedProgram, CommandFailure>, after last: PreviewSnapshot) {
    revision = last.revision + 1
    path = last.path
    switch result {
    case .success(let check):
      self.check = check
      failure = nil
      drawable = check.hasCompileErrors ? last.drawable : Drawable(check, revision: last.revision + 1)
    case .failure(let problem):
      check = nil
      failure = problem.text
      drawable = last.drawable
    }
  }

  /// The compile errors as people read them, or why nothing could be read; nil where all is well.
  var problem: String? {
    if let failure { return failure }
    guard let check, check.hasCompileErrors else { return nil }
    let errors = check.compileDiagnostics.filter { $0.severity == .error }
    return FindingsPrinter(colour: false, showsAll: false).text(errors, sources: check.program.sources)
  }

  /// The files of the program, those that are drawn as well as those that are read now.
  var sources: [SourceFile] {
    let now = check?.program.sources ?? []
    let paths = Set(now.map(\.path))
    return now + (drawable?.program.sources ?? []).filter { !paths.contains($0.path) }
  }

  func page(_ id: String) -> DrawingPage? {
    id.isEmpty ? drawable?.pages.first : drawable?.pages.first { $0.file == id }
  }
}
