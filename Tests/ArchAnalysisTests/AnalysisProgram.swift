import ArchAnalysis
import ArchModel
import ArchSyntax
import Testing

/// A program bound from a text, with look-ups by name, for tests of analyses.
struct AnalysisProgram {
  let model: Model
  let compilation: Compilation
  var inputs: Inputs

  init(_ text: String, variants: [VariantSelection] = []) {
    let source = SourceFile(id: FileID(0), path: "main.arch", bytes: Array(text.utf8))
    compilation = compile([parse(source)], variants: variants)
    model = compilation.model
    inputs = Inputs(model)
  }

  /// As above, and records an error of the program as a failure of the test.
  static func clean(_ text: String, variants: [VariantSelection] = []) -> AnalysisProgram {
    let program = AnalysisProgram(text, variants: variants)
    let errors = program.compilation.diagnostics.filter { $0.severity == .error }
    if !errors.isEmpty { Issue.record("\(errors.map { "\($0.id) \($0.message)" })\n\(text)") }
    return program
  }

  func element(_ path: String) -> ElementID {
    for index in model.elements.indices.dropFirst() where !model.elements[index].isRemoved {
      let element = ElementID(index)
      if model[element].name != .none, model.name(element) == path || model.path(element) == path { return element }
    }
    Issue.record("no \(path)")
    return .program
  }

  func relation(_ source: String, _ target: String) -> RelationID {
    let ends = (element(source), element(target))
    for relation in model.liveRelations where model[relation].source == ends.0 && model[relation].target == ends.1 {
      return relation
    }
    Issue.record("no \(source) -> \(target)")
    return RelationID(0)
  }
}

/// Whether two numbers are the same but for rounding.
func isClose(_ a: Double?, _ b: Double, within tolerance: Double = 1e-9) -> Bool {
  guard let a else { return false }
  return abs(a - b) <= tolerance * max(1, abs(a), abs(b))
}
