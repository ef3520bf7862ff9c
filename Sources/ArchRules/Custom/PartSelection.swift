import ArchModel

/// Which parts of a model a rule of the program speaks of. Each question is one walk over the elements.
struct PartSelection {
  let context: RuleContext
  let model: Model

  init(_ context: RuleContext) {
    self.context = context
    model = context.model
  }

  /// The parts that a selector means, in source order.
  func elements(_ selector: RuleSelector) -> [ElementID] {
    let marks = marks(selector)
    return marks.indices.lazy.filter { marks[$0] }.map { ElementID($0) }
  }

  /// For each element whether a selector means it.
  func marks(_ selector: RuleSelector) -> [Bool] {
    var marks = [Bool](repeating: false, count: model.elements.count)
    var kinds = KindSet()
    var tags: Set<NameID> = []
    var isKind = false
    for term in selector.terms {
      switch term {
      case .kinds(let set):
        kinds = kinds | set
        isKind = true
      case .element(let element): if context.isSound(element) { marks[Int(element.index)] = true }
      case .tag(let tag): tags.insert(tag)
      case .selector(let inner):
        for (index, isMarked) in self.marks(inner).enumerated() where isMarked { marks[index] = true }
      }
    }
    if isKind || !tags.isEmpty {
      for index in marks.indices.dropFirst() where !marks[index] {
        let element = ElementID(index)
        guard context.isSound(element) else { continue }
        marks[index] =
          kinds.contains(model[element].kind)
          || !tags.isEmpty && selector.kinds.contains(model[element].kind)
            && model.tags(element).contains(where: tags.contains)
      }
    }
    if let condition = selector.condition {
      let test = ConditionTest(condition, in: self)
      for index in marks.indices where marks[index] { marks[index] = test.holds(ElementID(index)) }
    }
    return marks
  }

  /// As `marks`, with what lies inside what is marked: a boundary stands for its components.
  func reach(_ selector: RuleSelector) -> [Bool] {
    var marks = marks(selector)
    // What holds an element always stands before it.
    for index in marks.indices.dropFirst() where !marks[index] {
      let parent = Int(model.elements[index].parent.index)
      marks[index] = parent > 0 && parent < index && marks[parent]
    }
    return marks
  }
}

/// A condition, prepared for asking it of many parts.
struct ConditionTest {
  private indirect enum Node {
    case and([Node])
    case or([Node])
    case not(Node)
    case inside([Bool])
    case term(RuleTerm)
  }

  private let root: Node
  private let context: RuleContext
  private let model: Model

  init(_ condition: RuleCondition, in selection: PartSelection) {
    context = selection.context
    model = selection.model
    root = Self.node(condition, selection)
  }

  private static func node(_ condition: RuleCondition, _ selection: PartSelection) -> Node {
    switch condition {
    case .and(let all): .and(all.map { node($0, selection) })
    case .or(let all): .or(all.map { node($0, selection) })
    case .not(let inner): .not(node(inner, selection))
    case .term(let term):
      if case .inside(let selector) = term.test { .inside(selection.marks(selector)) } else { .term(term) }
    }
  }

  func holds(_ element: ElementID) -> Bool { holds(root, element) }

  func holds(_ relation: RelationID) -> Bool { holds(root, relation) }

  private func holds(_ node: Node, _ element: ElementID) -> Bool {
    switch node {
    case .and(let all): return all.allSatisfy { holds($0, element) }
    case .or(let all): return all.contains { holds($0, element) }
    case .not(let inner): return !holds(inner, element)
    case .inside(let marks):
      var current = model[element].parent
      while current != .program {
        if marks[Int(current.index)] { return true }
        current = model[current].parent
      }
      return false
    case .term(let term):
      switch term.test {
      case .stated(let name): return isStated(name, of: element)
      case .value(let name, let comparison, let wanted):
        return context.stated(name, of: element).map { ValueTest(model).fits($0, name, comparison, wanted) } ?? false
      case .holds(let kind): return model.children(element).contains { model[$0].kind == kind }
      case .tag(let tag): return model.tags(element).contains(tag)
      case .inside: return false
      }
    }
  }

  private func holds(_ node: Node, _ relation: RelationID) -> Bool {
    switch node {
    case .and(let all): return all.allSatisfy { holds($0, relation) }
    case .or(let all): return all.contains { holds($0, relation) }
    case .not(let inner): return !holds(inner, relation)
    case .inside(let marks):
      let data = model[relation]
      return [data.source, data.target].allSatisfy { end in
        var current = end
        while current != .program {
          if marks[Int(current.index)] { return true }
          current = model[current].parent
        }
        return false
      }
    case .term(let term):
      switch term.test {
      case .stated(let name):
        return context.stated(name, of: relation).map { ValueTest(model).says($0) } ?? false
      case .value(let name, let comparison, let wanted):
        return context.stated(name, of: relation).map { ValueTest(model).fits($0, name, comparison, wanted) } ?? false
      case .holds(let kind):
        let node = model[relation].node
        let tree = model.tree(of: node)
        return tree.statements(of: node.node).contains {
          tree.nodes[$0].kind == .declaration && tree.text(ofToken: tree.nodes[$0].firstToken) == kind.rawValue
        }
      case .tag(let tag): return model.tags(relation).contains(tag)
      case .inside: return false
      }
    }
  }

  private func isStated(_ name: PropertyName, of element: ElementID) -> Bool {
    if name == .description { return !model.documentation(element).isEmpty }
    if name == .tags { return !model.tags(element).isEmpty }
    return context.stated(name, of: element).map { ValueTest(model).says($0) } ?? false
  }
}

extension RuleContext {
  /// What is in effect for a part.
  func stated(_ name: PropertyName, of element: ElementID) -> Stated? {
    model.effective(name, of: element, using: facts.inheritance)?.property.stated
  }

  func stated(_ name: PropertyName, of relation: RelationID) -> Stated? {
    model.effective(name, of: relation, using: facts.inheritance)?.property.stated
  }
}

extension Model {
  /// The tags behind a relation.
  func tags(_ relation: RelationID) -> [NameID] {
    let node = self[relation].node
    let tree = tree(of: node)
    return tree.head(ofRelation: node.node).tags.compactMap {
      interner.find(String(tree.text(ofToken: $0).dropFirst()))
    }
  }
}
