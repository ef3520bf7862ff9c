import ArchExchange
import ArchModel
import ArchPatterns
import ArchProject
import ArchSyntax
import ArgumentParser

struct PatternCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pattern",
    abstract: "List, show and start patterns.",
    discussion: """
      A pattern is a part of an architecture with roles: `import "std/cqrs"` brings it, `use Cqrs Sales { command: \
      Orders }` puts components into its roles, makes the rest, and has `check` watch over what it forbids.

      Examples:
        archc pattern list
        archc pattern show cqrs
        archc pattern new Intake -o patterns/intake.arch
      """,
    subcommands: [PatternListCommand.self, PatternShowCommand.self, PatternFindCommand.self, PatternNewCommand.self])
}

/// The formats of lists and pages.
enum PageFormat: String, WordChoice {
  case text, json, markdown
}

struct PatternListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the patterns of the library, and those of a program.",
    discussion: """
      Examples:
        archc pattern list
        archc pattern list shop.arch
        archc pattern list --format json
      """)

  @Argument(
    help: ArgumentHelp("A root file whose patterns are listed, too.", valueName: "file"),
    completion: .file(extensions: ["arch"]))
  var file: String?

  @Option(help: ArgumentHelp("text, json or markdown.", valueName: "format"))
  var format: PageFormat = .text

  func run() throws {
    let patterns = DescribedPattern.library + (try file.map { path in try DescribedPattern.declared(in: path) } ?? [])
    switch format {
    case .text:
      var table = TextTable(["Pattern", "import", "when to use", "example"])
      for item in patterns {
        table.add([
          item.pattern.name, item.entry?.module ?? file ?? "", item.pattern.whenToUse.first ?? item.pattern.title,
          item.entry?.example ?? "",
        ])
      }
      try Console.write(table.text)
    case .markdown:
      var text = "| Pattern | Module | When to use | Example |\n| --- | --- | --- | --- |\n"
      for item in patterns {
        let cells = [
          "\(item.pattern.title) `\(item.pattern.name)`", item.entry.map { "`\($0.module)`" } ?? "–",
          item.pattern.whenToUse.joined(separator: "; "), item.entry?.example ?? "–",
        ]
        text += "| \(cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ")) |\n"
      }
      try Console.write(text)
    case .json:
      try Console.write(
        try JSONDocument.bytes(of: PatternsDocument(patterns.map { ($0.pattern, $0.entry, $0.drawing(width: 100)) })))
    }
  }
}

struct PatternShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show what a pattern is for, what it is made of, and what it forbids.",
    discussion: """
      The name may be that of the module, the pattern or what else people call it; case and hyphens do not count. \
      Without a name all of the library are shown.

      Examples:
        archc pattern show cqrs
        archc pattern show sidecar --format markdown
        archc pattern show outbox --source
        archc pattern show Intake --in shop.arch
      """)

  @Argument(
    help: ArgumentHelp("The pattern.", valueName: "name"), completion: .list(PatternLibrary.all.map(\.slug)))
  var name: String?

  @Option(
    name: .customLong("in"), help: ArgumentHelp("Also look among the patterns of this program.", valueName: "file"),
    completion: .file(extensions: ["arch"]))
  var file: String?

  @Option(help: ArgumentHelp("text, json or markdown.", valueName: "format"))
  var format: PageFormat = .text

  @Flag(help: "Print the pattern as it is written, to copy and change.")
  var source = false

  func run() throws {
    let chosen = try self.chosen()
    if source {
      return try Console.write(chosen.map { ($0.entry?.text ?? $0.pattern.text) + "\n" }.joined(separator: "\n"))
    }
    switch format {
    case .text:
      let width = Console.width ?? 100
      let pages = chosen.map { $0.page(width: max(20, width - 2)).text }
      try Console.write(pages.joined(separator: "\n" + String(repeating: "─", count: min(width, 72)) + "\n\n"))
    case .markdown:
      try Console.write(name == nil ? Self.handbook(chosen) : chosen.map { $0.page(width: 96).markdown() }.joined())
    case .json:
      try Console.write(
        try JSONDocument.bytes(of: PatternsDocument(chosen.map { ($0.pattern, $0.entry, $0.drawing(width: 100)) })))
    }
  }

  private func chosen() throws(CommandFailure) -> [DescribedPattern] {
    var declared: [DescribedPattern] = []
    if let file { declared = try DescribedPattern.declared(in: file) }
    guard let name else { return declared.isEmpty ? DescribedPattern.library : declared }
    if let own = declared.first(where: { $0.pattern.name == name }) { return [own] }
    if let entry = PatternLibrary.find(name), let known = DescribedPattern.of(entry) { return [known] }
    let near = Spelling.nearest(to: name, among: declared.map(\.pattern.name) + PatternLibrary.names)
    throw CommandFailure(
      "no pattern is called `\(name)`",
      help: near.isEmpty
        ? "`archc pattern list` lists all; `--in FILE` knows the patterns of a program"
        : "nearest: \(near.map { "`\($0)`" }.joined(separator: ", "))")
  }

  /// All patterns on one page: `docs/patterns.md`.
  private static func handbook(_ patterns: [DescribedPattern]) -> String {
    var text = """
      <!-- Derived from the sources; `UPDATE_GOLDEN=1 swift test` rewrites it. -->

      # Patterns

      Each is a module in the binary. `import "std/cqrs"` brings it, `use Cqrs Sales { command: Orders }` puts components
      into its roles and makes the parts that are not named; relations that exist are not doubled. `archc check` then
      watches over what the pattern forbids (PAT006). `archc pattern show cqrs` prints one of these pages.

      """
    var family = ""
    for item in patterns {
      if let own = item.entry?.family, own != family {
        family = own
        text += "\n## \(family)\n"
      }
      text += "\n" + item.page(width: 96).markdown(level: 3)
    }
    return text
  }
}

