import ArchAnalysis
import ArchDiagram
import ArchGraphviz
import ArchModel
import ArchPreview
import ArchProject
import ArchReport
import ArchRules
import ArchViews

/// What a program without errors answers.
struct PreviewAnswers {
  /// The program as it is written.
  private let base: PreviewSnapshot.Drawable
  /// The program with what the page laid over it.
  private let drawable: PreviewSnapshot.Drawable
  private var drawings: Drawings { drawable.drawings }
  private var figures: Figures { drawable.drawings.figures }
  private var model: Model { drawable.model }

  init(_ base: PreviewSnapshot.Drawable, _ drawable: PreviewSnapshot.Drawable) {
    self.base = base
    self.drawable = drawable
  }

  // MARK: Drawings

  func page(_ id: String) -> DrawingPage? { drawable.page(id) }

  func svg(
    _ page: DrawingPage, _ question: DrawingQuestion, options: SVGDrawing.Options
  ) throws(CommandFailure) -> String {
    switch page.content {
    case .flow(let element):
      guard let flow = model.flows.first(where: { $0.element == element }) else {
        throw CommandFailure("the flow is gone")
      }
      return SVGDrawing.draw(drawings.sequence(flow), options: options).text
    case .structure(let selection):
      return try svg(try painted(drawings.diagram(selection), question), on: page, options)
    case .phase(let phase):
      guard let diagram = PhaseSeries.diagram(of: phase, in: model) else { throw CommandFailure("the phase is gone") }
      return try svg(try painted(diagram, question), on: page, options)
    }
  }

  private func svg(
    _ diagram: Diagram, on page: DrawingPage, _ options: SVGDrawing.Options
  ) throws(CommandFailure) -> String {
    do {
      let linked = DrawingPages.linked(diagram, on: page, of: model, among: drawable.pages)
      return try SVGDrawing.draw(linked, options: options).text
    } catch {
      throw CommandFailure("the drawing could not be laid out: \(error.message)", help: error.remedy)
    }
  }

  /// What is supposed to happen hides any other paint, but not where the program alone is another one.
  private func painted(_ diagram: Diagram, _ question: DrawingQuestion) throws(CommandFailure) -> Diagram {
    var diagram = diagram
    if !question.overlay.isEmpty {
      guard let overlay = OverlayChoice(argument: question.overlay) else {
        throw CommandFailure("there is no overlay `\(question.overlay)`")
      }
      if overlay == .word(.findings) {
        DiagramFindings.add(drawable.findings, of: model, to: &diagram)
      } else if question.whatIf?.isCalm ?? true, let paint = try overlay.paint(of: figures) {
        return diagram.painted(paint)
      }
    }
    if let supposed = question.whatIf { diagram = diagram.painted(try whatIf(supposed).paint) }
    return diagram
  }

  // MARK: What if

  func whatIf(_ question: WhatIfQuestion) throws(CommandFailure) -> WhatIf {
    var failures: [FailureCondition] = []
    for name in question.down {
      let element = try FigureQuery.element(name, of: KindSet.components | KindSet.boundaries, in: model)
      failures.append(FailureCondition(element: element, isOneReplica: false))
    }
    for name in question.downOne {
      let element = try FigureQuery.element(name, of: KindSet.components, in: model)
      failures.append(FailureCondition(element: element, isOneReplica: true))
    }
    let factor = question.load.isEmpty ? 1 : try WhatIfCommand.factor(question.load)
    let moment = question.moment.isEmpty ? .peak : try FigureQuery.moment(question.moment)
    return WhatIf(
      before: base.drawings.figures, after: figures,
      conditions: (
        Conditions(moment == .now ? .now : .peak), Conditions(moment, failures: failures, loadFactor: factor)
      ), changes: drawable.changes)
  }

  // MARK: Parts and the report

  func part(_ path: String) throws(CommandFailure) -> PreviewPart {
    let element = try FigureQuery.element(path, of: KindSet.components | KindSet.boundaries | [.flow], in: model)
    let subject = FigureSubject.element(element)
    let texts = FigureTexts(model: model)
    var answers: [PreviewPart.Figure] = []
    for name in figures.names(of: subject) {
      for moment in [Horizon.now, .peak] where name.varies(at: moment) {
        guard let explanation = figures.explanation(subject, name, Conditions(moment)) else { continue }
        answers.append(
          PreviewPart.Figure(
            name: name.rawValue, moment: FigureTexts.moment(moment), value: texts.value(explanation.figure),
            explanation: ExplanationText(model: model).text(explanation)))
      }
    }
    return PreviewPart(id: model.path(element), figures: answers, properties: properties(of: element))
  }

  /// With the values of the files, where the part is in them.
  private func properties(of element: ElementID) -> [PreviewPart.Property] {
    let path = model.path(element)
    let kinds: KindSet = [model[element].kind]
    if let own = try? FigureQuery.element(path, of: kinds, in: base.model), base.model.path(own) == path {
      return TriedProperties.of(own, in: base.model)
    }
    return TriedProperties.of(element, in: model)
  }

  /// The report in Markdown; the page knows the files by the ends of their paths.
  func report(today: Int32) -> String {
    let compiled = CompiledProgram(program: drawable.program, compilation: drawable.compilation)
    let maker = ReportMaker(
      compiled, variants: drawable.base.variants, today: today, selection: drawable.base.selection.withEscalations)
    return maker.document(of: drawings).markdown
  }
}

extension ReportMaker {
  /// For a program whose settings are known.
  fileprivate init(
    _ compiled: CompiledProgram, variants: [VariantSelection], today: Int32, selection: RuleSelection
  ) {
    self.compiled = compiled
    self.variants = variants
    self.today = today
    self.selection = selection
  }
}
