/// What is done with an input. Each target gives nil, or says what it found.
enum FuzzTarget: String, CaseIterable {
  case parse, format, check, fixes, text, svg, report, export

  /// The turns in which targets come: quick ones more often, as a drawing takes as long as many parses.
  static let turns: [FuzzTarget] = [
    .parse, .format, .check, .fixes, .text, .parse, .format, .check, .report, .fixes, .svg, .parse, .format, .check,
    .export,
    .fixes,
  ]

  func run(_ input: [UInt8], isClean: Bool) -> String? {
    switch self {
    case .parse: SyntaxTargets.parse(input)
    case .format: SyntaxTargets.format(input)
    case .check: ProgramTargets.check(input, isClean: isClean)
    case .fixes: ProgramTargets.fixes(input)
    case .text: OutputTargets.text(input)
    case .svg: OutputTargets.svg(input)
    case .report: OutputTargets.report(input)
    case .export: OutputTargets.export(input)
    }
  }
}
