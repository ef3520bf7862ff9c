/// Where a click may lead.
enum LinkTarget {
  /// The link when it is one that a drawing may hold, else nil: `http`, `https` and `mailto`, and what is relative to the
  /// page. Whatever could make a browser read another scheme than the one that is checked here is refused: white space,
  /// control characters and backslashes, which browsers drop or turn.
  static func allowed(_ link: String) -> String? {
    guard !link.isEmpty, link.utf8.count <= 2_000 else { return nil }
    for scalar in link.unicodeScalars where scalar.value <= 0x20 || scalar == "\\" || (0x7F...0xA0) ~= scalar.value {
      return nil
    }
    guard XMLText.clean(link) == link else { return nil }
    let lowercased = link.lowercased()
    if ["http://", "https://", "mailto:"].contains(where: lowercased.hasPrefix) { return link }
    if link.hasPrefix("//") { return nil }
    let beforePath = link.prefix { !"/?#".contains($0) }
    return beforePath.unicodeScalars.contains(":") ? nil : link
  }
}
