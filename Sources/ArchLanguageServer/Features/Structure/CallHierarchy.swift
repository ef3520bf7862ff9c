import ArchModel
import ArchSyntax

/// The relations of a component with one other, as calls.
struct Calls: Sendable {
  /// The other component.
  var other: ElementID
  /// The statements that make them.
  var places: [Span]
}

/// Relations, read as who calls whom.
struct CallHierarchy {
  let snapshot: Snapshot
  private var model: Model { snapshot.model }

  /// The component that is meant at a place, or nil.
  func element(file: FileID, at offset: Int) -> ElementID? {
    let table = snapshot.index.declarations
    guard let navigation = Navigation(snapshot, file: file, at: offset), let entry = navigation.entry,
      let element = snapshot.index.element(declaredBy: table[entry].node, in: table[entry].file),
      KindSet.components.contains(model[element].kind)
    else { return nil }
    return element
  }

  /// Who has relations to a component.
  func incoming(_ element: ElementID) -> [Calls] {
    grouped(model.incoming(element)) { model[$0].source }
  }

  /// To whom a component has relations.
  func outgoing(_ element: ElementID) -> [Calls] {
    grouped(model.outgoing(element)) { model[$0].target }
  }

  /// In the order in which the others are first met.
  private func grouped(_ relations: ArraySlice<RelationID>, _ other: (RelationID) -> ElementID) -> [Calls] {
    var result: [Calls] = []
    var positions: [ElementID: Int] = [:]
    for relation in relations {
      let data = model[relation]
      let place = model.tree(of: data.node).span(ofToken: data.arrowToken)
      let key = other(relation)
      if let position = positions[key] {
        result[position].places.append(place)
      } else {
        positions[key] = result.count
        result.append(Calls(other: key, places: [place]))
      }
    }
    return result
  }
}
