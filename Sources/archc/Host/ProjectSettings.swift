import ArchProject
import ArchRules

/// The settings of all projects that the files of a run belong to.
struct ProjectSettings {
  private var byRoot: [String: Settings] = [:]
  /// Those of the first project, which speak for the run as a whole.
  private var first = Settings()

  var failOn: FailureThreshold? { first.failOn }
  var baseline: String? { first.baseline }

  /// What stands for rules and is none of archc.
  private(set) var unknown: [Settings.UnknownRule] = []

  private var fileSystem = FileSystem.disk

  static func of(
    _ paths: [String], in fileSystem: FileSystem = .disk
  ) throws(CommandFailure) -> ProjectSettings {
    var result = ProjectSettings()
    result.fileSystem = fileSystem
    // Files of one project share its settings, which are read once.
    var known: [String: Settings] = [:]
    for (index, path) in paths.enumerated() {
      let folder = ProjectRoot.of(file: path, in: fileSystem).folder
      let settings: Settings
      if let found = known[folder] {
        settings = found
      } else {
        settings = try Settings.of(file: path, in: fileSystem)
        known[folder] = settings
        result.unknown += settings.unknown
      }
      result.byRoot[path] = settings
      if index == 0 { result.first = settings }
    }
    return result
  }

  /// What runs for a root: the settings of its project, and above them the options of the command.
  func selection(for root: Root, options: RuleSelection) -> RuleSelection {
    guard let settings = byRoot[root.path] else { return options }
    var selection = settings.selection
    selection.strict = selection.strict || options.strict
    selection.select += options.select
    selection.ignore += options.ignore
    selection.files = settings.files(of: root.program, in: fileSystem)
    return selection
  }
}
