import ArchAnalysis
import ArchExchange
import ArchGraphviz
import ArchModel
import ArchPreview
import ArchProject
import ArchReport
import ArchRules
import ArchSyntax
import ArchViews
import Dispatch
import Synchronization

/// Answers what a page asks of a program.
final class PreviewHost: Sendable {
  struct Options: Sendable {
    var variants: [VariantSelection] = []
    /// A link with `{path}` and `{line}`; nil for none.
    var editorLink: String?
    /// How long Graphviz may take for a drawing, in seconds.
    var timeout = 30.0
  }

  private struct Kept {
    var drawings: [DrawingQuestion: PreviewResponse] = [:]
    var report: PreviewResponse?
    var varied: [Laid: PreviewSnapshot.Drawable] = [:]
    var revision = 0
  }

  /// What a page lays over a program.
  private struct Laid: Hashable {
    let variants: [VariantSelection]
    let changes: WhatIfChanges
  }

  /// Drawings are forgotten when there are more.
  private static let keptLimit = 128
  /// So are programs with variants and changes.
  private static let variedLimit = 8

  private let options: Options
  private let open: (@Sendable (_ path: String, _ line: Int) -> String?)?
  let events = EventHub()
  private let snapshot: Mutex<PreviewSnapshot>
  private let kept = Mutex(Kept())
  /// Layouts and reports take long, and must not keep short answers waiting.
  private let drawing = DispatchQueue(label: "preview.drawing")
  private let reporting = DispatchQueue(label: "preview.reporting")
  private let answering = DispatchQueue(label: "preview.answering")

  /// - Parameters:
  ///   - path: the root file.
  ///   - open: shows a line in the editor; gives a sentence where that fails. Nil where no editor is set up.
  init(path: String, options: Options, open: (@Sendable (String, Int) -> String?)?) {
    self.options = options
    self.open = open
    snapshot = Mutex(PreviewSnapshot(path: path))
  }

  var current: PreviewSnapshot { snapshot.withLock { $0 } }

  /// Reads the program anew and tells the pages.
  ///
  /// - Parameter former: what was read the last time; where nothing in it is different, nobody is told.
  /// - Returns: whether something was different.
  @discardableResult
  func load(through files: WatchedFiles, unlessSameAs former: WatchedFiles? = nil) -> Bool {
    let last = current
    let result = read(last.path, in: files.fileSystem)
    if let former, files.hasSameContents(as: former) { return false }
    let fresh = PreviewSnapshot(result, after: last)
    snapshot.withLock { $0 = fresh }
    events.send(.changed(revision: fresh.revision))
    return true
  }

  private func read(_ path: String, in fileSystem: FileSystem) -> Result<PreviewSnapshot.Reading, CommandFailure> {
    do throws(CommandFailure) {
      let roots = try Roots.of([path], in: fileSystem)
      guard let root = roots.first, roots.count == 1 else {
        let names = roots.prefix(5).map { "`\($0.path)`" }.joined(separator: ", ")
        throw CommandFailure("`\(path)` holds \(roots.count) programs", help: "name one of \(names)")
      }
      let settings = try ProjectSettings.of([root.path], in: fileSystem)
      let selection = settings.selection(for: root, options: RuleSelection())
      let check = CheckedProgram(
        root.program, variants: options.variants, today: Console.today, selection: selection)
      if let missing = check.compilation.missingVariants.first {
        throw CommandFailure("`\(path)` has no variant `\(missing.name)`")
      }
      return .success(PreviewSnapshot.Reading(check: check, variants: options.variants, selection: selection))
    } catch {
      return .failure(error)
    }
  }

  func answer(_ question: PreviewQuestion) async -> PreviewResponse {
    let queue =
      switch question {
      case .drawing: drawing
      case .report: reporting
      default: answering
      }
    return await withCheckedContinuation { continuation in
      queue.async {
        do {
          continuation.resume(returning: try self.answerNow(question))
        } catch let failure as CommandFailure {
          let help = failure.help.map { "; \($0)" } ?? ""
          continuation.resume(returning: .text(.unprocessable, failure.message + help))
        } catch {
          continuation.resume(returning: .text(.failed, "The answer could not be made: \(error)"))
        }
      }
    }
  }

  private func answerNow(_ question: PreviewQuestion) throws -> PreviewResponse {
    let snapshot = current
    switch question {
    case .state:
      let maker = PreviewStateMaker(snapshot: snapshot, editorLink: options.editorLink, opensEditor: open != nil)
      return try Self.json(maker.state())
    case .findings:
      return try Self.json(snapshot.check.map { FindingsDocument($0) } ?? FindingsDocument(findings: []))
    case .drawing(let question): return try drawing(question, of: snapshot)
    case .part(let path, let question): return try Self.json(answers(snapshot, under: question).part(path))
    case .report:
      return try report(of: snapshot)
    case .whatIf(let question):
      let answers = try answers(snapshot, under: question)
      return try Self.json(try answers.whatIf(question).document(variant: nil))
    case .source(let file):
      guard snapshot.sources.indices.contains(file) else { return .text(.notFound, "The program has no such file.") }
      let source = snapshot.sources[file]
      return try Self.json(PreviewSource(path: source.path, text: source.text(0..<source.bytes.count)))
    case .open(let file, let line): return open(file: file, line: line, of: snapshot)
    case .show(let question): return try show(question, of: snapshot)
    }
  }

