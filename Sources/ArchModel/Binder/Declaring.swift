import ArchSyntax

/// The first pass: every named declaration gets an element, so that references may stand before it.
extension Binder {
  mutating func declareProgram() {
    elements.append(
      Element(
        kind: .program, name: .none, parent: .program, node: NodeRef(FileID(0), 0), madeBy: nil, isBroken: false))
    nextSameName.append(-1)
    for tree in trees {
      enter(tree.source.id)
      declareStatements(of: 0, parent: .program, madeBy: nil)
    }
  }

  /// Declares what stands directly inside a node.
  mutating func declareStatements(of node: Int, parent: ElementID, madeBy: ElementID?) {
    var child = node + 1
    let end = nodes[node].next
    while child < end {
      switch nodes[child].kind {
      case .declaration:
        declare(child, parent: parent, madeBy: madeBy)
        declareStrayNames(after: child, before: end, parent: parent)
      case .relation:
        pendingRelations.append(PendingRelation(node: NodeRef(file, child), owner: parent, madeBy: madeBy))
      case .importStatement:
        if parent != .program || countBeforeVariant != nil {
          report(NameMessage.importPlace(span(nodes[child].firstToken)))
        }
      default: break
      }
      child = nodes[child].next
    }
  }

  /// `service A, B`: the second name is a mistake that the property pass reports; here it is taken as known, so that
  /// its uses stay silent.
  private mutating func declareStrayNames(after node: Int, before end: Int, parent: ElementID) {
    guard block(of: node) == nil, head(node).title == nil else { return }
    let kind = elements[Int(parent.index)].kind
    var next = nodes[node].next
    while next < end, nodes[next].kind == .flag, !tokens[nodes[next].firstToken].newlineBefore {
      let token = nodes[next].firstToken
      let id = name(token)
      guard Schema.property(id, on: kind) == nil, scopes[parent, id] == nil else { return }
      let element = ElementID(elements.count)
      scopes[parent, id] = element
      elements.append(
        Element(kind: .service, name: id, parent: parent, node: NodeRef(file, next), madeBy: nil, isBroken: true))
      link(element, name: id)
      next = nodes[next].next
    }
  }

  /// Declares what a relation's block holds: `allow` and `metadata`, which belong to the relation.
  mutating func declareInRelation(_ node: Int, owner: ElementID) {
    let head = head(node)
    guard let token = head.kind else { return }
    guard let kind = Schema.kind(name(token)), Schema.spec(of: .relation).holds.contains(kind) else {
      if !nodes[node].isBroken {
        if let kind = Schema.kind(name(token)) {
          report(NameMessage.misplaced(span(token), kind: kind, parent: .relation, place: nil))
        } else if Schema.property(name(token), on: .relation) != nil {
          report(NameMessage.missingColon(span(token), word: text(token)))
        } else {
          report(
            NameMessage.unknownKind(
              span(token), word: text(token), nearest: Spelling.nearest(to: text(token), among: ["allow", "metadata"])))
        }
      }
      return
    }
    if kind == .allow, head.title == nil, !nodes[node].isBroken {
      report(NameMessage.missingReason(at: span(head.name ?? token)))
    }
    elements.append(
      Element(
        kind: kind, name: .none, parent: owner, node: NodeRef(file, node), madeBy: nil, isBroken: nodes[node].isBroken))
    nextSameName.append(-1)
  }

  /// The block of a statement in the file at hand, or nil.
  @inline(__always)
  func block(of node: Int) -> Int? {
    let child = node + 1
    guard child < nodes[node].next, nodes[child].kind == .block else { return nil }
    return child
  }

  @inline(__always)
  func head(_ node: Int) -> DeclarationHead {
    DeclarationHead(
      tokens: tokens, first: nodes[node].firstToken,
      end: block(of: node).map { nodes[$0].firstToken } ?? nodes[node].endToken)
  }

