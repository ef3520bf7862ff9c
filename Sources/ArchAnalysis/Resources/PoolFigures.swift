import ArchModel

extension ResourceAnalysis {
  /// The share of a part's connections that its callers may open: Σ replicas × pool of all callers / max-connections,
  /// with replicas that scale at their upper end. At least that where a caller states no pool.
  func connections(_ element: ElementID, _ state: LoadState, _ explains: Bool) -> Derived {
    guard let most = inputs[element, .maxConnections] else {
      return .unknown(Missing(.element(element), .maxConnections))
    }
    guard most.value > 0 else { return .unknown("\(model.shortName(element)) takes no connection at all") }
    var sum = 0.0
    var parts: [Formula] = []
    var missing = Missing()
    var isWhole = true
    var isCounted = false
    var result = Derived(.known(0))
    for relation in model.incoming(element) where model[relation].arrow.isSynchronous {
      let caller = model[relation].source
      guard let pool = inputs[relation, .pool] else {
        // People and programs outside have no pools of ours.
        if KindSet.outside.contains(model[caller].kind) { continue }
        isWhole = false
        missing = missing.union(Missing(.relation(relation), .pool))
        if result.notCounted.count < 8 {
          result.notCounted.append("\(model.shortName(caller)), which states no `pool`")
        }
        continue
      }
      guard let upper = inputs[caller, .replicasUpper] else {
        isWhole = false
        missing = missing.union(Missing(.element(caller), .replicas))
        if result.notCounted.count < 8 {
          result.notCounted.append("\(model.shortName(caller)), which states no `replicas`")
        }
        continue
      }
      sum += max(0, upper.value.rounded(.down)) * max(0, pool.value)
      isCounted = true
      if explains, let replicas = inputs.term(caller, .replicasUpper), let term = inputs.term(relation, .pool) {
        parts.append(.product([replicas, term]))
      }
    }
    guard isCounted || isWhole else { return .unknown(missing) }
    result.value = .finite(sum / most.value)
    if explains, let limit = inputs.term(element, .maxConnections) {
      result.formula = .quotient(parts.isEmpty ? .constant(0, "no caller has a pool") : .sum(parts), limit)
    }
    result.bound = isWhole ? .exact : .atLeast
    return result
  }
}
