import ArchModel
import ArchSyntax

/// The type of a property as a small grammar that can be walked from any place: which parts may come next is what
/// completion offers, which part is being read is what a signature marks, which part took a word is what the word means.
///
/// Parts refer to each other by position, so that a walk can name the part it stands at.
struct PhraseGrammar: Sendable {
  indirect enum Part: Sendable {
    /// What one atom fills: every type but those below.
    case leaf(PhraseType)
    case sequence([Int])
    case either([Int])
    case optional(Int)
    /// The element, and whether it may stand without brackets.
    case list(Int, bare: Bool)
    /// The part, then the words about it, which are parts too: each at most once, in any order.
    case figure(Int, words: [Int], source: Int)
  }

  private(set) var parts: [Part] = []
  private(set) var root = 0

  /// The grammars of all properties, by their rows.
  private static let all: [PhraseGrammar] = Schema.properties.map { PhraseGrammar($0.type) }

  static func of(row: Int) -> PhraseGrammar { all[row] }

  /// The leaf that a phrase of one atom fills, where there is but one; most properties are of this kind.
  var single: Int? {
    switch parts[root] {
    case .leaf: return root
    case .figure(let inner, _, _):
      if case .leaf = parts[inner] { return inner }
      return nil
    default: return nil
    }
  }

  init(_ type: PhraseType) {
    root = add(type)
  }

  private mutating func add(_ type: PhraseType) -> Int {
    let part: Part
    switch type {
    case .sequence(let types): part = .sequence(types.map { add($0) })
    case .either(let types): part = .either(types.map { add($0) })
    case .optional(let inner): part = .optional(add(inner))
    case .list(let element, let bare): part = .list(add(element), bare: bare)
    case .figure(let inner):
      let value = add(inner)
      let words = FigureWords.all.map { add(.word($0)) }
      part = .figure(value, words: words, source: add(.text))
    default: part = .leaf(type)
    }
    parts.append(part)
    return parts.count - 1
  }

  /// The type of a leaf.
  func type(_ part: Int) -> PhraseType? {
    if case .leaf(let type) = parts[part] { return type }
    return nil
  }
}

/// The words that may stand behind a figure.
enum FigureWords {
  static let all: [String] =
    [FigureSuffix.total, FigureSuffix.inclusive] + Confidence.allCases.map(\.word).filter { !$0.isEmpty }
}

/// What is still to come, from the front.
private indirect enum Rest: Sendable {
  case done
  case part(Int, Rest)
  /// The words behind a figure that have not been used, and whether a source may follow.
  case figureWords([Int], source: Int, hasConfidence: Bool, Rest)
  /// Inside brackets behind an element.
  case listEnd(Int, Rest)
  /// Further words of a technology.
  case technology(Int, Rest)
}

/// One atom of a phrase: a path or a single token.
struct PhraseAtom: Sendable, Hashable {
  let tokens: Range<Int>

  /// The atoms of some tokens.
  static func atoms(of tokens: Range<Int>, in tree: SyntaxTree) -> [PhraseAtom] {
    var atoms: [PhraseAtom] = []
    var index = tokens.lowerBound
    while index < tokens.upperBound {
      let start = index
      let isName = tree.tokens[index].kind == .name
      index += 1
      while isName, index + 1 < tokens.upperBound, tree.tokens[index].kind == .dot,
        tree.tokens[index + 1].kind == .name
      {
        index += 2
      }
      atoms.append(PhraseAtom(tokens: start..<index))
    }
    return atoms
  }
}

/// A walk through a grammar over the atoms of a phrase, right or wrong. What fits nowhere is passed over.
struct PhraseWalk {
  /// What may come next.
  struct Expectation {
    /// The leaf, or -1 for a sign.
    let part: Int
    let type: PhraseType?
    /// `[`, `]` or `,` where a sign is expected.
    let sign: TokenKind?
  }

