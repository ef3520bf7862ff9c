import ArchAnalysis
import ArchModel
import ArchSyntax

/// Compares the availability, the cut sets and the losses of a `RandomSystem` with an enumeration of all its states.
public struct AvailabilityComparison {
  public let system: RandomSystem
  /// Figures compared so far.
  public private(set) var compared = 0
  /// What disagrees, in words.
  public private(set) var disagreements: [String] = []
  private let program: NamedProgram

  /// A program with its elements by name.
  private struct NamedProgram {
    let model: Model
    let inputs: Inputs
    let hasErrors: Bool
    let elements: [String: ElementID]

    init(_ text: String) {
      let compilation = compile([parse(SourceFile(path: "random.arch", text: text))])
      model = compilation.model
      hasErrors = compilation.hasErrors
      inputs = Inputs(model)
      var elements: [String: ElementID] = [:]
      for index in model.elements.indices.dropFirst() where model.elements[index].name != .none {
        elements[model.name(ElementID(index))] = ElementID(index)
      }
      self.elements = elements
    }

    var flow: ElementID { elements["F"] ?? .program }
  }

  public init(_ system: RandomSystem) {
    self.system = system
    program = NamedProgram(system.text)
    if program.hasErrors { disagreements.append("it does not compile") }
  }

  private static func analysis(_ inputs: Inputs) -> AvailabilityAnalysis {
    AvailabilityAnalysis(inputs, peak: LoadAnalysis.loads(inputs, .peak))
  }

  private mutating func expect(_ holds: Bool, _ what: @autoclosure () -> String) {
    compared += 1
    if !holds { disagreements.append(what()) }
  }

  // MARK: Availability

  public mutating func compareAvailability() {
    let result = Self.analysis(program.inputs).availability(of: program.flow)
    guard needsSomething else {
      expect(result.value.value == nil, "nothing is needed, but the availability is \(result.value)")
      return
    }
    let expected = system.availability
    expect(
      abs((result.value.value ?? -1) - expected) <= 1e-12, "availability \(expected), not \(result.value)")
  }

  /// Whether anything that can fail is required; without it the figure is unknown.
  private var needsSomething: Bool {
    var none = system.allUp
    none.isUp = none.isUp.map { _ in false }
    none.zoneIsUp = none.zoneIsUp.map { _ in false }
    none.hostIsUp = false
    none.isUp[0] = true
    return !system.succeeds(none)
  }

  /// That the terms of each availability give it again.
  public mutating func tryTerms() {
    let analysis = Self.analysis(program.inputs)
    for element in [program.flow] + program.model.components {
      for name in [FigureName.availability, .errorBudget] {
        guard let figure = analysis.figure(.element(element), name, .now) else { continue }
        let formula = analysis.explanation(of: figure).formula
        let title = "\(program.model.name(element)).\(name.rawValue)"
        guard let value = figure.value.value else {
          expect(formula == nil, "\(title) is unknown and has terms")
          continue
        }
        let again = formula?.evaluate() ?? -1
        expect(abs(again - value) <= 1e-12 * max(1, value), "\(title): \(value), not \(again) as its terms say")
      }
    }
  }

  /// That without an input the availability is the same or unknown.
  public mutating func tryRemovals() {
    let whole = Self.analysis(program.inputs).availability(of: program.flow)
    for element in program.model.components {
      let part = program.model.name(element)
      for name in [InputName.availability, .replicasLower, .mttr, .failoverTime] {
        var inputs = program.inputs
        guard inputs[element, name] != nil else { continue }
        inputs[element, name] = nil
        let less = Self.analysis(inputs).availability(of: program.flow)
        expect(
          less.value == whole.value || less.value.value == nil,
          "\(whole.value) becomes \(less.value) without \(name) of \(part)")
      }
    }
  }

  // MARK: Cut sets

