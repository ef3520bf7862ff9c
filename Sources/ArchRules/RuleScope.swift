/// Which of the selected rules run: all, or at first those that answer at once.
public enum RuleScope: Sendable, Hashable {
  case all
  /// Rules on single parts and on what is next to them. They ask for no figure, follow no long path, and nothing that
  /// runs later hides what they find; an editor runs them at each keystroke.
  case local

  func includes(_ rule: Rule) -> Bool {
    switch self {
    case .all: true
    case .local: rule.isLocal
    }
  }
}

extension Rule {
  /// Whether it belongs to `RuleScope.local`.
  public var isLocal: Bool {
    stage != .allows && principle != .custom && !Self.widespread.contains(id)
      && !(Subsumption.silencers[id] ?? []).contains(where: Self.widespread.contains)
  }

  /// The rules that compute figures or look at the program as a whole.
  private static let widespread: Set<String> = [
    "CST001", "CST002", "CST003", "DAT007", "DAT008", "MNT001", "MNT002", "MNT005", "MNT008", "MOD001", "MOD002",
    "MOD003", "MOD006", "MOD007", "MOD010", "MOD012", "MOD014", "PER001", "PER002", "PER003", "PER005", "PER008",
    "REL005",
    "REL006", "REL008", "REL009", "REL010", "REL011", "REL013", "REL014", "REL019", "REL021", "REL022", "REL024",
    "SCA001", "SCA002", "SCA003", "SCA004", "SCA005", "SCA006", "SCA007", "SCA008", "SCA009", "SCA010", "SCA011",
  ]
}
