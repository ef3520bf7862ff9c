import ArchModel
import ArchProject
import ArchRules
import ArchSyntax

/// One run of `archc check`, with the choices that its options make. Made with files alone it is the plain check.
struct CheckRun {
  /// Which fixes are made in the files first.
  enum Fixes {
    case none, safe, all
  }

  var files: [String]
  var format = CheckFormat.text
  var selection = RuleSelection()
  var failOn = FailureThreshold.error
  /// The day that decides what has expired; nil for today.
  var today: Int32?
  var fixes = Fixes.none
  var showsAll = false
  var isQuiet = false
  var colour = ColourChoice.auto
  var variants: [VariantSelection] = []

  init(files: [String]) {
    self.files = files
  }

  /// Checks the files, prints what was found and ends with the status that says so.
  func run() throws {
    let day = today ?? Console.today
    if fixes != .none { try applyFixes(today: day) }
    let loaded = Roots.load(try Inputs.read(files))
    for (path, problem) in loaded.unreadable { Console.note(Inputs.unreadable(path, problem).text) }
    if loaded.roots.count > 1 { Console.progress("checking \(loaded.roots.count) programs") }
    let checks = Parallel.map(loaded.roots) { root in
      CheckedProgram(root.program, variants: variants, today: day, selection: selection)
    }
    if loaded.roots.count > 1 { Console.progress("") }
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
  /// make, a few times at most. Standard input has no file to mend.
  private func applyFixes(today: Int32) throws(CommandFailure) {
    var made = 0
    for _ in 0..<5 {
      var outputs = OutputFiles()
      var seen: Set<String> = []
      for root in Roots.load(try Inputs.read(files.filter { $0 != "-" })).roots {
        let check = CheckedProgram(root.program, variants: variants, today: today, selection: selection)
        let found = check.diagnostics.compactMap { $0.fix }.filter { fixes == .all || $0.safety == .safe }
        let result = EditApplication.apply(found, to: root.program.sources)
        // Two roots may import one file; it is mended once a round.
        let changed = result.changed.filter { StandardLibrary.text(of: $0.path) == nil }
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

  private func printText(_ checks: [CheckedProgram]) throws(CommandFailure) {
    let printer = FindingsPrinter(colour: Console.usesColour(colour, on: .output), showsAll: showsAll)
    var text = ""
    var counts = FindingCounts()
    for check in checks {
      let printed = printer.text(check.diagnostics, sources: check.program.sources)
      if !printed.isEmpty { text += printed + "\n" }
      counts.add(check.counts)
    }
    if !isQuiet, !checks.isEmpty { text += counts.summary + "\n" }
    try Console.write(text)
  }
}

enum CheckFormat: String, WordChoice {
  case text, json
}

enum FailureThreshold: String, WordChoice {
  case error, warning, info, never

  var severity: Severity? { Severity(rawValue: rawValue) }
}
