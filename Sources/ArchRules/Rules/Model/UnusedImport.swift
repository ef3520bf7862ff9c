import ArchModel
import ArchSyntax

extension Rule {
  static let unusedImport = Rule(
    "MOD009", "unused-import", .warning, needsWholeProgram: true,
    summary: "An import of which nothing is used and that adds nothing of its own.",
    why: "Readers look for what it brings, and a change of that file seems to bear on this one.",
    fix: """
      Delete the import. A file counts as used where the rest names what it declares, or it names the rest, or its \
      `defaults` apply to a part, or it holds relations, flows, views or records of its own.
      """,
    remedy: "delete the import",
    sources: ["ESLint and pyflakes, rules on unused imports"],
    bad: [
      """
      import "patterns.arch"
      client Web { -> Api }
      service Api {}
      // file: patterns.arch
      pattern Queued { queue inbox, worker consumer, inbox ~> consumer }
      """,
      """
      import "figures.arch"
      client Web { -> Api }
      service Api {}
      // file: figures.arch
      defaults { stream { availability: 99.9% assumed } }
      """,
    ],
    good: [
      """
      import "figures.arch"
      client Web { -> Api }
      service Api {}
      // file: figures.arch
      defaults { service { availability: 99.9% assumed } }
      """,
      """
      import "parts.arch"
      client Web { -> Api }
      // file: parts.arch
      service Api {}
      """,
    ],
    check: { context in
      guard !context.imports.isEmpty else { return [] }
      let use = ImportUse(context)
      return context.imports.filter { !use.isUsed($0) }.map { edge in
        let model = context.model
        let path = model.trees[Int(edge.imported.index)].source.path
        return Finding(
          .file(edge.importer), "nothing of `\(path)` is used", at: edge.span, label: "adds nothing to the program",
          fix: statement(of: edge, in: model).flatMap { StatementRemoval.edit($0, in: model) }.map {
            Fix("delete the import", edits: [$0])
          })
      }
    })

  private static func statement(of edge: ImportEdge, in model: Model) -> NodeRef? {
    let tree = model.trees[Int(edge.importer.index)]
    for node in tree.children(of: 0) where tree.nodes[node].kind == .importStatement {
      let span = tree.span(ofTokens: tree.nodes[node].tokens)
      if span.range.contains(edge.span.start) { return NodeRef(edge.importer, node) }
    }
    return nil
  }
}

/// Which imports the program needs.
private struct ImportUse {
  /// What speaks for itself in a file, without anybody who names it.
  private static let standsAlone: KindSet =
    KindSet.records | [
      .flow, .view, .environment, .scenario, .system, .constraints, .security, .capacity, .rule, .never, .require,
      .allow, .use, .metadata,
    ]

  /// The files that each file imports, directly and not.
  private let closures: [FileID: Set<FileID>]
  private let uses: [FileUse]
  /// The files that add something by themselves.
  private let contributes: Set<FileID>

  init(_ context: RuleContext) {
    let model = context.model
    // A set has no order that could show: only whether something is among them is asked.
    uses = Array(model.fileUses)
    var next: [FileID: [FileID]] = [:]
    for edge in context.imports { next[edge.importer, default: []].append(edge.imported) }
    var closures: [FileID: Set<FileID>] = [:]
    for edge in context.imports where closures[edge.imported] == nil {
      var seen: Set<FileID> = [edge.imported]
      var waiting = [edge.imported]
      while let file = waiting.popLast() {
        for imported in next[file] ?? [] where seen.insert(imported).inserted { waiting.append(imported) }
      }
      closures[edge.imported] = seen
    }
    self.closures = closures

    var contributes: Set<FileID> = []
    for index in model.elements.indices.dropFirst() {
      let element = model.elements[index]
      if Self.standsAlone.contains(element.kind) { contributes.insert(element.node.file) }
    }
    for relation in model.relations { contributes.insert(relation.node.file) }
    let facts = DefaultFacts(model)
    for entry in model.defaults where facts.applies(entry) { contributes.insert(entry.node.file) }
    for file in model.trees where Self.changesOthers(file) { contributes.insert(file.source.id) }
    self.contributes = contributes
  }

  /// Whether a file extends or removes something, which leaves no element.
  private static func changesOthers(_ tree: SyntaxTree) -> Bool {
    tree.children(of: 0).contains { node in
      guard tree.nodes[node].kind == .declaration else { return false }
      let first = tree.nodes[node].firstToken
      return tree.token(first, is: "extend") || tree.token(first, is: "remove")
    }
  }

  func isUsed(_ edge: ImportEdge) -> Bool {
    guard let closure = closures[edge.imported], !closure.contains(edge.importer) else { return true }
    if closure.contains(where: contributes.contains) { return true }
    return uses.contains { closure.contains($0.used) != closure.contains($0.user) }
  }
}

/// What the entries of `defaults` are compared with.
private struct DefaultFacts {
  private var kinds: Set<Kind> = []
  private var tags: Set<NameID> = []
  private var technologies: Set<String> = []

  init(_ model: Model) {
    let asksTags = model.defaults.contains { if case .tag = $0.selector { true } else { false } }
    let asksTechnologies = model.defaults.contains { if case .technology = $0.selector { true } else { false } }
    for element in model.elements(of: KindSet.parts) {
      kinds.insert(model[element].kind)
      if asksTags { tags.formUnion(model.tags(element)) }
      if asksTechnologies, let written = model.technologyText(element) {
        technologies.insert(written)
        if let known = model.technology(element) { technologies.insert(known.name) }
      }
    }
  }

  func applies(_ entry: DefaultEntry) -> Bool {
    switch entry.selector {
    case .everything: !kinds.isEmpty
    case .kind(let kind): kinds.contains(kind)
    case .tag(let tag): tags.contains(tag)
    case .technology(let name): technologies.contains(name)
    }
  }
}
