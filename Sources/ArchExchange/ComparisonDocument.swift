/// Figures under several variants, or before and after a change.
public struct ComparisonDocument: Codable, Sendable, Hashable {
  public struct Row: Codable, Sendable, Hashable {
    /// `Checkout.p99 at peak`.
    public var figure: String
    /// In base units, one a variant; null where it is unknown or does not exist.
    public var values: [Double?]
    /// As people read them.
    public var texts: [String]

    public init(figure: String, values: [Double?], texts: [String]) {
      self.figure = figure
      self.values = values
      self.texts = texts
    }
  }

  public var version = 1
  public var variants: [String]
  /// The ids of the rules that find an error, one list a variant.
  public var errors: [[String]]
  public var rows: [Row]

  public init(variants: [String], errors: [[String]], rows: [Row]) {
    self.variants = variants
    self.errors = errors
    self.rows = rows
  }
}
