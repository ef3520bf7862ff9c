/// What there is to see. All lines count from 1; files are positions in `files`.
public struct PreviewState: Sendable, Hashable, Encodable {
  public struct File: Sendable, Hashable, Encodable {
    /// As people are shown it.
    public var path: String
    /// For an editor; nil for a module that is part of the compiler and for standard input.
    public var absolute: String?

    public init(path: String, absolute: String?) {
      self.path = path
      self.absolute = absolute
    }
  }

  /// Something that can be drawn.
  public struct View: Sendable, Hashable, Encodable {
    public enum Group: String, Sendable, Hashable, Encodable {
      case structure, boundaries, views, flows, phases
    }

    public var id: String
    public var title: String
    public var group: Group

    public init(id: String, title: String, group: Group) {
      self.id = id
      self.title = title
      self.group = group
    }
  }

  /// Something that can be laid over the program: an environment, a scenario, an option of a decision.
  public struct Variant: Sendable, Hashable, Encodable {
    /// Kind and path: `scenario:Easter`.
    public var id: String
    public var kind: String
    public var title: String
    /// What holds it, of which no other can be chosen at the same time: a decision; nil for the program.
    public var owner: String?

    public init(id: String, kind: String, title: String, owner: String?) {
      self.id = id
      self.kind = kind
      self.title = title
      self.owner = owner
    }
  }

  /// A component or a boundary.
  public struct Part: Sendable, Hashable, Encodable {
    /// Its full path, which drawings carry as `data-name`.
    public var id: String
    public var name: String
    public var title: String?
    public var kind: String
    public var isBoundary: Bool
    public var file: Int
    public var line: Int

    public init(id: String, name: String, title: String?, kind: String, isBoundary: Bool, file: Int, line: Int) {
      self.id = id
      self.name = name
      self.title = title
      self.kind = kind
      self.isBoundary = isBoundary
      self.file = file
      self.line = line
    }
  }

  public struct Relation: Sendable, Hashable, Encodable {
    public var source: String
    public var target: String
    public var arrow: String
    public var file: Int
    public var line: Int

    public init(source: String, target: String, arrow: String, file: Int, line: Int) {
      self.source = source
      self.target = target
      self.arrow = arrow
      self.file = file
      self.line = line
    }
  }

  /// Grows with each change that is shown.
  public var revision: Int
  public var title: String
  /// The root file.
  public var path: String
  /// Why the drawings are older than the files; nil where they are not.
  public var problem: String?
  /// Whether there is anything to draw: the files were without errors once.
  public var isDrawn: Bool
  public var files: [File] = []
  public var views: [View] = []
  public var overlays: [String] = []
  public var variants: [Variant] = []
  public var parts: [Part] = []
  public var relations: [Relation] = []
  /// The id of the view that shows every component.
  public var everything = ""
  /// A link that opens a line in the editor, with `{path}` and `{line}`; nil for none.
  public var editorLink: String?
  /// Whether `POST /api/open` leads anywhere.
  public var opensEditor = false

  public init(revision: Int, title: String, path: String, problem: String?, isDrawn: Bool) {
    self.revision = revision
    self.title = title
    self.path = path
    self.problem = problem
    self.isDrawn = isDrawn
  }
}

/// What is known of one part.
public struct PreviewPart: Sendable, Hashable, Encodable {
  public struct Figure: Sendable, Hashable, Encodable {
    public var name: String
    /// `now`, `peak`.
    public var moment: String
    /// As people read it; `?` where it is unknown.
    public var value: String
    /// How it comes about, in lines.
    public var explanation: String

    public init(name: String, moment: String, value: String, explanation: String) {
      self.name = name
      self.moment = moment
      self.value = value
      self.explanation = explanation
    }
  }

  /// A property that can be tried with another value.
  public struct Property: Sendable, Hashable, Encodable {
    public var name: String
    /// As it is written in the files; nil where the part does not state it.
    public var value: String?
    /// A value that fits.
    public var example: String

    public init(name: String, value: String?, example: String) {
      self.name = name
      self.value = value
      self.example = example
    }
  }

  public var id: String
  public var figures: [Figure]
  public var properties: [Property]

  public init(id: String, figures: [Figure], properties: [Property]) {
    self.id = id
    self.figures = figures
    self.properties = properties
  }
}

/// A file of the program.
public struct PreviewSource: Sendable, Hashable, Encodable {
  public var path: String
  public var text: String

  public init(path: String, text: String) {
    self.path = path
    self.text = text
  }
}
