import ArchSyntax

/// The outcome of compiling a program, which there always is.
public struct Compilation: Sendable {
  public let model: Model
  /// Everything that the lexer, the parser and the binder found, by file and place.
  public let diagnostics: [Diagnostic]
  /// The selected variants that the program does not declare.
  public let missingVariants: [VariantSelection]

  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// Binds the files of a program into a model. The first file is the root; each file's `FileID` is its position.
public func compile(_ files: [Parsed], variants: [VariantSelection] = []) -> Compilation {
  var binder = Binder(trees: files.map(\.tree))
  binder.bind(variants: variants)
  let syntax = files.flatMap(\.diagnostics)
  return Compilation(
    model: Model(binder), diagnostics: (syntax + unhidden(binder.diagnostics, in: files)).sortedByPlace(),
    missingVariants: binder.missingVariants)
}

/// What was found, less what only a comment without an end makes: what stands below it may be meant as its text, and names
/// that it takes away with its line are not missed elsewhere.
private func unhidden(_ diagnostics: [Diagnostic], in files: [Parsed]) -> [Diagnostic] {
  guard !diagnostics.isEmpty else { return diagnostics }
  var beginnings: [FileID: Int] = [:]
  var hidden: Set<String> = []
  for file in files {
    for comment in file.diagnostics where comment.id == ErrorPage.unclosedComment.id {
      let source = file.tree.source
      let start = comment.primary.span.end
      if beginnings[source.id] == nil { beginnings[source.id] = start }
      let line = source.bytes[start...].prefix { $0 != 0x0A && $0 != 0x0D }
      let tree = parse(SourceFile(path: source.path, text: source.text(line.startIndex..<line.endIndex))).tree
      for token in tree.tokens { hidden.insert(tree.source.text(token.range)) }
    }
  }
  guard !beginnings.isEmpty else { return diagnostics }
  return diagnostics.filter { diagnostic in
    let span = diagnostic.primary.span
    if let beginning = beginnings[span.file], span.start >= beginning { return false }
    guard diagnostic.id == ErrorPage.unknownName.id || diagnostic.id == ErrorPage.stepWithoutRelation.id,
      files.indices.contains(Int(span.file.index))
    else { return true }
    return !hidden.contains(files[Int(span.file.index)].tree.source.text(span.range))
  }
}

/// Compiles the program and each variant that it declares, so that a mistake inside a variant is found too. Gives the
/// program without variants, and the diagnostics of all.
public func compileWithVariants(_ files: [Parsed], limit: Int = 64) -> Compilation {
  let base = compile(files)
  return compileWithVariants(files, base: base, limit: limit) { true } ?? base
}

/// Compiles each variant of a program that was compiled without one, and adds what is wrong in them; nil where the work
/// was not wanted to its end.
///
/// - Parameter isWanted: asked before each variant.
public func compileWithVariants(
  _ files: [Parsed], base: Compilation, limit: Int = 64, while isWanted: () -> Bool
) -> Compilation? {
  // An option that only lists pros and cons, or a phase that only names what it adds, holds nothing to bind.
  let variants = base.model.elements(of: .variants).filter { base.model.holdsStatements($0) }.prefix(limit)
  guard !variants.isEmpty else { return base }
  var known = Set(base.diagnostics)
  var diagnostics = base.diagnostics
  for variant in variants {
    guard isWanted() else { return nil }
    let selection = VariantSelection(kinds: [base.model[variant].kind], name: base.model.path(variant))
    let reference = base.model[variant].node
    let place = base.model.tree(of: reference).span(
      ofTokens: base.model.tree(of: reference).nodes[reference.node].tokens)
    // Only what stands in the variant itself: what it takes away makes no mistake elsewhere.
    for diagnostic in compile(files, variants: [selection]).diagnostics
    where diagnostic.primary.span.file == place.file && place.range.contains(diagnostic.primary.span.start)
      && known.insert(diagnostic).inserted
    {
      diagnostics.append(diagnostic)
    }
  }
  return Compilation(
    model: base.model, diagnostics: diagnostics.sortedByPlace(), missingVariants: base.missingVariants)
}

extension Model {
  /// The model with a further variant laid over it, bound anew from the trees; nil where the program does not declare
  /// the variant. Positions of elements, relations and properties are those of the new model.
  public func applying(_ selection: VariantSelection) -> Model? {
    applying([selection])
  }

  /// The model with further variants laid over it, one after the other.
  func applying(_ selections: [VariantSelection]) -> Model? {
    var binder = Binder(trees: trees)
    binder.bind(variants: variants + selections)
    return binder.missingVariants.contains(where: selections.contains) ? nil : Model(binder)
  }

  /// The element of a path and of one of some kinds, or nil; the way from an element of one variant to that of another.
  public func element(at path: String, of kinds: KindSet) -> ElementID? {
    let last = path.split(separator: ".").last.map(String.init) ?? path
    guard let name = interner.find(last) else { return nil }
    return elements.indices.lazy.dropFirst().map { ElementID($0) }.first {
      self[$0].name == name && !self[$0].isRemoved && kinds.contains(self[$0].kind) && self.path($0) == path
    }
  }

  /// Whether the block of a declaration holds declarations or relations (or imports, which are a mistake there), not
  /// properties alone: whether a variant changes anything.
  public func holdsStatements(_ element: ElementID) -> Bool {
    let reference = self[element].node
    let tree = tree(of: reference)
    return tree.statements(of: reference.node).contains {
      switch tree.nodes[$0].kind {
      case .declaration, .relation, .importStatement: true
      default: false
      }
    }
  }
}