  let grammar: PhraseGrammar
  let tree: SyntaxTree
  private var states: [Rest]
  /// More ways than any type of the schema has.
  private static let stateLimit = 64

  init(_ grammar: PhraseGrammar, in tree: SyntaxTree) {
    self.grammar = grammar
    self.tree = tree
    states = [.part(grammar.root, .done)]
  }

  /// Whether the phrase may end here.
  var canEnd: Bool { states.contains { isNullable($0, depth: 0) } }

  /// Everything that may come next, in the order of the type, each leaf once.
  var expectations: [Expectation] {
    var result: [Expectation] = []
    var seen: Set<Int> = []
    var signs: Set<TokenKind> = []
    for state in states {
      for (step, _) in expand(state, depth: 0) {
        switch step {
        case .leaf(let part):
          if seen.insert(part).inserted {
            result.append(Expectation(part: part, type: grammar.type(part), sign: nil))
          }
        case .sign(let sign):
          if signs.insert(sign).inserted { result.append(Expectation(part: -1, type: nil, sign: sign)) }
        }
      }
    }
    return result
  }

  /// Takes one atom; gives the leaf that took it, or nil.
  mutating func take(_ atom: PhraseAtom, kindsOfName: (Range<Int>) -> Bool = { _ in true }) -> Int? {
    var next: [Rest] = []
    var taken: (part: Int, strength: Int)?
    var strongest = 0
    for state in states {
      for (step, rest) in expand(state, depth: 0) {
        switch step {
        case .sign(let sign):
          guard atom.tokens.count == 1, tree.tokens[atom.tokens.lowerBound].kind == sign else { continue }
          strongest = max(strongest, 3)
          next.append(rest)
        case .leaf(let part):
          guard let type = grammar.type(part) else { continue }
          let strength = strength(of: type, atom)
          guard strength > 0 else { continue }
          if strength > strongest {
            next = []
            strongest = strength
          }
          guard strength == strongest, next.count < Self.stateLimit else { continue }
          if taken == nil || strength > (taken?.strength ?? 0) { taken = (part, strength) }
          var rest = rest
          if case .technology = type { rest = .technology(part, rest) }
          next.append(rest)
        }
      }
    }
    if !next.isEmpty { states = next }
    return taken?.part
  }

  // MARK: Steps

  private enum Step {
    case leaf(Int)
    case sign(TokenKind)
  }

  private func isNullable(_ rest: Rest, depth: Int) -> Bool {
    guard depth < 100 else { return false }
    switch rest {
    case .done: return true
    case .part(let part, let rest):
      return isNullable(part: part, depth: depth + 1) && isNullable(rest, depth: depth + 1)
    case .figureWords(_, _, _, let rest), .technology(_, let rest): return isNullable(rest, depth: depth + 1)
    case .listEnd: return false
    }
  }

  private func isNullable(part: Int, depth: Int) -> Bool {
    guard depth < 100 else { return false }
    switch grammar.parts[part] {
    case .leaf, .list: return false
    case .optional: return true
    case .figure(let inner, _, _): return isNullable(part: inner, depth: depth + 1)
    case .sequence(let parts): return parts.allSatisfy { isNullable(part: $0, depth: depth + 1) }
    case .either(let parts): return parts.contains { isNullable(part: $0, depth: depth + 1) }
    }
  }

  /// The single steps that a state allows, each with what comes behind it.
  private func expand(_ rest: Rest, depth: Int) -> [(Step, Rest)] {
    guard depth < 100 else { return [] }
    switch rest {
    case .done: return []
    case .part(let part, let rest): return expand(part: part, rest, depth: depth + 1)
    case .figureWords(let words, let source, let hasConfidence, let rest):
      var result: [(Step, Rest)] = []
      for (position, word) in words.enumerated() {
        var others = words
        others.remove(at: position)
        let isConfidence = !Self.isAboutPart(grammar.type(word))
        if isConfidence { others.removeAll { !Self.isAboutPart(grammar.type($0)) } }
        result.append(
          (.leaf(word), .figureWords(others, source: source, hasConfidence: hasConfidence || isConfidence, rest)))
      }
      if hasConfidence {
        result.append((.leaf(source), .figureWords(words, source: source, hasConfidence: false, rest)))
      }
      return result + expand(rest, depth: depth + 1)
    case .listEnd(let element, let rest):
      return [
        (.sign(.comma), .part(element, .listEnd(element, rest))), (.sign(.rightBracket), rest),
      ]
    case .technology(let part, let rest): return [(.leaf(part), rest)] + expand(rest, depth: depth + 1)
    }
  }

