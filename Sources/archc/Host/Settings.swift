import ArchModel
import ArchProject
import ArchRules
import ArchSyntax

/// What `.archc.yml` and the options of a command say together; what the command line says wins.
struct Settings {
  private(set) var selection = RuleSelection()
  private(set) var failOn: FailureThreshold?
  /// The baseline's path, from where the command runs.
  private(set) var baseline: String?
  /// The folder in which checks are kept, as an absolute path; nil where none are.
  private(set) var cache: String?
  private(set) var paths: [PathSettings] = []
  /// Words that no rule of archc bears; they may be rules that programs declare.
  private(set) var unknown: [UnknownRule] = []

  /// A word that stands for a rule, and what to say where there is none.
  struct UnknownRule {
    let word: String
    let failure: CommandFailure
    /// The root of the project.
    let folder: String
  }

  /// How many files may extend each other in a row.
  private static let depthLimit = 16

  init() {}

  /// The choices for the files of a program that a pattern fits.
  func files(of program: Program, in fileSystem: FileSystem = .disk) -> [FileChoice] {
    paths.map { path in
      FileChoice(
        files: Set(
          program.sources.filter { source in
            guard let absolute = fileSystem.resolve(source.path), Path.isInside(absolute, folder: path.folder) else {
              return false
            }
            return path.pattern.fits(Path.relative(absolute, from: path.folder))
          }.map(\.id)), choice: path.selection)
    }
  }

  /// The settings of the project that a file belongs to.
  static func of(file path: String, in fileSystem: FileSystem = .disk) throws(CommandFailure) -> Settings {
    var settings = Settings()
    let root = ProjectRoot.of(file: path, in: fileSystem)
    guard root.marker == ".archc.yml" else { return settings }
    try settings.add(Path.joined(root.folder, ".archc.yml"), root: root, open: [], in: fileSystem)
    return settings
  }

  /// - Parameter open: the files that extend this one, outermost first.
  private mutating func add(
    _ path: String, root: ProjectRoot, open: [String], in fileSystem: FileSystem
  ) throws(CommandFailure) {
    let shown = Path.relative(path, from: root.folder)
    let bytes: [UInt8]
    switch fileSystem.read(path) {
    case .success(let read): bytes = read
    case .failure(let problem): throw CommandFailure("\(shown) cannot be read: \(problem.words)")
    }
    let configuration: Configuration
    do {
      configuration = try Configuration(path: shown, bytes: bytes)
    } catch {
      throw CommandFailure(error.text, help: error.help)
    }
    // What is extended comes first, so that this file wins.
    for word in configuration.extends {
      let target = Path.normalized(Path.joined(Path.folder(of: path), word.text))
      let resolved = fileSystem.resolve(target)
      // What lies outside is not even looked for, and a link that leads there is not followed.
      guard Path.isInside(target, folder: root.folder), Path.isInside(resolved ?? target, folder: root.folder) else {
        throw Self.failure(
          configuration, word, "`\(word.text)` lies outside the project",
          help: "the project is the folder of `.archc.yml`")
      }
      guard let resolved else { throw Self.failure(configuration, word, "there is no file `\(word.text)`") }
      guard resolved != path, !open.contains(resolved) else {
        let names = (open.drop { $0 != resolved } + [path, resolved]).map { Path.relative($0, from: root.folder) }
        throw Self.failure(
          configuration, word, "these settings extend themselves",
          help: names.map { "`\($0)`" }.joined(separator: " extends "))
      }
      guard open.count < Self.depthLimit else {
        throw Self.failure(configuration, word, "settings extend each other more than \(Self.depthLimit) deep")
      }
      try add(resolved, root: root, open: open + [path], in: fileSystem)
    }
    try apply(configuration, root: root, in: fileSystem)
  }

  private mutating func apply(
    _ configuration: Configuration, root: ProjectRoot, in fileSystem: FileSystem
  ) throws(CommandFailure) {
    if let strict = configuration.strict { selection.strict = strict }
    if let rules = configuration.rules { selection.edition = try Self.edition(rules, configuration) }
    let general = try section(configuration.general, configuration, in: root.folder)
    selection.select += general.select
    selection.ignore += general.ignore
    for (rule, severity) in general.severities { selection.severities[rule] = severity }
    for option in configuration.options { try set(option, configuration) }
    if let word = configuration.failOn {
      guard let threshold = FailureThreshold(rawValue: word.text) else {
        throw Self.failure(
          configuration, word, "`\(word.text)` is no severity", help: "write error, warning, info, escalation or never")
      }
      failOn = threshold
    }
    if let word = configuration.baseline {
      let absolute = Path.normalized(Path.joined(root.folder, word.text))
      guard Path.isInside(absolute, folder: root.folder) else {
        throw Self.failure(configuration, word, "`\(word.text)` lies outside the project")
      }
      let here = FileSystem.disk.resolve(".") ?? "/"
      baseline = Path.relative(absolute, from: here)
    }
    if let word = configuration.cache {
      let absolute = Path.normalized(Path.joined(root.folder, word.text))
      // A link on the way there must not lead out either.
      var existing = absolute
      while fileSystem.resolve(existing) == nil, existing != "/" { existing = Path.folder(of: existing) }
      let resolved = fileSystem.resolve(existing) ?? existing
      guard Path.isInside(absolute, folder: root.folder), Path.isInside(resolved, folder: root.folder) else {
        throw Self.failure(configuration, word, "`\(word.text)` lies outside the project")
      }
      cache = absolute
    }
    for path in configuration.paths {
      paths.append(
        PathSettings(
          pattern: PathPattern(path.pattern.text), folder: root.folder,
          selection: try section(path.section, configuration, in: root.folder)))
    }
  }

