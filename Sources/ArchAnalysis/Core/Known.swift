import ArchModel

/// A value, or what the model has to state before there is one.
///
/// Unknown is never zero and never a default: what needs an unknown is unknown too, and names the same missing inputs.
public enum Known<Value: Sendable>: Sendable {
  case known(Value)
  case unknown(Missing)

  public var value: Value? {
    if case .known(let value) = self { return value }
    return nil
  }

  public var missing: Missing {
    if case .unknown(let missing) = self { return missing }
    return Missing()
  }

  public func map<Other>(_ transform: (Value) -> Other) -> Known<Other> {
    switch self {
    case .known(let value): .known(transform(value))
    case .unknown(let missing): .unknown(missing)
    }
  }

  public func flatMap<Other>(_ transform: (Value) -> Known<Other>) -> Known<Other> {
    switch self {
    case .known(let value): transform(value)
    case .unknown(let missing): .unknown(missing)
    }
  }

  /// Both values, or everything that is missing for them.
  public func with<Other>(_ other: Known<Other>) -> Known<(Value, Other)> {
    switch (self, other) {
    case (.known(let a), .known(let b)): .known((a, b))
    case (.unknown(let a), .unknown(let b)): .unknown(a.union(b))
    case (.unknown(let a), _): .unknown(a)
    case (_, .unknown(let b)): .unknown(b)
    }
  }
}

extension Known: Equatable where Value: Equatable {}
extension Known: Hashable where Value: Hashable {}

/// An input that the model does not state.
public struct MissingInput: Sendable, Hashable {
  public let subject: FigureSubject
  /// What would have to be stated (`p99`), as the language writes it.
  public let property: PropertyName

  public init(_ subject: FigureSubject, _ property: PropertyName) {
    self.subject = subject
    self.property = property
  }
}

/// Why a figure is unknown: the inputs to state, the most valuable first, or a reason that no input mends.
///
/// The list is short (`Missing.limit`), since unions over a whole model would grow without end; `isCut` says when more
/// is missing.
public struct Missing: Sendable, Hashable {
  public static let limit = 8

  public private(set) var inputs: [MissingInput]
  public private(set) var isCut = false
  /// Such as "the cycle Orders, Stock has a gain of 1.2"; empty where inputs are missing.
  public private(set) var reason: String
  /// Whether the reason is that a part is asked for more than it can take, which no further input would mend.
  public private(set) var isOverload = false

  public init(_ inputs: [MissingInput] = [], reason: String = "", isOverload: Bool = false) {
    self.inputs = Array(inputs.prefix(Self.limit))
    isCut = inputs.count > Self.limit
    self.reason = reason
    self.isOverload = isOverload
  }

  /// Whether nothing is missing.
  public var isNothing: Bool { inputs.isEmpty && reason.isEmpty }

  public init(_ subject: FigureSubject, _ property: PropertyName) {
    self.init([MissingInput(subject, property)])
  }

  public func union(_ other: Missing) -> Missing {
    var result = self
    for input in other.inputs where !result.inputs.contains(input) {
      guard result.inputs.count < Self.limit else {
        result.isCut = true
        break
      }
      result.inputs.append(input)
    }
    result.isCut = result.isCut || other.isCut
    if result.reason.isEmpty || other.isOverload && !result.isOverload { result.reason = other.reason }
    result.isOverload = result.isOverload || other.isOverload
    return result
  }
}
