import ArchModel
import ArchProject
import ArchSyntax

/// Changes that a what-if lays over a program: a scenario of the language, written by the command.
///
/// What-ifs are variants like any other, so the binder judges them: a part that does not exist or a value that does not
/// fit is the same mistake as in a file.
struct Overlay {
  static let name = "What-If"
  private var statements: [String] = []

  var isEmpty: Bool { statements.isEmpty }

  /// Sets a property of a part: `replicas`, `2`.
  mutating func set(_ property: String, of path: String, to value: String) {
    statements.append("extend \(path) { \(property): \(value) }")
  }

  mutating func remove(_ path: String) {
    statements.append("remove \(path)")
  }

  /// The model with the changes, over the variants that are chosen already.
  func apply(to program: Program, variants: [VariantSelection]) throws(CommandFailure) -> Model {
    guard !isEmpty else { return compile(program.files, variants: variants).model }
    let text = "scenario \(Self.name) {\n" + statements.map { "  \($0)\n" }.joined() + "}\n"
    let parsed = parse(SourceFile(id: FileID(program.files.count), path: "what-if", text: text))
    let selection = VariantSelection(kinds: [.scenario], name: Self.name)
    let compilation = compile(program.files + [parsed], variants: variants + [selection])
    let file = FileID(program.files.count)
    if let error = compilation.diagnostics.first(where: { $0.severity == .error && $0.primary.span.file == file }) {
      throw CommandFailure(
        "the what-if does not fit: \(error.message)",
        help: error.help ?? (error.primary.text.isEmpty ? nil : error.primary.text))
    }
    return compilation.model
  }
}
