import ArchAnalysis
import ArchModel
import ArchRules
import ArchSyntax

/// A program of one or several files, compiled. Files after the first begin with a line `// file: NAME`; the file
/// `before.arch` is the program as it was, for rules about changes.
struct Program {
  let model: Model
  let compiled: [Diagnostic]
  let imports: [ImportEdge]
  /// Against the file `before.arch`, where there is one.
  let comparison: ModelComparison?

  /// The day of the examples: 2026-11-23.
  static let today = CalendarDate.days(year: 2026, month: 11, day: 23) ?? 0

  init(_ text: String) {
    let texts = Self.files(text)
    var order = ["main.arch"]
    var parsed: [Parsed] = []
    var imports: [ImportEdge] = []
    var next = 0
    while next < order.count {
      let file = FileID(next)
      let content = texts[order[next]] ?? StandardLibrary.text(of: order[next]) ?? ""
      let result = parse(SourceFile(id: file, path: order[next], text: content))
      parsed.append(result)
      let tree = result.tree
      for node in tree.children(of: 0) where tree.nodes[node].kind == .importStatement {
        let token = tree.nodes[node].firstToken + 1
        let path = StringValue.of(tree.tokens[token], in: tree.source)
        if !order.contains(path) { order.append(path) }
        let imported = FileID(order.firstIndex(of: path) ?? 0)
        imports.append(ImportEdge(importer: file, imported: imported, span: tree.span(ofToken: token)))
      }
      next += 1
    }
    let compilation = compile(parsed)
    model = compilation.model
    compiled = compilation.diagnostics
    self.imports = imports
    comparison = texts["before.arch"].map { text in
      ModelComparison(before: Program(text).model, after: compilation.model)
    }
  }

  private static func files(_ text: String) -> [String: String] {
    var result: [String: String] = [:]
    var name = "main.arch"
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("// file: ") {
        name = String(line.dropFirst("// file: ".count))
      } else {
        result[name, default: ""] += line + "\n"
      }
    }
    return result
  }

  func run(_ selection: RuleSelection = RuleSelection(), today: Int32 = Program.today) -> RunResult {
    RuleRunner.run(
      model: model, compiled: compiled, today: today, imports: imports, comparison: comparison, selection: selection)
  }

  /// The text of the place that a finding points at.
  func text(_ span: Span) -> String { model.trees[Int(span.file.index)].source.text(span.range) }

  /// A diagnostic as it is printed.
  func rendered(_ diagnostic: Diagnostic) -> String {
    DiagnosticRenderer(sources: model.trees.map(\.source)).render(diagnostic)
  }
}

/// The findings of one rule in a program, with all rules running.
func findings(_ id: String, in text: String) -> [Diagnostic] {
  Program(text).run(RuleSelection(strict: true)).diagnostics.filter { $0.id == id }
}

/// What the rules of model hygiene find in a default run, whatever the other families say of such a small program.
func modelFindings(_ text: String) -> [Diagnostic] {
  Program(text).run().diagnostics.filter { $0.id.hasPrefix("MOD") }
}
