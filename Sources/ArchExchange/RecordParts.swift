import ArchModel

/// The names of the parts of composed values, in the order of their grammar.
enum RecordParts {
  /// The names of a property's parts, or nil where its values are not composed.
  ///
  /// - Parameter count: how many parts the value has; nil for the first part alone, which stands for a record of one.
  static func names(of property: PropertyName, count: Int?) -> [String]? {
    let names: [String]? =
      switch property {
      case .load, .rate: ["mean", "peak"]
      case .replicas: ["count", "across"]
      case .autoscale: ["metric", "target"]
      case .quorum: ["needed", "of"]
      case .failover: ["kind", "duration"]
      case .backup: ["interval", "keep", "to"]
      case .rateLimit: count == 3 ? ["count", "period", "burst"] : ["rate", "burst"]
      case .retry: ["repetitions", "backoff", "pause", "jitter"]
      case .circuitBreaker: ["threshold", "window", "open", "half-open"]
      case .growth: ["growth", "fixed"]
      case .team: ["size", "skills"]
      case .redelivery: ["repetitions", "pause"]
      default: nil
      }
    guard let names, let count else { return names }
    return names.count == count ? names : nil
  }

  /// Whether a value that is no record is the first part of one: `rate: 20/s` is a mean without a peak, while
  /// `retry: none` is a word of its own.
  static func isFirstPart(_ value: Value, of property: PropertyName, in model: Model) -> Bool {
    switch value {
    case .quantity, .range: true
    case .word(let word):
      switch property {
      case .failover: true
      case .autoscale: model.interner.text(word) != "none"
      default: false
      }
    default: false
    }
  }
}
