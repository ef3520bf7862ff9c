import ArchModel
import ArchProject
import ArchRules
import ArchSyntax

/// What the server needs of the machine and of the command around it, so that it can be driven in memory.
public struct ServerHost: Sendable {
  public var fileSystem: FileSystem
  /// Days since 1970-01-01.
  public var today: @Sendable () -> Int32
  public var version: String
  /// What the project of a root file says of its rules, read from the files as the editor has them.
  public var rules: @Sendable (_ root: String, _ fileSystem: FileSystem) -> ProjectRules
  /// The page that explains a compile error or a rule, as a URI; nil where there is none.
  public var page: @Sendable (_ diagnostic: Diagnostic) -> String?

  /// Runs the preview of a root file until it ends, hands over what it tells, and gives the reason where it did not come
  /// up; nil where there are no previews. With `opens` it opens a browser by itself.
  public var preview: (@Sendable (_ root: String, _ opens: Bool, _ tell: (PreviewEvent) -> Void) -> String?)?

  /// The absolute path of a file that holds the text of a module of the standard library, for an editor that goes there;
  /// nil where there is none.
  public var libraryCopy: @Sendable (_ module: String) -> String?

  public init(
    fileSystem: FileSystem, today: @escaping @Sendable () -> Int32, version: String,
    rules: @escaping @Sendable (String, FileSystem) -> ProjectRules = { _, _ in ProjectRules() },
    page: @escaping @Sendable (Diagnostic) -> String? = { _ in nil },
    preview: (@Sendable (String, Bool, (PreviewEvent) -> Void) -> String?)? = nil,
    libraryCopy: @escaping @Sendable (String) -> String? = { _ in nil }
  ) {
    self.fileSystem = fileSystem
    self.today = today
    self.version = version
    self.rules = rules
    self.page = page
    self.preview = preview
    self.libraryCopy = libraryCopy
  }
}

/// What a project says of its rules: `.archc.yml` and what it names.
public struct ProjectRules: Sendable {
  /// What is wrong with the settings themselves.
  public struct Problem: Sendable, Hashable {
    /// The absolute path of the file.
    public let path: String
    /// From 1; 0 where the whole file is meant.
    public let line: Int
    public let column: Int
    public let message: String

    public init(path: String, line: Int, column: Int, message: String) {
      self.path = path
      self.line = line
      self.column = column
      self.message = message
    }
  }

  /// A name in the settings that no rule had when they were read.
  public struct UnknownRule: Sendable, Hashable {
    public let name: String
    /// What is said as long as no program declares a rule of that name.
    public let problem: Problem

    public init(name: String, problem: Problem) {
      self.name = name
      self.problem = problem
    }
  }

  /// The rules that run over a program.
  public var selection: @Sendable (Program) -> RuleSelection
  /// Of what was found the diagnostics that count: without those that a baseline accepts; nil where all do.
  public var counting: (@Sendable (Program, Compilation, [Diagnostic], RunResult) -> [Diagnostic])?
  public var problem: Problem?
  public var unknown: [UnknownRule]

  public init(
    selection: @escaping @Sendable (Program) -> RuleSelection = { _ in RuleSelection() },
    counting: (@Sendable (Program, Compilation, [Diagnostic], RunResult) -> [Diagnostic])? = nil,
    problem: Problem? = nil, unknown: [UnknownRule] = []
  ) {
    self.selection = selection
    self.counting = counting
    self.problem = problem
    self.unknown = unknown
  }
}
