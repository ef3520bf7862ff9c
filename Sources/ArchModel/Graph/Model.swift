import ArchSyntax

/// Which variant to lay over the program: an environment, scenario, option or phase, by its name or path.
public struct VariantSelection: Sendable, Hashable {
  /// The kinds that the name may be of.
  public let kinds: KindSet
  /// `Staging`, `D1.Dynamo`.
  public let name: String

  public init(kinds: KindSet, name: String) {
    self.kinds = kinds
    self.name = name
  }
}

/// A bound program: what is declared, how it is joined, and what is stated of it. It never changes.
///
/// Elements, relations, properties and values lie in flat arrays and refer to each other by position. Texts are read
/// from the trees when they are asked for. It is a class for speed alone: what computes with a model hands it on millions
/// of times, and each copy of a value would count up the references of all its arrays.
public final class Model: Sendable {
  public let trees: [SyntaxTree]
  public let interner: Interner
  /// All declarations; the program itself is the first.
  public let elements: [Element]
  /// All relations, in source order; removed ones are among them.
  public let relations: [Relation]
  public let properties: [StatedProperty]
  /// The values of lists, ranges and composed phrases.
  public let pool: [Stated]
  public let flows: [Flow]
  public let defaults: [DefaultEntry]
  public let verifications: [Verification]
  public let allows: [Allow]
  public let nevers: [PatternNever]
  /// The rules that the program declares, in source order.
  public let customRules: [CustomRule]
  /// Which files need which others.
  public let fileUses: Set<FileUse>
  public let system: ElementID?
  /// The variants that are laid over the program, in order.
  public let variants: [VariantSelection]

  private let outgoingStart: [Int32]
  private let outgoingList: [RelationID]
  private let incomingStart: [Int32]
  private let incomingList: [RelationID]
  private let childStart: [Int32]
  private let childList: [ElementID]
  private let isUnique: [Bool]
  private let meshes: [ElementID: [ElementID]]

  init(_ binder: Binder) {
    trees = binder.trees
    interner = binder.interner
    elements = binder.elements
    relations = binder.relations
    properties = binder.properties
    pool = binder.pool
    flows = binder.flows
    defaults = binder.defaults
    verifications = binder.verifications
    allows =
      binder.allows
      + binder.elements.indices.filter { index in
        binder.elements[index].kind == .allow && !binder.allows.contains { Int($0.element.index) == index }
      }.map { Allow(element: ElementID($0), relation: nil) }
    nevers = binder.nevers
    customRules = binder.customRules
    fileUses = binder.uses
    system = binder.system
    variants = binder.selectedVariants
    let live = binder.relations.indices.filter { !binder.relations[$0].isRemoved }
    (outgoingStart, outgoingList) = Self.grouped(
      live.map { (Int(binder.relations[$0].source.index), RelationID($0)) }, count: binder.elements.count)
    (incomingStart, incomingList) = Self.grouped(
      live.map { (Int(binder.relations[$0].target.index), RelationID($0)) }, count: binder.elements.count)
    (childStart, childList) = Self.grouped(
      binder.elements.indices.dropFirst().filter { !binder.elements[$0].isRemoved }.map {
        (Int(binder.elements[$0].parent.index), ElementID($0))
      }, count: binder.elements.count)
    var seen = [UInt8](repeating: 0, count: binder.interner.count + 1)
    for element in binder.elements where !element.isRemoved {
      let name = Int(element.name.index)
      if seen[name] < 2 { seen[name] += 1 }
    }
    isUnique = seen.map { $0 < 2 }
    var meshes: [ElementID: [ElementID]] = [:]
    for (index, element) in binder.elements.enumerated() where element.kind == .mesh && !element.isRemoved {
      meshes[element.parent, default: []].append(ElementID(index))
    }
    self.meshes = meshes
  }

  /// Sorts values into groups by counting; the order inside a group stays.
  private static func grouped<Item>(_ pairs: [(Int, Item)], count: Int) -> ([Int32], [Item]) {
    var start = [Int32](repeating: 0, count: count + 1)
    for (group, _) in pairs { start[group + 1] += 1 }
    for index in 0..<count { start[index + 1] += start[index] }
    guard let first = pairs.first else { return (start, []) }
    var place = start
    var list = [Item](repeating: first.1, count: pairs.count)
    for (group, item) in pairs {
      list[Int(place[group])] = item
      place[group] += 1
    }
    return (start, list)
  }
}

// MARK: Structure

extension Model {
  public subscript(_ element: ElementID) -> Element { elements[Int(element.index)] }
  public subscript(_ relation: RelationID) -> Relation { relations[Int(relation.index)] }

