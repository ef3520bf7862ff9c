import ArchModel
import ArchSyntax

/// The relations of one caller that one statement declares: `A -> [B, C]` is one of two calls.
struct CallStatement {
  let source: ElementID
  let node: NodeRef
  var relations: [RelationID]

  private struct Key: Hashable {
    let source: ElementID
    let node: NodeRef
  }

  /// Groups relations by caller and statement, in the order of their first.
  static func grouped(_ relations: [RelationID], in model: Model) -> [CallStatement] {
    var places: [Key: Int] = [:]
    var result: [CallStatement] = []
    for relation in relations {
      let data = model[relation]
      let key = Key(source: data.source, node: data.node)
      if let place = places[key] {
        result[place].relations.append(relation)
      } else {
        places[key] = result.count
        result.append(CallStatement(source: data.source, node: data.node, relations: [relation]))
      }
    }
    return result
  }
}

/// A statement that gives relations a property: their own, or one of a component, boundary, mesh or `defaults` that they
/// inherit.
struct StatedCause {
  let property: StatedProperty
  /// What a finding about the statement is about, and where it sits.
  let subject: Subject
  let place: Span
  /// The relations that have it, in source order.
  var relations: [RelationID]
}

extension ModelFacts {
  /// The statements that give some relations a property, each once, where it is as asked.
  func causes(
    of name: PropertyName, on relations: [RelationID], where isWanted: (RelationID, Stated) -> Bool
  ) -> [StatedCause] {
    var places: [NodeRef: Int] = [:]
    var result: [StatedCause] = []
    for relation in relations {
      guard let effective = effective(name, of: relation), isWanted(relation, effective.property.stated) else {
        continue
      }
      if let place = places[effective.property.node] {
        result[place].relations.append(relation)
        continue
      }
      places[effective.property.node] = result.count
      let subject: Subject
      let span: Span
      switch effective.origin {
      case .own: (subject, span) = (.relation(relation), model.span(relation))
      case .boundary(let holder), .system(let holder), .mesh(let holder), .gateway(let holder), .end(let holder):
        (subject, span) = (.element(holder), model.nameSpan(holder))
      case .defaults:
        (subject, span) = (.file(effective.property.node.file), model.span(effective.property))
      }
      result.append(
        StatedCause(property: effective.property, subject: subject, place: span, relations: [relation]))
    }
    return result
  }
}
