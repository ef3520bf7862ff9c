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
    /// What the page laid over that, in words.
    let changes: [String]

    init(_ reading: Reading, revision: Int, changes: [String] = []) {
      let check = reading.check
      base = (reading.variants, reading.selection)
      self.revision = revision
      self.changes = changes
      program = check.program
      compilation = check.compilation
      drawings = Drawings(model: check.compilation.model)
      findings = check.run.findings
      var taken = FileNames()
      let name = Path.stem(of: check.program.sources.first?.path ?? "")
      pages = DrawingPages.of(check.compilation.model, name: name, taken: &taken)
    }

    var model: Model { drawings.model }

    /// The same program with more variants and other changes laid over it.
    func with(
      _ more: [VariantSelection], _ changes: WhatIfChanges, today: Int32
    ) throws(CommandFailure) -> Drawable {
      var varied = self
      if !more.isEmpty {
        let check = check(program, base.variants + more, today: today)
        if let error = check.compileDiagnostics.first(where: { $0.severity == .error }) {
          throw CommandFailure("these variants do not fit together: \(error.message)", help: error.help)
        }
        varied = laid(check, base.variants + more, words: more.map(PreviewVariants.words))
      }
      guard !changes.isEmpty else { return varied }
      let (overlay, words) = try changes.overlay(of: varied.model)
      let laid = overlay.laid(over: program)
      let variants = varied.base.variants + [laid.selection]
      let check = check(laid.program, variants, today: today)
      try laid.refuseMistakes(in: check.compileDiagnostics)
      return self.laid(check, variants, words: varied.changes + words)
    }

    private func check(_ program: Program, _ variants: [VariantSelection], today: Int32) -> CheckedProgram {
      CheckedProgram(program, variants: variants, today: today, selection: base.selection)
    }

    private func laid(_ check: CheckedProgram, _ variants: [VariantSelection], words: [String]) -> Drawable {
      Drawable(
        Reading(check: check, variants: variants, selection: base.selection), revision: revision, changes: words)
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
