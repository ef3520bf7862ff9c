/// What only somebody with the program at hand can answer.
public enum PreviewQuestion: Sendable, Hashable {
  /// What there is to see, as a `PreviewState`.
  case state
  case findings
  case drawing(DrawingQuestion)
  /// What is known of a component, boundary or flow, by its path, where the program is changed so.
  case part(String, under: WhatIfQuestion = WhatIfQuestion())
  case report
  /// A file of the program, by its place in `PreviewState.files`.
  case source(Int)
  case whatIf(WhatIfQuestion)
  /// Show a line in the editor.
  case open(file: Int, line: Int)
  /// Show on all pages what is declared at a line of a file, or by a path.
  case show(ShowQuestion)
}

/// Which drawing.
public struct DrawingQuestion: Sendable, Hashable {
  /// The id of a view of `PreviewState`; empty for the first.
  public var view = ""
  /// The word of an overlay, or empty.
  public var overlay = ""
  /// What is supposed to happen; nil for nothing.
  public var whatIf: WhatIfQuestion?

  public init(view: String = "", overlay: String = "", whatIf: WhatIfQuestion? = nil) {
    self.view = view
    self.overlay = overlay
    self.whatIf = whatIf
  }
}

/// What is supposed to happen.
public struct WhatIfQuestion: Sendable, Hashable {
  /// No page asks for more.
  static let limit = 64

  /// The paths of components and boundaries that fail.
  public var down: [String] = []
  /// The paths of components of which one replica fails.
  public var downOne: [String] = []
  /// A factor of all rates, such as `2x`; empty for one.
  public var load = ""
  /// `now`, `peak` or a time from today; empty for the peak.
  public var moment = ""
  /// The ids of variants of `PreviewState` that are laid over the program.
  public var variants: [String] = []
  /// Properties with other values: `Back.Orders.replicas=6`.
  public var set: [String] = []
  /// The paths of components and boundaries that are not there.
  public var remove: [String] = []

  public init(
    down: [String] = [], downOne: [String] = [], load: String = "", moment: String = "", variants: [String] = [],
    set: [String] = [], remove: [String] = []
  ) {
    self.down = down
    self.downOne = downOne
    self.load = load
    self.moment = moment
    self.variants = variants
    self.set = set
    self.remove = remove
  }

  public var isEmpty: Bool { isCalm && !changesProgram }

  /// Whether the program is another one than in the files.
  public var changesProgram: Bool { !(variants.isEmpty && set.isEmpty && remove.isEmpty) }

  /// How much is supposed.
  var count: Int { down.count + downOne.count + variants.count + set.count + remove.count }

  /// Whether nothing fails and the load is as it is: variants and changes alone are another program.
  public var isCalm: Bool { down.isEmpty && downOne.isEmpty && load.isEmpty && moment.isEmpty }
}

/// What to show on the pages.
public enum ShowQuestion: Sendable, Hashable {
  case part(String)
  /// A path as the editor knows it, and a line that counts from 1.
  case line(path: String, line: Int)
}