  public func outgoing(_ element: ElementID) -> ArraySlice<RelationID> {
    outgoingList[Int(outgoingStart[Int(element.index)])..<Int(outgoingStart[Int(element.index) + 1])]
  }

  public func incoming(_ element: ElementID) -> ArraySlice<RelationID> {
    incomingList[Int(incomingStart[Int(element.index)])..<Int(incomingStart[Int(element.index) + 1])]
  }

  /// What is declared directly inside an element, in source order.
  public func children(_ element: ElementID) -> ArraySlice<ElementID> {
    childList[Int(childStart[Int(element.index)])..<Int(childStart[Int(element.index) + 1])]
  }

  public func children(_ element: ElementID, of kind: Kind) -> [ElementID] {
    children(element).filter { self[$0].kind == kind }
  }

  /// The meshes directly inside a boundary, in source order.
  public func meshes(in boundary: ElementID) -> [ElementID] { meshes[boundary] ?? [] }

  /// The elements of some kinds that are part of the model, in source order.
  public func elements(of kinds: KindSet) -> [ElementID] {
    let elements = elements
    return elements.indices.lazy.filter { kinds.contains(elements[$0].kind) && !elements[$0].isRemoved }
      .map { ElementID($0) }
  }

  public func elements(of kind: Kind) -> [ElementID] {
    let elements = elements
    return elements.indices.lazy.filter { elements[$0].kind == kind && !elements[$0].isRemoved }.map { ElementID($0) }
  }

  /// All components, in source order.
  public var components: [ElementID] { elements(of: KindSet.components) }

  /// All boundaries, in source order, which puts parents first.
  public var boundaries: [ElementID] { elements(of: KindSet.boundaries) }

  /// The relations that are part of the model, in source order.
  public var liveRelations: [RelationID] {
    let relations = relations
    return relations.indices.lazy.filter { !relations[$0].isRemoved }.map { RelationID($0) }
  }

  /// The innermost boundary around an element, or nil.
  public func boundary(of element: ElementID) -> ElementID? {
    var current = self[element].parent
    while current != .program {
      if KindSet.boundaries.contains(self[current].kind) { return current }
      current = self[current].parent
    }
    return nil
  }
}

// MARK: Names and texts

extension Model {
  public func name(_ element: ElementID) -> String { interner.text(self[element].name) }

  /// The full path: `Private.Orders`; empty for what has no name.
  public func path(_ element: ElementID) -> String {
    var parts: [String] = []
    var current = element
    while current != .program {
      let data = self[current]
      if data.name != .none { parts.append(interner.text(data.name)) }
      current = data.parent
    }
    return parts.reversed().joined(separator: ".")
  }

  /// The shortest name that is unique in the program: the name, else the full path.
  public func shortName(_ element: ElementID) -> String {
    let name = name(element)
    // `constraints` has no other name.
    if name.isEmpty { return self[element].kind.rawValue }
    return isUnique[Int(self[element].name.index)] ? name : path(element)
  }

  public func tree(of reference: NodeRef) -> SyntaxTree { trees[Int(reference.file.index)] }

  public func head(_ element: ElementID) -> DeclarationHead {
    let reference = self[element].node
    return tree(of: reference).head(ofDeclaration: reference.node)
  }

  /// The quoted title, or nil.
  public func title(_ element: ElementID) -> String? {
    guard element != .program, let token = head(element).title else { return nil }
    let tree = tree(of: self[element].node)
    return StringValue.of(tree.tokens[token], in: tree.source)
  }

  /// The title, or the name where there is none or only blanks.
  public func displayName(_ element: ElementID) -> String {
    guard let title = title(element), title.contains(where: { !$0.isWhitespace }) else { return name(element) }
    return title
  }

  /// The `///` text above the declaration, or its `description:`; empty where there is neither.
  public func documentation(_ element: ElementID) -> String {
    if let stated = stated(.description, of: element), let text = text(stated.value) { return text }
    let reference = self[element].node
    return tree(of: reference).documentation(ofNode: reference.node)
  }

  /// The tags behind a declaration's name, and those of `tags:`.
  public func tags(_ element: ElementID) -> [NameID] {
    guard element != .program else { return [] }
    let reference = self[element].node
    let tree = tree(of: reference)
    var result = tree.head(ofDeclaration: reference.node).tags.compactMap { token in
      interner.find(String(tree.text(ofToken: token).dropFirst()))
    }
    if let stated = stated(.tags, of: element), case .list(let range) = stated.value {
      for index in range.indices { if case .word(let word) = pool[index].value { result.append(word) } }
    }
    return result
  }

