import ArchModel
import ArchSyntax
import Synchronization

/// What features look up in one state of a program. Each part is made when it is first asked for, and kept as long as
/// the snapshot; it only saves time.
public final class FeatureIndex: Sendable {
  private let trees: [SyntaxTree]
  private let model: Model
  private let table: Mutex<DeclarationTable?> = Mutex(nil)
  private let names: Mutex<Occurrences?> = Mutex(nil)
  private let elements: Mutex<[NodeRef: ElementID]?> = Mutex(nil)

  public init(trees: [SyntaxTree], model: Model) {
    self.trees = trees
    self.model = model
  }

  var declarations: DeclarationTable { kept(table) { DeclarationTable(trees) } }

  var occurrences: Occurrences {
    let declarations = declarations
    return kept(names) { Occurrences(declarations) }
  }

  /// The element that a node declares in the model as it is bound, or nil.
  func element(declaredBy node: Int, in file: FileID) -> ElementID? {
    let map = kept(elements) {
      var map: [NodeRef: ElementID] = [:]
      map.reserveCapacity(model.elements.count)
      for (index, element) in model.elements.enumerated().dropFirst() where element.madeBy == nil && !element.isRemoved
      {
        map[element.node] = ElementID(index)
      }
      return map
    }
    return map[NodeRef(file, node)]
  }

  private func kept<Value: Sendable>(_ place: borrowing Mutex<Value?>, _ make: () -> Value) -> Value {
    if let value = place.withLock({ $0 }) { return value }
    let value = make()
    return place.withLock { kept in
      if let kept { return kept }
      kept = value
      return value
    }
  }
}
