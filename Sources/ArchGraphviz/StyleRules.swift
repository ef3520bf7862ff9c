/// The rules of a style sheet, in both themes.
struct StyleRules: Sendable {
  /// One rule: what is the same in both themes, and the colours by property.
  private struct Rule {
    var selector: String
    var fixed: String
    var colours: [(property: String, colour: Colour)]
  }

  private var rules: [Rule] = []

  mutating func add(_ selector: String, _ fixed: String = "", fill: Colour? = nil, stroke: Colour? = nil) {
    var colours: [(property: String, colour: Colour)] = []
    if let fill { colours.append(("fill", fill)) }
    if let stroke { colours.append(("stroke", stroke)) }
    rules.append(Rule(selector: selector, fixed: fixed, colours: colours))
  }

  mutating func add(_ selector: String, colours: [(property: String, colour: Colour)]) {
    rules.append(Rule(selector: selector, fixed: "", colours: colours))
  }

  /// The text of the sheet. Dark rules stand in a media query for screens, so that a print is light.
  func text(theme: SVGDrawing.Theme) -> String {
    func declarations(_ rule: Rule, dark: Bool) -> String {
      rule.colours.map { "\($0.property):\(dark ? $0.colour.dark : $0.colour.light)" }.joined(separator: ";")
    }
    var result = ""
    for rule in rules {
      let parts = [rule.fixed, declarations(rule, dark: theme == .dark)].filter { !$0.isEmpty }
      result += "\(rule.selector){\(parts.joined(separator: ";"))}\n"
    }
    if theme == .auto {
      result += "@media screen and (prefers-color-scheme:dark){\n"
      for rule in rules where !rule.colours.isEmpty {
        result += "\(rule.selector){\(declarations(rule, dark: true))}\n"
      }
      result += "}\n"
    }
    if theme != .dark { result += "@media print{.canvas{fill:none}}\n" }
    return result
  }
}
