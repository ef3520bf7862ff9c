/// A property that is written as `null` where it has no value, so that a key is always there.
@propertyWrapper
public struct OrNull<Wrapped: Codable & Sendable & Hashable>: Codable, Sendable, Hashable {
  public var wrappedValue: Wrapped?

  public init(wrappedValue: Wrapped?) {
    self.wrappedValue = wrappedValue
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    wrappedValue = container.decodeNil() ? nil : try container.decode(Wrapped.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let wrappedValue { try container.encode(wrappedValue) } else { try container.encodeNil() }
  }
}
