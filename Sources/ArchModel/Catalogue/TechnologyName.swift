/// How the names of technologies are compared: lower-case words, without what separates them.
enum TechnologyName {
  /// The most words that a name may have.
  static let longest = 6

  /// The leading words of a text in lower case; a word is letters, digits and `.`, `+`, `#` (`node.js`, `c++`, `c#`).
  /// Only the beginning of a long text is read, since names are short.
  static func words(of text: String) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    for byte in text.utf8.prefix(120) {
      if isPartOfWord(byte) {
        word.append(lowercased(byte))
      } else if !word.isEmpty {
        words.append(String(decoding: word, as: UTF8.self))
        word.removeAll(keepingCapacity: true)
      }
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }

  /// What a whole name is looked up by.
  static func key(of name: String) -> String {
    words(of: name).joined()
  }

  /// How many leading words only say whose product it may be (`Amazon SQS`, `Google Cloud Spanner`, `Microsoft Azure
  /// Functions`); each of them may as well belong to the name.
  static func vendorWords(in words: [String]) -> Int {
    guard let first = words.first, vendors.contains(first) else { return 0 }
    return words.count > 1 && (words[1] == "cloud" || vendors.contains(words[1])) ? 2 : 1
  }

  /// `postgres16` and `python3.12` without their version; where hardly a letter would be left, the text as it is.
  static func withoutTrailingVersion(_ key: String) -> String {
    var bytes = Array(key.utf8)
    while let last = bytes.last, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(last) || last == UInt8(ascii: ".") {
      bytes.removeLast()
    }
    return bytes.count < 2 ? key : String(decoding: bytes, as: UTF8.self)
  }

  private static let vendors = [
    "amazon", "aws", "google", "gcp", "microsoft", "ms", "azure", "apache", "hashicorp", "eclipse", "netflix",
  ]

  static func isPartOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "#"), 0x80...0xFF:
      true
    default:
      false
    }
  }

  static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