  private mutating func set(_ option: Configuration.Option, _ configuration: Configuration) throws(CommandFailure) {
    let rule = try Self.rule(option.rule, configuration)
    guard let known = rule.options.first(where: { $0.name.rawValue == option.name.text }) else {
      let names = rule.options.map { "`\($0.name.rawValue)`" }.joined(separator: ", ")
      throw Self.failure(
        configuration, option.name, "\(rule.id) has no option `\(option.name.text)`",
        help: names.isEmpty ? "it has none" : "it has \(names)")
    }
    let read = Array(option.value.text.utf8).withUnsafeBufferPointer { QuantityParser.parse($0) }
    guard case .success(let quantity) = read, quantity.dimension == known.standard.dimension else {
      throw Self.failure(
        configuration, option.value, "`\(option.value.text)` does not fit `\(option.name.text)` of \(rule.id)",
        help: "such as \(QuantityFormatter.text(known.standard))")
    }
    selection.options[rule.id, known.name] = quantity
  }

  private mutating func section(
    _ section: Configuration.Section, _ configuration: Configuration, in folder: String
  ) throws(CommandFailure) -> RuleChoice {
    var choice = RuleChoice()
    for word in section.select { choice.select.append(known(word, configuration, in: folder)) }
    for word in section.ignore { choice.ignore.append(known(word, configuration, in: folder)) }
    for (rule, severity) in section.severities {
      let word = known(rule, configuration, in: folder)
      let builtIn = RuleSet.all.matching(word).map(\.id)
      let ids = builtIn.isEmpty ? [word] : builtIn
      let known = Severity(rawValue: severity.text)
      guard known != nil || severity.text == "off" else {
        throw Self.failure(
          configuration, severity, "`\(severity.text)` is no severity", help: "write error, warning, info or off")
      }
      for id in ids { choice.severities[id] = .some(known) }
    }
    return choice
  }

  /// A word that stands for rules. What archc does not know may be a rule of a program, which is read later.
  private mutating func known(
    _ word: Configuration.Word, _ configuration: Configuration, in folder: String
  ) -> String {
    if RuleSet.all.matching(word.text).isEmpty {
      unknown.append(UnknownRule(word: word.text, failure: Self.unknownRule(word, configuration), folder: folder))
    }
    return word.text
  }

  private static func rule(
    _ word: Configuration.Word, _ configuration: Configuration
  ) throws(CommandFailure) -> Rule {
    if let rule = RuleSet.all.find(word.text) { return rule }
    throw unknownRule(word, configuration)
  }

  /// `2026.12`: the year and month of a set of rules.
  private static func edition(
    _ word: Configuration.Word, _ configuration: Configuration
  ) throws(CommandFailure) -> RuleEdition {
    guard let edition = RuleEdition(word.text) else {
      throw failure(
        configuration, word, "`\(word.text)` is no set of rules", help: "write year and month, such as 2026.12")
    }
    return edition
  }

  private static func unknownRule(_ word: Configuration.Word, _ configuration: Configuration) -> CommandFailure {
    let near = RuleSet.all.nearest(to: word.text)
    return failure(
      configuration, word, "no rule is called `\(word.text)`",
      help: near.isEmpty
        ? "`archc rules` lists them" : "did you mean \(near.map { "`\($0)`" }.joined(separator: " or "))?")
  }

  private static func failure(
    _ configuration: Configuration, _ word: Configuration.Word, _ message: String, help: String? = nil
  ) -> CommandFailure {
    CommandFailure("\(configuration.path):\(word.line):\(word.column): \(message)", help: help)
  }
}

/// Settings for the files that a pattern fits.
struct PathSettings {
  let pattern: PathPattern
  /// The folder that the pattern is relative to.
  let folder: String
  let selection: RuleChoice
}

/// `legacy/**`, `*.generated.arch`: `*` is any run of characters but a slash, `**` any run at all, `?` one character. A
/// pattern without a slash fits the last part of a path.
struct PathPattern: Sendable, Hashable {
  private let parts: [Character]
  private let isName: Bool

  init(_ text: String) {
    isName = !text.contains("/")
    parts = Array(text.hasPrefix("./") ? text.dropFirst(2) : text.dropFirst(text.hasPrefix("/") ? 1 : 0))
  }

  func fits(_ path: String) -> Bool {
    let text = Array(isName ? Path.name(of: path)[...] : path[...])
    // One row a character of the pattern: a table instead of backtracking, so that no pattern takes long.
    var reached = [Bool](repeating: false, count: text.count + 1)
    reached[0] = true
    var index = 0
    while index < parts.count {
      var next = [Bool](repeating: false, count: text.count + 1)
      if parts[index] == "*" {
        let isDeep = index + 1 < parts.count && parts[index + 1] == "*"
        index += isDeep ? 2 : 1
        // `**/` also stands for no folder at all.
        let skipsSlash = isDeep && index < parts.count && parts[index] == "/"
        if skipsSlash { index += 1 }
        var isOpen = false
        for place in 0...text.count {
          if reached[place] {
            isOpen = true
            next[place] = true
          }
          if place > 0, isOpen {
            if !isDeep, text[place - 1] == "/" {
              isOpen = reached[place]
            } else if !skipsSlash || text[place - 1] == "/" {
              next[place] = true
            }
          }
        }
      } else {
        let part = parts[index]
        index += 1
        for place in 0..<text.count where reached[place] {
          if part == "?" ? text[place] != "/" : part == text[place] { next[place + 1] = true }
        }
      }
      reached = next
    }
    return reached[text.count]
  }
}
