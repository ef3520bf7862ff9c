import ArchModel

extension Inputs {
  /// A copy in which what is not stated is as good as it can be: sources without a rate send nothing, caches without a
  /// hit rate answer everything, alternatives without a share are never taken, parts without percentiles take no time,
  /// and parts whose availability is unknown always work.
  ///
  /// A limit that is exceeded even so is exceeded whatever the missing inputs are. Capacities stay unknown.
  ///
  /// - Parameter availability: of these inputs.
  public func atBest(_ availability: AvailabilityAnalysis) -> Inputs {
    var result = self
    let works = availability.ofComponents()
    for element in model.elements(of: KindSet.components | [.flow, .alternative]) {
      func assume(_ name: InputName, _ value: Double, _ dimension: Dimension) {
        if self[element, name] == nil { result[element, name] = Input(value, dimension) }
      }
      let kind = model[element].kind
      switch kind {
      case .flow: assume(.rateMean, 0, .rate)
      case .alternative: assume(.share, 0, .ratio)
      default:
        if KindSet.outside.contains(kind) { assume(.loadMean, 0, .rate) }
        if kind == .cache || kind == .cdn { assume(.hitRate, 1, .ratio) }
        let percentiles: [InputName] = [.p50, .p90, .p95, .p99, .p999]
        if percentiles.allSatisfy({ self[element, $0] == nil }) { result[element, .p99] = Input(0, .duration) }
        let index = Int(element.index)
        if works.indices.contains(index), works[index].value == nil {
          result[element, .availability] = Input(1, .ratio, isTotal: true)
        }
      }
    }
    return result
  }
}
