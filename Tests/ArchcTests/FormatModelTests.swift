import ArchModel
import ArchSyntax
import TestSupport
import TestTools
import Testing

/// Formatting changes no model: what is declared, how it is joined and what is stated of it stay the same.
@Suite struct FormatModelTests {
  /// All that a model says, in one text, without places.
  private func summary(_ model: Model) -> [String] {
    func stated(_ properties: ArraySlice<StatedProperty>) -> String {
      properties.map { property in
        // Token by token, as white space and a comma behind the last element are layout.
        let tree = model.tree(of: property.node)
        let tokens = tree.nodes[property.node.node].firstToken..<tree.headEnd(of: property.node.node)
        let words = tokens.map { tree.text(ofToken: $0) }.joined(separator: " ").replacing(", ]", with: "]")
        return "\(model.interner.text(property.key)): \(words.replacing(" ]", with: "]"))"
      }.joined(separator: ", ")
    }
    var lines: [String] = []
    for index in model.elements.indices {
      let id = ElementID(index)
      let element = model.elements[index]
      lines.append(
        "\(element.kind.rawValue) \(model.path(id)) \(model.title(id) ?? "") \(model.documentation(id)) "
          + stated(model.properties(of: id)))
    }
    for relation in model.liveRelations {
      lines.append(
        "\(model.identity(relation, naming: model.path)) \(model.label(relation) ?? "") "
          + stated(model.properties(of: relation)))
    }
    for flow in model.flows {
      lines.append(
        "flow \(model.path(flow.element)) "
          + flow.steps.map { model.identity($0.relation, naming: model.path) }.joined(separator: " "))
    }
    return lines
  }

  private func check(_ text: String, _ name: String) {
    let parsed = parse(SourceFile(path: name, text: text))
    let formatted = format(parsed).text
    let before = compile([parsed])
    let after = compile([parse(SourceFile(path: name, bytes: formatted))])
    #expect(summary(before.model) == summary(after.model), "\(name)")
    #expect(before.diagnostics.map(\.id) == after.diagnostics.map(\.id), "\(name)")
  }

  @Test func samplesKeepTheirModels() throws {
    for root in SampleTests.roots {
      let text = try Repository.text(root)
      check(text, root)
      // The same tokens in a poor layout.
      check(text.replacing(" { ", with: "{").replacing(", ", with: " ,  ").replacing("  ", with: "\t"), root)
    }
  }

  @Test func generatedProgramsKeepTheirModels() {
    for seed in 0..<20 {
      let text = ModelGenerator.text(components: 5 + seed * 3, seed: seed)
      check(text, "seed \(seed)")
      check(text.replacing(", ", with: ",").replacing(" -> ", with: "->"), "seed \(seed), tight")
    }
  }
}
