import ArchModel
import ArchProject
import ArchRules

/// The rules that programs declare.
enum DeclaredRules {
  /// Those of the programs that some files and folders mean, in their order; of two with one name the first.
  static func of(_ files: [String], in fileSystem: FileSystem = .disk) throws(CommandFailure) -> [Rule] {
    guard !files.isEmpty else { return [] }
    var seen: Set<String> = []
    var rules: [Rule] = []
    for root in try Roots.of(files, in: fileSystem) {
      let model = compile(root.program.files).model
      rules += RuleSet.all.including(model).custom.filter { seen.insert($0.id).inserted }
    }
    return rules
  }
}
