/// Figures over time, to be looked at: one row a part, one value a moment.
public struct Plot: Sendable, Hashable {
  public struct Row: Sendable, Hashable {
    public var name: String
    /// By moment; nil where it is unknown.
    public var values: [Double?]
    /// What stands beside the bar: the first value as text.
    public var text: String
    /// What stands behind: "full in 12.3mo".
    public var note: String

    public init(name: String, values: [Double?], text: String, note: String = "") {
      self.name = name
      self.values = values
      self.text = text
      self.note = note
    }
  }

  public var title: String
  /// The moments, such as `now`, `6mo`.
  public var moments: [String]
  /// The value at which a part is full; bars end there.
  public var limit: Double
  /// What the limit means: "full".
  public var limitTitle: String
  public var rows: [Row]

  public init(title: String, moments: [String], limit: Double = 1, limitTitle: String = "full", rows: [Row] = []) {
    self.title = title
    self.moments = moments
    self.limit = limit
    self.limitTitle = limitTitle
    self.rows = rows
  }
}
