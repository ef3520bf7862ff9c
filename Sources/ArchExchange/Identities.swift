import ArchModel
import ArchRules

/// What machines call the parts of a model: full paths, unique among the parts of one kind of list.
///
/// All are made in one walk, as the identity of a relation depends on its siblings.
struct Identities {
  /// The id of each element, by its position.
  let elements: [String]
  /// The id of each relation, by its position.
  let relations: [String]
  /// As people see them: the shortest names that are unique.
  let shortRelations: [String]

  /// The names of nothing.
  static let none = Identities()

  private init() {
    elements = []
    relations = []
    shortRelations = []
  }

  init(_ model: Model) {
    // What has no name stands in no path: the phases of a nameless migration are `P1`, not `from-the-monolith.P1`.
    var paths: [String] = []
    var ids: [String] = []
    paths.reserveCapacity(model.elements.count)
    ids.reserveCapacity(model.elements.count)
    var unique = UniqueNames()
    for (index, element) in model.elements.enumerated() {
      if index == 0 {
        paths.append("")
        ids.append("")
        continue
      }
      let parent = paths[Int(element.parent.index)]
      let prefix = parent.isEmpty ? "" : parent + "."
      if element.name != .none {
        paths.append(prefix + model.interner.text(element.name))
        ids.append(element.isRemoved ? paths[index] : unique.name(paths[index]))
      } else {
        paths.append(parent)
        let title = model.title(ElementID(index)).map(Self.slug) ?? ""
        ids.append(unique.name(prefix + (title.isEmpty ? element.kind.rawValue : title)))
      }
    }
    elements = ids
    relations = Self.relationNames(model) { paths[Int($0.index)] }
    shortRelations = Self.relationNames(model) { model.shortName($0) }
  }

  subscript(_ element: ElementID) -> String { elements[Int(element.index)] }
  subscript(_ relation: RelationID) -> String { relations[Int(relation.index)] }

  private static func relationNames(_ model: Model, _ naming: (ElementID) -> String) -> [String] {
    struct Pair: Hashable {
      let source: ElementID
      let target: ElementID
      let arrow: Arrow
    }
    var counts: [Pair: Int] = [:]
    for relation in model.relations where !relation.isRemoved {
      counts[Pair(source: relation.source, target: relation.target, arrow: relation.arrow), default: 0] += 1
    }
    var unique = UniqueNames()
    return model.relations.enumerated().map { index, relation in
      var name = naming(relation.source) + relation.arrow.rawValue + naming(relation.target)
      if relation.isRemoved { return name }
      if counts[Pair(source: relation.source, target: relation.target, arrow: relation.arrow)] ?? 0 > 1 {
        let id = RelationID(index)
        let word = model.stated(.protocol, of: id).flatMap { model.text($0.value) } ?? model.label(id)
        if let word { name += "[\(word)]" }
      }
      return unique.name(name)
    }
  }

  /// A title as a name: lower case, letters and digits, joined by `-`; at most 60 characters.
  static func slug(_ title: String) -> String {
    var result = ""
    var isGap = false
    for character in title.lowercased() {
      guard character.isLetter || character.isNumber else {
        isGap = !result.isEmpty
        continue
      }
      if isGap { result += "-" }
      isGap = false
      result.append(character)
      if result.count >= 60 { break }
    }
    return result
  }
}

/// Names of which each is given out once; the second of a kind ends in `#2`.
struct UniqueNames {
  private var counts: [String: Int] = [:]

  mutating func name(_ base: String) -> String {
    let count = (counts[base] ?? 0) + 1
    counts[base] = count
    return count == 1 ? base : "\(base)#\(count)"
  }
}
