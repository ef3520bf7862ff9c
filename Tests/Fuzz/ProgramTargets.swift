import ArchModel
import ArchProject
import ArchRules
import ArchSyntax

/// What must hold of compiler, rules and fixes for any bytes.
enum ProgramTargets {
  /// A program in memory with everything that was found in it, all rules run.
  struct Checked {
    let program: Program
    let compilation: Compilation
    let diagnostics: [Diagnostic]

    private static let today = CalendarDate.days(year: 2026, month: 11, day: 23) ?? 0
    private static let path = "/fuzz/main.arch"

    /// Runs every rule, or with `strict` false those that a run without options has.
    init(_ input: [UInt8], strict: Bool = true) {
      // The root is handed over as bytes; the file system only says that it is there.
      let files = FileSystem(files: [Self.path: "", "/fuzz/.archc.yml": ""])
      program = ProgramLoader.load(path: Self.path, bytes: input, fileSystem: files)
      compilation = compileWithVariants(program.files, limit: 8)
      let compiled = program.diagnostics + compilation.diagnostics
      let run = RuleRunner.run(
        model: compilation.model, compiled: compiled, today: Self.today,
        imports: program.imports.map { ImportEdge(importer: $0.user, imported: $0.used, span: $0.place) },
        selection: RuleSelection(strict: strict))
      diagnostics = (compiled.filter { RuleSet.all.find($0.id) == nil } + run.diagnostics).sortedByPlace()
    }
  }

  static func check(_ input: [UInt8], isClean: Bool) -> String? {
    // What only strict runs tell of, a generated program may well leave open.
    let checked = Checked(input, strict: !isClean)
    if isClean, let diagnostic = checked.diagnostics.first {
      return "a generated program is not clean: \(diagnostic.id) \(diagnostic.message)"
    }
    if let problem = SyntaxTargets.misplaced(checked.diagnostics, in: checked.program.sources) { return problem }
    let sources = checked.program.sources
    let plain = DiagnosticRenderer(sources: sources, colour: false).render(checked.diagnostics)
    if plain.isEmpty != checked.diagnostics.isEmpty { return "diagnostics are printed as nothing" }
    if plain.unicodeScalars.contains(where: { $0.isBidirectionalControl || $0 == "\u{1B}" || $0 == "\0" }) {
      return "printed diagnostics hold a control character of the source"
    }
    _ = DiagnosticRenderer(sources: sources, colour: true).render(checked.diagnostics)
    return nil
  }

  /// Applies safe fixes one at a time; what each was for must be gone.
  static func fixes(_ input: [UInt8]) -> String? {
    let checked = Checked(input)
    let fixable = checked.diagnostics.filter { diagnostic in
      diagnostic.fix.map { $0.safety == .safe && $0.edits.allSatisfy { $0.span.file.index == 0 } } ?? false
    }
    for diagnostic in fixable.prefix(4) {
      guard let fix = diagnostic.fix else { continue }
      if fix.edits.isEmpty { return "the fix of \(diagnostic.id) has no edits" }
      let result = EditApplication.apply([fix], to: checked.program.sources)
      guard let changed = result.changed.first, result.applied == [0] else {
        return "the fix of \(diagnostic.id), `\(fix.title)`, changes nothing"
      }
      let place = moved(diagnostic.primary.span.start, by: fix.edits)
      // Another mistake of this kind may move to the place of the one that was mended.
      let others = checked.diagnostics.filter { $0 != diagnostic && isAlike($0, diagnostic) }
      if others.contains(where: { moved($0.primary.span.start, by: fix.edits) == place }) { continue }
      let after = Checked(changed.bytes).diagnostics
      if after.contains(where: { isAlike($0, diagnostic) && $0.primary.span.start == place }) {
        return "the fix of \(diagnostic.id), `\(fix.title)`, leaves it there: \(diagnostic.message)"
      }
    }
    return nil
  }

  private static func isAlike(_ one: Diagnostic, _ other: Diagnostic) -> Bool {
    one.id == other.id && one.message == other.message && one.primary.span.file == other.primary.span.file
  }

  /// Where a place lies after edits.
  private static func moved(_ place: Int, by edits: [Edit]) -> Int {
    edits.reduce(place) { place, edit in
      edit.span.end <= place ? place + edit.text.utf8.count - (edit.span.end - edit.span.start) : place
    }
  }
}
