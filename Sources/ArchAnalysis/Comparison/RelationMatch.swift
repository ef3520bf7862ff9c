import ArchModel

/// Finds for each relation what it was: by its ends and arrow, and where several join a pair by protocol and label.
struct RelationMatch {
  let before: Model
  let after: Model
  let values: ComparedValues

  func formers() -> [RelationID: RelationID] {
    var known: [String: [RelationID]] = [:]
    for relation in before.liveRelations {
      known[key(relation, in: before, isNew: false), default: []].append(relation)
    }
    var waiting: [String: [RelationID]] = [:]
    var former: [RelationID: RelationID] = [:]
    // Those that say the same of themselves belong together; what is left of a pair follows in order.
    for relation in after.liveRelations {
      let key = key(relation, in: after, isNew: true)
      let word = word(relation, in: after)
      if let place = known[key]?.firstIndex(where: { self.word($0, in: before) == word }) {
        former[relation] = known[key]?.remove(at: place)
      } else {
        waiting[key, default: []].append(relation)
      }
    }
    for (key, relations) in waiting {
      for (relation, old) in zip(relations, known[key] ?? []) { former[relation] = old }
    }
    return former
  }

  func differences(_ former: [RelationID: RelationID]) -> [RelationDifference] {
    var result: [RelationDifference] = []
    var kept: Set<RelationID> = []
    for relation in after.liveRelations {
      guard let old = former[relation] else {
        result.append(RelationDifference(difference: .added, before: nil, after: relation, properties: []))
        continue
      }
      kept.insert(old)
      let properties = values.differences(old, relation)
      if !properties.isEmpty {
        result.append(RelationDifference(difference: .changed, before: old, after: relation, properties: properties))
      }
    }
    for relation in before.liveRelations where !kept.contains(relation) {
      result.append(RelationDifference(difference: .removed, before: relation, after: nil, properties: []))
    }
    return result
  }

  private func key(_ relation: RelationID, in model: Model, isNew: Bool) -> String {
    let data = model[relation]
    return values.path(data.source, isNew: isNew) + data.arrow.rawValue + values.path(data.target, isNew: isNew)
  }

  private func word(_ relation: RelationID, in model: Model) -> String {
    let text = model.stated(.protocol, of: relation).flatMap { model.text($0.value) } ?? ""
    return text + "|" + (model.label(relation) ?? "")
  }
}
