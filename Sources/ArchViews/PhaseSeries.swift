import ArchDiagram
import ArchModel

/// The phases of a migration as a series of drawings, each with marks for what it brings.
public enum PhaseSeries {
  /// The phases of all migrations, each behind those it comes after, else in the order of the source.
  public static func phases(of model: Model) -> [ElementID] { model.phasesInOrder }

  /// The architecture after a phase, compared with the one that the phase starts from; nil where the phase cannot be
  /// laid over the program.
  ///
  /// - whole: the model without any phase.
  public static func diagram(of phase: ElementID, in whole: Model) -> Diagram? {
    guard let model = whole.applying(VariantSelection(kinds: [.phase], name: whole.path(phase))) else { return nil }
    let after = DiagramProjection.diagram(of: model)
    let before = start(of: phase, in: whole).map { DiagramProjection.diagram(of: $0) } ?? after
    let changed = paths(whole.stated(.changes, of: phase), in: whole)
    var diagram = after.changes(since: before, expected: changed)
    let order = phases(of: whole)
    let number = (order.firstIndex(of: phase) ?? 0) + 1
    diagram.subtitle = "phase \(number) of \(order.count): \(whole.displayName(phase))"
    return diagram
  }

  /// What there is before a phase: what those it comes after leave together, or, for a first one, the program less all
  /// that phases add.
  private static func start(of phase: ElementID, in whole: Model) -> Model? {
    let earlier = whole.earlierPhases(phase)
    guard !earlier.isEmpty else { return whole.applying(.beforeMigration) }
    return earlier.reduce(whole) { model, other in
      model?.applying(VariantSelection(kinds: [.phase], name: whole.path(other)))
    }
  }

  private static func paths(_ stated: Stated?, in model: Model) -> Set<String> {
    stated.map { Set(model.references($0.value).map { model.path($0) }) } ?? []
  }
}
