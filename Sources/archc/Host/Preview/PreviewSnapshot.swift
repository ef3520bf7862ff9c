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
    let compilation: Compilation
    let drawings: Drawings
    let pages: [DrawingPage]
    let findings: [ReportedFinding]
    /// What was laid over the program when it was read, and which rules looked at it.
    let base: (variants: [VariantSelection], selection: RuleSelection)

    init(_ reading: Reading, revision: Int) {
      let check = reading.check
      base = (reading.variants, reading.selection)
      self.revision = revision
      program = check.program
      compilation = check.compilation
      drawings = Drawings(model: check.compilation.model)
      findings = check.run.findings
      var taken = FileNames()
      let name = Path.stem(of: check.program.sources.first?.path ?? "")
      pages = DrawingPages.of(check.compilation.model, name: name, taken: &taken)
    }

    var model: Model { drawings.model }

    /// The same program with more variants laid over it.
    func with(_ more: [VariantSelection], today: Int32) throws(CommandFailure) -> Drawable {
      let variants = base.variants + more
      let check = CheckedProgram(program, variants: variants, today: today, selection: base.selection)
      if let error = check.compileDiagnostics.first(where: { $0.severity == .error }) {
        throw CommandFailure("these variants do not fit together: \(error.message)", help: error.help)
      }
      return Drawable(
        Reading(check: check, variants: variants, selection: base.selection), revision: revision)
    }

    /// The page of a view; the first for no id.
    func page(_ id: String) -> DrawingPage? { id.isEmpty ? pages.first : pages.first { $0.file == id } }

    /// The page of everything: the first, unless that is an overview.
    var everything: DrawingPage? {
      pages.first { $0.content == .structure(.all) } ?? pages.first
    }
  }

  /// A program that was read, and how.
  struct Reading {
    let check: CheckedProgram
    let variants: [VariantSelection]
    let selection: RuleSelection
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
  init(_ result: Result<Reading, CommandFailure>, after last: PreviewSnapshot) {
    revision = last.revision + 1
    path = last.path
    switch result {
    case .success(let reading):
      let check = reading.check
      self.check = check
      failure = nil
      drawable = check.hasCompileErrors ? last.drawable : Drawable(reading, revision: last.revision + 1)
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

}
