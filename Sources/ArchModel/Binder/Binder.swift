import ArchSyntax

/// Turns the trees of a program into a model, in passes: declare every name, apply what changes the model (patterns,
/// variants, `extend`, `remove`), resolve relations, bind flows, read properties, check what needs all of them.
///
/// The binder never fails. What cannot be understood is reported once and left out.
struct Binder {
  /// The files of the program, by `FileID`.
  let trees: [SyntaxTree]
  var interner: Interner
  var diagnostics: [Diagnostic] = []
  /// The values of lists, ranges and composed phrases.
  var pool: [Stated] = []

  var elements: [Element] = []
  var relations: [Relation] = []
  var properties: [StatedProperty] = []
  var flows: [Flow] = []
  var defaults: [DefaultEntry] = []
  var verifications: [Verification] = []
  var allows: [Allow] = []
  var nevers: [PatternNever] = []
  var customRules: [CustomRule] = []
  var uses: Set<FileUse> = []
  var system: ElementID?
  var missingVariants: [VariantSelection] = []
  private(set) var selectedVariants: [VariantSelection] = []

  // Names.
  var scopes = ScopeTable()
  var firstSameName: [Int32] = []
  var lastSameName: [Int32] = []
  var nextSameName: [Int32] = []
  var pairs = PairTable()
  /// The diagnostics of names that nothing bears, so that each is reported once.
  var unknownNames: [NameID: Int] = [:]
  var unknownUses: [NameID: Int] = [:]

  // What waits for a later pass.
  var pendingRelations: [PendingRelation] = []
  var pendingChanges: [PendingChange] = []
  var pendingUses: [PendingUse] = []
  var pendingDefaults: [NodeRef] = []
  var statements: [RelationStatement] = []
  var extensions: [Extension] = []
  var amendments: [Amendment] = []
  /// Where the pending changes of each variant and each phase begin; those before the first are the program's own.
  var variantStarts: [Int] = []
  /// While a variant is laid on, the elements that were there before it; else nil.
  var countBeforeVariant: Int?
  /// The `extend`s of the program that speak of variants, by the variant.
  var variantExtends: [ElementID: [NodeRef]] = [:]
  /// What only the blocks of variants declare, once a name was missed.
  var variantNames: [VariantName]?
  /// By name: their places in the list.
  var variantNamePlaces: [NameID: [Int]] = [:]
  /// Whether the order of phases is being looked for, in which names of variants play no part.
  var isTracingPhases = false
  /// How many names were left out because a variant that is not laid on declares them.
  var laterNames = 0
  var fans = 0
  /// At hand, because a static of another type is looked for at each use.
  let componentKinds = KindSet.components
  let tables = Schema.tables
  /// Whether an entry of `defaults` is being read, where the properties of relations fit too.
  var readsDefaults = false

  // The file at hand. Plain arrays, so that the hot loops pay for no class.
  private(set) var file = FileID(0)
  private(set) var tokens: [Token] = []
  private(set) var bytes: [UInt8] = []
  private(set) var nodes: [Node] = []

  init(trees: [SyntaxTree]) {
    self.trees = trees
    interner = Schema.interner
    if let first = trees.first { enter(first) }
  }

  /// Runs all passes.
  mutating func bind(variants: [VariantSelection]) {
    selectedVariants = variants
    reserveSpace()
    declareProgram()
    applyChanges(variants)
    bindRelations()
    bindFlows()
    bindProperties()
    checkPhases()
    bindCustomRules()
    markRemovedRelations()
    checkDuplicateRelations()
    checkDecisions()
    checkMisses()
    checkCurrencies()
  }

  /// The trees say how much there will be, so that no array is copied while it grows.
  private mutating func reserveSpace() {
    var declarations = 1
    var statements = 0
    var values = 0
    for tree in trees {
      for node in tree.nodes {
        switch node.kind {
        case .declaration: declarations += 1
        case .relation: statements += 1
        case .property, .flag: values += 1
        default: break
        }
      }
    }
    elements.reserveCapacity(declarations)
    nextSameName.reserveCapacity(declarations)
    relations.reserveCapacity(statements + statements / 4)
    pendingRelations.reserveCapacity(statements)
    self.statements.reserveCapacity(statements)
    properties.reserveCapacity(values)
  }

  private mutating func markRemovedRelations() {
    for index in relations.indices {
      let relation = relations[index]
      if elements[Int(relation.source.index)].isRemoved || elements[Int(relation.target.index)].isRemoved {
        relations[index].isRemoved = true
      }
    }
  }

  /// Makes a file the one at hand.
  mutating func enter(_ file: FileID) {
    guard file != self.file, Int(file.index) < trees.count else { return }
    enter(trees[Int(file.index)])
  }

  private mutating func enter(_ tree: SyntaxTree) {
    file = tree.source.id
    tokens = tree.tokens
    bytes = tree.source.bytes
    nodes = tree.nodes
  }

  mutating func report(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
  }

  /// The name that a token writes, interned.
  @inline(__always)
  mutating func name(_ token: Int) -> NameID {
    let range = tokens[token].range
    return bytes.withUnsafeBufferPointer { interner.intern(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  func text(_ token: Int) -> String {
    String(decoding: bytes[tokens[token].range], as: UTF8.self)
  }

  func text(_ tokens: Range<Int>) -> String {
    guard let last = tokens.last else { return "" }
    return String(decoding: bytes[self.tokens[tokens.lowerBound].start..<self.tokens[last].end], as: UTF8.self)
  }

  func span(_ token: Int) -> Span { Span(file, tokens[token].range) }

  func span(_ tokens: Range<Int>) -> Span {
    let start = self.tokens[min(tokens.lowerBound, self.tokens.count - 1)].start
    guard let last = tokens.last else { return Span(file, start..<start) }
    return Span(file, start..<self.tokens[last].end)
  }
}
