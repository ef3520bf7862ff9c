import ArchSyntax

/// Reads the properties of elements, relations and `defaults`.
extension Binder {
  mutating func bindProperties() {
    bindProgramProperties()
    for index in elements.indices.dropFirst() {
      let element = elements[index]
      enter(element.node.file)
      guard let block = block(of: element.node.node) else { continue }
      elements[index].properties = readBlock(
        block, kind: element.kind, scope: ElementID(index), place: nil)
    }
    for statement in statements {
      enter(statement.node.file)
      guard let block = block(of: statement.node.node) else { continue }
      let range = readBlock(block, kind: .relation, scope: statement.owner, place: nil)
      for relation in statement.relations { relations[relation].properties = range }
      declareAllows(in: block, relation: statement)
    }
    for reference in pendingDefaults { bindDefaults(reference) }
    applyExtensions()
    applyAmendments()
  }

  /// Properties at the top level of a file, such as `require:`.
  private mutating func bindProgramProperties() {
    let start = properties.count
    for tree in trees {
      enter(tree.source.id)
      _ = readBlock(0, kind: .program, scope: .program, place: nil)
    }
    elements[0].properties = start..<properties.count
  }

  /// Reads the properties that stand directly inside a node; gives their places in `properties`.
  mutating func readBlock(_ block: Int, kind: Kind, scope: ElementID, place: NodeRef?) -> Range<Int> {
    let start = properties.count
    var child = block + 1
    let end = nodes[block].next
    while child < end {
      switch nodes[child].kind {
      case .property, .flag: readProperty(child, block: block, kind: kind, scope: scope, start: start)
      default: break
      }
      child = nodes[child].next
    }
    return start..<properties.count
  }

  private mutating func readProperty(_ node: Int, block: Int, kind: Kind, scope: ElementID, start: Int) {
    let key = nodes[node].firstToken
    let id = name(key)
    guard let row = row(of: id, on: kind) else {
      readFreeProperty(node, block: block, key: key, id: id, kind: kind)
      return
    }
    guard !nodes[node].isBroken else { return }
    // Each `require:` is a demand of its own.
    if nodes[node].kind != .property || tables.property(id) != .require {
      for index in start..<properties.count where properties[index].key == id {
        report(
          NameMessage.duplicateProperty(
            span(key), word: text(key),
            first: trees[Int(file.index)].span(ofToken: nodes[properties[index].node.node].firstToken)))
        return
      }
    }
    let stated: Stated?
    if nodes[node].kind == .flag {
      guard tables.takesFlag[row] else {
        report(NameMessage.missingValue(span(key), word: text(key), example: Schema.properties[row].example))
        return
      }
      stated = Stated(.flag(true))
    } else {
      let end = self.block(of: node).map { nodes[$0].firstToken } ?? nodes[node].endToken
      stated = readPhrase(tokens: (key + 2)..<end, property: row, scope: scope)
    }
    guard let stated else { return }
    properties.append(StatedProperty(row: row, key: id, stated: stated, node: NodeRef(file, node)))
  }

  /// The row of a property. An entry of `defaults` speaks of components and of the relations that leave them.
  @inline(__always)
  private func row(of id: NameID, on kind: Kind) -> Int? {
    if let name = tables.property(id), let row = tables.row(name, kind) { return row }
    guard readsDefaults else { return nil }
    return Schema.property(id, on: .relation)
      ?? (kind == .defaults ? componentKinds.kinds.lazy.compactMap { Schema.property(id, on: $0) }.first : nil)
  }

