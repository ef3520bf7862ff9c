import ArchModel
import ArchPatterns
import ArchProject
import ArchRules
import ArchSyntax
import ArgumentParser

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Start a project: a complete file in a style, settings, and a pipeline.",
    discussion: """
      Writes NAME.arch, .archc.yml and the file of the pipeline into a folder. The program is complete and clean under \
      `archc check`; its figures are `assumed`, to be replaced. On a terminal it asks for what is not given; elsewhere, and \
      with --yes, it takes what is usual. No file that exists is replaced without --force.

      Examples:
        archc new
        archc new shop --style microservices --provider aws --pattern cqrs,api-gateway
        archc new . --name "Ticket shop" --style serverless --scale small --ci gitlab
      """)

  @Argument(help: ArgumentHelp("The folder to write into.", valueName: "folder"), completion: .directory)
  var folder: String?

  @Option(help: ArgumentHelp("What the system is called; by default the name of the folder.", valueName: "name"))
  var name: String?

  @Option(
    help: ArgumentHelp(ProjectPlan.styles.joined(separator: ", ") + ".", valueName: "style"),
    completion: .list(ProjectPlan.styles))
  var style: String?

  @Option(
    help: ArgumentHelp(ProjectPlan.providers.joined(separator: ", ") + ".", valueName: "provider"),
    completion: .list(ProjectPlan.providers))
  var provider: String?

  @Option(help: ArgumentHelp("small, medium or large.", valueName: "scale"), completion: .list(scales))
  var scale: String?

  @Option(
    help: ArgumentHelp("A pattern of `archc pattern list`; several with commas, or repeated.", valueName: "pattern"),
    completion: .list(PatternLibrary.all.map(\.slug)))
  var pattern: [String] = []

  @Option(help: ArgumentHelp("github, gitlab or none.", valueName: "host"), completion: .list(pipelines))
  var ci: String?

  @Flag(help: "Ask nothing.")
  var yes = false

  @Flag(help: "Replace files that exist.")
  var force = false

  private static let scales = ProjectPlan.Scale.allCases.map(\.rawValue)
  private static let pipelines = ProjectPlan.Pipeline.allCases.map(\.rawValue)

  func run() throws {
    let asks = !yes && isatty(STDIN_FILENO) != 0 && Console.Stream.error.isTerminal
    let plan = try self.plan(Questions(isOpen: asks))
    let folder = self.folder ?? "."
    guard !plan.files.isEmpty else {
      throw Self.nameless(plan.title)
    }
    try check(plan)
    let targets = plan.files.map { (path: folder == "." ? $0.path : Path.joined(folder, $0.path), text: $0.text) }
    let existing = try existing(among: targets.map(\.path))
    let ways = plan.files.flatMap { Self.prefixes(of: $0.path) }.map { folder == "." ? $0 : Path.joined(folder, $0) }
    if let link = ways.first(where: Self.isLink) {
      throw CommandFailure("`\(link)` is a link", help: "nothing was written; remove it, or choose another folder")
    }
    var outputs = OutputFiles()
    for target in targets { outputs.add(target.path, target.text) }
    try outputs.write()
    for path in existing { Console.note("note: `\(path)` was replaced") }
    let root = Console.shellWord(targets[0].path)
    try Console.write(
      targets.map { $0.path + "\n" }.joined()
        + "Next: archc check \(root), archc diagram \(root), archc build \(root) -o out\n")
  }

  /// The files that exist already; an error unless they may be replaced.
  private func existing(among paths: [String]) throws(CommandFailure) -> [String] {
    let existing = paths.filter(Self.exists)
    if !existing.isEmpty, !force {
      throw CommandFailure(
        "\(existing.map { "`\($0)`" }.joined(separator: ", ")) exist\(existing.count == 1 ? "s" : "")",
        help: "nothing was written; choose another folder or name, `--ci none`, or `--force` to replace them")
    }
    return existing
  }

  // MARK: What is asked for

  private func plan(_ questions: Questions) throws -> ProjectPlan {
    let usual = name ?? Self.folderName(folder ?? ".")
    let title =
      try name
      ?? questions.answer("What is it called?", usual: usual) {
        Self.stem(of: $0) == nil ? Self.nameless($0).text : nil
      }
    if questions.isOpen, let stem = Self.stem(of: title) {
      // Before the other questions are asked in vain.
      let folder = self.folder ?? "."
      _ = try existing(among: ["\(stem).arch", ".archc.yml"].map { folder == "." ? $0 : Path.joined(folder, $0) })
    }
    let style = try choice(
      style, "style", "Which style?", among: ProjectPlan.styles, questions: questions)
    let provider = try choice(
      provider, "provider", "Where does it run?", among: ProjectPlan.providers, usual: "any", questions: questions)
    let scale = try choice(
      scale, "scale", "How large?", among: Self.scales, usual: "medium", questions: questions)
    var words = pattern.flatMap { $0.split(separator: ",").map(String.init) }
    if words.isEmpty, questions.isOpen {
      let all = PatternLibrary.all.map(\.slug).joined(separator: ", ")
      let text = try questions.answer("Which patterns? Names with commas, or nothing: \(all)", usual: "") { text in
        Self.names(in: text).compactMap { word in
          PatternLibrary.find(word) == nil ? Self.unknownPattern(word).text : nil
        }.first
      }
      words = Self.names(in: text)
    }
    var patterns: [PatternLibrary.Entry] = []
    for word in words {
      guard let entry = PatternLibrary.find(word) else { throw Self.unknownPattern(word) }
      if !patterns.contains(entry) { patterns.append(entry) }
    }
    let ci = try choice(
      ci, "pipeline", "Where do checks run?", among: Self.pipelines, questions: questions)
    return ProjectPlan(
      title: title, style: style, provider: provider, scale: ProjectPlan.Scale(rawValue: scale) ?? .medium,
      patterns: patterns, pipeline: ProjectPlan.Pipeline(rawValue: ci) ?? .none)
  }

  private func choice(
    _ given: String?, _ noun: String, _ question: String, among words: [String], usual: String? = nil,
    questions: Questions
  ) throws -> String {
    let usual = usual ?? words[0]
    func problem(_ word: String) -> CommandFailure? {
      if words.contains(word) { return nil }
      let near = Spelling.nearest(to: word, among: words)
      return CommandFailure(
        "no \(noun) is called `\(word)`",
        help: near.isEmpty
          ? "there are \(words.joined(separator: ", "))" : "nearest: \(near.map { "`\($0)`" }.joined(separator: ", "))")
    }
    if let given {
      if let problem = problem(given) { throw problem }
      return given
    }
    let answer = try questions.answer("\(question) \(words.joined(separator: ", "))", usual: usual) {
      problem($0.lowercased())?.text
    }
    return answer.lowercased()
  }

  /// The patterns of an answer; `none` is what people write for nothing.
  private static func names(in text: String) -> [String] {
    let words = text.split { $0 == "," || $0 == ";" }.map { $0.split(separator: " ").joined(separator: " ") }
    return words.count == 1 && ["none", "nothing", "no", "-"].contains(words[0].lowercased())
      ? [] : words.filter { !$0.isEmpty }
  }

  /// The name of the file that a title gives, or nil.
  private static func stem(of title: String) -> String? {
    ProjectPlan(title: title, style: "", provider: "", scale: .small, patterns: [], pipeline: .none).stem
  }

  private static func nameless(_ title: String) -> CommandFailure {
    CommandFailure(
      "`\(title)` gives no name", help: "name it with letters and digits, a letter first: `--name \"Ticket shop\"`")
  }

  private static func unknownPattern(_ word: String) -> CommandFailure {
    let near = Spelling.nearest(to: word, among: PatternLibrary.names)
    return CommandFailure(
      "no pattern is called `\(word)`",
      help: near.isEmpty
        ? "`archc pattern list` lists all" : "nearest: \(near.map { "`\($0)`" }.joined(separator: ", "))")
  }

  /// The last part of a folder's real path, so that `.` has a name too.
  private static func folderName(_ folder: String) -> String {
    let here = FileSystem.disk.resolve(".") ?? "/"
    let name = Path.name(of: Path.normalized(Path.joined(here, folder)))
    return name.contains(where: \.isLetter) ? name : "system"
  }

  // MARK: Before anything is written

  /// A project is written only where it is clean: some patterns contradict some styles.
  private func check(_ plan: ProjectPlan) throws {
    guard let root = plan.files.first else { return }
    let path = "/new/" + root.path
    let system = FileSystem(files: [path: root.text, "/new/.archc.yml": ""])
    let program = ProgramLoader.load(path: path, bytes: Array(root.text.utf8), fileSystem: system)
    let checked = CheckedProgram(program, variants: [], today: Console.today, selection: RuleSelection())
    let found = checked.diagnostics
    guard !found.isEmpty else { return }
    let lines = found.prefix(3).map { "\(Diagnostic.title($0.id, $0.name)): \($0.message)" }
    throw CommandFailure(
      "\(plan.patterns.isEmpty ? "as asked for" : "with these patterns") the style \(plan.style) would not be clean:\n  "
        + lines.joined(separator: "\n  "),
      help: "nothing was written; leave a pattern out, or choose another style")
  }

  /// Whether there is anything at a path, a link that leads nowhere included.
  private static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// A path and the folders on its way: `.github`, `.github/workflows`, `.github/workflows/architecture.yml`.
  private static func prefixes(of path: String) -> [String] {
    let parts = path.split(separator: "/")
    return parts.indices.map { parts[...$0].joined(separator: "/") }
  }

  /// A link would lead the file to elsewhere.
  private static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }
}

/// Questions on a terminal. Where there is none each has its usual answer.
private struct Questions {
  let isOpen: Bool

  /// How often a question is asked again after an answer that does not fit.
  private static let limit = 5

  /// - Parameter problem: what is wrong with an answer, or nil.
  func answer(_ question: String, usual: String, problem: (String) -> String?) throws(CommandFailure) -> String {
    guard isOpen else { return usual }
    for _ in 0..<Self.limit {
      Console.note(question + (usual.isEmpty ? "" : " [\(usual)]"))
      // Ctrl-D is no answer, and what follows would be none either.
      guard let line = readLine() else {
        throw CommandFailure("there was no answer", help: "nothing was written; `--yes` takes what is usual")
      }
      let text = line.split(separator: " ").joined(separator: " ")
      if text.isEmpty, problem(usual) == nil { return usual }
      guard let wrong = problem(text) else { return text }
      Console.note(wrong)
    }
    throw CommandFailure(
      "\(Self.limit) answers did not fit", help: "nothing was written; `archc new --help` says what does")
  }
}
