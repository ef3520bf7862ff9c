import ArchModel
import ArchSyntax

/// Says what each token of a statement is: the one place from which colours, references, hovers and renames are read.
struct RoleReader {
  let table: DeclarationTable
  let tree: SyntaxTree
  private var file: FileID { tree.source.id }

  init(_ table: DeclarationTable, _ tree: SyntaxTree) {
    self.table = table
    self.tree = tree
  }

  /// The roles of a statement's own tokens, which are all but those of its block; in source order.
  func roles(of node: Int, _ context: BlockContext) -> [RoleSpan] {
    switch tree.nodes[node].kind {
    case .importStatement:
      let token = tree.nodes[node].firstToken
      guard token + 1 < tree.nodes[node].endToken else { return [single(token, .keyword)] }
      return [single(token, .keyword), single(token + 1, .importPath)]
    case .declaration: return declaration(node, context)
    case .relation: return relation(node, context)
    case .property: return property(node, context)
    case .flag:
      let token = tree.nodes[node].firstToken
      return [single(token, .key(row: table.nameID(token, in: tree).flatMap { context.row($0) }))]
    case .file, .block, .error: return []
    }
  }

  private func single(_ token: Int, _ role: TokenRole) -> RoleSpan {
    RoleSpan(tokens: token..<token + 1, role: role)
  }

  // MARK: Declarations

  private func declaration(_ node: Int, _ context: BlockContext) -> [RoleSpan] {
    let head = tree.head(ofDeclaration: node)
    var result: [RoleSpan] = []
    if let token = head.kind {
      let kind = table.nameID(token, in: tree).flatMap { Schema.kind($0) }
      result.append(single(token, .kind(kind)))
      if !head.path.isEmpty { result.append(RoleSpan(tokens: head.path, role: name(kind, head, node, context))) }
      if let second = head.second {
        result.append(single(second, kind == .use ? declared(node) : .unknown))
      }
    }
    if let number = head.number { result.append(single(number, .quantity)) }
    if let title = head.title { result.append(single(title, .title)) }
    for tag in head.tags { result.append(single(tag, .tag)) }
    return result
  }

  private func declared(_ node: Int) -> TokenRole {
    table.entry(declaredBy: node, in: file).map { .declaredName($0) } ?? .name
  }

  private func name(_ kind: Kind?, _ head: DeclarationHead, _ node: Int, _ context: BlockContext) -> TokenRole {
    switch kind {
    case .extend, .remove: return .reference(KindSet.described, scope: context.scope)
    case .use: return .reference([.pattern], scope: context.scope)
    case .allow: return .ruleName
    case .tech: return .technology
    default: return head.path.count == 1 ? declared(node) : .unknown
    }
  }

  // MARK: Relations

  private func relation(_ node: Int, _ context: BlockContext) -> [RoleSpan] {
    let head = tree.head(ofRelation: node)
    let role: TokenRole =
      context.isJudgement
      ? .referenceOrKind(RuleWords.selectable, scope: context.scope)
      : .reference(KindSet.components, scope: context.scope)
    var result: [RoleSpan] = []
    for (index, end) in head.ends.enumerated() {
      for path in RelationHead.paths(of: end, tokens: tree.tokens) { result.append(RoleSpan(tokens: path, role: role)) }
      if index < head.arrows.count { result.append(single(head.arrows[index], .arrow)) }
    }
    if let label = head.label { result.append(single(label, .title)) }
    for tag in head.tags { result.append(single(tag, .tag)) }
    return result
  }

  // MARK: Properties

  private func property(_ node: Int, _ context: BlockContext) -> [RoleSpan] {
    let key = tree.nodes[node].firstToken
    let value = key + 2..<max(key + 2, tree.headEnd(of: node))
    let row = table.nameID(key, in: tree).flatMap { context.row($0) }
    if row == nil, let use = context.use { return role(key, value, use) }
    var result = [single(key, .key(row: row))]
    guard let row else {
      for token in value where tree.tokens[token].kind.isString { result.append(single(token, .text)) }
      return result
    }
    result += phrase(value, row: row, scope: context.scope)
    return result
  }

  /// `command: Orders` in a `use`.
  private func role(_ key: Int, _ value: Range<Int>, _ use: Int) -> [RoleSpan] {
    var kinds = KindSet.components
    let pattern = Int(table[use].target)
    if pattern > 0, let name = table.nameID(key, in: tree),
      let part = table.children(pattern).first(where: { table[Int($0)].name == name }),
      let kind = table[Int(part)].kind
    {
      kinds = Self.family(of: kind)
    }
    let scope = table[use].outer
    return [single(key, .role(use: use))]
      + PhraseAtom.atoms(of: value, in: tree).filter { tree.tokens[$0.tokens.lowerBound].kind == .name }.map {
        RoleSpan(tokens: $0.tokens, role: .reference(kinds, scope: scope))
      }
  }

