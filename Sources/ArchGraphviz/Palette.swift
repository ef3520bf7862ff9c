import ArchDiagram

/// A colour in each of the two themes, as CSS writes it.
struct Colour: Hashable, Sendable {
  let light: String
  let dark: String

  init(_ light: String, _ dark: String) {
    self.light = light
    self.dark = dark
  }
}

/// The colours of a drawing. Text keeps a contrast of 4.5 on each of them and strokes one of 3, which a test computes.
enum Palette {
  static let canvas = Colour("#ffffff", "#0d1117")
  static let ink = Colour("#17202b", "#e8edf3")
  static let muted = Colour("#4f5b69", "#a7b3c0")
  static let line = Colour("#4a5666", "#a0acba")
  /// The steps of a flow.
  static let flow = Colour("#c2185b", "#ff7eb0")
  /// What stands on the colour of the flow, and on that of a chip.
  static let onFlow = Colour("#ffffff", "#17110f")

  static func fill(_ family: Diagram.Family) -> Colour {
    switch family {
    case .outside: Colour("#f3f4f6", "#1f2630")
    case .edge: Colour("#e1f4f6", "#0c2b31")
    case .compute: Colour("#e7effc", "#142848")
    case .data: Colour("#e4f4e8", "#10301c")
    case .messaging: Colour("#fcf0da", "#352408")
    case .platform: Colour("#f3eafa", "#2b1a3a")
    case .boundary: fill(nil as Diagram.Trust?)
    }
  }

  static func stroke(_ family: Diagram.Family) -> Colour {
    switch family {
    case .outside: Colour("#5f6b7a", "#94a1b0")
    case .edge: Colour("#0a7180", "#4fc3d1")
    case .compute: Colour("#2059b5", "#7fb0ff")
    case .data: Colour("#1d7440", "#5fcf86")
    case .messaging: Colour("#92590a", "#eab04e")
    case .platform: Colour("#77409f", "#c898ee")
    case .boundary: stroke(nil as Diagram.Trust?)
    }
  }

  static func fill(_ trust: Diagram.Trust?) -> Colour {
    switch trust {
    case nil: Colour("#f7f8fa", "#141a22")
    case .public: Colour("#fdf1f0", "#221416")
    case .dmz: Colour("#fdf6e6", "#211c0f")
    case .private: Colour("#f1f6fd", "#101a2a")
    case .restricted: Colour("#edf6ef", "#101d16")
    }
  }

  static func stroke(_ trust: Diagram.Trust?) -> Colour {
    switch trust {
    case nil: Colour("#7c8794", "#6f7b89")
    case .public: Colour("#b4493f", "#d3766d")
    case .dmz: Colour("#94701a", "#bf9a3c")
    case .private: Colour("#4f78b3", "#6a94d1")
    case .restricted: Colour("#33734c", "#5aa378")
    }
  }

  /// What a frame's line looks like besides its colour, as CSS declarations.
  static func frameLine(_ trust: Diagram.Trust?) -> String {
    switch trust {
    case .public: "stroke-width:1.5;stroke-dasharray:2 4"
    case .dmz: "stroke-width:1.5;stroke-dasharray:9 5"
    case .private: "stroke-width:1.5"
    case .restricted: "stroke-width:2.5"
    case nil: "stroke-width:1"
    }
  }

  /// The levels of heat, from cool to hot.
  static let heat = [
    Colour("#fff6dc", "#2b2614"), Colour("#ffe09a", "#4d3b0f"), Colour("#ffbf62", "#74470d"),
    Colour("#f5894a", "#9c4417"), Colour("#c7301f", "#c7301f"),
  ]

  /// What is written on a level of heat.
  static func heatInk(_ level: Int) -> Colour {
    Colour(level >= 4 ? "#ffffff" : ink.light, level >= 2 ? "#ffffff" : ink.dark)
  }

  /// What an overlay tells apart without an order. Beyond these, a category has the colours of its family.
  static let categories = [
    Colour("#d3e4ff", "#17386b"), Colour("#d2f0d9", "#164a28"), Colour("#ffe3ac", "#59400c"),
    Colour("#ffd6e4", "#5f1f3f"), Colour("#e4daff", "#43306e"), Colour("#c9eff0", "#0f4a4e"),
    Colour("#ffd5c8", "#652b1c"), Colour("#e6eabf", "#43481a"),
  ]

  static func fill(_ severity: Diagram.Severity) -> Colour {
    switch severity {
    case .error: Colour("#c2261b", "#ff7b70")
    case .warning: Colour("#ffd166", "#ffd166")
    case .info: canvas
    }
  }

  /// What is written on a chip.
  static func ink(_ severity: Diagram.Severity) -> Colour {
    switch severity {
    case .error: onFlow
    case .warning: Colour(ink.light, ink.light)
    case .info: ink
    }
  }

  /// The colour of what differs from an older model.
  static func stroke(_ change: Diagram.Change) -> Colour {
    switch change {
    case .added: stroke(.data)
    case .removed: Colour("#c2261b", "#ff7b70")
    case .changed: stroke(.messaging)
    }
  }
}
