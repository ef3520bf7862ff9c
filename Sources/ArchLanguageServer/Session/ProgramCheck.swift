import ArchModel
import ArchProject
import ArchRules
import ArchSyntax

/// What is wrong with one state of a program, found in two steps: at once, and in the background.
struct ProgramCheck: Sendable {
  let snapshot: Snapshot
  let rules: ProjectRules
  let settings: ServerSettings
  let today: Int32

  /// What the compiler says, and the rules that look at single parts. A variant's own mistakes come later.
  func local() -> [Diagnostic] { run(snapshot.compilation, scope: .local, isWanted: { true }) }

  /// All of it, as `archc check` tells; nil where it was called off.
  func complete(while isWanted: () -> Bool) -> [Diagnostic]? {
    guard
      let compilation = compileWithVariants(
        snapshot.program.files, base: snapshot.compilation, while: isWanted)
    else { return nil }
    let result = run(compilation, scope: .all, isWanted: isWanted)
    return isWanted() ? result : nil
  }

  private func run(_ compilation: Compilation, scope: RuleScope, isWanted: () -> Bool) -> [Diagnostic] {
    let program = snapshot.program
    var selection = rules.selection(program)
    selection.strict = selection.strict || settings.strict
    selection.select += settings.select
    selection.ignore += settings.ignore
    let compiled = (program.diagnostics + compilation.diagnostics).sortedByPlace()
    let compileDiagnostics = compiled.filter { RuleSet.all.find($0.id) == nil }
    let result = RuleRunner.run(
      model: compilation.model, compiled: compiled, today: today,
      imports: program.imports.map { ImportEdge(importer: $0.user, imported: $0.used, span: $0.place) },
      selection: selection, scope: scope, figures: scope == .all ? snapshot.figures : nil, while: isWanted)
    if let counting = rules.counting { return counting(program, compilation, compileDiagnostics, result) }
    return (compileDiagnostics + result.diagnostics).sortedByPlace()
  }
}
