extension Console {
  /// A path as a word of a command that can be pasted into a shell: in quotes where it holds more than plain signs.
  static func shellWord(_ path: String) -> String {
    let plain = path.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isXIDContinue || "./-+@%:,=".unicodeScalars.contains(scalar)
    }
    if plain, !path.isEmpty { return path }
    let quote: Character = "'"
    return "'" + path.split(separator: quote, omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
