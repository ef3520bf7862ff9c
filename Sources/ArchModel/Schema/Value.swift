import ArchSyntax

/// How sure a figure is.
public enum Confidence: UInt8, Sendable, Hashable, CaseIterable {
  case stated, assumed, measured, target, sla

  /// The word that writes it; empty for `stated`.
  public var word: String {
    switch self {
    case .stated: ""
    case .assumed: "assumed"
    case .measured: "measured"
    case .target: "target"
    case .sla: "sla"
    }
  }
}

/// The words behind a figure that say of what it is.
public enum FigureSuffix {
  /// The figure is of the whole part, not of one replica.
  public static let total = "total"
  /// The figure contains the parts that are called.
  public static let inclusive = "inclusive"
}

/// The index of a token in a file of the program, from which a text is read when it is asked for.
public struct TokenRef: Sendable, Hashable {
  public let file: FileID
  private let first: UInt32
  private let count: UInt32

  public init(_ file: FileID, _ tokens: Range<Int>) {
    self.file = file
    first = UInt32(truncatingIfNeeded: tokens.lowerBound)
    count = UInt32(truncatingIfNeeded: tokens.count)
  }

  public var tokens: Range<Int> { Int(first)..<(Int(first) + Int(count)) }
}

/// A run of values in the pool of the model.
public struct PoolRange: Sendable, Hashable {
  private let first: UInt32
  private let length: UInt32

  public init(_ range: Range<Int>) {
    first = UInt32(truncatingIfNeeded: range.lowerBound)
    length = UInt32(truncatingIfNeeded: range.count)
  }

  public var indices: Range<Int> { Int(first)..<(Int(first) + Int(length)) }
}

/// The value of a property, as it is kept: plain bytes, so that a model of a million values costs no reference counts.
/// Texts and lists are read through the model.
public enum Value: Sendable, Hashable {
  case flag(Bool)
  case quantity(Quantity)
  /// Two quantities in the pool, the lower one first.
  case range(PoolRange)
  /// A word of an enumeration or a data class; spelled as `Interner` keeps it.
  case word(NameID)
  /// A text: one string token.
  case text(TokenRef)
  /// Words that stand for themselves: a technology, a version, a path in prose.
  case phrase(TokenRef)
  /// Days since 1970-01-01.
  case date(Int32)
  /// A declaration that the value names.
  case element(ElementID)
  case list(PoolRange)
  /// The parts of a composed phrase, in the order of its grammar; a part that is absent is `.none`.
  case record(PoolRange)
  case none
}

/// A value with what its author says about it.
public struct Stated: Sendable, Hashable {
  public var value: Value
  public var confidence: Confidence
  /// `total`: the figure is of the whole part, not of one replica.
  public var isTotal: Bool
  /// `inclusive`: the figure contains the parts that are called.
  public var isInclusive: Bool
  /// The text behind the confidence that says where the figure comes from.
  public var source: TokenRef?

  public init(
    _ value: Value, confidence: Confidence = .stated, isTotal: Bool = false, isInclusive: Bool = false,
    source: TokenRef? = nil
  ) {
    self.value = value
    self.confidence = confidence
    self.isTotal = isTotal
    self.isInclusive = isInclusive
    self.source = source
  }
}
