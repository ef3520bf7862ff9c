/// Names of elements that are unique in a document and safe in a style sheet's selector.
struct ElementIDs {
  private var used: Set<String> = []

  /// The path of a node where it is a name, else one that is like it.
  mutating func id(for path: String) -> String {
    var id = ""
    for scalar in path.unicodeScalars.prefix(200) {
      let isName = scalar.properties.isXIDContinue || scalar == "." || scalar == "-"
      id.unicodeScalars.append(isName ? scalar : "_")
    }
    if id.isEmpty { id = "_" }
    // A number that was tried before is not tried again, so that many equal names stay fast.
    var candidate = id
    var count = counts[id] ?? 1
    while !used.insert(candidate).inserted {
      count += 1
      candidate = "\(id)-\(count)"
    }
    counts[id] = count
    return candidate
  }

  private var counts: [String: Int] = [:]

  /// A word as part of a class: small letters, digits and hyphens.
  static func className(_ word: String) -> String {
    var name = ""
    for scalar in word.unicodeScalars.prefix(40) {
      switch scalar {
      case "a"..."z", "0"..."9", "-": name.unicodeScalars.append(scalar)
      case "A"..."Z": name += String(scalar).lowercased()
      default: name += "-"
      }
    }
    return name.isEmpty ? "none" : name
  }
}