  /// Whether a word says of what a figure is, rather than how sure it is.
  private static func isAboutPart(_ type: PhraseType?) -> Bool {
    guard case .word(let word) = type else { return false }
    return word == FigureSuffix.total || word == FigureSuffix.inclusive
  }

  private func expand(part: Int, _ rest: Rest, depth: Int) -> [(Step, Rest)] {
    guard depth < 100 else { return [] }
    switch grammar.parts[part] {
    case .leaf: return [(.leaf(part), rest)]
    case .sequence(let parts):
      return expand(parts.reversed().reduce(rest) { .part($1, $0) }, depth: depth + 1)
    case .either(let parts): return parts.flatMap { expand(part: $0, rest, depth: depth + 1) }
    case .optional(let inner):
      return expand(part: inner, rest, depth: depth + 1) + expand(rest, depth: depth + 1)
    case .list(let element, let bare):
      let bracket: (Step, Rest) = (.sign(.leftBracket), .part(element, .listEnd(element, rest)))
      return (bare ? expand(part: element, rest, depth: depth + 1) : []) + [bracket]
    case .figure(let inner, let words, let source):
      return expand(part: inner, .figureWords(words, source: source, hasConfidence: false, rest), depth: depth + 1)
    }
  }

  /// How well an atom fits a leaf: 0 not at all, 1 by its form, 2 by its form where more is known, 3 exactly.
  private func strength(of type: PhraseType, _ atom: PhraseAtom) -> Int {
    let token = tree.tokens[atom.tokens.lowerBound]
    let isName = token.kind == .name
    let isSingle = atom.tokens.count == 1
    switch type {
    case .text, .link: return token.kind.isString ? 3 : 0
    case .flag:
      return isName && isSingle
        && (tree.token(atom.tokens.lowerBound, is: "true")
          || tree.token(atom.tokens.lowerBound, is: "false"))
        ? 3 : 0
    case .word(let word): return isName && isSingle && tree.text(ofToken: atom.tokens.lowerBound) == word ? 3 : 0
    case .oneOf(let enumeration):
      guard isName, isSingle else { return 0 }
      if enumeration.words.contains(tree.text(ofToken: atom.tokens.lowerBound)) { return 3 }
      return enumeration.isOpen ? 1 : 0
    case .name, .reference, .referenceOrKind, .dataClass: return isName ? 2 : 0
    case .technology:
      if isName || token.kind == .dot { return 2 }
      return token.kind.isNumeric || token.kind.isString ? 2 : 0
    case .version: return isName || token.kind.isNumeric || token.kind.isString ? 2 : 0
    case .date: return token.kind == .date ? 3 : 0
    case .count: return numeric(token, [.count])
    case .quantity(let dimensions): return token.kind == .range ? 0 : numeric(token, dimensions)
    case .range(let dimensions): return token.kind == .range ? 3 : numeric(token, dimensions)
    case .verification, .words: return 1
    default: return 0
    }
  }

  private func numeric(_ token: Token, _ dimensions: [Dimension]) -> Int {
    guard token.kind == .number || token.kind == .quantity else { return 0 }
    let read = tree.source.bytes[token.range].withContiguousStorageIfAvailable { QuantityParser.parse($0) }
    guard case .success(let quantity)? = read else { return 1 }
    return dimensions.contains(quantity.dimension) ? 3 : 1
  }
}
