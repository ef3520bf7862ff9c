import ArchModel

/// What a relation states about how much its source needs its target.
struct RelationTraits: Sendable {
  var isOptional = false
  var hasFallback = false
  /// The part that serves instead, by element; -1 where none does or words describe it.
  var fallback: Int32 = -1
  /// The cache whose misses go this way, by element; -1 for none.
  var onMiss: Int32 = -1
  /// `via: outbox` or `cdc`: the message is kept with the data, and sent when the broker is there.
  var isKept = false
  /// Whether it only reads, from whichever copy.
  var readsAnyCopy = false
  /// How many targets of the list it stands in have to work; 0 where that is not stated.
  var quorum: Double = 0

  init(_ relation: RelationID, in model: Model) {
    var reads = false
    var isStrict = false
    for property in model.properties(of: relation) {
      switch property.name {
      case .optional: isOptional = property.stated.value == .flag(true)
      case .fallback:
        hasFallback = true
        if case .element(let element) = property.stated.value { fallback = element.index }
      case .onMiss:
        if case .element(let element) = property.stated.value { onMiss = element.index }
      case .via:
        let word = model.word(property.stated.value)
        isKept = word == "outbox" || word == "cdc"
      case .access: reads = model.word(property.stated.value) == "read"
      case .consistent: isStrict = isStrict || property.stated.value == .flag(true)
      case .read: isStrict = isStrict || model.word(property.stated.value) == "primary"
      case .quorum: quorum = model.quorum(property.stated)?.needed ?? 0
      default: break
      }
    }
    readsAnyCopy = reads && !isStrict
  }
}
