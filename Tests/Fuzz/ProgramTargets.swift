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

    init(_ input: [UInt8]) {
      // The root is handed over as bytes; the file system only says that it is there.
      let files = FileSystem(files: [Self.path: "", "/fuzz/.archc.yml": ""])
      program = ProgramLoader.load(path: Self.path, bytes: input, fileSystem: files)
      compilation = compileWithVariants(program.files, limit: 8)
      let compiled = program.diagnostics + compilation.diagnostics
      let run = RuleRunner.run(
        model: compilation.model, compiled: compiled, today: Self.today,
        imports: program.imports.map { ImportEdge(importer: $0.user, imported: $0.used, span: $0.place) },
        selection: RuleSelection(strict: true))
      diagnostics = (compiled.filter { RuleSet.all.find($0.id) == nil } + run.diagnostics).sortedByPlace()
    }
  }

  static func check(_ input: [UInt8], isClean: Bool) -> String? {
    let checked = Checked(input)
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
    guard let source = checked.program.sources.first else { return "a program has no file" }
    for diagnostic in fixable.prefix(4) {
      guard let fix = diagnostic.fix else { continue }
      if fix.edits.isEmpty { return "the fix of \(diagnostic.id) has no edits" }
      let result = EditApplication.apply([fix], to: checked.program.sources)
      guard let changed = result.changed.first, result.applied == [0] else {
        return "the fix of \(diagnostic.id), `\(fix.title)`, changes nothing"
      }
      let place = moved(diagnostic.primary.span.start, by: fix.edits)
      let after = Checked(changed.bytes)
      if let left = after.diagnostics.first(where: {
        $0.id == diagnostic.id && $0.message == diagnostic.message && $0.primary.span.file == source.id
          && $0.primary.span.start == place
      }) {
        return "the fix of \(left.id), `\(fix.title)`, leaves \(left.message)"
      }
    }
    return nil
  }

  /// Where a place lies after edits.
  private static func moved(_ place: Int, by edits: [Edit]) -> Int {
    edits.reduce(place) { place, edit in
      edit.span.end <= place ? place + edit.text.utf8.count - (edit.span.end - edit.span.start) : place
    }
  }
}
