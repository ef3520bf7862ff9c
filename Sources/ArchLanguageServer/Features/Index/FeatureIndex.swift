import ArchAnalysis
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
  private let computed: Mutex<Figures?> = Mutex(nil)
  private let elements: Mutex<[NodeRef: ElementID]?> = Mutex(nil)

  /// Figures of larger models are computed in the background alone, so that no hover waits for them.
  static let promptLimit = 1_500

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
      for (index, element) in model.elements.enumerated().dropFirst() where element.madeBy == nil && !element.isRemoved {
        map[element.node] = ElementID(index)
      }
      return map
    }
    return map[NodeRef(file, node)]
  }

  /// The figures, where they are there or quickly had.
  var figures: Figures? {
    if let figures = computed.withLock({ $0 }) { return figures }
    guard model.elements.count + model.relations.count <= Self.promptLimit else { return nil }
    return prepareFigures()
  }

  /// Computes what figures share, whatever it takes, and some figures of each part, so that later requests find them.
  ///
  /// - Parameter isCancelled: asked between parts; what is done is kept.
  @discardableResult
  public func prepareFigures(isCancelled: () -> Bool = { false }) -> Figures {
    let figures = kept(computed) { Figures(model) }
    guard model.elements.count + model.relations.count > Self.promptLimit else { return figures }
    for component in model.components {
      if isCancelled() { break }
      for name in FigureLine.names { _ = FigureLine.figure(name, of: component, figures) }
    }
    for flow in model.flows where !isCancelled() {
      for name in FigureLine.ofFlows { _ = FigureLine.figure(name, of: flow.element, figures) }
    }
    return figures
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
