import ArchModel
import ArchSyntax

/// What a pattern says of itself: what it is for, what it brings and costs, its parts, and what it forbids.
public struct PatternDescription: Sendable, Hashable {
  /// A part of the pattern, to which `use` binds a component.
  public struct Part: Sendable, Hashable {
    public let name: String
    public let kind: Kind
    /// The quoted title; empty where there is none.
    public let title: String
  }

  /// Relations that the pattern forbids.
  public struct Never: Sendable, Hashable {
    /// Why, in words; empty where it is not said.
    public let title: String
    /// The relations as the pattern writes them.
    public let relations: [String]
  }

  public let name: String
  /// The quoted title, else the name.
  public let title: String
  /// The `///` text above it; empty where there is none.
  public let documentation: String
  public let whenToUse: [String]
  public let benefits: [String]
  public let tradeOff: [String]
  /// Where it comes from, or nil.
  public let source: String?
  public let parts: [Part]
  /// The relations as the pattern writes them, each on one line.
  public let relations: [String]
  public let nevers: [Never]
  /// The pattern as it is written.
  public let text: String

  /// Reads a declaration of kind `pattern`.
  public init(_ pattern: ElementID, of model: Model) {
    func texts(_ name: PropertyName) -> [String] {
      model.stated(name, of: pattern).map { model.texts($0.value) } ?? []
    }
    name = model.name(pattern)
    title = model.displayName(pattern)
    documentation = model.documentation(pattern)
    whenToUse = texts(.whenToUse)
    benefits = texts(.benefits)
    tradeOff = texts(.tradeOff)
    source = texts(.source).first

    let reference = model[pattern].node
    let tree = model.tree(of: reference)
    var parts: [Part] = []
    var relations: [String] = []
    var nevers: [Never] = []
    for statement in tree.statements(of: reference.node) {
      switch tree.nodes[statement].kind {
      case .relation: relations.append(Self.line(statement, in: tree))
      case .declaration:
        guard let kind = Kind(rawValue: tree.text(ofToken: tree.nodes[statement].firstToken)) else { continue }
        let head = tree.head(ofDeclaration: statement)
        let title = head.title.map { StringValue.of(tree.tokens[$0], in: tree.source) } ?? ""
        if kind == .never {
          let forbidden = tree.statements(of: statement).filter { tree.nodes[$0].kind == .relation }
          nevers.append(Never(title: title, relations: forbidden.map { Self.line($0, in: tree) }))
        } else if KindSet.components.contains(kind), let token = head.name {
          parts.append(Part(name: tree.text(ofToken: token), kind: kind, title: title))
          // Relations inside a part start at it.
          for inner in tree.statements(of: statement) where tree.nodes[inner].kind == .relation {
            let isBare = tree.tokens[tree.nodes[inner].firstToken].kind.isArrow
            relations.append((isBare ? tree.text(ofToken: token) + " " : "") + Self.line(inner, in: tree))
          }
        }
      default: break
      }
    }
    self.parts = parts
    self.relations = relations
    self.nevers = nevers
    let node = tree.nodes[reference.node]
    text = tree.source.text(tree.tokens[node.firstToken].start..<tree.tokens[node.endToken - 1].end)
  }

  /// A statement on one line.
  private static func line(_ statement: Int, in tree: SyntaxTree) -> String {
    let node = tree.nodes[statement]
    guard node.firstToken < node.endToken else { return "" }
    let text = tree.source.text(tree.tokens[node.firstToken].start..<tree.tokens[node.endToken - 1].end)
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension PatternDescription {
  /// The patterns that a program declares, in source order.
  public static func all(in model: Model) -> [PatternDescription] {
    model.elements(of: .pattern).filter { !model[$0].isBroken }.map { PatternDescription($0, of: model) }
  }

  /// The description of a pattern of the library.
  public static func of(_ entry: PatternLibrary.Entry) -> PatternDescription? {
    let file = parse(SourceFile(id: FileID(0), path: entry.module, bytes: Array(entry.text.utf8)))
    return all(in: compile([file]).model).first { $0.name == entry.name }
  }

  /// A program that consists of one use of the pattern, whose parts it makes all itself. Its drawing is the pattern's.
  ///
  /// - files: the program that declares the pattern, its root first.
  public func example(in files: [Parsed]) -> (model: Model, use: ElementID)? {
    let name = Self.freeName(in: files)
    let use = parse(SourceFile(id: FileID(files.count), path: "-", bytes: Array("use \(self.name) \(name) {}\n".utf8)))
    let model = compile(files + [use]).model
    return model.elements(of: .use).first { model.name($0) == name }.map { (model, $0) }
  }

  /// A name that no file has as a word.
  private static func freeName(in files: [Parsed]) -> String {
    var name = "Example"
    let texts = files.map { $0.tree.source.text(0..<$0.tree.source.bytes.count) }
    while texts.contains(where: { $0.contains(name) }) { name += "_" }
    return name
  }
}
