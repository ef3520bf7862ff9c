import ArchSyntax

/// What a completion offers, in terms of bytes; the edge turns it into what the protocol calls a completion item.
struct CompletionItem: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case kind, property, word, name(isBoundary: Bool), flow, unit, technology, snippet, file, module, rule, metric
    case keyword, operatorSign, tag
  }

  /// A change of the text elsewhere.
  struct Change: Sendable, Hashable {
    var range: Range<Int>
    var text: String
  }

  var label: String
  var kind: Kind
  /// What stands behind the label, such as the type of a property.
  var detail = ""
  /// What is inserted; with `$1`, `${1:text}` and `$0` where `isSnippet` is true.
  var text: String
  var isSnippet = false
  /// The group that decides the order; lower comes first.
  var rank: Int
  /// Whether the editor asks again at once, because a value follows.
  var asksAgain = false
  /// What `completionDocumentation` explains when the item is looked at.
  var topic: CompletionTopic?
  var isDeprecated = false
  /// Another name that what is typed begins, where it does not begin the label.
  var alias: String?
  /// What changes besides: quotes go from around a word that needs none, an import is added.
  var besides: [Change] = []

  init(
    _ label: String, _ kind: Kind, detail: String = "", text: String? = nil, isSnippet: Bool = false, rank: Int,
    asksAgain: Bool = false, topic: CompletionTopic? = nil
  ) {
    self.label = label
    self.kind = kind
    self.detail = detail
    self.text = text ?? label
    self.isSnippet = isSnippet
    self.rank = rank
    self.asksAgain = asksAgain
    self.topic = topic
  }
}

/// Of what the documentation of an item speaks. It travels through the client as text.
enum CompletionTopic: Sendable, Hashable {
  case kind(String)
  /// The row of the schema.
  case property(Int)
  case technology(String)
  case rule(String)
  case declaration(file: Int, node: Int)
  case module(String)
  /// The meaning of a need or provider of the catalogue.
  case word(String)

  var text: String {
    switch self {
    case .kind(let word): "kind:\(word)"
    case .property(let row): "property:\(row)"
    case .technology(let name): "technology:\(name)"
    case .rule(let id): "rule:\(id)"
    case .declaration(let file, let node): "declaration:\(file):\(node)"
    case .module(let name): "module:\(name)"
    case .word(let word): "word:\(word)"
    }
  }

  init?(_ text: String) {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let rest = String(text[text.index(after: colon)...])
    switch text[..<colon] {
    case "kind": self = .kind(rest)
    case "property":
      guard let row = Int(rest) else { return nil }
      self = .property(row)
    case "technology": self = .technology(rest)
    case "rule": self = .rule(rest)
    case "declaration":
      let parts = rest.split(separator: ":").compactMap { Int($0) }
      guard parts.count == 2 else { return nil }
      self = .declaration(file: parts[0], node: parts[1])
    case "module": self = .module(rest)
    case "word": self = .word(rest)
    default: return nil
    }
  }
}

/// What a completion gives.
struct CompletionList: Sendable {
  /// The bytes that an item's text replaces.
  var replaced: Range<Int>
  /// The most likely first.
  var items: [CompletionItem]
  /// Whether there is more than is listed, so that the editor asks again when more is typed.
  var isCut = false

  /// More than anybody scrolls through.
  static let limit = 300
}