  /// A property that the schema does not know for the kind: free text where the kind takes it, else a mistake.
  private mutating func readFreeProperty(_ node: Int, block: Int, key: Int, id: NameID, kind: Kind) {
    let isFlag = nodes[node].kind == .flag
    if Schema.takesFreeProperties(kind) {
      guard !nodes[node].isBroken, !isFlag else { return }
      let end = nodes[node].endToken
      let value: Value =
        key + 3 == end && tokens[key + 2].kind.isString
        ? .text(TokenRef(file, key + 2..<end)) : .phrase(TokenRef(file, key + 2..<end))
      properties.append(StatedProperty(row: nil, key: id, stated: Stated(value), node: NodeRef(file, node)))
      return
    }
    guard !nodes[node].isBroken, !tokens[key].isMalformed else { return }
    if isFlag, let message = slip(node, block: block, kind: kind) {
      if let message = message { report(message) }
      return
    }
    if isFlag, let child = Schema.kind(id), Schema.spec(of: kind).holds.contains(child) {
      // The first word of a declaration that is being written.
      report(
        Schema.spec(of: child).naming == .required
          ? NameMessage.missingName(span(key), kind: child) : NameMessage.missingBlock(span(key), kind: child))
      return
    }
    let words = Schema.properties.filter { $0.kinds.contains(kind) }.map(\.name.rawValue)
    report(
      NameMessage.unknownProperty(
        span(key), word: text(key), kind: kind, nearest: Spelling.matches(of: text(key), among: words),
        elsewhere: Schema.kinds(having: id)))
  }

  /// A bare name that belongs to the statement before it on the line: `service A, B` or `holds: a, b`. The outer
  /// optional says whether it is such a slip; the inner one is nil when the slip has been reported with its first name.
  private mutating func slip(_ node: Int, block: Int, kind: Kind) -> Diagnostic?? {
    let key = nodes[node].firstToken
    guard !tokens[key].newlineBefore, key > 0, tokens[key - 1].kind == .comma else { return nil }
    // Walk back over the bare names to the statement that begins the run.
    var siblings: [Int] = []
    var child = block + 1
    while child < node {
      siblings.append(child)
      child = nodes[child].next
    }
    var run: [Int] = [node]
    while let previous = siblings.last, nodes[previous].kind == .flag,
      Schema.property(name(nodes[previous].firstToken), on: kind) == nil
    {
      run.insert(previous, at: 0)
      siblings.removeLast()
    }
    guard let owner = siblings.last, self.block(of: owner) == nil else { return nil }
    let names = run.first == node
    // The whole run, on to the last bare name of the line.
    var last = node
    var next = nodes[node].next
    while next < nodes[block].next, nodes[next].kind == .flag, !tokens[nodes[next].firstToken].newlineBefore,
      Schema.property(name(nodes[next].firstToken), on: kind) == nil
    {
      last = next
      next = nodes[next].next
    }
    switch nodes[owner].kind {
    case .declaration:
      guard let kindToken = head(owner).kind, let first = head(owner).path.first, head(owner).title == nil else {
        return nil
      }
      guard names else { return .some(nil) }
      let whole = Span(file, tokens[first].start..<tokens[nodes[last].endToken - 1].end)
      let separators = ([node] + flags(after: node, upTo: last)).map { flag in
        Edit(
          Span(file, tokens[nodes[flag].firstToken - 1].start..<tokens[nodes[flag].firstToken].start),
          "\n" + String(repeating: " ", count: indentation(of: nodes[owner].firstToken)) + text(kindToken) + " ")
      }
      return .some(NameMessage.severalNames(whole, kind: text(kindToken), edits: separators))
    case .property:
      let word = nodes[owner].firstToken
      guard let row = Schema.property(name(word), on: kind), Schema.properties[row].type.listsNames else { return nil }
      guard names else { return .some(nil) }
      let value = Span(file, tokens[word + 2].start..<tokens[nodes[last].endToken - 1].end)
      return .some(TypeMessage.listNeedsBrackets(value, property: text(word), text: Self.source(bytes, value)))
    default: return nil
    }
  }

  private static func source(_ bytes: [UInt8], _ span: Span) -> String {
    String(decoding: bytes[span.range], as: UTF8.self)
  }

  private func flags(after node: Int, upTo last: Int) -> [Int] {
    var result: [Int] = []
    var next = nodes[node].next
    while next <= last, node != last {
      result.append(next)
      next = nodes[next].next
    }
    return result
  }

