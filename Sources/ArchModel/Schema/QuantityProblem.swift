/// Why a text is no quantity.
public struct QuantityProblem: Error, Sendable, Hashable {
  public enum Reason: Sendable, Hashable {
    /// It does not begin like a number.
    case noNumber
    /// What follows the number is no unit.
    case unknownUnit
    /// The unit can mean several things.
    case ambiguousUnit
    /// `1h30min`.
    case compound
    /// `70$` or `70EUR`.
    case currencyBehind
    /// Units that do not go together, such as `5ms/s`.
    case unfitUnits
    /// More than a number of 64 bits holds.
    case tooLarge
    /// A range whose ends measure different things.
    case unlikeEnds
  }

  public let reason: Reason
  /// The bytes that are wrong, counted from the beginning of the text.
  public let range: Range<Int>
  /// What was probably meant, best first, each a text in the place of the whole.
  public var suggestions: [String]

  public init(_ reason: Reason, _ range: Range<Int>, suggestions: [String] = []) {
    self.reason = reason
    self.range = range
    self.suggestions = suggestions
  }
}
