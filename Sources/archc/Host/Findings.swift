import ArchModel
import ArchProject
import ArchSyntax

/// Prints diagnostics for people.
struct FindingsPrinter {
  let colour: Bool
  /// Whether all are printed; otherwise three of one id in one file.
  let showsAll: Bool

  func text(_ diagnostics: [Diagnostic], sources: [SourceFile]) -> String {
    let renderer = DiagnosticRenderer(sources: sources, colour: colour)
    if showsAll { return renderer.render(diagnostics) }
    // "In one block" is one file here: a slip that is made thirty times fills no screen.
    return renderer.render(diagnostics.limited(to: 3) { "\($0.id) \($0.primary.span.file.index)" })
  }
}

/// A program with its model, for the commands that need one without errors.
struct CompiledProgram {
  let program: Program
  let compilation: Compilation

  var model: Model { compilation.model }

  /// Everything that was found, imports included, by place.
  var diagnostics: [Diagnostic] { (program.diagnostics + compilation.diagnostics).sortedByPlace() }

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  static func compile(_ program: Program, variants: VariantOptions? = nil) throws(CommandFailure)
    -> CompiledProgram
  {
    let selections = variants?.selections ?? []
    let compilation =
      selections.isEmpty ? compileWithVariants(program.files) : ArchModel.compile(program.files, variants: selections)
    if let missing = compilation.missingVariants.first {
      throw missing.failure(in: compilation.model, called: "the program")
    }
    return CompiledProgram(program: program, compilation: compilation)
  }

  /// Loads and compiles the root file; with errors it prints them and gives up.
  static func load(_ path: String, variants: VariantOptions? = nil) throws(CommandFailure)
    -> CompiledProgram
  {
    try checked(try Inputs.program(path), path: path, variants: variants)
  }
}

extension CompiledProgram {
  /// A program that has been read, compiled; with errors it prints them and gives up.
  static func checked(_ program: Program, path: String, variants: VariantOptions?) throws(CommandFailure)
    -> CompiledProgram
  {
    let compiled = try compile(program, variants: variants)
    guard compiled.hasErrors else { return compiled }
    let printer = FindingsPrinter(colour: Console.usesColour(.auto, on: .error), showsAll: false)
    let errors = compiled.diagnostics.filter { $0.severity == .error }
    try Console.write(printer.text(errors, sources: compiled.program.sources), to: .error)
    throw CommandFailure("`\(path)` has \(errors.count) error\(errors.count == 1 ? "" : "s"), so nothing was made")
  }
}

extension VariantSelection {
  /// What is said where a program does not declare a variant that was asked for.
  func failure(in model: Model, called program: String) -> CommandFailure {
    let declared = model.elements(of: kinds).map { model.path($0) }
    let near = Spelling.nearest(to: name, among: declared)
    let names = declared.prefix(10).map { "`\($0)`" }.joined(separator: ", ")
    return CommandFailure(
      "\(program) has no \(kinds.kinds.first?.rawValue ?? "variant") `\(name)`",
      help: declared.isEmpty
        ? "it declares none"
        : near.isEmpty || declared.count <= 10
          ? "it declares \(names)" : "did you mean \(near.map { "`\($0)`" }.joined(separator: " or "))?")
  }
}
