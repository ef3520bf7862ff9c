import ArchModel
import ArchSyntax

/// Finds the statements that give an element or a relation its numbers, as `Model.effective` does, for a whole model in
/// time that grows with its statements and not with how deep or broad it is.
struct InputInheritance {
  private let model: Model
  /// By element: the statement of `common-cause` that the boundaries around it hand down, or -1.
  private var commonCause: [Int32]
  /// By element and name of `outgoing`: the statement that holds for the relations that leave it, or -1.
  private var outgoingPlaces: [Int32]
  private let defaults: DefaultTable

  /// What relations inherit from the component that they leave.
  private static let outgoing: [PropertyName] = [.timeout, .retry, .pool, .bulkhead]

  init(_ model: Model) {
    self.model = model
    defaults = DefaultTable(model)
    let count = model.elements.count
    commonCause = [Int32](repeating: -1, count: count)
    let names = Self.outgoing
    outgoingPlaces = [Int32](repeating: -1, count: count * names.count)
    let statedHere = Self.handed(model)

    // Parents stand before what they hold, so one walk suffices.
    var around = [Int32](repeating: -1, count: count * (names.count + 1))
    for index in model.elements.indices.dropFirst() {
      let data = model.elements[index]
      let parent = Int(data.parent.index)
      let isBoundary = KindSet.boundaries.contains(data.kind)
      let base = index * (names.count + 1)
      for slot in 0...names.count {
        let inherited = around[parent * (names.count + 1) + slot]
        let own = statedHere[base + slot]
        if slot == names.count {
          commonCause[index] = inherited
        } else {
          outgoingPlaces[index * names.count + slot] = own >= 0 ? own : inherited
        }
        guard isBoundary else {
          around[base + slot] = inherited
          continue
        }
        // A boundary's own statement, then its meshes, then what is around it.
        around[base + slot] = own >= 0 ? own : inherited
        guard own < 0, slot < names.count else { continue }
        for child in model.children(ElementID(index)) where model[child].kind == .mesh {
          let stated = statedHere[Int(child.index) * (names.count + 1) + slot]
          guard stated >= 0 else { continue }
          around[base + slot] = stated
          break
        }
      }
    }
  }

  /// By element and name of `outgoing`, then `common-cause`: the statement on the element itself, or -1.
  private static func handed(_ model: Model) -> [Int32] {
    let width = outgoing.count + 1
    var result = [Int32](repeating: -1, count: model.elements.count * width)
    for index in model.elements.indices.dropFirst() where !model.elements[index].isRemoved {
      for place in model.elements[index].properties {
        let slot: Int
        switch model.properties[place].name {
        case .timeout: slot = 0
        case .retry: slot = 1
        case .pool: slot = 2
        case .bulkhead: slot = 3
        case .commonCause: slot = 4
        default: continue
        }
        if result[index * width + slot] < 0 { result[index * width + slot] = Int32(truncatingIfNeeded: place) }
      }
    }
    return result
  }

  /// Gives the place of each statement that holds for an element, its name, and how sure it is.
  func forEachProperty(of element: ElementID, _ body: (Int, PropertyName, Confidence) -> Void) {
    let data = model[element]
    var seen = NameSet()
    let replaced = ReplacedTechnology(element, in: model)
    for place in data.properties {
      let property = model.properties[place]
      guard let name = property.name, Self.counts(name), seen.insert(name) else { continue }
      let isOld = replaced.map { $0.isOld(property.node) } ?? false
      body(place, name, isOld ? .assumed : property.stated.confidence)
    }
    let handed = Int(commonCause[Int(element.index)])
    if handed >= 0, KindSet.components.contains(data.kind), seen.insert(.commonCause) {
      body(handed, .commonCause, model.properties[handed].stated.confidence)
    }
    // What components have by default is no shared fate of boundaries, nor the rate of a flow.
    guard KindSet.components.contains(data.kind) else { return }
    defaults.forEachPlace(of: element) { place in
      let property = model.properties[place]
      guard let name = property.name, Self.counts(name), Schema.row(name, on: data.kind) != nil,
        seen.insert(name)
      else { return }
      body(place, name, property.stated.confidence)
    }
  }

  /// Prices are read as lists; see `Price`.
  private static func counts(_ name: PropertyName) -> Bool { InputReading.isElementInput(name) || name == .cost }

