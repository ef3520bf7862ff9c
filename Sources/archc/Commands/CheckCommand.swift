import ArchExchange
import ArchModel
import ArchProject
import ArchRules
import ArchSyntax
import ArgumentParser

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find what is wrong: compile errors and broken rules.",
    discussion: """
      Folders are searched for .arch files; files that another given file imports are checked with it.

      Examples:
        archc check shop.arch
        archc check . --strict
        archc check shop.arch --fix
        archc check shop.arch --format json
        archc check - < shop.arch

      Exit status: 0 no finding at or above --fail-on, 1 findings, 2 a file could not be read or compiled.
      """)

  @Argument(
    help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "file"),
    completion: .file(extensions: ["arch"]))
  var files: [String]

  @Option(help: ArgumentHelp("text or json.", valueName: "format"))
  var format: CheckFormat = .text

  @Flag(help: "Run all rules, not the default ones alone.")
  var strict = false

  @Option(help: ArgumentHelp("Also run this rule; an id, a name or a principle.", valueName: "rule"))
  var select: [String] = []

  @Option(help: ArgumentHelp("Do not run this rule.", valueName: "rule"))
  var ignore: [String] = []

  @Option(
    help: ArgumentHelp("The least severity that exits with 1: error, warning, info or never.", valueName: "severity"))
  var failOn: FailureThreshold = .error

  @Option(
    help: ArgumentHelp("The day that decides what has expired, as 2026-10-02; by default today.", valueName: "date"))
  var today: String?

  @Flag(help: "Make the safe fixes in the files, then check again.")
  var fix = false

  @Flag(help: "Make the fixes marked (to review) as well.")
  var unsafeFixes = false

  @Flag(help: "Print every finding, not three of one rule in a file.")
  var all = false

  @Flag(name: [.short, .long], help: "Print findings alone, without the summary.")
  var quiet = false

  @Option(help: ArgumentHelp("auto, always or never.", valueName: "when"))
  var color: ColourChoice = .auto

  @OptionGroup(title: "Variants")
  var variants: VariantOptions

  func validate() throws {
    if files.isEmpty { throw ValidationError("name a file, a folder, or - for standard input") }
    for word in select + ignore where RuleSet.all.matching(word).isEmpty {
      let near = RuleSet.all.nearest(to: word)
      throw ValidationError(
        "no rule is called `\(word)`" + (near.isEmpty ? "" : "; nearest: \(near.joined(separator: ", "))"))
    }
    if let today, Self.day(today) == nil { throw ValidationError("--today takes a date such as 2026-10-02") }
  }

  func run() throws {
    let day = today.flatMap { Self.day($0) } ?? Console.today
    let selection = RuleSelection(strict: strict, select: select, ignore: ignore)
    if fix || unsafeFixes { try applyFixes(today: day, selection: selection) }
    let loaded = Roots.load(try Inputs.read(files))
    for (path, problem) in loaded.unreadable { Console.note(Inputs.unreadable(path, problem).text) }
    let selections = variants.selections
    if loaded.roots.count > 1 { Console.progress("checking \(loaded.roots.count) programs") }
    let checks = Parallel.map(loaded.roots) { root in
      CheckedProgram(root.program, variants: selections, today: day, selection: selection)
    }
    Console.progress("")
    for check in checks {
      if let missing = check.compilation.missingVariants.first {
        throw CommandFailure("`\(check.program.sources.first?.path ?? "")` has no variant `\(missing.name)`")
      }
    }
    switch format {
    case .text: try printText(checks)
    case .json: try Console.write(try FindingsReport.json(checks))
    }
    if !loaded.unreadable.isEmpty || checks.contains(where: { $0.hasCompileErrors }) {
      throw CommandFailure(quietWithStatus: 2)
    }
    if let least = failOn.severity, checks.contains(where: { $0.counts.atLeast(least) > 0 }) {
      throw CommandFailure(quietWithStatus: 1)
    }
  }

  /// Writes the fixes into the files. A fix can bring the next mistake to light, so it goes on while there is one to
  /// make, a few times at most.
  private func applyFixes(today: Int32, selection: RuleSelection) throws(CommandFailure) {
    var made = 0
    for _ in 0..<5 {
      var outputs = OutputFiles()
      var seen: Set<String> = []
      for root in Roots.load(try Inputs.read(files)).roots {
        let check = CheckedProgram(root.program, variants: variants.selections, today: today, selection: selection)
        let fixes = check.diagnostics.compactMap(\.fix).filter { unsafeFixes || $0.safety == .safe }
        let result = EditApplication.apply(fixes, to: root.program.sources)
        // Two roots may import one file; it is mended once a round.
        let changed = result.changed.filter { $0.path != "-" && StandardLibrary.text(of: $0.path) == nil }
        guard changed.allSatisfy({ !seen.contains($0.path) }) else { continue }
        for source in changed {
          seen.insert(source.path)
          outputs.add(source.path, bytes: source.bytes)
        }
        if !changed.isEmpty { made += result.applied.count }
      }
      if outputs.paths.isEmpty { break }
      try outputs.write()
    }
    if made > 0 { Console.note("made \(made) fix\(made == 1 ? "" : "es")") }
  }

  /// The day that a text names, in days since 1970.
  private static func day(_ text: String) -> Int32? {
    if case .day(let day) = CalendarDate.read(text.utf8) { day } else { nil }
  }

  private func printText(_ checks: [CheckedProgram]) throws(CommandFailure) {
    let printer = FindingsPrinter(colour: Console.usesColour(color, on: .output), showsAll: all)
    var text = ""
    var counts = FindingCounts()
    for check in checks {
      let printed = printer.text(check.diagnostics, sources: check.program.sources)
      if !printed.isEmpty { text += printed + "\n" }
      counts.add(check.counts)
    }
    if !quiet, !checks.isEmpty { text += counts.summary + "\n" }
    try Console.write(text)
  }
}

enum CheckFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

enum FailureThreshold: String, ExpressibleByArgument, CaseIterable {
  case error, warning, info, never

  var severity: Severity? { Severity(rawValue: rawValue) }
}
