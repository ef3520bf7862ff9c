/// A decision with its options.
public struct DecisionDocument: Codable, Sendable, Hashable {
  public var element: ElementDocument
  public var options: [ElementDocument]

  private enum Keys: String, CodingKey { case options }

  public init(element: ElementDocument, options: [ElementDocument]) {
    self.element = element
    self.options = options
  }

  public init(from decoder: any Decoder) throws {
    element = try ElementDocument(from: decoder)
    options = try decoder.container(keyedBy: Keys.self).decode([ElementDocument].self, forKey: .options)
  }

  public func encode(to encoder: any Encoder) throws {
    try element.encode(to: encoder)
    var container = encoder.container(keyedBy: Keys.self)
    try container.encodeDirectly(options, forKey: .options)
  }
}
