import ArchModel
import ArchRules
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
        archc check . --since origin/main
        archc check . --baseline archc-baseline.json --write-baseline
        archc check . --cache .archc-cache
        archc check shop.arch --format json
        archc check - < shop.arch

      Exit status: 0 no finding at or above --fail-on, 1 findings, 2 a file could not be read or compiled.
      """)

  @Argument(
    help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "file"),
    completion: .file(extensions: ["arch"]))
  var files: [String]

  @Option(help: ArgumentHelp("text, json, sarif, github, gitlab, junit or markdown.", valueName: "format"))
  var format: CheckFormat = .text

  @Flag(help: "Run all rules, not the default ones alone.")
  var strict = false

  @Option(help: ArgumentHelp("Also run this rule; an id, a name or a principle.", valueName: "rule"))
  var select: [String] = []

  @Option(help: ArgumentHelp("Do not run this rule.", valueName: "rule"))
  var ignore: [String] = []

  @Option(
    help: ArgumentHelp(
      "The least severity that exits with 1: error, warning, info, escalation or never; by default what the settings say, else error.",
      valueName: "severity"))
  var failOn: FailureThreshold?

  @Option(
    help: ArgumentHelp(
      "Only what is new since this revision of git counts: since where it and the work tree parted.",
      valueName: "revision"))
  var since: String?

  @Option(
    help: ArgumentHelp("The findings that are accepted for now.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var baseline: String?

  @Flag(help: "Write today's findings as the baseline, and accept them.")
  var writeBaseline = false

  @Option(
    help: ArgumentHelp(
      "Keep the result in this folder, and give it again while nothing has changed.", valueName: "folder"),
    completion: .directory)
  var cache: String?

  @Flag(help: "Check anew, whatever the settings say of a cache.")
  var noCache = false

  @Option(
    help: ArgumentHelp("The day that decides what has expired, as 2026-10-02; by default today.", valueName: "date"))
  var today: String?

  @Flag(help: "Make the safe fixes in the files, then check again.")
  var fix = false

  @Flag(help: "Make the fixes marked (to review) as well.")
  var unsafeFixes = false

  @Flag(help: "With --fix, print the edits instead of making them; exits with 1 where there are any.")
  var diff = false

  @Flag(help: "Print how many findings each rule has.")
  var statistics = false

  @Flag(help: "Print what each rule took to standard error, the slowest first.")
  var timings = false

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
    if diff, !fix, !unsafeFixes { throw ValidationError("--diff goes with --fix or --unsafe-fixes") }
    if let since, since.isEmpty { throw ValidationError("--since takes a revision, such as origin/main") }
    if since != nil, baseline != nil || writeBaseline {
      throw ValidationError("--since and --baseline exclude each other")
    }
    if let cache, cache.isEmpty { throw ValidationError("--cache takes a folder, such as .archc-cache") }
    if cache != nil, noCache { throw ValidationError("--cache and --no-cache exclude each other") }
    if let today, Self.day(today) == nil { throw ValidationError("--today takes a date such as 2026-10-02") }
  }

  func run() throws {
    var check = CheckRun(files: files)
    check.format = format
    check.selection = RuleSelection(strict: strict, select: select, ignore: ignore)
    check.failOn = failOn
    check.today = today.flatMap { Self.day($0) }
    check.fixes = unsafeFixes ? .all : fix ? .safe : .none
    check.since = since
    check.baseline = baseline
    check.writesBaseline = writeBaseline
    check.cache = noCache ? .none : cache.map { .folder($0) } ?? .asSet
    check.showsDifference = diff
    check.showsStatistics = statistics
    check.clock = timings ? Console.clock : nil
    check.showsAll = all
    check.isQuiet = quiet
    check.colour = color
    check.variants = variants.selections
    try check.run()
  }

  /// The day that a text names, in days since 1970.
  private static func day(_ text: String) -> Int32? {
    if case .day(let day) = CalendarDate.read(text.utf8) { day } else { nil }
  }
}
