import ArchModel
import ArchPreview
import ArchProject
import ArchSyntax

/// Makes the state of the page.
struct PreviewStateMaker {
  let snapshot: PreviewSnapshot
  let editorLink: String?
  let opensEditor: Bool

  func state() -> PreviewState {
    let drawable = snapshot.drawable
    let sources = snapshot.sources
    var state = PreviewState(
      revision: snapshot.revision, title: title, path: snapshot.path, problem: snapshot.problem,
      isDrawn: drawable != nil)
    state.editorLink = editorLink
    state.opensEditor = opensEditor
    state.files = sources.map { source in
      let isOnDisk = source.path != "-" && !source.path.hasPrefix("std/")
      return PreviewState.File(
        path: source.path, absolute: isOnDisk ? FileSystem.disk.resolve(source.path) : nil)
    }
    state.overlays = OverlayChoice.Word.allCases.map(\.rawValue)
    guard let drawable else { return state }
    state.everything = drawable.everything?.file ?? ""
    state.views = drawable.pages.map {
      PreviewState.View(
        id: $0.file, title: $0.content == .structure(.all) ? "everything" : $0.title, group: Self.group($0.content))
    }
    state.variants = PreviewVariants.all(of: drawable.model)
    // While there are errors what can still be told of the files is nearer to them than what is drawn.
    let now = snapshot.check?.compilation.model
    let model = now.flatMap { $0.components.isEmpty ? nil : $0 } ?? drawable.model
    var places = Places(model: model, files: sources.map(\.path))
    for element in model.components + model.boundaries {
      let (file, line) = places.place(model.nameSpan(element))
      state.parts.append(
        PreviewState.Part(
          id: model.path(element), name: model.shortName(element), title: model.title(element),
          kind: model[element].kind.rawValue, isBoundary: KindSet.boundaries.contains(model[element].kind),
          file: file, line: line))
    }
    for relation in model.liveRelations {
      let (file, line) = places.place(model.span(relation))
      state.relations.append(
        PreviewState.Relation(
          source: model.path(model[relation].source), target: model.path(model[relation].target),
          arrow: model[relation].arrow.rawValue, file: file, line: line))
    }
    return state
  }

  private var title: String {
    let model = snapshot.drawable?.model
    return model.flatMap { model in model.system.map { model.displayName($0) } } ?? Path.name(of: snapshot.path)
  }

  private static func group(_ content: DrawingPage.Content) -> PreviewState.View.Group {
    switch content {
    case .structure(.boundary): .boundaries
    case .structure(.view): .views
    case .structure: .structure
    case .flow: .flows
    case .phase: .phases
    }
  }

  /// Files and lines of spans; each file is indexed once.
  private struct Places {
    let model: Model
    private var files: [Int]
    private var indices: [LineIndex?]

    init(model: Model, files paths: [String]) {
      self.model = model
      var places: [String: Int] = [:]
      for (index, path) in paths.enumerated() where places[path] == nil { places[path] = index }
      files = model.trees.map { places[$0.source.path] ?? 0 }
      indices = Array(repeating: nil, count: model.trees.count)
    }

    mutating func place(_ span: Span) -> (file: Int, line: Int) {
      let file = Int(span.file.index)
      guard files.indices.contains(file) else { return (0, 1) }
      let index = indices[file] ?? LineIndex(model.trees[file].source)
      indices[file] = index
      return (files[file], index.line(at: span.start) + 1)
    }
  }
}
