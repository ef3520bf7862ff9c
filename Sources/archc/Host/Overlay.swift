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
  ///
  /// - Throws: where the value is more than one value, as what follows would be statements of their own.
  mutating func set(_ property: String, of path: String, to value: String) throws(CommandFailure) {
    let statement = "extend \(path) { \(property): \(value) }"
    guard Self.isOneProperty(statement) else {
      throw CommandFailure(
        "`\(value)` is not one value", help: "one change sets one property; give each change by itself")
    }
    statements.append(statement)
  }

  /// Whether a text is one `extend` of one property, whatever is wrong with its value.
  private static func isOneProperty(_ text: String) -> Bool {
    let tree = parse(SourceFile(path: "what-if", text: text)).tree
    let statements = Array(tree.children(of: 0))
    guard statements.count == 1, let extend = statements.first, tree.nodes[extend].kind == .declaration,
      tree.nodes[extend].endToken == tree.tokens.count - 1
    else { return false }
    let properties = Array(tree.statements(of: extend))
    guard properties.count == 1, let property = properties.first, tree.nodes[property].kind == .property else {
      return false
    }
    // A bracket, a quote or a comment that stays open would take in what follows.
    return tree.tokens[tree.tokens.count - 2].kind == .rightBrace
      && !tree.tokens.contains { $0.flags.contains(.commentBefore) }
  }

  mutating func remove(_ path: String) {
    statements.append("remove \(path)")
  }

  /// The model with the changes, over the variants that are chosen already.
  func apply(to program: Program, variants: [VariantSelection]) throws(CommandFailure) -> Model {
    guard !isEmpty else { return compile(program.files, variants: variants).model }
    let laid = laid(over: program)
    let compilation = compile(laid.program.files, variants: variants + [laid.selection])
    try laid.refuseMistakes(in: compilation.diagnostics)
    return compilation.model
  }

  /// A program with the changes in a file of their own.
  struct Laid {
    let program: Program
    /// What chooses the changes.
    let selection: VariantSelection
    private let file: FileID

    fileprivate init(_ program: Program, _ text: String) {
      file = FileID(program.files.count)
      self.program = program.adding(parse(SourceFile(id: file, path: "what-if", text: text)))
      selection = VariantSelection(kinds: [.scenario], name: Overlay.name)
    }

    /// Throws where the changes do not fit the program.
    func refuseMistakes(in diagnostics: [Diagnostic]) throws(CommandFailure) {
      guard let error = diagnostics.first(where: { $0.severity == .error && $0.primary.span.file == file }) else {
        return
      }
      throw CommandFailure(
        "the what-if does not fit: \(error.message)",
        help: error.help ?? (error.primary.text.isEmpty ? nil : error.primary.text))
    }
  }

  func laid(over program: Program) -> Laid {
    Laid(program, "scenario \(Self.name) {\n" + statements.map { "  \($0)\n" }.joined() + "}\n")
  }
}
