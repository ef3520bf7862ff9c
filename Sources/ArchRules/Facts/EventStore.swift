import ArchModel
import ArchSyntax

extension ModelFacts {
  /// The statement that makes a store or stream the log from which state is rebuilt, or nil: it `needs: event-sourcing`,
  /// or its technology is made for nothing else.
  func eventStoreStatement(_ element: ElementID) -> StatedProperty? {
    if let needs = effective(.needs, of: element)?.property, model.words(needs.stated).contains("event-sourcing") {
      return needs
    }
    guard technology(element)?.goodAt.first == "event-sourcing" else { return nil }
    return model.property(.tech, in: model[element].properties)
  }

  /// The logs from which state is rebuilt, with what says so.
  func eventStores(_ context: RuleContext) -> [(store: ElementID, statement: StatedProperty)] {
    context.elements(of: [.database, .storage, .stream]).compactMap { store in
      eventStoreStatement(store).map { (store, $0) }
    }
  }
}
