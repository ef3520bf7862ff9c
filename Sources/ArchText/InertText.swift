import ArchCells

/// Text of a model made harmless before it is printed.
public enum InertText {
  /// `text` as one line that can neither move the cursor nor change the order of what is printed.
  ///
  /// Every kind of white space becomes one plain space and is trimmed at the ends. Control, bidirectional and other
  /// invisible format characters print as their number (`U+202E`), and so does a combining mark with nothing to
  /// combine with. The joiner and the variation selectors stay where they build an emoji or a letter.
  public static func oneLine(_ text: String) -> String {
    var result = ""
    var isSpacePending = false
    for cluster in text {
      if isBlank(cluster) {
        isSpacePending = !result.isEmpty
        continue
      }
      if isSpacePending {
        result += " "
        isSpacePending = false
      }
      append(cluster, to: &result)
    }
    return result
  }

  private static func isBlank(_ cluster: Character) -> Bool {
    cluster.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
      default: false
      }
    }
  }

  private static func append(_ cluster: Character, to result: inout String) {
    let hasBase = CellWidth.of(cluster) > 0
    if hasBase, !cluster.unicodeScalars.contains(where: isHarmful) {
      result.append(cluster)
      return
    }
    for scalar in cluster.unicodeScalars {
      if isHarmful(scalar) || !hasBase {
        result += number(scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }

  /// Whether a code point acts on the text around it instead of being seen.
  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0xAD, 0x61C, 0x180E, 0x200B, 0x200C, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F,
      0x115F, 0x1160, 0x3164, 0xFFA0, 0xFEFF, 0xFFF9...0xFFFB, 0x1D173...0x1D17A, 0xE0001:
      true
    default: false
    }
  }

  private static func number(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