  /// Gives the place of each statement that holds for a relation, and its name.
  func forEachProperty(of relation: RelationID, _ body: (Int, PropertyName) -> Void) {
    let data = model[relation]
    var seen = NameSet()
    for place in data.properties {
      guard let name = model.properties[place].name, InputReading.isRelationInput(name), seen.insert(name) else {
        continue
      }
      body(place, name)
    }
    for (slot, name) in Self.outgoing.enumerated() {
      let place = Int(outgoingPlaces[Int(data.source.index) * Self.outgoing.count + slot])
      if place >= 0, seen.insert(name) { body(place, name) }
    }
    defaults.forEachPlace(of: data.source) { place in
      guard let name = model.properties[place].name, Self.outgoing.contains(name), seen.insert(name) else { return }
      body(place, name)
    }
  }
}

/// A set of property names in four words.
private struct NameSet {
  private var bits: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  /// Whether it was not there yet.
  mutating func insert(_ name: PropertyName) -> Bool {
    let bit: UInt64 = 1 << UInt64(name.index & 63)
    switch name.index >> 6 {
    case 0: return Self.set(&bits.0, bit)
    case 1: return Self.set(&bits.1, bit)
    case 2: return Self.set(&bits.2, bit)
    default: return Self.set(&bits.3, bit)
    }
  }

  private static func set(_ word: inout UInt64, _ bit: UInt64) -> Bool {
    guard word & bit == 0 else { return false }
    word |= bit
    return true
  }
}

/// The entries of `defaults` by whom they speak of.
private struct DefaultTable {
  private let model: Model
  private var ofTag: [(tag: NameID, entry: Int)] = []
  private var ofTechnology: [String: [Int]] = [:]
  private var ofKind: [[Int]] = []
  private var ofAll: [Int] = []
  /// The catalogue's name of a technology by the text that writes it, for those in use.
  private var names: [String: String] = [:]

  init(_ model: Model) {
    self.model = model
    guard !model.defaults.isEmpty else { return }
    ofKind = [[Int]](repeating: [], count: Kind.allCases.count)
    for (index, entry) in model.defaults.enumerated() {
      switch entry.selector {
      case .everything: ofAll.append(index)
      case .kind(let kind): ofKind[kind.index].append(index)
      case .tag(let tag): ofTag.append((tag, index))
      case .technology(let name): ofTechnology[name, default: []].append(index)
      }
    }
    guard !ofTechnology.isEmpty else { return }
    for element in model.components {
      guard let text = model.technologyText(element), names[text] == nil else { continue }
      names[text] = TechnologyCatalogue.find(text)?.name ?? text
    }
  }

  /// Gives the statements of the entries that speak of an element: by tag, by technology, by kind, of everything.
  func forEachPlace(of element: ElementID, _ body: (Int) -> Void) {
    guard !model.defaults.isEmpty else { return }
    func give(_ entries: [Int]) {
      for entry in entries { for place in model.defaults[entry].properties { body(place) } }
    }
    if !ofTag.isEmpty {
      let tags = model.tags(element)
      give(ofTag.filter { tags.contains($0.tag) }.map(\.entry))
    }
    if !ofTechnology.isEmpty, let text = model.technologyText(element), let name = names[text] {
      give(ofTechnology[name] ?? [])
    }
    give(ofKind[model[element].kind.index])
    give(ofAll)
  }
}

/// That an `extend` put another technology in place of the one that the declaration states.
private struct ReplacedTechnology {
  private let file: FileID
  private let nodes: Range<Int>

  /// Nil where the technology is the declared one, or none is declared.
  init?(_ element: ElementID, in model: Model) {
    let data = model[element]
    guard let stated = model.property(.tech, in: data.properties) else { return nil }
    let tree = model.tree(of: data.node)
    file = data.node.file
    nodes = data.node.node..<max(data.node.node, tree.nodes[data.node.node].next)
    guard !isOld(stated.node) else { return nil }
    let declared = tree.statements(of: data.node.node).first { node in
      tree.nodes[node].kind == .property
        && tree.text(ofToken: tree.nodes[node].firstToken) == PropertyName.tech.rawValue
    }
    guard let declared else { return nil }
    let end = tree.headEnd(of: declared)
    let first = tree.nodes[declared].firstToken + 2
    guard first < end else { return nil }
    let old = tree.source.text(tree.tokens[first].start..<tree.tokens[end - 1].end)
    if old == model.phrase(stated) { return nil }
  }

  /// Whether a statement stands in the declaration, and so was made for the old technology.
  func isOld(_ statement: NodeRef) -> Bool {
    statement.file == file && nodes.contains(statement.node)
  }
}