  public mutating func compareCutSets() {
    let found = Self.analysis(program.inputs).cutSets(of: program.flow)
    let model = program.model
    let names = found.sets.map { set in
      set.map { model.name($0.element) + ($0.isPrimary ? "'" : "") }.sorted()
    }
    expect(found.isComplete, "the search for cut sets is cut short")
    let expected = Set(cuts)
    expect(Set(names) == expected, "cut sets \(expected.sorted { $0.joined() < $1.joined() }), not \(names)")
    expect(Set(names).count == names.count, "a cut set is listed twice: \(names)")
  }

  /// All minimal sets of up to three losses that break the flow.
  private var cuts: [[String]] {
    var losses: [(name: String, lose: (inout SystemState) -> Void)] = []
    for (index, part) in system.parts.enumerated().dropFirst() {
      losses.append((part.name, { $0.isUp[index] = false }))
      let isReplicated = part.failover == .manual && !part.isTotal && part.replicas > 1 && part.availability < 1
      if isReplicated, system.chances(part, system.allUp).writing < system.chances(part, system.allUp).reading {
        losses.append((part.name + "'", { $0.hasPrimary[index] = false }))
      }
    }
    for index in system.zones.indices { losses.append(("Z\(index)", { $0.zoneIsUp[index] = false })) }
    if system.host != nil { losses.append(("Host", { $0.hostIsUp = false })) }
    func breaks(_ chosen: [Int]) -> Bool {
      var state = system.allUp
      for index in chosen { losses[index].lose(&state) }
      // Replicas that are spread: what is left in the zones that are there has to be enough.
      for (index, part) in system.parts.enumerated() where part.isSpread {
        var left = 0
        for zone in system.zones.indices where state.zoneIsUp[zone] {
          let count = system.zones.count
          left += part.replicas / count + (zone < part.replicas % count ? 1 : 0)
        }
        if left < part.quorum { state.isUp[index] = false }
      }
      return !system.succeeds(state)
    }
    var result: [[Int]] = []
    func consider(_ chosen: [Int]) {
      if !result.contains(where: { $0.allSatisfy(chosen.contains) }), breaks(chosen) { result.append(chosen) }
    }
    let all = losses.indices
    for a in all { consider([a]) }
    for a in all { for b in all where a < b { consider([a, b]) } }
    for a in all { for b in all where a < b { for c in all where b < c { consider([a, b, c]) } } }
    return result.map { $0.map { losses[$0].name }.sorted() }
  }

  // MARK: Losses

  /// What the loss of each part leaves of the flow. Capacity is no question here: all parts can do far more than
  /// arrives.
  public mutating func compareLosses() {
    let program = NamedProgram(
      system.text.replacing("flow F {", with: "flow F { rate: 10/s peak 20/s").replacing(
        "access: read-write", with: "access: write"))
    var inputs = program.inputs
    for element in program.model.components {
      inputs[element, .capacity] = Input(1e6)
      inputs[element, .writeCapacity] = Input(1e6)
    }
    let failures = FailureAnalysis(Self.analysis(inputs), conditions: .peak)
    for (index, part) in system.parts.enumerated().dropFirst() {
      guard let element = program.elements[part.name] else { continue }
      let effect = failures.effect(on: program.flow, of: [FailureCondition(element: element, isOneReplica: false)])
      // Whether a store whose relation states no `access` is read or written is not known, nor then its load.
      if effect.kind == .unknown {
        expect(effect.available.missing != Missing(), "what the loss of \(part.name) does is unknown without a reason")
        continue
      }
      var state = system.allUp
      state.isUp[index] = false
      let share = system.share(state)
      let isShare = abs((effect.available.value ?? -1) - share) <= 1e-12
      expect(isShare, "without \(part.name) \(share) is served, not \(effect.available)")
      expect((effect.kind == .breaks) == (share == 0), "without \(part.name): \(share), but \(effect.kind)")
      expect([.degrades, .breaks].contains(effect.kind) || share == 1, "\(part.name): \(share), but \(effect.kind)")
      expect(
        effect.kind != .breaks || effect.path.last?.element == element, "no way leads to \(part.name), which breaks it")
    }
  }
}
