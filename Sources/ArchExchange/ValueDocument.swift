/// The value of a property, in one shape for each type of value; `type` says which keys are there.
public struct ValueDocument: Codable, Sendable, Hashable, DirectlyEncodable {
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

    fileprivate func encode(
      into container: inout KeyedEncodingContainer<CodingKeys>, forKey key: CodingKeys
    ) throws {
      switch self {
      case .flag(let flag): try container.encode(flag, forKey: key)
      case .number(let number): try container.encode(number, forKey: key)
      case .text(let text): try container.encode(text, forKey: key)
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

  enum CodingKeys: String, CodingKey {
    case type, value, unit, period, text, lower, upper, items, parts, id, kind
    case confidence, source, total, inclusive, origin
  }

  /// Keys without a value are left out.
  func encode(into container: inout KeyedEncodingContainer<CodingKeys>) throws {
    try container.encode(type.rawValue, forKey: .type)
    if let value { try value.encode(into: &container, forKey: .value) }
    if let unit { try container.encode(unit, forKey: .unit) }
    if let period { try container.encode(period, forKey: .period) }
    if let text { try container.encode(text, forKey: .text) }
    if let lower { try container.encode(lower, forKey: .lower) }
    if let upper { try container.encode(upper, forKey: .upper) }
    if let items { try container.encodeDirectly(items, forKey: .items) }
    if let parts { try container.encodeDirectly(parts, forKey: .parts) }
    if let id { try container.encode(id, forKey: .id) }
    if let kind { try container.encode(kind, forKey: .kind) }
    if let confidence { try container.encode(confidence, forKey: .confidence) }
    if let source { try container.encode(source, forKey: .source) }
    if let total { try container.encode(total, forKey: .total) }
    if let inclusive { try container.encode(inclusive, forKey: .inclusive) }
    if let origin { try container.encodeDirectly(origin, forKey: .origin) }
  }
}

/// A number in base units, and as it is written.
public struct QuantityDocument: Codable, Sendable, Hashable {
  public var value: Double
  public var unit: String
  public var text: String
}

/// From where a part has a property that it does not state.
public struct OriginDocument: Codable, Sendable, Hashable, DirectlyEncodable {
  public enum Source: String, Codable, Sendable, Hashable, CaseIterable {
    case boundary, system, mesh, gateway, end, defaults
  }

  public var from: Source
  /// The full path of the part that states it; null for `defaults`.
  public var id: String?
  /// Of `defaults` whom the entry speaks of: a kind, `#tag`, a technology, or `*`; null for others.
  public var selector: String?

  enum CodingKeys: String, CodingKey { case from, id, selector }

  func encode(into container: inout KeyedEncodingContainer<CodingKeys>) throws {
    try container.encode(from.rawValue, forKey: .from)
    try container.encodeOrNull(id, forKey: .id)
    try container.encodeOrNull(selector, forKey: .selector)
  }
}
