import ArchExchange
import ArchLanguageServer
import ArchModel
import ArchProject
import ArchRules
import ArchSyntax

/// What the language server is given of this machine: its files, its date, and what `archc check` makes of settings.
enum EditorHost {
  static func make() -> ServerHost {
    let pages = HandbookPages.find()
    return ServerHost(
      fileSystem: .disk, today: { Console.today }, version: Archc.version,
      rules: { root, fileSystem in rules(of: root, in: fileSystem) }, page: { pages?.page(of: $0) },
      preview: { root, opens, tell in EditorPreview.run(root, opens: opens, tell) },
      libraryCopy: { LibraryCopy.path(of: $0) })
  }

  /// The settings of the project of a root file, as a check of it would take them.
  private static func rules(of root: String, in fileSystem: FileSystem) -> ProjectRules {
    if LibraryCopy.isCopy(root) { return ProjectRules(counting: { _, _, _, _ in [] }) }
    let settings: Settings
    do {
      settings = try Settings.of(file: root, in: fileSystem)
    } catch {
      return ProjectRules(problem: problem(error, root: root, in: fileSystem))
    }
    let paths = settings.paths
    var common = settings.selection
    if settings.failOn == .escalation { common.select.append(Principle.escalation.rawValue) }
    var rules = ProjectRules(selection: { [common] program in
      var selection = common
      selection.files = Settings.files(of: program, paths: paths, in: fileSystem)
      return selection
    })
    rules.unknown = unknown(settings, root: root, in: fileSystem)
    guard let path = settings.baseline else { return rules }
    do {
      let baseline = try Baseline.read(path)
      rules.counting = { program, compilation, compiled, run in
        counting(program, compilation, compiled, run, baseline)
      }
    } catch {
      rules.problem = problem(error, root: root, in: fileSystem)
    }
    return rules
  }

  /// What the settings call rules and neither archc nor a file of the project knows.
  private static func unknown(
    _ settings: Settings, root: String, in fileSystem: FileSystem
  ) -> [ProjectRules.UnknownRule] {
    guard let folder = settings.unknown.first?.folder else { return [] }
    let declared = Set(((try? DeclaredRules.of([folder], in: fileSystem)) ?? []).map(\.id))
    return settings.unknown.filter { !declared.contains($0.word) }.map { rule in
      ProjectRules.UnknownRule(name: rule.word, problem: problem(rule.failure, root: root, in: fileSystem))
    }
  }

  /// The diagnostics that a baseline does not accept.
  private static func counting(
    _ program: Program, _ compilation: Compilation, _ compiled: [Diagnostic], _ run: RunResult,
    _ baseline: BaselineDocument
  ) -> [Diagnostic] {
    var document = FindingsDocument(
      model: compilation.model, compiled: program.diagnostics + compilation.diagnostics, run: run)
    _ = document.compare(with: baseline)
    return document.findings.indices
      .filter { document.findings[$0].suppressed == nil && document.findings[$0].baseline != "unchanged" }
      .map { document.diagnostics[$0] }.sortedByPlace()
  }

  /// What is wrong with the settings, at its place: the message of the command begins with `FILE:LINE:COLUMN: `.
  private static func problem(
    _ failure: CommandFailure, root: String, in fileSystem: FileSystem
  ) -> ProjectRules.Problem {
    let folder = ProjectRoot.of(file: root, in: fileSystem).folder
    let text = failure.message + (failure.help.map { "\nhelp: \($0)" } ?? "")
    let parts = text.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 4, let line = Int(parts[1]), let column = Int(parts[2]) else {
      return ProjectRules.Problem(path: Path.joined(folder, ".archc.yml"), line: 0, column: 0, message: text)
    }
    return ProjectRules.Problem(
      path: Path.normalized(Path.joined(folder, String(parts[0]))), line: line, column: column,
      message: String(parts[3].drop { $0 == " " }))
  }
}

/// The handbook's pages on rules and compile errors: beside an installed command, or in the checkout it was built in.
struct HandbookPages: Sendable {
  private let folder: String

  static func find() -> HandbookPages? {
    guard let command = FileSystem.disk.resolve("/proc/self/exe") ?? CommandLine.arguments.first else { return nil }
    let bin = Path.folder(of: command)
    var candidates = [Path.joined(Path.folder(of: bin), "share/doc/archc")]
    var above = bin
    for _ in 0..<4 {
      above = Path.folder(of: above)
      candidates.append(Path.joined(above, "docs"))
    }
    return candidates.first { FileSystem.disk.resolve(Path.joined($0, "rules/reliability.md")) != nil }
      .map { HandbookPages(folder: $0) }
  }

  /// The URI of the page of a diagnostic, at its heading.
  func page(of diagnostic: Diagnostic) -> String? {
    if let rule = RuleSet.all.find(diagnostic.id) {
      return uri("rules/\(rule.principle.rawValue).md", heading: "\(rule.id) \(rule.name)")
    }
    guard let page = ManualPage.pages.first(where: { $0.id == diagnostic.id }) else { return nil }
    return uri("errors.md", heading: "\(page.id): \(page.title)")
  }

  private func uri(_ file: String, heading: String) -> String? {
    var anchor = ""
    for character in heading.lowercased() {
      if character == " " { anchor += "-" }
      if character.isLetter || character.isNumber || character == "-" { anchor.append(character) }
    }
    return FileURI.of(path: Path.joined(folder, file)).map { "\($0)#\(anchor)" }
  }
}
