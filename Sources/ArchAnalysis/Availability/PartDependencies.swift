import ArchModel

/// What each part of the model needs of others where a flow ends in it: all its required relations, its host and the
/// boundaries around it that fail as one. Compiled once; flows replace the relations of the parts they step out of.
struct PartDependencies: Sendable {
  let inputs: Inputs
  let traits: [RelationTraits]
  /// By element: whether it is a component that can fail, or a boundary whose parts fail together.
  let counts: [Bool]
  private let start: [Int32]
  private let clauses: [DependencyClause]
  /// The members of quorums and spreads, by element.
  private(set) var members: [Int32]
  /// By element: how many of its clauses are host and boundary, which stand first and hold in every flow.
  private let fixedCount: [UInt8]

  init(_ inputs: Inputs) {
    let model = inputs.model
    self.inputs = inputs
    traits = model.relations.indices.map { RelationTraits(RelationID($0), in: model) }
    var counts = [Bool](repeating: false, count: model.elements.count)
    for element in model.components {
      // The people and apps that the system serves are no part of it, unless somebody says how surely they work.
      let isServed = model[element].kind == .actor || model[element].kind == .client
      counts[Int(element.index)] = !isServed || inputs[element, .availability] != nil
    }
    // A boundary stands for itself, or for the nearest one around it that fails as one; parents stand first.
    var sharedFate = [Int32](repeating: -1, count: model.elements.count)
    for boundary in model.boundaries {
      let index = Int(boundary.index)
      if inputs[boundary, .availability] != nil {
        sharedFate[index] = boundary.index
        counts[index] = true
      } else {
        sharedFate[index] = sharedFate[Int(model[boundary].parent.index)]
      }
    }
    self.counts = counts

    var builder = Builder(inputs: inputs, traits: traits, counts: counts, sharedFate: sharedFate)
    var start = [Int32](repeating: 0, count: model.elements.count + 1)
    var fixed = [UInt8](repeating: 0, count: model.elements.count)
    let parts = KindSet.components | KindSet.boundaries
    for index in model.elements.indices {
      let element = ElementID(index)
      if parts.contains(model[element].kind), !model[element].isRemoved { fixed[index] = builder.add(element) }
      start[index + 1] = Int32(truncatingIfNeeded: builder.clauses.count)
    }
    self.start = start
    fixedCount = fixed
    clauses = builder.clauses
    members = builder.members
  }

  /// All that a part needs where a flow ends in it.
  func clauses(of element: Int32) -> ArraySlice<DependencyClause> {
    clauses[Int(start[Int(element)])..<Int(start[Int(element) + 1])]
  }

  /// Its host and the boundaries around it.
  func fixedClauses(of element: Int32) -> ArraySlice<DependencyClause> {
    let first = Int(start[Int(element)])
    return clauses[first..<(first + Int(fixedCount[Int(element)]))]
  }
}

extension PartDependencies {
  /// What a relation makes its source need, or nil for nothing.
  ///
  /// - Parameters:
  ///   - isStep: whether a flow takes it, which makes an `optional` relation required there.
  ///   - traits: of all relations.
  static func clause(
    of relation: RelationID, isStep: Bool, in inputs: Inputs, traits: [RelationTraits], counts: [Bool]
  ) -> DependencyClause? {
    let model = inputs.model
    let data = model[relation]
    let trait = traits[Int(relation.index)]
    guard counts[Int(data.target.index)] else { return nil }
    var clause = DependencyClause(.required, relation: relation.index, target: data.target.index)
    clause.weight = min(1, max(0, inputs[relation, .share]?.value ?? 1))
    switch data.arrow {
    case .replication: return nil
    case .message:
      // What is handed over waits in the queue; the source needs no more than that.
      let isQueued = KindSet.messaging.contains(model[data.target].kind)
      if !isQueued || KindSet.messaging.contains(model[data.source].kind) || trait.isKept {
        clause.form = .later
        return clause
      }
    case .call, .twoWay:
      clause.needsPrimary = !trait.readsAnyCopy
      clause.cache = trait.onMiss
      let kind = model[data.source].kind
      if trait.onMiss < 0, kind == .cache || kind == .cdn, inputs[data.source, .hitRate] != nil {
        clause.cache = data.source.index
      }
    }
    if trait.isOptional, !isStep {
      clause.form = .optional
    } else if trait.hasFallback {
      clause.form = .optional
      if trait.fallback >= 0, counts[Int(trait.fallback)] {
        clause.form = .either
        clause.alternative = trait.fallback
      }
    }
    return clause
  }

  private struct Builder {
    let inputs: Inputs
    let traits: [RelationTraits]
    let counts: [Bool]
    let sharedFate: [Int32]
    var clauses: [DependencyClause] = []
    var members: [Int32] = []

    var model: Model { inputs.model }

    /// Adds the clauses of a part; returns how many of them are host and boundaries.
    mutating func add(_ element: ElementID) -> UInt8 {
      let first = clauses.count
      addFixed(element)
      let fixed = UInt8(clamping: clauses.count - first)
      // Somebody else's part calls on its own account.
      if !KindSet.outside.contains(model[element].kind) { addRelations(element) }
      return fixed
    }

    private mutating func addFixed(_ element: ElementID) {
      let kind = model[element].kind
      if KindSet.components.contains(kind), let found = model.effective(.on, of: element),
        case .element(let host) = found.property.stated.value, host != element
      {
        clauses.append(DependencyClause(.required, target: host.index))
      }
      var spread: [ElementID] = []
      if let found = model.effective(.replicas, of: element) {
        spread = model.replicas(found.property.stated)?.across ?? []
      }
      var around = sharedFate[Int(model[element].parent.index)]
      if !spread.isEmpty {
        // A boundary that holds only some of the replicas does not take all of them with it.
        var current = model[element].parent
        while current != .program {
          if spread.contains(current) { around = sharedFate[Int(model[current].parent.index)] }
          current = model[current].parent
        }
        var clause = DependencyClause(.spread, target: -1)
        let start = Int32(truncatingIfNeeded: members.count)
        members += spread.map(\.index)
        clause.members = start..<Int32(truncatingIfNeeded: members.count)
        clauses.append(clause)
      }
      if around >= 0 { clauses.append(DependencyClause(.required, target: around)) }
    }

    private mutating func addRelations(_ element: ElementID) {
      let outgoing = model.outgoing(element)
      var caches: Set<Int32> = []
      for relation in outgoing where traits[Int(relation.index)].onMiss >= 0 {
        caches.insert(traits[Int(relation.index)].onMiss)
      }
      var quorums: [NodeRef: Int] = [:]
      for relation in outgoing {
        guard
          var clause = PartDependencies.clause(
            of: relation, isStep: false, in: inputs, traits: traits, counts: counts)
        else { continue }
        // The store behind a cache is needed, the cache is not.
        if caches.contains(clause.target), clause.form == .required || clause.form == .either {
          clause.form = .optional
        }
        let needed = traits[Int(relation.index)].quorum
        if needed > 0, clause.form == .required || clause.form == .either {
          // The relations of one list share a statement, and its quorum.
          let node = model[relation].node
          if let position = quorums[node] {
            members.append(clause.target)
            clauses[position].members = clauses[position].members.lowerBound..<Int32(truncatingIfNeeded: members.count)
            continue
          }
          quorums[node] = clauses.count
          clause.form = .quorum
          clause.needed = Int32(truncatingIfNeeded: Int(min(needed, 1e6)))
          let start = Int32(truncatingIfNeeded: members.count)
          members.append(clause.target)
          clause.members = start..<(start + 1)
        }
        clauses.append(clause)
      }
    }
  }
}
