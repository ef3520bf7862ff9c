import ArchDiagram
import Testing

@testable import ArchGraphviz

@Suite struct PaletteTests {
  /// The contrast ratio of two colours (Web Content Accessibility Guidelines 2.2, "contrast ratio").
  private func contrast(_ first: String, _ second: String) -> Double {
    let (a, b) = (luminance(first), luminance(second))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  private func luminance(_ colour: String) -> Double {
    let value = Int(colour.dropFirst(), radix: 16) ?? 0
    let parts = [value >> 16, value >> 8 & 0xFF, value & 0xFF].map { part -> Double in
      let share = Double(part) / 255
      return share <= 0.04045 ? share / 12.92 : power((share + 0.055) / 1.055)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  /// The power of 2.4, by two roots of Newton: x^2.4 = x² · (x²)^(1/5).
  private func power(_ base: Double) -> Double {
    let square = base * base
    var root = 1.0
    for _ in 0..<60 { root = (4 * root + square / (root * root * root * root)) / 5 }
    return square * root
  }

  @Test func contrastIsThatOfTheGuidelines() {
    #expect(abs(contrast("#ffffff", "#000000") - 21) < 0.001)
    #expect(abs(contrast("#ffffff", "#777777") - 4.48) < 0.01)
  }

  @Test func textAndLinesStandOutInBothThemes() {
    let trusts: [Diagram.Trust?] = [nil] + Diagram.Trust.allCases
    for theme in [\Colour.light, \Colour.dark] {
      let canvas = Palette.canvas[keyPath: theme]
      let fills = Diagram.Family.allCases.map { Palette.fill($0) } + trusts.map { Palette.fill($0) } + [Palette.canvas]
      for fill in fills {
        #expect(contrast(Palette.ink[keyPath: theme], fill[keyPath: theme]) >= 7)
        #expect(contrast(Palette.muted[keyPath: theme], fill[keyPath: theme]) >= 4.5)
        #expect(contrast(Palette.line[keyPath: theme], fill[keyPath: theme]) >= 4.5)
      }
      for family in Diagram.Family.allCases {
        let stroke = Palette.stroke(family)[keyPath: theme]
        #expect(contrast(stroke, Palette.fill(family)[keyPath: theme]) >= 4.5)
        #expect(contrast(stroke, canvas) >= 4.5)
      }
      for trust in trusts {
        let stroke = Palette.stroke(trust)[keyPath: theme]
        #expect(contrast(stroke, canvas) >= 3)
        #expect(contrast(stroke, Palette.fill(trust)[keyPath: theme]) >= 3)
      }
    }
  }
}
