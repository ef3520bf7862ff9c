import ArchModel

/// Reads the numbers of elements and relations from their phrases.
enum InputReading {
  static func inputs(of element: ElementID, in model: Model) -> [(InputName, Input)] {
    var result: [(InputName, Input)] = []
    for property in componentProperties {
      guard let found = model.effective(property, of: element) else { continue }
      let stated = found.property.stated
      let place = Int32(truncatingIfNeeded: found.index)
      func add(_ name: InputName, _ value: Double?) {
        guard let value, value.isFinite else { return }
        result.append((name, input(value, stated, place, model)))
      }
      switch property {
      case .replicas:
        let replicas = model.replicas(stated)
        add(.replicasLower, replicas?.lower)
        add(.replicasUpper, replicas?.upper)
      case .autoscale: add(.autoscaleTarget, model.autoscale(stated)?.target?.value)
      case .quorum: add(.quorum, model.quorum(stated)?.needed)
      case .failover: add(.failoverTime, model.failover(stated)?.time)
      case .backup: add(.backupInterval, model.backup(stated)?.interval)
      case .load:
        let load = model.load(stated)
        add(.loadMean, load?.mean)
        add(.loadPeak, load?.peak)
      case .growth: add(.growth, model.growth(stated)?.amount.value)
      default:
        if let name = plain[property] { add(name, model.figure(stated)?.value) }
      }
    }
    return result
  }

  static func inputs(of relation: RelationID, in model: Model) -> [(RelationInputName, Input)] {
    var result: [(RelationInputName, Input)] = []
    for property in relationProperties {
      guard let found = model.effective(property, of: relation) else { continue }
      let stated = found.property.stated
      let place = Int32(truncatingIfNeeded: found.index)
      func add(_ name: RelationInputName, _ value: Double?) {
        guard let value, value.isFinite else { return }
        result.append((name, input(value, stated, place, model)))
      }
      switch property {
      case .timeout: add(.timeout, model.figure(stated)?.value)
      case .retry:
        let retry = model.retry(stated)
        add(.attempts, retry?.attempts)
        add(.retryPause, retry?.pause)
      case .calls: add(.calls, model.figure(stated)?.value)
      case .share: add(.share, model.figure(stated)?.value)
      case .pool: add(.pool, model.figure(stated)?.value)
      case .bulkhead: add(.bulkhead, model.figure(stated)?.value)
      case .payload: add(.payload, model.figure(stated)?.value)
      case .rate:
        let load = model.load(stated)
        add(.rateMean, load?.mean)
        add(.ratePeak, load?.peak)
      default: break
      }
    }
    return result
  }

  private static let plain: [PropertyName: InputName] = [
    .concurrency: .concurrency, .maxConnections: .maxConnections, .scaleUp: .scaleUp, .capacity: .capacity,
    .writeCapacity: .writeCapacity, .shards: .shards, .readReplicas: .readReplicas, .p50: .p50, .p90: .p90,
    .p95: .p95, .p99: .p99, .p999: .p999, .availability: .availability, .mttr: .mttr, .commonCause: .commonCause,
    .hitRate: .hitRate, .size: .size, .copies: .copies, .lag: .lag, .restore: .restore, .rpo: .rpo, .rto: .rto,
    .retention: .retention, .maxDepth: .maxDepth, .partitions: .partitions, .users: .users,
  ]

  /// Each property that a place reads, once.
  private static let componentProperties: [PropertyName] = InputName.allCases.reduce(into: []) { list, name in
    if !list.contains(name.property) { list.append(name.property) }
  }
  private static let relationProperties: [PropertyName] = RelationInputName.allCases.reduce(into: []) { list, name in
    if !list.contains(name.property) { list.append(name.property) }
  }

  private static func input(_ value: Double, _ stated: Stated, _ place: Int32, _ model: Model) -> Input {
    Input(
      value, confidence: stated.confidence, isTotal: stated.isTotal, isInclusive: stated.isInclusive,
      currency: model.figure(stated)?.currency ?? .none, property: place)
  }
}
