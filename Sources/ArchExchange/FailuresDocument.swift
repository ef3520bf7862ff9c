/// What fails with what: `archc failures --format json`. Parts are named by their ids in the export.
public struct FailuresDocument: Codable, Sendable, Hashable {
  public struct Loss: Codable, Sendable, Hashable {
    public var part: String
    /// Whether one replica is lost, not all of it.
    public var isOneReplica: Bool
    public var breaks: [String]
    public var degrades: [String]
    public var waits: [String]
    public var unknown: [String]
    /// The flows that it does not touch.
    public var spares: [String]
    /// What fails after it, because load moved or replicas are gone.
    public var failsToo: [String]

    public init(
      part: String, isOneReplica: Bool, breaks: [String], degrades: [String], waits: [String], unknown: [String],
      spares: [String], failsToo: [String]
    ) {
      self.part = part
      self.isOneReplica = isOneReplica
      self.breaks = breaks
      self.degrades = degrades
      self.waits = waits
      self.unknown = unknown
      self.spares = spares
      self.failsToo = failsToo
    }
  }

  /// The smallest sets of parts whose loss together breaks a flow.
  public struct Cuts: Codable, Sendable, Hashable {
    public var flow: String
    /// Larger sets than this are not looked for.
    public var order: Int
    /// Whether there are all sets up to the order.
    public var isComplete: Bool
    public var sets: [[String]]

    public init(flow: String, order: Int, isComplete: Bool, sets: [[String]]) {
      self.flow = flow
      self.order = order
      self.isComplete = isComplete
      self.sets = sets
    }
  }

  /// The most attempts that one request of a flow may cause at a part.
  public struct Retries: Codable, Sendable, Hashable {
    public var flow: String
    public var part: String
    public var attempts: Double
    /// Ids of relations.
    public var paths: [[String]]

    public init(flow: String, part: String, attempts: Double, paths: [[String]]) {
      self.flow = flow
      self.part = part
      self.attempts = attempts
      self.paths = paths
    }
  }

  /// A call's timeout beside what its callee may wait for in turn, in seconds.
  public struct Timeout: Codable, Sendable, Hashable {
    public var call: String
    public var timeout: Double
    public var downstream: Double
    public var through: String
    public var isInverted: Bool

    public init(call: String, timeout: Double, downstream: Double, through: String, isInverted: Bool) {
      self.call = call
      self.timeout = timeout
      self.downstream = downstream
      self.through = through
      self.isInverted = isInverted
    }
  }

  /// A declared failure that says otherwise than what is computed.
  public struct Contradiction: Codable, Sendable, Hashable {
    public var failure: String
    public var says: String
    public var subject: String
    public var computed: String
    public var path: [String]
    public var reason: String

    public init(
      failure: String, says: String, subject: String, computed: String, path: [String], reason: String
    ) {
      self.failure = failure
      self.says = says
      self.subject = subject
      self.computed = computed
      self.path = path
      self.reason = reason
    }
  }

  public var version = 1
  @OrNull public var variant: String?
  /// `current`, `peak`, or a time from today.
  public var at: String
  public var losses: [Loss] = []
  /// Parts whose loss moves load and lies beyond the budget.
  public var notComputed: [String] = []
  public var cutSets: [Cuts] = []
  public var retries: [Retries] = []
  public var timeouts: [Timeout] = []
  public var contradictions: [Contradiction] = []

  public init(variant: String?, at: String) {
    self.variant = variant
    self.at = at
  }
}
