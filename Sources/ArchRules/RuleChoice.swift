import ArchSyntax

/// Which rules count and how much, as a configuration says.
public struct RuleChoice: Sendable, Hashable {
  /// Ids, names, principles or their letters.
  public var select: [String] = []
  public var ignore: [String] = []
  /// By id; nil for `off`.
  public var severities: [String: Severity?] = [:]

  public init() {}
}

/// A choice that holds for some files alone.
public struct FileChoice: Sendable, Hashable {
  public let files: Set<FileID>
  public let choice: RuleChoice

  public init(files: Set<FileID>, choice: RuleChoice) {
    self.files = files
    self.choice = choice
  }
}

/// The month in which a set of rules came out. A team that names one is not surprised by the rules of a later one.
public struct RuleEdition: Sendable, Hashable, Comparable {
  public let year: Int
  public let month: Int

  /// The set of this version of the compiler.
  public static let first = RuleEdition(year: 2026, month: 12)

  public init(year: Int, month: Int) {
    self.year = year
    self.month = month
  }

  /// Reads `2026.12`; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count == 4, (1...2).contains(parts[1].count), let year = Int(parts[0]),
      let month = Int(parts[1]), (1...12).contains(month), year > 0
    else { return nil }
    self.init(year: year, month: month)
  }

  public static func < (a: RuleEdition, b: RuleEdition) -> Bool { (a.year, a.month) < (b.year, b.month) }
}
