import ArchAnalysis

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The bytes of machine formats.
public enum JSONDocument {
  /// The JSON text of a document, with sorted keys and a line feed at its end. The same document gives the same bytes.
  ///
  /// - Parameter isPretty: whether it is laid out in lines for people.
  /// - Throws: `EncodingError` where a number is not finite; documents of this module hold none.
  public static func bytes(of document: some Encodable, isPretty: Bool = true) throws -> [UInt8] {
    var bytes = [UInt8](try encoder(isPretty: isPretty).encode(document))
    bytes.append(0x0A)
    return bytes
  }

  /// The JSON text of a model, with sorted keys. Each declaration and relation has a line of its own, so that two
  /// exports can be compared line by line.
  ///
  /// A large model is more than a hundred megabytes of JSON. Its declarations are encoded one by one, as the encoder
  /// keeps a tree of all that it is given, which takes twenty times the memory of the text.
  public static func bytes(of model: ModelDocument) throws -> [UInt8] {
    try bytes(of: model, figures: model.figures, verdicts: model.verdicts)
  }

  /// The JSON text of a bound program with its figures at the usual moments, which are computed and encoded one by one.
  ///
  /// - Parameter variant: what is laid over the program, or nil.
  public static func bytes(of figures: Figures, variant: String?) throws -> [UInt8] {
    let identities = FigureIdentities(figures.model)
    let documents = figures.all(at: figures.moments).lazy.map { figure in
      let explanation = figures.explanation(figure.subject, figure.name, figure.conditions)
      return FigureDocument(explanation ?? Explanation(figure, formula: nil), in: identities, variant: variant)
    }
    let verdicts = figures.verdicts().map { VerdictDocument($0, in: identities) }
    return try bytes(of: ModelDocument(figures.model), figures: documents, verdicts: verdicts)
  }

  private static func bytes(
    of model: ModelDocument, figures: some Sequence<FigureDocument>, verdicts: [VerdictDocument]
  ) throws -> [UInt8] {
    var lines = LinedObject(encoder: encoder(isPretty: false))
    try lines.append("boundaries", list: model.boundaries)
    try lines.append("components", list: model.components)
    try lines.append("decisions", list: model.decisions)
    try lines.append("endpoints", list: model.endpoints)
    try lines.append("failures", list: model.failures)
    try lines.append("figures", list: figures)
    try lines.append("files", list: model.files)
    try lines.append("flows", list: model.flows)
    try lines.append("others", list: model.others)
    try lines.append("phases", list: model.phases)
    try lines.append("relations", list: model.relations)
    try lines.append("requirements", list: model.requirements)
    if let rules = model.rules { try lines.append("rules", list: rules) }
    try lines.append("system", value: model.system)
    try lines.append("verdicts", list: verdicts)
    try lines.append("version", value: model.version)
    try lines.append("views", list: model.views)
    return lines.finished()
  }

  /// Reads a document; nil where the text is none of this shape.
  public static func read<Document: Decodable>(_ type: Document.Type, from bytes: [UInt8]) -> Document? {
    try? JSONDecoder().decode(type, from: Data(bytes))
  }

  private static func encoder(isPretty: Bool) -> JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if isPretty { encoder.outputFormatting.insert(.prettyPrinted) }
    return encoder
  }
}

/// An object of lists whose items are encoded one by one, each on a line of its own.
private struct LinedObject {
  private let encoder: JSONEncoder
  private var bytes: [UInt8] = Array("{".utf8)
  private var isFirst = true

  init(encoder: JSONEncoder) {
    self.encoder = encoder
  }

  private mutating func begin(_ key: String) throws {
    bytes += Array((isFirst ? "\n" : ",\n").utf8)
    isFirst = false
    bytes += try encoder.encode(key)
    bytes += Array(": ".utf8)
  }

  mutating func append(_ key: String, list: some Sequence<some Encodable>) throws {
    try begin(key)
    bytes += Array("[".utf8)
    var isEmpty = true
    for item in list {
      bytes += Array((isEmpty ? "\n" : ",\n").utf8)
      bytes += try encoder.encode(item)
      isEmpty = false
    }
    bytes += Array((isEmpty ? "]" : "\n]").utf8)
  }

  mutating func append(_ key: String, value: some Encodable) throws {
    try begin(key)
    bytes += try encoder.encode(value)
  }

  func finished() -> [UInt8] { bytes + Array("\n}\n".utf8) }
}
