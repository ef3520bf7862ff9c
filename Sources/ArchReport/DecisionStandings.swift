import ArchModel

/// What decisions have come to: one that another took the place of holds no more, whatever it says itself.
struct DecisionStandings: Sendable {
  private let model: Model
  /// By decision: those that supersede it, and were not rejected.
  private let followers: [ElementID: [ElementID]]

  init(_ model: Model) {
    self.model = model
    var followers: [ElementID: [ElementID]] = [:]
    for decision in model.elements(of: .decision) where model.text(.status, of: decision) != "rejected" {
      // None takes its own place.
      for earlier in model.references(.supersedes, of: decision) where earlier != decision {
        followers[earlier, default: []].append(decision)
      }
    }
    self.followers = followers
  }

  /// The decisions that took the place of one: those that were decided, and all where it says itself that it is
  /// superseded. One that is only proposed takes nobody's place.
  func successors(of decision: ElementID) -> [ElementID] {
    let all = followers[decision] ?? []
    let decided = all.filter { model.text(.status, of: $0) != "proposed" }
    return decided.isEmpty && model.text(.status, of: decision) == "superseded" ? all : decided
  }

  /// The decisions that would take the place of one.
  func candidates(of decision: ElementID) -> [ElementID] {
    let successors = successors(of: decision)
    return (followers[decision] ?? []).filter { !successors.contains($0) }
  }

  /// The status that counts; nil where nobody states one.
  func status(of decision: ElementID) -> String? {
    let own = model.text(.status, of: decision)
    guard own == nil || own == "accepted" || own == "proposed" else { return own }
    return successors(of: decision).isEmpty ? own : "superseded"
  }

  /// Whether a decision holds, or may come to hold.
  func isStanding(_ decision: ElementID) -> Bool {
    !["rejected", "deprecated", "superseded"].contains(status(of: decision) ?? "")
  }
}
