import ArchDiagram
import ArchModel

/// What a `view` asks for, or the options of a command line that stand for one.
///
/// What is shown is what all of `include`, `flows` and `focus` hold, less what `exclude` holds; an empty list asks for
/// nothing in particular.
public struct ViewChoice: Sendable, Hashable {
  /// Components, and boundaries with all that is inside.
  public var include: [ElementID] = []
  public var exclude: [ElementID] = []
  /// What lies within `depth` relations of these, whatever their direction.
  public var focus: [ElementID] = []
  public var depth = 1
  /// The flows whose components are shown.
  public var flows: [ElementID] = []
  /// Boundaries, and components that hold others, that are drawn as one box.
  public var collapse: [ElementID] = []
  public var direction: Diagram.Direction?
  /// Sets of parts that stand on one rank.
  public var ranks: [[ElementID]] = []

  /// The greatest depth that is followed.
  public static let depthLimit = 100

  public init() {}

  /// Reads a `view`.
  public init(_ view: ElementID, of model: Model) {
    func references(_ name: PropertyName) -> [ElementID] {
      model.stated(name, of: view).map { model.references($0.value) } ?? []
    }
    include = references(.include)
    exclude = references(.exclude)
    focus = references(.focus)
    flows = references(.flow)
    collapse = references(.collapse)
    if let stated = model.stated(.depth, of: view), case .quantity(let quantity) = stated.value,
      quantity.value.isFinite
    {
      depth = Int(max(0, min(Double(Self.depthLimit), quantity.value)))
    }
    if let stated = model.stated(.direction, of: view), let word = model.text(stated.value) {
      direction = Diagram.Direction(rawValue: word)
    }
    if let stated = model.stated(.rank, of: view), case .list(let range) = stated.value {
      var alone: [ElementID] = []
      for index in range.indices {
        switch model.pool[index].value {
        case .list(let inner): ranks.append(model.references(.list(inner)))
        case let other: alone += model.references(other)
        }
      }
      // `[A, B]` without a list inside is one rank.
      if !alone.isEmpty { ranks.append(alone) }
    }
  }
}
