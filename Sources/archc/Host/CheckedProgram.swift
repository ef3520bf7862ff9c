import ArchAnalysis
import ArchModel
import ArchProject
import ArchRules
import ArchSyntax

/// A program with all that was found in it: by the compiler and by the rules.
struct CheckedProgram: Sendable {
  let program: Program
  let compilation: Compilation
  let run: RunResult
  /// What the compiler found that no rule takes up.
  let compileDiagnostics: [Diagnostic]

  /// What the parts of the work took; empty where nobody asked.
  let timings: [RuleTiming]

  /// - Parameters:
  ///   - former: the program as it was, for rules about changes.
  ///   - clock: what measures the parts of the work; nil for none.
  init(
    _ program: Program, variants: [VariantSelection], today: Int32, selection: RuleSelection, former: Model? = nil,
    clock: RunClock? = nil
  ) {
    self.program = program
    let start = clock?.now() ?? 0
    compilation =
      variants.isEmpty ? compileWithVariants(program.files) : compile(program.files, variants: variants)
    let compiling = clock.map { [RuleTiming("compiling", seconds: $0.now() - start)] } ?? []
    let compiled = (program.diagnostics + compilation.diagnostics).sortedByPlace()
    compileDiagnostics = compiled.filter { RuleSet.all.find($0.id) == nil }
    let model = compilation.model
    run = RuleRunner.run(
      model: compilation.model, compiled: compiled, today: today,
      imports: program.imports.map { ImportEdge(importer: $0.user, imported: $0.used, span: $0.place) },
      comparison: former.map { ModelComparison(before: $0, after: model) }, selection: selection, clock: clock)
    timings = compiling + run.timings
  }

  /// Everything that counts, by file and place.
  var diagnostics: [Diagnostic] { (compileDiagnostics + run.diagnostics).sortedByPlace() }

  var hasCompileErrors: Bool { compileDiagnostics.contains { $0.severity == .error } }

  var counts: FindingCounts {
    var counts = FindingCounts()
    counts.files = program.sources.filter { !$0.path.hasPrefix("std/") }.count
    counts.components = compilation.model.components.count
    counts.suppressed = run.suppressed.count
    for diagnostic in compileDiagnostics + run.diagnostics { counts.add(diagnostic.severity) }
    return counts
  }
}

/// How much was found.
struct FindingCounts: Sendable {
  var files = 0
  var components = 0
  var errors = 0
  var warnings = 0
  var infos = 0
  var suppressed = 0

  mutating func add(_ other: FindingCounts) {
    files += other.files
    components += other.components
    errors += other.errors
    warnings += other.warnings
    infos += other.infos
    suppressed += other.suppressed
  }

  mutating func add(_ severity: Severity) {
    switch severity {
    case .error: errors += 1
    case .warning: warnings += 1
    case .info: infos += 1
    }
  }

  func atLeast(_ severity: Severity) -> Int {
    switch severity {
    case .error: errors
    case .warning: errors + warnings
    case .info: errors + warnings + infos
    }
  }

  /// One line: what was read, and what was found. Where nothing was, it says how many rules looked.
  func summary(rules: Int) -> String {
    func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
    var found: [String] = []
    if errors > 0 { found.append(count(errors, "error")) }
    if warnings > 0 { found.append(count(warnings, "warning")) }
    if infos > 0 { found.append(count(infos, "info")) }
    if suppressed > 0 { found.append("\(suppressed) allowed") }
    return "\(count(files, "file")), \(count(components, "component")): "
      + (found.isEmpty ? "no findings of \(count(rules, "rule"))" : found.joined(separator: ", "))
  }
}
