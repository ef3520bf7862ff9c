import ArchModel
import ArchSyntax

/// The type of a property as one line, such as `retry: count [exponential | linear | fixed | none] [duration] [jitter]`,
/// with the place of each part in it.
struct PhraseSignature: Sendable {
  struct Parameter: Sendable {
    /// The leaf of the grammar.
    let part: Int
    /// Its bytes in the label.
    let range: Range<Int>
    let documentation: String
  }

  private(set) var label: String
  private(set) var parameters: [Parameter] = []

  /// - Parameter root: the part of the grammar that is shown: its root, or one alternative.
  init(_ grammar: PhraseGrammar, root: Int, property: String) {
    label = property + ": "
    write(grammar, root)
  }

  /// What each property takes, by its row.
  static let labels: [String] = Schema.properties.map { spec in
    let grammar = PhraseGrammar(spec.type)
    return String(PhraseSignature(grammar, root: grammar.root, property: "").label.dropFirst(2))
  }

  /// The signatures of a property: one for each alternative.
  static func all(of spec: PropertySpec) -> (grammar: PhraseGrammar, signatures: [PhraseSignature]) {
    let grammar = PhraseGrammar(spec.type)
    var roots = [grammar.root]
    if case .either(let parts) = grammar.parts[grammar.root] { roots = parts }
    return (grammar, roots.map { PhraseSignature(grammar, root: $0, property: spec.name.rawValue) })
  }

  private mutating func write(_ grammar: PhraseGrammar, _ part: Int) {
    switch grammar.parts[part] {
    case .leaf(let type):
      let start = label.utf8.count
      label += Self.text(type)
      parameters.append(
        Parameter(part: part, range: start..<label.utf8.count, documentation: Self.documentation(type)))
    case .sequence(let parts):
      for (index, part) in parts.enumerated() {
        if index > 0 { label += " " }
        write(grammar, part)
      }
    case .either(let parts):
      for (index, part) in parts.enumerated() {
        if index > 0 { label += " | " }
        write(grammar, part)
      }
    case .optional(let inner):
      label += "["
      write(grammar, inner)
      label += "]"
    case .list(let element, let bare):
      if !bare { label += "[" }
      write(grammar, element)
      label += bare ? ", …" : ", …]"
    case .figure(let inner, let words, let source):
      write(grammar, inner)
      for word in words {
        label += word == words.first ? " [" : " | "
        write(grammar, word)
      }
      label += "] ["
      write(grammar, source)
      label += "]"
    }
  }

  /// What a part is called.
  static func text(_ type: PhraseType) -> String {
    switch type {
    case .flag: "true | false"
    case .text: "\"text\""
    case .link: "\"link\""
    case .date: "date"
    case .quantity(let dimensions), .range(let dimensions):
      if dimensions.count == Dimension.allCases.count {
        "quantity"
      } else {
        dimensions.map(noun).joined(separator: " | ")
      }
    case .count: "number"
    case .word(let word): word
    case .oneOf(let enumeration):
      enumeration.words.count <= 6 ? enumeration.words.joined(separator: " | ") : bare(enumeration.noun)
    case .name: "name"
    case .technology: "technology [version]"
    case .version: "version"
    case .reference(let kinds), .referenceOrKind(let kinds): bare(Schema.noun(of: kinds))
    case .dataClass: "data class"
    case .verification: "figure < limit [at …] [under …] [when … fails]"
    case .words: "every … has …"
    default: ""
    }
  }

  private static func noun(_ dimension: Dimension) -> String { bare(dimension.noun) }

  /// A noun without its article.
  private static func bare(_ noun: String) -> String {
    for article in ["a ", "an "] where noun.hasPrefix(article) { return String(noun.dropFirst(article.count)) }
    return noun
  }

  private static func documentation(_ type: PhraseType) -> String {
    switch type {
    case .quantity(let dimensions), .range(let dimensions):
      dimensions.prefix(6).map { "\($0.noun): `\($0.example)`; units \($0.units)" }.joined(separator: "\n")
    case .count: "a whole number, such as `3` or `20k`"
    case .oneOf(let enumeration):
      "\(enumeration.noun): " + enumeration.words.prefix(60).joined(separator: ", ")
        + (enumeration.isOpen ? ", or another word" : "")
    case .word(let word): meaning(ofWord: word)
    case .reference(let kinds): "the name of \(Schema.noun(of: kinds))"
    case .referenceOrKind(let kinds): "the name of \(Schema.noun(of: kinds)), or a kind, which means all of it"
    case .text: "a text in quotes"
    case .link: "a link in quotes: http, https, mailto or a relative path"
    default: ""
    }
  }

  /// What the words about figures say.
  static func meaning(ofWord word: String) -> String {
    switch word {
    case FigureSuffix.total: "the figure is of the whole part, not of one replica"
    case FigureSuffix.inclusive: "the figure contains the parts that are called"
    case Confidence.assumed.word: "nobody has measured it"
    case Confidence.measured.word: "somebody has measured it; say where in a text behind"
    case Confidence.target.word: "it is what is aimed at"
    case Confidence.sla.word: "a provider promises it"
    default: ""
    }
  }
}
