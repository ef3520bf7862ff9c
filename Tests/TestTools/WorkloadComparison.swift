import ArchAnalysis
import ArchModel
import ArchSyntax

/// Compares the resource figures of a `RandomWorkload` with those of the oracle.
public struct WorkloadComparison {
  public let system: RandomWorkload
  private let bound: Bound
  /// Figures compared so far.
  public private(set) var compared = 0
  /// What disagrees, in words.
  public private(set) var disagreements: [String] = []

  /// A program bound from a text, with its parts by name.
  private struct Bound {
    let model: Model
    let inputs: Inputs
    let analysis: ResourceAnalysis
    let elements: [String: ElementID]
    let relations: [String: RelationID]
    let hasErrors: Bool

    init(_ text: String) {
      let compilation = compile([parse(SourceFile(path: "random.arch", text: text))])
      model = compilation.model
      hasErrors = compilation.hasErrors
      inputs = Inputs(model)
      analysis = ResourceAnalysis(inputs)
      var elements: [String: ElementID] = [:]
      for index in model.elements.indices.dropFirst() where model.elements[index].name != .none {
        elements[model.name(ElementID(index))] = ElementID(index)
      }
      var relations: [String: RelationID] = [:]
      for relation in model.liveRelations {
        relations["\(model.name(model[relation].source)) \(model.name(model[relation].target))"] = relation
      }
      self.elements = elements
      self.relations = relations
    }

    /// Every part works as often as it states.
    func state(_ conditions: Conditions) -> LoadState {
      analysis.state(
        conditions,
        availability: model.elements.indices.map { inputs.known(ElementID($0), .availability) })
    }
  }

  public init(_ system: RandomWorkload) {
    self.system = system
    bound = Bound(system.text)
    if bound.hasErrors { disagreements.append("it does not compile:\n\(system.text)") }
  }

  private static func isSame(_ a: Double?, _ b: Double) -> Bool {
    a.map { abs($0 - b) <= 1e-7 * max(1, abs($0), abs(b)) } ?? false
  }

  private mutating func compare(_ value: Known<Double>, _ expected: Double?, _ what: @autoclosure () -> String) {
    compared += 1
    if let expected {
      if !Self.isSame(value.value, expected) { disagreements.append("\(what()): \(expected), not \(value)") }
    } else if value.value != nil {
      disagreements.append("\(what()): unknown, not \(value)")
    }
  }

  // MARK: Oracles

  /// Against one dense linear system a flow.
  public mutating func compareLoad() {
    for isPeak in [false, true] {
      let expected = WorkloadOracle(system).load(isPeak: isPeak)
      let loads = LoadAnalysis.loads(bound.inputs, isPeak ? .peak : .now)
      for (index, part) in system.parts.enumerated() {
        guard let element = bound.elements[part.name] else { continue }
        compare(loads.rate(of: element), expected.isReached[index] ? expected.parts[index] : nil, part.name)
      }
      for (index, link) in system.links.enumerated() where expected.isReached[link.from] {
        let name = "\(system.parts[link.from].name) \(system.parts[link.to].name)"
        guard let value = expected.links[index], value > 0, let relation = bound.relations[name] else { continue }
        compare(loads.rate(of: relation), value, name)
      }
    }
  }

  /// Against so many walks of a request, where one flow is all there is.
  public mutating func compareWalks(count: Int, random: inout SeededRandom) {
    guard let flow = system.flows.first, flow.rate > 0, system.flows.count == 1,
      !system.parts.contains(where: { $0.load != nil }),
      let walks = WorkloadOracle(system).walks(of: flow, count: count, random: &random)
    else { return }
    let loads = LoadAnalysis.loads(bound.inputs, .now)
    for (index, part) in system.parts.enumerated() {
      guard let element = bound.elements[part.name], let rate = loads.rate(of: element).value else { continue }
      compared += 1
      let each = rate / Double(flow.rate)
      let walk = walks[index]
      // What walks do not meet once may still happen.
      let slack = 6 * walk.error + (walk.mean == 0 ? 20 / Double(count) : 0.02 * each)
      if abs(each - walk.mean) > slack { disagreements.append("\(part.name): \(walk), not \(each)") }
    }
  }

  /// Against the sum of all prices.
  public mutating func compareCost() {
    let state = bound.state(.now)
    let load = WorkloadOracle(system).load(isPeak: false)
    var sum = 0.0
    var isWhole = true
    for (index, part) in system.parts.enumerated() {
      guard let element = bound.elements[part.name] else { continue }
      guard part.base != nil || part.sizePrice > 0 || part.callPrice > 0 else {
        if part.kind != .client, part.kind != .external { isWhole = false }
        continue
      }
      // Each copy of a database is paid for, those that only serve reads as well.
      let instances = part.replicas + (part.kind == .database ? RandomWorkload.readReplicas(index) : 0)
      if let base = part.base {
        let isScaled = part.kind == .service && index % 3 == 0
        if let count = isScaled ? bound.analysis.runningReplicas(element, state).value : Double(instances) {
          sum += Double(base) * count
        } else {
          isWhole = false
        }
      }
      sum += Double(instances) * Double(part.size) * Double(part.sizePrice) / 100
      guard part.callPrice > 0 else { continue }
      if load.isReached[index], load.parts[index] != nil, let attempts = state.loads.attempts(of: element).value {
        sum += attempts * 730 * 3_600 * Double(part.callPrice) / 1e8
      } else {
        isWhole = false
      }
    }
    guard sum > 0, let cost = bound.analysis.figure(.system, .cost, state) else { return }
    compare(cost.value, sum, "cost")
    // Calls that are repeated are counted at least where the callee's availability is one at best.
    let mayRepeat = system.links.contains { $0.retries > 0 && system.parts[$0.to].callPrice > 0 }
    if cost.bound != (isWhole ? .exact : .atLeast), !(isWhole && mayRepeat && cost.bound == .atLeast) {
      disagreements.append("cost is \(cost.bound)")
    }
  }
}
