import ArchModel
import ArchProject
import ArchRules
import ArchSyntax

/// A program that an open document belongs to, and how far it has been looked at.
struct ProgramState {
  /// The resolved path of the root file.
  let root: String
  /// The last state that was compiled.
  var snapshot: Snapshot?
  /// The resolved paths of its files, by `FileID`.
  var keys: [String] = []
  /// Whether a file has changed since.
  var isStale = true
  /// Counts the states.
  var generation = 0
  /// What the compiler and the local rules found in the last state; nil until they have run.
  var local: [Diagnostic]?
  /// What all rules found: in this state, or in an earlier one and moved along with the text.
  var complete: [Diagnostic] = []
  /// The state that `complete` is of; behind `generation` while the check in the background is under way.
  var completeGeneration = -1
  /// Calls off the check in the background.
  var check: CancellationFlag?
  var rules: ProjectRules?
  /// What the client shows while a large program is looked at for the first time.
  var progress: ProgressToken?

  var isComplete: Bool { !isStale && completeGeneration == generation }

  /// What is known to be wrong. While the rules on figures and on the whole are still at work, what they last found is
  /// kept: nothing flickers while somebody types.
  var diagnostics: [Diagnostic] {
    guard !isComplete, let local else { return complete }
    var known = Set(local.map { Finding(id: $0.id, span: $0.primary.span) })
    var result = local
    for diagnostic in complete where Self.isCarried(diagnostic) {
      if known.insert(Finding(id: diagnostic.id, span: diagnostic.primary.span)).inserted { result.append(diagnostic) }
    }
    return result.sortedByPlace()
  }

  private struct Finding: Hashable {
    let id: String
    let span: Span
  }

  /// Whether a diagnostic comes from work that is done in the background alone.
  private static func isCarried(_ diagnostic: Diagnostic) -> Bool {
    // A rule that a program declares is none of these, and runs later.
    guard let rule = RuleSet.all.find(diagnostic.id) else { return diagnostic.name != nil }
    return rule.stage != .compiler && !rule.isLocal
  }

  /// Moves what is known along with an edit of one of its files.
  mutating func shift(_ key: String, by replacements: [OpenDocument.Replacement]) {
    guard let index = keys.firstIndex(of: key) else { return }
    let file = FileID(index)
    for replacement in replacements { complete = complete.compactMap { $0.shifted(in: file, by: replacement) } }
  }
}
