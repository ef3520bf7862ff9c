import ArchSyntax

extension VariantSelection {
  /// The word for what there is before the first phase of a migration, where no phase bears it as its name.
  public static let beforeMigrationName = "start"

  /// The architecture before the first phase of the migrations: the program less everything that any phase adds.
  public static let beforeMigration = VariantSelection(kinds: [.phase], name: beforeMigrationName)

  /// Whether it means what there is before the first phase, unless a phase is called so.
  var isBeforeMigration: Bool { kinds == [.phase] && name == Self.beforeMigrationName }
}

extension Model {
  /// The phases of all migrations, each behind those it comes `after`, else in the order of the source.
  public var phasesInOrder: [ElementID] {
    let phases = elements(of: .phase)
    let members = Set(phases)
    var waiting: [ElementID: Int] = [:]
    var followers: [ElementID: [ElementID]] = [:]
    for phase in phases {
      let before = earlierPhases(phase).filter { members.contains($0) && $0 != phase }
      waiting[phase] = before.count
      for other in before { followers[other, default: []].append(phase) }
    }
    var result: [ElementID] = []
    var isDone: Set<ElementID> = []
    // Each phase is visited in source order; one that becomes free comes next, with those that wait for it alone.
    for phase in phases where waiting[phase] == 0 {
      var open = [phase]
      while let next = open.popLast() {
        guard isDone.insert(next).inserted else { continue }
        result.append(next)
        var freed: [ElementID] = []
        for follower in followers[next] ?? [] {
          waiting[follower, default: 0] -= 1
          if waiting[follower] == 0 { freed.append(follower) }
        }
        open += freed.reversed()
      }
    }
    // A circle has no order.
    return result + phases.filter { !isDone.contains($0) }
  }

  /// The phases that a phase names in `after`, each once.
  public func earlierPhases(_ phase: ElementID) -> [ElementID] {
    var seen: Set<ElementID> = []
    return (stated(.after, of: phase).map { references($0.value) } ?? []).filter { seen.insert($0).inserted }
  }

  /// The architecture after a phase: the base with the phase and all those it comes after; nil where the phase cannot be
  /// laid over the program.
  public func after(phase: ElementID) -> Model? {
    applying(VariantSelection(kinds: [.phase], name: path(phase)))
  }

  /// The architecture when several phases are done, each with those it comes after.
  public func after(phases: [ElementID]) -> Model? {
    applying(phases.map { VariantSelection(kinds: [.phase], name: path($0)) })
  }
}