  /// The value of a text or of words that stand for themselves.
  public func text(_ value: Value) -> String? {
    switch value {
    case .text(let reference), .phrase(let reference): string(reference)
    case .word(let word): interner.text(word)
    default: nil
    }
  }

  public func string(_ reference: TokenRef) -> String {
    let tree = trees[Int(reference.file.index)]
    guard let first = reference.tokens.first, let last = reference.tokens.last else { return "" }
    if reference.tokens.count == 1 { return StringValue.of(tree.tokens[first], in: tree.source) }
    return tree.source.text(tree.tokens[first].start..<tree.tokens[last].end)
  }

  /// The phrase behind a property's colon, as it is written.
  public func phrase(_ property: StatedProperty) -> String {
    let tree = tree(of: property.node)
    let node = tree.nodes[property.node.node]
    guard node.kind == .property else { return "true" }
    let end = tree.headEnd(of: property.node.node)
    guard node.firstToken + 2 < end else { return "" }
    return tree.source.text(tree.tokens[node.firstToken + 2].start..<tree.tokens[end - 1].end)
  }

  /// The place of an element's name, or of its kind.
  public func nameSpan(_ element: ElementID) -> Span {
    let reference = self[element].node
    let tree = tree(of: reference)
    guard element != .program else { return Span(reference.file, 0..<0) }
    let head = tree.head(ofDeclaration: reference.node)
    let second = self[element].kind == .use ? head.second : nil
    return tree.span(ofToken: second ?? head.name ?? head.title ?? tree.nodes[reference.node].firstToken)
  }

  /// The place of a relation: its statement without the block.
  public func span(_ relation: RelationID) -> Span {
    let reference = self[relation].node
    let tree = tree(of: reference)
    return tree.span(ofTokens: tree.nodes[reference.node].firstToken..<tree.headEnd(of: reference.node))
  }

  /// The place of a property: key and value.
  public func span(_ property: StatedProperty) -> Span {
    let tree = tree(of: property.node)
    return tree.span(ofTokens: tree.nodes[property.node.node].firstToken..<tree.headEnd(of: property.node.node))
  }

  public func label(_ relation: RelationID) -> String? { self[relation].label.map { string($0) } }

  /// `A->B`, with `[protocol or label]` where several relations with this arrow join the pair. The ends are given by a
  /// function, as people see short names and machines full paths.
  public func identity(_ relation: RelationID, naming: (ElementID) -> String) -> String {
    let data = self[relation]
    let base = naming(data.source) + data.arrow.rawValue + naming(data.target)
    let siblings = outgoing(data.source).filter { self[$0].target == data.target && self[$0].arrow == data.arrow }
    guard siblings.count > 1 else { return base }
    if let stated = stated(.protocol, of: relation), let text = text(stated.value) { return base + "[\(text)]" }
    if let label = label(relation) { return base + "[\(label)]" }
    return base
  }
}

// MARK: Stated properties

extension Model {
  /// What an element itself states, or nil.
  public func stated(_ name: PropertyName, of element: ElementID) -> Stated? {
    property(name, in: self[element].properties)?.stated
  }

  public func stated(_ name: PropertyName, of relation: RelationID) -> Stated? {
    property(name, in: self[relation].properties)?.stated
  }

  /// The property of this name in a range of `properties`, or nil.
  public func property(_ name: PropertyName, in range: Range<Int>) -> StatedProperty? {
    index(of: name, in: range).map { properties[$0] }
  }

  /// The position of the property of this name in a range of `properties`, or nil.
  public func index(of name: PropertyName, in range: Range<Int>) -> Int? {
    for index in range where properties[index].name == name { return index }
    return nil
  }

  public func properties(of element: ElementID) -> ArraySlice<StatedProperty> { properties[self[element].properties] }
  public func properties(of relation: RelationID) -> ArraySlice<StatedProperty> {
    properties[self[relation].properties]
  }

  /// The elements that a reference or a list of references names.
  public func references(_ value: Value) -> [ElementID] {
    switch value {
    case .element(let element): [element]
    case .list(let range), .record(let range):
      range.indices.flatMap { references(pool[$0].value) }
    default: []
    }
  }

  /// The texts of a text or a list of texts and words.
  public func texts(_ value: Value) -> [String] {
    switch value {
    case .list(let range): range.indices.flatMap { texts(pool[$0].value) }
    case .element(let element): [shortName(element)]
    default: text(value).map { [$0] } ?? []
    }
  }
}