struct PatternNewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write a file with a pattern of your own to start from.",
    discussion: """
      Examples:
        archc pattern new Intake
        archc pattern new Intake -o patterns/intake.arch
        archc pattern new OrderQueries --from cqrs
      """)

  @Argument(help: ArgumentHelp("The name of the pattern, such as Intake.", valueName: "name"))
  var name: String

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The file to make, or -; by default the name with .arch.", valueName: "file"),
    completion: .file(extensions: ["arch"]))
  var output: String?

  @Option(
    help: ArgumentHelp("The pattern of the library to start from.", valueName: "pattern"),
    completion: .list(PatternLibrary.all.map(\.slug)))
  var from: String?

  @Flag(help: "Replace a file that exists.")
  var force = false

  func run() throws {
    let name = try checkedName()
    // Another name may be longer, so the lines are laid out anew.
    let laidOut = ArchSyntax.format(ArchSyntax.parse(SourceFile(path: "-", text: try self.text(name))))
    let text = String(decoding: laidOut.text, as: UTF8.self)
    let path = output ?? "\(name).arch"
    if path == "-" { return try Console.write(text) }
    if !force, FileSystem.disk.resolve(path) != nil {
      throw CommandFailure("`\(path)` exists", help: "name another file with `-o`, or `--force` to replace it")
    }
    var files = OutputFiles()
    files.add(path, text)
    try files.write()
    try Console.write(
      """
      \(path)
      Next: archc pattern show \(name) --in \(Console.shellWord(path)), then in a program:
        import "\(Path.name(of: path))"
        use \(name) Example {}

      """)
  }

  /// The name, where the language can declare it and a file can bear it.
  private func checkedName() throws(CommandFailure) -> String {
    let file = ArchSyntax.parse(SourceFile(path: "-", bytes: Array("pattern \(name) {}\n".utf8)))
    let model = ArchModel.compile([file]).model
    let isName = file.diagnostics.isEmpty && model.elements(of: .pattern).map { model.name($0) } == [name]
    guard isName else {
      throw CommandFailure(
        "`\(name)` is no name of a pattern", help: "begin with a letter, then letters, digits, `-` and `_`: `Intake`")
    }
    return name
  }

  private func text(_ name: String) throws(CommandFailure) -> String {
    guard let from else { return Self.starter.replacing("Intake", with: name) }
    guard let entry = PatternLibrary.find(from) else {
      let near = Spelling.nearest(to: from, among: PatternLibrary.names)
      throw CommandFailure(
        "no pattern is called `\(from)`",
        help: near.isEmpty
          ? "`archc pattern list` lists all" : "nearest: \(near.map { "`\($0)`" }.joined(separator: ", "))")
    }
    return entry.text.replacing("pattern \(entry.name) ", with: "pattern \(name) ") + "\n"
  }

  private static let starter = """
    /// What the pattern is, in a sentence or two.
    pattern Intake "Requests are taken in and worked on later" {
      when-to-use: ["Nobody has to wait for the outcome"]
      benefits: ["Peaks are levelled"]
      trade-off: ["The outcome comes later"]

      // Its parts: kinds with the names of their roles. What they state here is what parts get that `use` does not bind.
      service intake "Takes requests" { replicas: 2 }
      queue backlog "Waiting" { retention: 4d, delivery: at-least-once, dead-letter: failed }
      worker work "Works" { replicas: 2 }
      queue failed "What failed" { retention: 14d, alert: "pages the owner" }

      // How they are joined. Relations that exist already are not doubled.
      intake ~> backlog { encrypted: tls }
      backlog ~> work { idempotent, encrypted: tls }

      // What would make it another thing; `archc check` reports it at the `use`.
      never "Nobody waits for the work" { intake -> work }
    }

    """
}
