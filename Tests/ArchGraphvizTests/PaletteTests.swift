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
      // A collapsed boundary has the colours of its trust.
      for family in Diagram.Family.allCases where family != .boundary {
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

  @Test func overlaysFlowsAndChipsStandOutInBothThemes() {
    let trusts: [Diagram.Trust?] = [nil] + Diagram.Trust.allCases
    for theme in [\Colour.light, \Colour.dark] {
      func ratio(_ first: Colour, _ second: Colour) -> Double {
        contrast(first[keyPath: theme], second[keyPath: theme])
      }
      for (level, fill) in Palette.heat.enumerated() {
        #expect(ratio(Palette.heatInk(level), fill) >= 5.4, "heat \(level)")
      }
      for fill in Palette.categories { #expect(ratio(Palette.ink, fill) >= 4.5) }
      for severity in Diagram.Severity.allCases {
        #expect(ratio(Palette.ink(severity), Palette.fill(severity)) >= 4.5, "\(severity)")
      }
      #expect(ratio(Palette.onFlow, Palette.flow) >= 4.5)
      let grounds = trusts.map { Palette.fill($0) } + [Palette.canvas]
      for ground in grounds {
        #expect(ratio(Palette.flow, ground) >= 4.5)
        for change in Diagram.Change.allCases { #expect(ratio(Palette.stroke(change), ground) >= 3) }
        // What a highlighted flow pushes back is painted at 65 %.
        let faint = mixed(Palette.line[keyPath: theme], over: ground[keyPath: theme], share: 0.65)
        #expect(contrast(faint, ground[keyPath: theme]) >= 3)
      }
    }
  }

  private func mixed(_ colour: String, over ground: String, share: Double) -> String {
    let (top, below) = (Int(colour.dropFirst(), radix: 16) ?? 0, Int(ground.dropFirst(), radix: 16) ?? 0)
    var value = 0
    for shift in [16, 8, 0] {
      let part = Double(top >> shift & 0xFF) * share + Double(below >> shift & 0xFF) * (1 - share)
      value |= Int(part.rounded()) << shift
    }
    let digits = String(value, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}
