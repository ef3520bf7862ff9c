/// A document that writes itself into a container of keys.
///
/// A model has millions of values. Written straight into nested containers they cost no encoder each, which makes the
/// export several times as fast as what the compiler would derive; what is written is the same.
protocol DirectlyEncodable: Encodable {
  associatedtype Keys: CodingKey
  func encode(into container: inout KeyedEncodingContainer<Keys>) throws
}

extension DirectlyEncodable {
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try encode(into: &container)
  }
}

/// A key that is known at run time only: the word of a property.
struct WordKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) {
    self.stringValue = stringValue
  }

  init?(intValue: Int) {
    return nil
  }
}

extension KeyedEncodingContainer {
  /// Writes a text, or null.
  mutating func encodeOrNull(_ text: String?, forKey key: Key) throws {
    if let text { try encode(text, forKey: key) } else { try encodeNil(forKey: key) }
  }

  /// Writes a number, or null.
  mutating func encodeOrNull(_ number: Int?, forKey key: Key) throws {
    if let number { try encode(number, forKey: key) } else { try encodeNil(forKey: key) }
  }

  mutating func encodeDirectly<Document: DirectlyEncodable>(_ document: Document, forKey key: Key) throws {
    var container = nestedContainer(keyedBy: Document.Keys.self, forKey: key)
    try document.encode(into: &container)
  }

  mutating func encodeDirectly<Document: DirectlyEncodable>(_ documents: [Document], forKey key: Key) throws {
    var list = nestedUnkeyedContainer(forKey: key)
    for document in documents {
      var container = list.nestedContainer(keyedBy: Document.Keys.self)
      try document.encode(into: &container)
    }
  }

  mutating func encodeDirectly<Document: DirectlyEncodable>(
    _ documents: [String: Document], forKey key: Key
  ) throws {
    var dictionary = nestedContainer(keyedBy: WordKey.self, forKey: key)
    for (word, document) in documents {
      try dictionary.encodeDirectly(document, forKey: WordKey(stringValue: word))
    }
  }
}