  private mutating func declare(_ node: Int, parent: ElementID, madeBy: ElementID?) {
    let head = head(node)
    guard let kindToken = head.kind else {
      if !nodes[node].isBroken { report(NameMessage.tagOutsideDefaults(span(nodes[node].firstToken))) }
      return
    }
    guard let kind = Schema.kind(name(kindToken)), kind != .tech || elements[Int(parent.index)].kind == .defaults else {
      declareUnknown(node, head: head, kindToken: kindToken, parent: parent)
      return
    }
    let reference = NodeRef(file, node)
    switch kind {
    case .extend, .remove:
      guard !head.path.isEmpty else {
        if !nodes[node].isBroken { report(NameMessage.missingName(span(kindToken), kind: kind)) }
        return
      }
      pendingChanges.append(PendingChange(kind: kind, node: reference, scope: parent))
      return
    case .use:
      pendingUses.append(PendingUse(node: reference, scope: parent))
      return
    case .defaults:
      pendingDefaults.append(reference)
      return
    default: break
    }
    let spec = Schema.spec(of: kind)
    var broken = nodes[node].isBroken
    if spec.naming == .required, head.path.isEmpty {
      if !broken { report(NameMessage.missingName(span(kindToken), kind: kind)) }
      broken = true
    }
    if kind == .allow, head.title == nil, !broken {
      report(NameMessage.missingReason(at: span(head.name ?? kindToken)))
      broken = true
    }
    let parentKind = elements[Int(parent.index)].kind
    if !Schema.spec(of: parentKind).holds.contains(kind), !broken, !elements[Int(parent.index)].isBroken {
      report(
        NameMessage.misplaced(
          span(kindToken), kind: kind, parent: parentKind, place: nameSpan(of: parent)))
      broken = true
    }
    if kind == .system, let first = system, !broken {
      report(NameMessage.severalSystems(span(head.name ?? kindToken), first: nameSpan(of: first)))
      broken = true
    }
    let element = add(
      kind: kind, head: head, node: node, parent: parent, madeBy: madeBy, isBroken: broken)
    if kind == .system, system == nil { system = element }
    declareInside(element, node: node, madeBy: madeBy)
  }

  /// Declares what a new element holds, unless its block means something else than containment.
  private mutating func declareInside(_ element: ElementID, node: Int, madeBy: ElementID?) {
    guard let block = block(of: node) else { return }
    switch elements[Int(element.index)].kind {
    case .pattern, .rule, .never, .require, .environment, .scenario, .option, .phase: return
    case .flow: declareFlowContent(of: block, flow: element, madeBy: madeBy)
    default: declareStatements(of: block, parent: element, madeBy: madeBy)
    }
  }

  /// Declares what a flow holds besides its steps.
  mutating func declareFlowContent(of block: Int, flow: ElementID, madeBy: ElementID?) {
    var child = block + 1
    while child < nodes[block].next {
      if nodes[child].kind == .declaration, !isFlowBlock(child) { declare(child, parent: flow, madeBy: madeBy) }
      child = nodes[child].next
    }
  }

  /// Whether a declaration inside a flow is a block of steps.
  mutating func isFlowBlock(_ node: Int) -> Bool {
    switch Schema.kind(name(nodes[node].firstToken)) {
    case .parallel, .optional, .alternative, .loop: true
    default: false
    }
  }

  /// Adds an element and its name, or reports that the name is taken.
  mutating func add(
    kind: Kind, head: DeclarationHead, node: Int, parent: ElementID, madeBy: ElementID?, isBroken: Bool
  ) -> ElementID {
    let bearsName = kind != .allow
    let nameToken = kind == .use ? head.second : head.name
    let id = nameToken.map { bearsName ? name($0) : .none } ?? .none
    let element = ElementID(elements.count)
    var isBroken = isBroken
    if id != .none {
      if let first = scopes[parent, id] {
        isBroken = true
        if let nameToken, !elements[Int(first.index)].isBroken {
          report(
            NameMessage.duplicate(
              span(nameToken), name: interner.text(id), scope: pathText(parent), first: nameSpan(of: first),
              free: freeName(interner.text(id), kind: kind, parent: parent),
              isInVariant: countBeforeVariant.map { Int(first.index) < $0 } ?? false))
        }
      } else {
        scopes[parent, id] = element
      }
    }
    elements.append(
      Element(
        kind: kind, name: id, parent: parent, node: NodeRef(file, node), madeBy: madeBy, isBroken: isBroken))
    link(element, name: id)
    return element
  }

