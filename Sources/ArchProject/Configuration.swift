import Yams

/// What `.archc.yml` says: which rules run, how they weigh, where, and with which figures.
///
/// It is data as it was read; whether the rules that it names exist is for those to judge who know them.
public struct Configuration: Sendable, Hashable {
  /// Settings that hold for all files, or for those that a pattern fits.
  public struct Section: Sendable, Hashable {
    public var select: [Word] = []
    public var ignore: [Word] = []
    /// Rule to severity, `off` included.
    public var severities: [(rule: Word, severity: Word)] = []

    public static func == (a: Section, b: Section) -> Bool {
      a.select == b.select && a.ignore == b.ignore && a.severities.map(\.rule) == b.severities.map(\.rule)
        && a.severities.map(\.severity) == b.severities.map(\.severity)
    }

    public func hash(into hasher: inout Hasher) {
      hasher.combine(select)
      hasher.combine(ignore)
      for (rule, severity) in severities {
        hasher.combine(rule)
        hasher.combine(severity)
      }
    }
  }

  /// A word with its place, so that a mistake in it can be shown.
  public struct Word: Sendable, Hashable {
    public let text: String
    /// From 1.
    public let line: Int
    public let column: Int

    public init(_ text: String, line: Int, column: Int) {
      self.text = text
      self.line = line
      self.column = column
    }
  }

  /// A figure of a rule: `SCA002: { threshold: 80% }`.
  public struct Option: Sendable, Hashable {
    public let rule: Word
    public let name: Word
    public let value: Word
  }

  /// Settings for the files that a pattern fits.
  public struct PathSection: Sendable, Hashable {
    public let pattern: Word
    public var section: Section
  }

  /// The file that says it, as people are shown it.
  public var path: String
  /// The set of rules that counts, such as `2026.12`; later rules weigh as info.
  public var rules: Word?
  public var extends: [Word] = []
  public var strict: Bool?
  public var failOn: Word?
  public var baseline: Word?
  /// The folder in which the results of checks are kept.
  public var cache: Word?
  public var general = Section()
  public var options: [Option] = []
  public var paths: [PathSection] = []

  public init(path: String) {
    self.path = path
  }
}

/// What is wrong with a configuration file.
public struct ConfigurationProblem: Error, Sendable, Hashable {
  public let path: String
  /// From 1; 0 where the whole file is meant.
  public let line: Int
  public let column: Int
  public let message: String
  public let help: String?

  public init(path: String, line: Int, column: Int, message: String, help: String? = nil) {
    self.path = path
    self.line = line
    self.column = column
    self.message = message
    self.help = help
  }

  /// In one line, with the place.
  public var text: String {
    (line > 0 ? "\(path):\(line):\(column): " : "\(path): ") + message
  }
}

extension Configuration {
  /// A configuration file holds a few dozen lines; what is larger is something else.
  public static let sizeLimit = 1 << 20

  /// Reads a file's text.
  ///
  /// - Throws: `ConfigurationProblem` for what is no YAML, an unknown key, or a value of the wrong shape.
  public init(path: String, bytes: [UInt8]) throws(ConfigurationProblem) {
    self.init(path: path)
    guard bytes.count <= Self.sizeLimit else {
      throw ConfigurationProblem(path: path, line: 0, column: 0, message: "the file is larger than a megabyte")
    }
    if let place = ConfigurationAliases.first(in: bytes) {
      throw ConfigurationProblem(
        path: path, line: place.line, column: place.column,
        message: "`&` and `*` of YAML are not read here", help: "write it out, or put a word that holds them in quotes")
    }
    let root: Yams.Node?
    do {
      root = try Yams.compose(yaml: String(decoding: bytes, as: UTF8.self))
    } catch let error as YamlError {
      throw Self.problem(error, path: path)
    } catch {
      throw ConfigurationProblem(path: path, line: 0, column: 0, message: "it is no YAML: \(error)")
    }
    guard let root, root.null == nil else { return }
    try read(ConfigurationNode(root, path: path))
  }

  private static func problem(_ error: YamlError, path: String) -> ConfigurationProblem {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return ConfigurationProblem(
        path: path, line: mark.line, column: mark.column, message: "it is no YAML: \(problem)")
    case .duplicatedKeysInMapping(let keys, let context):
      return ConfigurationProblem(
        path: path, line: context.mark.line, column: context.mark.column,
        message: "\(keys.prefix(1).map { "`\($0)`" }.joined()) stands twice", help: "one of them would be lost")
    case .reader:
      return ConfigurationProblem(
        path: path, line: 0, column: 0, message: "it is no YAML: it holds a character that no text has")
    default:
      return ConfigurationProblem(path: path, line: 0, column: 0, message: "it is no YAML")
    }
  }

  private mutating func read(_ root: ConfigurationNode) throws(ConfigurationProblem) {
    for (key, value) in try root.entries("the file") {
      switch key.text {
      case "rules": rules = try value.word("a set of rules, such as 2026.12")
      case "extends": extends = try value.words("a path, or a list of paths")
      case "strict": strict = try value.flag()
      case "fail-on": failOn = try value.word("error, warning, info or never")
      case "baseline": baseline = try value.word("a path")
      case "cache": cache = try value.word("a path")
      case "options": options = try Self.options(value)
      case "paths":
        for (pattern, settings) in try value.entries("`paths`") {
          var section = Section()
          for (key, value) in try settings.entries("`\(pattern.text)`") {
            guard try section.read(key, value) else {
              throw value.unknown(key, among: Section.keys)
            }
          }
          paths.append(PathSection(pattern: pattern, section: section))
        }
      default:
        guard try general.read(key, value) else {
          throw value.unknown(
            key,
            among: ["rules", "extends", "strict", "fail-on", "baseline", "cache", "options", "paths"] + Section.keys)
        }
      }
    }
  }

  private static func options(_ node: ConfigurationNode) throws(ConfigurationProblem) -> [Option] {
    var result: [Option] = []
    for (rule, settings) in try node.entries("`options`") {
      for (name, value) in try settings.entries("`\(rule.text)`") {
        result.append(Option(rule: rule, name: name, value: try value.word("a figure, such as 80%")))
      }
    }
    return result
  }
}

extension Configuration.Section {
  static let keys = ["select", "ignore", "severities"]

  /// Takes a key that it knows.
  fileprivate mutating func read(
    _ key: Configuration.Word, _ value: ConfigurationNode
  ) throws(ConfigurationProblem) -> Bool {
    switch key.text {
    case "select": select = try value.words("a rule, or a list of rules")
    case "ignore": ignore = try value.words("a rule, or a list of rules")
    case "severities":
      for (rule, severity) in try value.entries("`severities`") {
        severities.append((rule, try severity.word("error, warning, info or off")))
      }
    default: return false
    }
    return true
  }
}