  /// The number of bytes of white space that a token's line begins with.
  func indentation(of token: Int) -> Int {
    var start = tokens[token].start
    while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
    return bytes[start...].prefix { $0 == 0x20 || $0 == 0x09 }.count
  }

  /// The `allow`s in the block of a relation.
  private mutating func declareAllows(in block: Int, relation: RelationStatement) {
    var child = block + 1
    while child < nodes[block].next {
      if nodes[child].kind == .declaration {
        let before = elements.count
        declareInRelation(child, owner: relation.owner)
        if elements.count > before, elements[before].kind == .allow {
          allows.append(Allow(element: ElementID(before), relation: relation.node))
          if let inner = self.block(of: child) {
            elements[before].properties = readBlock(inner, kind: .allow, scope: relation.owner, place: nil)
          }
        }
      }
      child = nodes[child].next
    }
  }

  /// `defaults { service { … }, tech "PostgreSQL" { … }, #legacy { … }, common-cause: 5% }`
  private mutating func bindDefaults(_ reference: NodeRef) {
    enter(reference.file)
    guard let block = block(of: reference.node) else { return }
    readsDefaults = true
    defer { readsDefaults = false }
    let plain = readBlock(block, kind: .defaults, scope: .program, place: nil)
    if !plain.isEmpty { defaults.append(DefaultEntry(selector: .everything, properties: plain, node: reference)) }
    var child = block + 1
    while child < nodes[block].next {
      if nodes[child].kind == .declaration { bindDefault(child) }
      child = nodes[child].next
    }
  }

  private mutating func bindDefault(_ node: Int) {
    let head = head(node)
    let selector: DefaultSelector
    var kind = Kind.defaults
    if let token = head.kind {
      guard let known = Schema.kind(name(token)) else {
        let words = Schema.kinds.filter { componentKinds.contains($0.kind) }.map(\.kind.rawValue)
        if !nodes[node].isBroken {
          report(
            NameMessage.unknownKind(
              span(token), word: text(token), nearest: Spelling.nearest(to: text(token), among: words)))
        }
        return
      }
      if known == .tech {
        guard
          let title = head.title.map({ string(TokenRef(file, $0..<$0 + 1)) })
            ?? (head.path.isEmpty ? nil : text(head.path))
        else {
          if !nodes[node].isBroken { report(NameMessage.missingName(span(token), kind: .tech)) }
          return
        }
        selector = .technology(TechnologyCatalogue.find(title)?.name ?? title)
      } else {
        guard componentKinds.contains(known) || KindSet.boundaries.contains(known) else {
          if !nodes[node].isBroken {
            report(NameMessage.misplaced(span(token), kind: known, parent: .defaults, place: nil))
          }
          return
        }
        kind = known
        selector = .kind(known)
      }
    } else {
      guard let tag = head.tags.first else { return }
      selector = .tag(tagName(tag))
    }
    guard let block = block(of: node) else { return }
    let range = readBlock(block, kind: kind == .defaults ? .defaults : kind, scope: .program, place: nil)
    defaults.append(DefaultEntry(selector: selector, properties: range, node: NodeRef(file, node)))
  }

  /// The name of a `#tag` token.
  mutating func tagName(_ token: Int) -> NameID {
    let range = tokens[token].range.dropFirst()
    return bytes.withUnsafeBufferPointer { interner.intern(UnsafeBufferPointer(rebasing: $0[range])) }
  }
}

extension PhraseType {
  /// Whether a list is a value whose elements may be bare names.
  var listsNames: Bool {
    switch self {
    case .list(let element, _): element.takesName
    case .either(let types): types.contains(where: \.listsNames)
    case .figure(let type), .optional(let type): type.listsNames
    default: false
    }
  }

  /// Whether a bare name can begin a value.
  private var takesName: Bool {
    switch self {
    case .word, .oneOf, .name, .technology, .reference, .dataClass, .referenceOrKind: true
    case .either(let types): types.contains(where: \.takesName)
    case .sequence(let types): types.first?.takesName ?? false
    case .figure(let type), .optional(let type): type.takesName
    default: false
    }
  }
}
