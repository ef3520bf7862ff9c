import ArchModel
import ArchSyntax

extension Rule {
  static let emptyText = Rule(
    "MOD008", "empty-text", .warning,
    summary: "A title, a description, a label or another text that holds nothing but white space.",
    why: "It shows as an empty box, line or cell, and hides that the text is still to be written.",
    fix: "Write the text, or leave it out: without a title the name is shown.",
    remedy: "write the text or leave it out",
    sources: [],
    bad: [
      """
      service Orders "" {}
      """,
      """
      client Web { -> Orders " " }
      service Orders {}
      """,
      """
      decision D1 "Orders are kept" { positive: ["no loss", ""] }
      """,
    ],
    good: [
      """
      service Orders "Takes orders" {}
      """,
      """
      client Web { -> Orders }
      service Orders { description: "Takes orders" }
      """,
    ],
    check: { context in
      let model = context.model
      var findings: [Finding] = []
      for index in model.elements.indices.dropFirst() {
        let element = ElementID(index)
        guard context.isSound(element), model[element].madeBy == nil else { continue }
        if let title = blankTitle(of: element, in: model) {
          findings.append(blank("the title of \(owner(element, in: model)) is empty", .element(element), at: title))
        }
        for property in model.properties(of: element) {
          guard let place = blankText(in: property, of: model) else { continue }
          let key = model.interner.text(property.key)
          findings.append(blank("`\(key)` of \(owner(element, in: model)) is empty", .element(element), at: place))
        }
      }
      var seen: Set<NodeRef> = []
      for relation in context.relations
      where model[relation].madeBy == nil && seen.insert(model[relation].node).inserted {
        let name = Wording.name(relation, in: model)
        if let label = model[relation].label, isBlank(model.string(label)) {
          let place = model.trees[Int(label.file.index)].span(ofTokens: label.tokens)
          findings.append(blank("the label of \(name) is empty", .relation(relation), at: place))
        }
        for property in model.properties(of: relation) {
          guard let place = blankText(in: property, of: model) else { continue }
          findings.append(
            blank("`\(model.interner.text(property.key))` of \(name) is empty", .relation(relation), at: place))
        }
      }
      return findings
    })

  private static func blank(_ message: String, _ subject: Subject, at span: Span) -> Finding {
    Finding(subject, message, at: span, label: "nothing to read", help: "write the text, or leave it out")
  }

  private static func owner(_ element: ElementID, in model: Model) -> String {
    let name = model.shortName(element)
    return name.isEmpty ? Schema.article(model[element].kind) : "`\(name)`"
  }

  private static func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }

  private static func blankTitle(of element: ElementID, in model: Model) -> Span? {
    guard let token = model.head(element).title, let title = model.title(element), isBlank(title) else { return nil }
    return model.tree(of: model[element].node).span(ofToken: token)
  }

  /// The place of the first empty string token of a property's value.
  private static func blankText(in property: StatedProperty, of model: Model) -> Span? {
    switch property.stated.value {
    case .text, .list, .record, .phrase: break
    default: return nil
    }
    let tree = model.tree(of: property.node)
    let node = tree.nodes[property.node.node]
    for token in node.firstToken..<tree.headEnd(of: property.node.node) where tree.tokens[token].kind.isString {
      if isBlank(StringValue.of(tree.tokens[token], in: tree.source)) { return tree.span(ofToken: token) }
    }
    return nil
  }
}
