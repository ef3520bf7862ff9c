/// Some of the dimensions, as bits.
struct DimensionSet: Sendable, Hashable {
  private(set) var bits: UInt16 = 0

  init(_ dimensions: [Dimension]) {
    for dimension in dimensions { bits |= 1 << UInt16(dimension.rawValue) }
  }

  func contains(_ dimension: Dimension) -> Bool { bits & (1 << UInt16(dimension.rawValue)) != 0 }

  var dimensions: [Dimension] { Dimension.allCases.filter(contains) }
}

/// The types of all properties, taken apart into plain values, so that reading a phrase hardly touches reference counts.
final class TypeTable: Sendable {
  /// A part of a type. Parts refer to others by their position in `nodes`; several parts lie side by side in `parts`.
  enum Node: Sendable {
    case flag, text, link, date, count, name, technology, version, dataClass, verification, words
    case quantity(DimensionSet)
    case range(DimensionSet)
    case word(NameID)
    case oneOf(Int)
    case reference(KindSet)
    case referenceOrKind(KindSet)
    case list(Int, bare: Bool)
    /// The parts, and how many of them leave a value in the record.
    case sequence(first: Int, count: Int, slots: Int)
    case optional(Int)
    case either(first: Int, count: Int)
    case figure(Int)
  }

  /// A set of words by the index of their names.
  struct WordSet: Sendable {
    var bits: [UInt64]
    let enumeration: Enumeration

    func contains(_ name: NameID) -> Bool {
      let word = Int(name.index >> 6)
      return word < bits.count && bits[word] & (1 << UInt64(name.index & 63)) != 0
    }
  }

  let nodes: [Node]
  let parts: [Int]
  let sets: [WordSet]
  /// The node of each property, by its row.
  let roots: [Int]
  /// The set of data classes.
  let dataClasses: Int

  private init(_ builder: Builder) {
    nodes = builder.nodes
    parts = builder.parts
    sets = builder.sets
    roots = builder.roots
    dataClasses = builder.dataClasses
  }

  /// Whether `true` is a value of the type.
  func takesFlag(_ node: Int) -> Bool {
    switch nodes[node] {
    case .flag: true
    case .figure(let inner), .optional(let inner): takesFlag(inner)
    case .either(let first, let count): (first..<first + count).contains { takesFlag(parts[$0]) }
    default: false
    }
  }

  /// Whether a part of a sequence is only a sign between others and leaves no value.
  func isKeyword(_ node: Int) -> Bool {
    if case .word = nodes[node] { return true }
    return false
  }

  struct Builder {
    var interner: Interner
    fileprivate var nodes: [Node] = []
    fileprivate var parts: [Int] = []
    fileprivate var sets: [WordSet] = []
    fileprivate var roots: [Int] = []
    fileprivate var dataClasses = 0
    /// The sets by the nouns of their enumerations, which differ.
    private var known: [String: Int] = [:]

    init(interner: Interner) {
      self.interner = interner
      dataClasses = set(.dataClasses)
    }

    var table: TypeTable { TypeTable(self) }

    mutating func addRoot(_ type: PhraseType) {
      roots.append(add(type))
    }

    private mutating func set(_ enumeration: Enumeration) -> Int {
      if let index = known[enumeration.noun] { return index }
      var bits: [UInt64] = []
      for word in enumeration.words {
        let id = Int(interner.intern(word).index)
        while bits.count <= id >> 6 { bits.append(0) }
        bits[id >> 6] |= 1 << UInt64(id & 63)
      }
      sets.append(WordSet(bits: bits, enumeration: enumeration))
      known[enumeration.noun] = sets.count - 1
      return sets.count - 1
    }

    private mutating func add(_ type: PhraseType) -> Int {
      let node: Node =
        switch type {
        case .flag: .flag
        case .text: .text
        case .link: .link
        case .date: .date
        case .count: .count
        case .name: .name
        case .technology: .technology
        case .version: .version
        case .dataClass: .dataClass
        case .verification: .verification
        case .words: .words
        case .quantity(let dimensions): .quantity(DimensionSet(dimensions))
        case .range(let dimensions): .range(DimensionSet(dimensions))
        case .word(let word): .word(interner.intern(word))
        case .oneOf(let enumeration): .oneOf(set(enumeration))
        case .reference(let kinds): .reference(kinds)
        case .referenceOrKind(let kinds): .referenceOrKind(kinds)
        case .list(let element, let bare): .list(add(element), bare: bare)
        case .sequence(let types):
          { () -> Node in
            let (first, count) = addParts(types)
            let slots = (first..<first + count).count { !isKeyword(parts[$0]) }
            return .sequence(first: first, count: count, slots: slots)
          }()
        case .optional(let inner): .optional(add(inner))
        case .either(let types):
          { () -> Node in
            let (first, count) = addParts(types)
            return .either(first: first, count: count)
          }()
        case .figure(let inner): .figure(add(inner))
        }
      nodes.append(node)
      return nodes.count - 1
    }

    private func isKeyword(_ node: Int) -> Bool {
      if case .word = nodes[node] { return true }
      return false
    }

    private mutating func addParts(_ types: [PhraseType]) -> (first: Int, count: Int) {
      var indices: [Int] = []
      for type in types { indices.append(add(type)) }
      let first = parts.count
      parts += indices
      return (first, indices.count)
    }
  }
}