  /// The kinds that may play the role of a kind.
  static func family(of kind: Kind) -> KindSet {
    KindSet(Kind.allCases.filter { Schema.spec(of: $0).family == Schema.spec(of: kind).family })
  }

  /// The roles of a value's tokens, by the type of its property.
  func phrase(_ value: Range<Int>, row: Int, scope: Int) -> [RoleSpan] {
    switch Schema.properties[row].type {
    case .verification: return verification(value, scope: scope)
    case .words: return demand(value, scope: scope)
    default: break
    }
    let grammar = PhraseGrammar.of(row: row)
    if value.count == 1, let part = grammar.single, let leaf = grammar.type(part) {
      return [RoleSpan(tokens: value, role: role(of: leaf, scope: scope))]
    }
    var walk = PhraseWalk(grammar, in: tree)
    return PhraseAtom.atoms(of: value, in: tree).map { atom in
      guard let part = walk.take(atom), let leaf = walk.grammar.type(part) else {
        return RoleSpan(tokens: atom.tokens, role: .unknown)
      }
      return RoleSpan(tokens: atom.tokens, role: role(of: leaf, scope: scope))
    }
  }

  private func role(of type: PhraseType, scope: Int) -> TokenRole {
    switch type {
    case .flag, .word: .keyword
    case .text: .text
    case .link: .link
    case .date: .date
    case .quantity, .range, .count: .quantity
    case .oneOf(let enumeration): .word(enumeration)
    case .name: .name
    case .technology: .technology
    case .version: .version
    case .reference(let kinds): .reference(kinds, scope: scope)
    case .referenceOrKind(let kinds): .referenceOrKind(kinds, scope: scope)
    case .dataClass: .dataClass(scope: scope)
    default: .unknown
    }
  }

  /// `Checkout.p99 < 400ms at peak under Sale when Payments fails`
  private func verification(_ value: Range<Int>, scope: Int) -> [RoleSpan] {
    var result: [RoleSpan] = []
    var before = ""
    for atom in PhraseAtom.atoms(of: value, in: tree) {
      let first = atom.tokens.lowerBound
      let token = tree.tokens[first]
      let text = tree.text(ofToken: first)
      defer { before = text }
      if token.kind.isNumeric {
        result.append(RoleSpan(tokens: atom.tokens, role: .quantity))
      } else if token.kind == .name {
        switch before {
        case "under": result.append(RoleSpan(tokens: atom.tokens, role: .reference([.scenario], scope: scope)))
        case "when", "of": result.append(RoleSpan(tokens: atom.tokens, role: .reference(KindSet.parts, scope: scope)))
        default:
          let metric = atom.tokens.upperBound - 1
          if atom.tokens.count >= 3 {
            result.append(
              RoleSpan(
                tokens: first..<metric - 1,
                role: .reference(KindSet.parts | [.flow, .system], scope: scope)))
            result.append(single(metric, .metric))
          } else {
            result.append(single(first, Metric(rawValue: text) == nil ? .keyword : .metric))
          }
        }
      }
    }
    return result
  }

  /// `every service in Private has owner`
  private func demand(_ value: Range<Int>, scope: Int) -> [RoleSpan] {
    var result: [RoleSpan] = []
    var isCondition = false
    for atom in PhraseAtom.atoms(of: value, in: tree) {
      let first = atom.tokens.lowerBound
      let token = tree.tokens[first]
      if token.kind == .tag {
        result.append(single(first, .tag))
      } else if token.kind.isNumeric {
        result.append(single(first, .quantity))
      } else if token.kind.isString {
        result.append(single(first, .text))
      } else if token.kind == .name {
        let word = tree.text(ofToken: first)
        if atom.tokens.count == 1, RuleReader.isKeyword(word) {
          result.append(single(first, .keyword))
          switch word {
          case "has", "lacks", "with": isCondition = true
          case "in", RuleWords.target, RuleWords.passage, "path", "relation", "call", "message": isCondition = false
          default: break
          }
        } else if isCondition, atom.tokens.count == 1, Schema.word(word) != .none,
          let row = RuleReader.row(ofProperty: word)
        {
          result.append(single(first, .key(row: row)))
        } else {
          let kinds = isCondition ? KindSet(Kind.allCases) : RuleWords.selectable
          result.append(RoleSpan(tokens: atom.tokens, role: .referenceOrKind(kinds, scope: scope)))
        }
      }
    }
    return result
  }
}

/// The words of demands.
enum RuleReader {
  static func isKeyword(_ word: String) -> Bool {
    keywords.contains(word)
  }

  private static let keywords: Set<String> = Set(
    RuleWords.quantifiers + RuleWords.relations + RuleWords.verbs + RuleWords.restrictions + RuleWords.joints
      + [RuleWords.target, RuleWords.passage])

  /// The first row of a property's name.
  static func row(ofProperty word: String) -> Int? {
    let name = Schema.word(word)
    return Schema.kinds(having: name).first.flatMap { Schema.property(name, on: $0) }
  }
}