  private static func drawable(_ snapshot: PreviewSnapshot) throws(CommandFailure) -> PreviewSnapshot.Drawable {
    guard let drawable = snapshot.drawable else {
      throw CommandFailure("the files have errors, so nothing is drawn yet")
    }
    return drawable
  }

  /// What answers for the program with variants and changes laid over it; those that are asked for again are kept.
  private func answers(
    _ snapshot: PreviewSnapshot, under question: WhatIfQuestion?
  ) throws(CommandFailure) -> PreviewAnswers {
    let drawable = try Self.drawable(snapshot)
    guard let question, question.changesProgram else { return PreviewAnswers(drawable, drawable) }
    let laid = Laid(
      variants: try PreviewVariants.selections(question.variants, of: drawable.model),
      changes: WhatIfChanges(set: question.set, remove: question.remove))
    let known = kept.withLock { kept -> PreviewSnapshot.Drawable? in
      if kept.revision != drawable.revision { kept = Kept(revision: drawable.revision) }
      return kept.varied[laid]
    }
    if let known { return PreviewAnswers(drawable, known) }
    let varied = try drawable.with(laid.variants, laid.changes, today: Console.today)
    kept.withLock { kept in
      guard kept.revision == drawable.revision else { return }
      if kept.varied.count >= Self.variedLimit { kept.varied = [:] }
      kept.varied[laid] = varied
    }
    return PreviewAnswers(drawable, varied)
  }

  private static func json(_ document: some Encodable) throws -> PreviewResponse {
    .json(try JSONDocument.bytes(of: document, isPretty: false))
  }

  private func drawing(_ question: DrawingQuestion, of snapshot: PreviewSnapshot) throws -> PreviewResponse {
    let drawable = try Self.drawable(snapshot)
    let known = kept.withLock { kept -> PreviewResponse? in
      if kept.revision != drawable.revision { kept = Kept(revision: drawable.revision) }
      return kept.drawings[question]
    }
    if let known { return known }
    let answers = try answers(snapshot, under: question.whatIf)
    guard let page = answers.page(question.view) else { return .text(.notFound, "There is no such view.") }
    let svg = try answers.svg(page, question, options: SVGDrawing.Options(secondsLimit: options.timeout))
    let response = PreviewResponse.drawing(svg)
    kept.withLock { kept in
      guard kept.revision == drawable.revision else { return }
      if kept.drawings.count >= Self.keptLimit { kept.drawings = [:] }
      kept.drawings[question] = response
    }
    return response
  }

  private func report(of snapshot: PreviewSnapshot) throws -> PreviewResponse {
    let drawable = try Self.drawable(snapshot)
    if let known = kept.withLock({ $0.revision == drawable.revision ? $0.report : nil }) { return known }
    let text = try answers(snapshot, under: nil).report(today: Console.today)
    let response = PreviewResponse(type: "text/markdown; charset=utf-8", body: Array(text.utf8))
    kept.withLock { kept in
      if kept.revision != drawable.revision { kept = Kept(revision: drawable.revision) }
      kept.report = response
    }
    return response
  }

  private func open(file: Int, line: Int, of snapshot: PreviewSnapshot) -> PreviewResponse {
    let sources = snapshot.sources
    guard let open else { return .text(.notFound, "No editor is set up; `--editor` names one.") }
    guard sources.indices.contains(file), !sources[file].path.hasPrefix("std/"),
      let path = FileSystem.disk.resolve(sources[file].path)
    else { return .text(.notFound, "The program has no such file on the disk.") }
    return open(path, line).map { .text(.unprocessable, $0) } ?? .nothing
  }

  /// Tells all pages to show a part: the one that is named, or the innermost one that is declared around a line.
  private func show(_ question: ShowQuestion, of snapshot: PreviewSnapshot) throws -> PreviewResponse {
    guard events.hasListeners else { return .text(.notFound, "No page is open.") }
    switch question {
    case .part(let path):
      events.send(.show(path))
    case .line(let path, let line):
      let maker = PreviewStateMaker(snapshot: snapshot, editorLink: nil, opensEditor: false)
      let state = maker.state()
      let wanted = FileSystem.disk.resolve(path) ?? path
      guard let file = state.files.firstIndex(where: { $0.absolute == wanted || $0.path == path }),
        let part = state.parts.filter({ $0.file == file && $0.line <= line }).max(by: { $0.line < $1.line })
      else { return .text(.notFound, "Nothing is declared there.") }
      events.send(.show(part.id))
    }
    return .nothing
  }
}
