import ArchAnalysis
import ArchModel
import TestSupport
import Testing

/// The resource figures of a program, by names, with every part as available as it states.
struct ResourceProgram {
  let program: AnalysisProgram
  let analysis: ResourceAnalysis

  init(_ text: String, variants: [VariantSelection] = []) {
    self.init(AnalysisProgram.clean(text, variants: variants))
  }

  init(_ program: AnalysisProgram) {
    self.program = program
    analysis = ResourceAnalysis(program.inputs)
  }

  /// The ticketing sample as the example of the report has it.
  static func ticketing(variants: [VariantSelection] = []) throws -> ResourceProgram {
    let text = try Repository.text("samples/ticketing/ticketing.arch")
    let changed = text.replacing("capacity: 8k/s, write-capacity", with: "capacity: 6k/s, write-capacity")
      .replacing("derived, size: 600GB,", with: "derived,")
    #expect(changed.utf8.count < text.utf8.count)
    return ResourceProgram(changed, variants: variants)
  }

  func state(_ conditions: Conditions) -> LoadState {
    let model = program.model
    let availability = model.elements.indices.map { program.inputs.known(ElementID($0), .availability) }
    return analysis.state(conditions, availability: availability)
  }

  func failing(_ name: String, _ moment: Horizon = .now, oneReplica: Bool = false) -> Conditions {
    Conditions(
      moment, failures: [FailureCondition(element: program.element(name), isOneReplica: oneReplica)])
  }

  func subject(_ name: String) -> FigureSubject { name.isEmpty ? .system : .element(program.element(name)) }

  func figure(_ name: String, _ figure: FigureName, _ conditions: Conditions = .now) -> Figure? {
    analysis.figure(subject(name), figure, state(conditions))
  }

  func value(_ name: String, _ figure: FigureName, _ conditions: Conditions = .now) -> Double? {
    self.figure(name, figure, conditions)?.value.value
  }

  func missing(_ name: String, _ figure: FigureName, _ conditions: Conditions = .now) -> [PropertyName] {
    self.figure(name, figure, conditions)?.value.missing.inputs.map(\.property) ?? []
  }
}

extension Horizon {
  static let halfYear = Horizon.after(365 * 43_200)
  static let year = Horizon.after(365 * 86_400)
}