  private mutating func link(_ element: ElementID, name: NameID) {
    nextSameName.append(-1)
    guard name != .none else { return }
    let index = Int(name.index)
    if index >= firstSameName.count {
      firstSameName.append(contentsOf: repeatElement(-1, count: index + 1024 - firstSameName.count))
      lastSameName.append(contentsOf: repeatElement(-1, count: index + 1024 - lastSameName.count))
    }
    if firstSameName[index] < 0 {
      firstSameName[index] = element.index
    } else {
      nextSameName[Int(lastSameName[index])] = element.index
    }
    lastSameName[index] = element.index
  }

  /// A name close to the taken one that nothing in the scope bears: `OrdersDB` for a database.
  private mutating func freeName(_ text: String, kind: Kind, parent: ElementID) -> String? {
    let suffix: String
    switch kind {
    case .database: suffix = "DB"
    case .cache: suffix = "Cache"
    case .queue: suffix = "Queue"
    case .stream: suffix = "Stream"
    case .topic: suffix = "Topic"
    case .storage: suffix = "Files"
    case .worker: suffix = "Worker"
    case .flow: suffix = "Flow"
    case .external, .client, .actor, .service, .function, .job, .gateway: suffix = "2"
    default: return nil
    }
    let free = text + suffix
    return scopes[parent, interner.intern(free)] == nil ? free : nil
  }

  private mutating func declareUnknown(_ node: Int, head: DeclarationHead, kindToken: Int, parent: ElementID) {
    let parentKind = elements[Int(parent.index)].kind
    let word = text(kindToken)
    let isProperty = Schema.property(name(kindToken), on: parentKind) != nil
    if !nodes[node].isBroken {
      if isProperty {
        report(NameMessage.missingColon(span(kindToken), word: word))
      } else {
        let holds = Schema.spec(of: parentKind).holds
        let words = Schema.kinds.filter { holds.contains($0.kind) }.map(\.kind.rawValue)
        report(NameMessage.unknownKind(span(kindToken), word: word, nearest: Spelling.nearest(to: word, among: words)))
      }
    }
    guard !isProperty, !head.path.isEmpty else { return }
    // The name is taken as known, so that its uses stay silent.
    let element = add(kind: .service, head: head, node: node, parent: parent, madeBy: nil, isBroken: true)
    if let block = block(of: node) { declareStatements(of: block, parent: element, madeBy: nil) }
  }

  /// The place of an element's name, or of its kind where it has no name.
  func nameSpan(of element: ElementID) -> Span {
    let reference = elements[Int(element.index)].node
    let tree = trees[Int(reference.file.index)]
    guard element != .program else { return Span(reference.file, 0..<0) }
    let head = tree.head(ofDeclaration: reference.node)
    let isUse = elements[Int(element.index)].kind == .use
    let token = (isUse ? head.second : nil) ?? head.name ?? head.title ?? tree.nodes[reference.node].firstToken
    return tree.span(ofToken: token)
  }

  /// The full path of an element, such as `Private.Orders`; empty for the program.
  func pathText(_ element: ElementID) -> String {
    var parts: [String] = []
    var current = element
    while current != .program {
      let data = elements[Int(current.index)]
      if data.name != .none { parts.append(interner.text(data.name)) }
      current = data.parent
    }
    return parts.reversed().joined(separator: ".")
  }
}
