/// The value of a property, in one shape for each type of value; `type` says which keys are there.
public struct ValueDocument: Codable, Sendable, Hashable {
  public enum Shape: String, Codable, Sendable, Hashable, CaseIterable {
    case flag, quantity, range, word, text, words, date, reference, list, record
  }

  /// What stands under `value`: a number, a truth value or a text.
  public enum Scalar: Codable, Sendable, Hashable {
    case flag(Bool)
    case number(Double)
    case text(String)

    public init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let flag = try? container.decode(Bool.self) {
        self = .flag(flag)
      } else if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }

    public func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .flag(let flag): try container.encode(flag)
      case .number(let number): try container.encode(number)
      case .text(let text): try container.encode(text)
      }
    }
  }

  public var type: Shape
  /// Of a flag, quantity, word, text, words or date.
  public var value: Scalar?
  /// The base unit of a quantity.
  public var unit: String?
  /// The length in seconds of the period of a share per time.
  public var period: Double?
  /// A quantity or range as it is written.
  public var text: String?
  /// The ends of a range.
  public var lower: QuantityDocument?
  public var upper: QuantityDocument?
  /// The elements of a list.
  public var items: [ValueDocument]?
  /// The parts of a record that are stated, by name.
  public var parts: [String: ValueDocument]?
  /// The full path of what a reference names, and its kind.
  public var id: String?
  public var kind: String?
  /// `assumed`, `measured`, `target` or `sla`; left out where the author says nothing.
  public var confidence: String?
  /// Where the figure comes from.
  public var source: String?
  /// Whether the figure is of the whole part and not of one replica; left out where not.
  public var total: Bool?
  /// Whether the figure contains the parts that are called; left out where not.
  public var inclusive: Bool?
  /// From where an inherited property comes; left out of what the part states itself.
  public var origin: OriginDocument?

  init(_ type: Shape, value: Scalar? = nil) {
    self.type = type
    self.value = value
  }
}

/// A number in base units, and as it is written.
public struct QuantityDocument: Codable, Sendable, Hashable {
  public var value: Double
  public var unit: String
  public var text: String
}

/// From where a part has a property that it does not state.
public struct OriginDocument: Codable, Sendable, Hashable {
  public enum Source: String, Codable, Sendable, Hashable, CaseIterable {
    case boundary, system, mesh, gateway, end, defaults
  }

  public var from: Source
  /// The full path of the part that states it; null for `defaults`.
  @OrNull public var id: String?
  /// Of `defaults` whom the entry speaks of: a kind, `#tag`, a technology, or `*`; null for others.
  @OrNull public var selector: String?
}
