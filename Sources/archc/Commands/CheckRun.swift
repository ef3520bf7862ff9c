import ArchExchange
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
  /// What the options say; the project's settings come below it.
  var selection = RuleSelection()
  /// Nil for what the settings say, else errors.
  var failOn: FailureThreshold?
  /// The day that decides what has expired; nil for today.
  var today: Int32?
  var fixes = Fixes.none
  var showsAll = false
  var isQuiet = false
  var colour = ColourChoice.auto
  var variants: [VariantSelection] = []
  /// The findings that are accepted for now: a file, or nil for what the settings say.
  var baseline: String?
  var writesBaseline = false
  /// The revision of git before which findings do not count, or nil.
  var since: String?
  var showsStatistics = false
  /// What measures the parts of the run, to print what each took; nil for none.
  var clock: RunClock?
  /// Print the edits of the fixes instead of making them.
  var showsDifference = false
  /// Where results are kept.
  var cache = CacheChoice.asSet

  enum CacheChoice {
    /// As the settings say, else nowhere.
    case asSet
    case none
    case folder(String)
  }

  init(files: [String]) {
    self.files = files
  }

  /// Checks the files, prints what was found and ends with the status that says so.
  func run() throws {
    let day = today ?? Console.today
    if fixes != .none {
      if showsDifference { return try showFixes(today: day) }
      try applyFixes(today: day)
    }
    guard let cache = cacheOfResults(today: day) else { return try outcome(in: .disk, today: day).print() }
    if let known = cache.outcome() { return try known.print() }
    let recorder = FileSystemRecorder()
    let outcome = try outcome(in: recorder.recording(cache.fileSystem), today: day)
    if let trace = recorder.trace { cache.keep(outcome, seen: trace) }
    try outcome.print()
  }

  /// Whether the same run over the same files comes to the same: it changes nothing, and reads nothing but files.
  var isRepeatable: Bool {
    fixes == .none && !writesBaseline && since == nil && clock == nil && !files.contains("-")
  }

  private func cacheOfResults(today: Int32) -> CheckCache? {
    guard isRepeatable, let first = files.first else { return nil }
    switch cache {
    case .none: return nil
    case .folder(let folder): return CheckCache(folder, for: self, today: today)
    case .asSet:
      // What is wrong with the settings is said when the check reads them.
      let isFolder = !first.hasSuffix(".arch") && FileSystem.disk.isFolder(first)
      let place = isFolder ? Path.joined(first, "-") : first
      return (try? Settings.of(file: place).cache).flatMap { CheckCache($0, for: self, today: today) }
    }
  }

  /// Checks the files.
  private func outcome(in fileSystem: FileSystem, today day: Int32) throws -> CheckOutcome {
    var outcome = CheckOutcome()
    let start = clock?.now() ?? 0
    let loaded = Roots.load(try Inputs.read(files, in: fileSystem), in: fileSystem)
    let reading = clock.map { [RuleTiming("reading", seconds: $0.now() - start)] } ?? []
    for (path, problem) in loaded.unreadable { outcome.note(Inputs.unreadable(path, problem).text) }
    if loaded.roots.count > 1 { Console.progress("checking \(loaded.roots.count) programs") }
    let settings = try ProjectSettings.of(loaded.roots.map(\.path), in: fileSystem)
    let old = try since.map { try OldFindings.at($0, files: files, run: self, today: day) }
    let checks = Parallel.map(loaded.roots) { root in
      check(root, settings, today: day, former: old?.program(of: root.path)?.compilation.model)
    }
    if loaded.roots.count > 1 { Console.progress("") }
    for check in checks {
      if let missing = check.compilation.missingVariants.first {
        throw missing.failure(in: check.compilation.model, called: "`\(check.program.sources.first?.path ?? "")`")
      }
    }
    try requireKnownRules(settings, checks, in: fileSystem)
    let isComplete = loaded.unreadable.isEmpty && !checks.contains { $0.hasCompileErrors }
    let report = try CheckReport(
      checks, accepted: try accepted(settings, old, in: fileSystem), isComplete: isComplete)
    if writesBaseline {
      outcome.note(try write(report, to: baseline ?? settings.baseline))
    } else {
      try print(report, settings, to: &outcome)
    }
    if clock != nil { outcome.write(TimingProfile.text(reading + checks.flatMap(\.timings)), to: .error) }
    let threshold = failOn ?? settings.failOn ?? .error
    outcome.status = isComplete ? !writesBaseline && report.fails(at: threshold) ? 1 : 0 : 2
    return outcome
  }

  /// What options and settings call a rule is one of archc or of a program.
  private func requireKnownRules(
    _ settings: ProjectSettings, _ checks: [CheckedProgram], in fileSystem: FileSystem
  ) throws {
    func isKnown(_ word: String) -> Bool {
      !RuleSet.all.matching(word).isEmpty || checks.contains { !$0.run.known.matching(word).isEmpty }
    }
    for word in selection.select + selection.ignore where !isKnown(word) {
      let known = checks.first?.run.known ?? .all
      let near = known.nearest(to: word)
      throw CommandFailure(
        "no rule is called `\(word)`" + (near.isEmpty ? "" : "; nearest: \(near.joined(separator: ", "))"),
        help: near.isEmpty ? "`archc rules FILE` lists them" : nil)
    }
    for rule in settings.unknown where !isKnown(rule.word) {
      // It may be declared by a file of the project that is not checked this time.
      let others = (try? DeclaredRules.of([rule.folder], in: fileSystem)) ?? []
      guard others.contains(where: { $0.id == rule.word }) else { throw rule.failure }
    }
  }

  private func check(
    _ root: Root, _ settings: ProjectSettings, today: Int32, former: Model? = nil
  ) -> CheckedProgram {
    var chosen = settings.selection(for: root, options: selection)
    if (failOn ?? settings.failOn) == .escalation { chosen.select.append(Principle.escalation.rawValue) }
    return CheckedProgram(
      root.program, variants: variants, today: today, selection: chosen, former: former, clock: clock)
  }

  /// What does not count: a baseline, or what was there before a revision.
  private func accepted(
    _ settings: ProjectSettings, _ old: OldFindings?, in fileSystem: FileSystem
  ) throws -> CheckReport.Accepted {
    if let since, let old { return .revision(since, old.document) }
    guard !writesBaseline, let path = baseline ?? settings.baseline else { return .nothing }
    return .baseline(path, try Baseline.read(path, in: fileSystem))
  }

  /// Writes the baseline; gives what there is to say of it.
  private func write(_ report: CheckReport, to path: String?) throws -> String {
    guard let path else {
      throw CommandFailure("--write-baseline needs a file", help: "`--baseline archc-baseline.json`")
    }
    var outputs = OutputFiles()
    let document = BaselineDocument(report.document)
    outputs.add(path, bytes: try JSONDocument.bytes(of: document))
    try outputs.write()
    let count = document.findings.count
    return "wrote \(count) finding\(count == 1 ? "" : "s") to \(path)"
  }

  private func print(_ report: CheckReport, _ settings: ProjectSettings, to outcome: inout CheckOutcome) throws {
    let threshold = failOn ?? settings.failOn ?? .error
    let least = threshold.severity
    switch format {
    case .text: return outcome.write(text(of: report))
    case .github:
      return outcome.write(GitHubAnnotations.text(report.document) + (isQuiet ? "" : report.summary + "\n"))
    case .markdown: return outcome.write(report.markdown)
    case .json: outcome.write(try JSONDocument.bytes(of: report.document))
    case .sarif: outcome.write(try report.sarif())
    case .gitlab: outcome.write(try JSONDocument.bytes(of: CodeQualityDocument(report.document)))
    case .junit:
      outcome.write(
        JUnitDocument.text(report.document, files: report.files) { finding in
          guard let least, let severity = Severity(rawValue: finding.severity) else { return false }
          return severity >= least || threshold == .escalation && finding.principle == Principle.escalation.rawValue
        })
    }
    // The output is for a machine, and usually a file; the log of the run still says how it went.
    if !isQuiet, !report.isEmpty { outcome.note(report.summary) }
  }

  /// Writes the fixes into the files. A fix can bring the next mistake to light, so it goes on while there is one to
  /// make, a few times at most. Standard input has no file to mend.
  private func applyFixes(today: Int32) throws {
    var made = 0
    for _ in 0..<5 {
      var outputs = OutputFiles()
      var seen: Set<String> = []
      let roots = Roots.load(try Inputs.read(files.filter { $0 != "-" })).roots
      let settings = try ProjectSettings.of(roots.map(\.path))
      for root in roots {
        let result = fixed(root, settings, today: today)
        // Two roots may import one file; it is mended once a round.
        guard result.changed.allSatisfy({ !seen.contains($0.path) }) else { continue }
        for source in result.changed {
          seen.insert(source.path)
          outputs.add(source.path, bytes: source.bytes)
        }
        if !result.changed.isEmpty { made += result.applied }
      }
      if outputs.paths.isEmpty { break }
      try outputs.write()
    }
    if made > 0 { Console.note("made \(made) fix\(made == 1 ? "" : "es")") }
  }

  /// Prints the edits that `--fix` would make first, as a unified diff, and changes nothing.
  private func showFixes(today: Int32) throws {
    let roots = Roots.load(try Inputs.read(files.filter { $0 != "-" })).roots
    let settings = try ProjectSettings.of(roots.map(\.path))
    var seen: Set<String> = []
    var text: [UInt8] = []
    for root in roots {
      for source in fixed(root, settings, today: today).changed where seen.insert(source.path).inserted {
        guard let old = root.program.sources.first(where: { $0.path == source.path }) else { continue }
        text += UnifiedDiff.bytes(from: old.bytes, to: source.bytes, path: source.path)
      }
    }
    try Console.write(text)
    if !text.isEmpty { throw CommandFailure(quietWithStatus: 1) }
  }

  private func fixed(
    _ root: Root, _ settings: ProjectSettings, today: Int32
  ) -> (changed: [SourceFile], applied: Int) {
    let check = check(root, settings, today: today)
    let found = check.diagnostics.compactMap { $0.fix }.filter { fixes == .all || $0.safety == .safe }
    let result = EditApplication.apply(found, to: root.program.sources)
    return (result.changed.filter { StandardLibrary.text(of: $0.path) == nil }, result.applied.count)
  }

  private func text(of report: CheckReport) -> String {
    let printer = FindingsPrinter(colour: Console.usesColour(colour, on: .output), showsAll: showsAll)
    var text = ""
    for (program, diagnostics) in report.counting {
      let printed = printer.text(diagnostics, sources: program.sources)
      if !printed.isEmpty { text += printed + "\n" }
    }
    if showsStatistics { text += report.statistics }
    if !isQuiet, !report.isEmpty { text += report.summary + "\n" }
    return text
  }
}

enum CheckFormat: String, WordChoice {
  case text, json, sarif, github, gitlab, junit, markdown
}

enum FailureThreshold: String, WordChoice {
  case error, warning, info, never
  /// Errors, and what somebody else has to decide.
  case escalation

  var severity: Severity? { self == .escalation ? .error : Severity(rawValue: rawValue) }
}
