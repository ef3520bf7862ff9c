import ArchDiagram
import ArchModel

/// Overlays of what a model states, without computing anything.
extension OverlayPaint {
  /// Who owns each component. The owners of most components come first and so get the colours there are.
  public static func owner(of model: Model) -> OverlayPaint {
    var owners: [(path: String, name: String)] = []
    for component in model.components {
      guard let property = model.effective(.owner, of: component)?.property,
        let name = model.text(property.stated.value), !name.isEmpty
      else { continue }
      owners.append((model.path(component), name))
    }
    var counts: [String: Int] = [:]
    var names: [String] = []
    for owner in owners {
      if counts[owner.name] == nil { names.append(owner.name) }
      counts[owner.name, default: 0] += 1
    }
    let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    names.sort { (counts[$1] ?? 0, places[$0] ?? 0) < (counts[$0] ?? 0, places[$1] ?? 0) }
    var paint = OverlayPaint(title: "Owner", categories: names)
    let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    for owner in owners {
      paint.heats[owner.path] = Diagram.Heat(level: nil, text: "", category: numbers[owner.name])
    }
    return paint
  }

  /// How critical each component is: its own word, else the most critical of the flows that need it.
  public static func criticality(of model: Model) -> OverlayPaint {
    let levels = ["low": 0, "medium": 1, "high": 3, "critical": 4]
    var words: [ElementID: String] = [:]
    func raise(_ element: ElementID, to word: String) {
      if (words[element].flatMap { levels[$0] } ?? -1) < (levels[word] ?? -1) { words[element] = word }
    }
    for flow in model.flows {
      guard let stated = model.stated(.criticality, of: flow.element), let word = model.text(stated.value) else {
        continue
      }
      for step in flow.steps {
        raise(model[step.relation].source, to: word)
        raise(model[step.relation].target, to: word)
      }
    }
    var paint = OverlayPaint(title: "Criticality", scale: ["low", "medium", "", "high", "critical"])
    for component in model.components {
      let own = model.effective(.criticality, of: component).flatMap { model.text($0.property.stated.value) }
      guard let word = own ?? words[component], let level = levels[word] else { continue }
      paint.heats[model.path(component)] = Diagram.Heat(level: level, text: word)
    }
    return paint
  }

  /// Which share of the figures that a component and its relations state is assumed.
  public static func assumed(of model: Model) -> OverlayPaint {
    var paint = OverlayPaint(
      title: "Assumed figures", scale: ["below 20%", "20% to 40%", "40% to 60%", "60% to 80%", "80% and more"])
    for component in model.components {
      var (all, assumed) = (0, 0)
      func count(_ stated: Stated) {
        // A figure is a number, or what says where it comes from.
        let isNumber =
          switch stated.value {
          case .quantity, .range: true
          default: stated.confidence != .stated
          }
        guard isNumber else { return }
        all += 1
        if stated.confidence == .assumed { assumed += 1 }
      }
      for property in model.properties(of: component) { count(property.stated) }
      for relation in model.outgoing(component) {
        for property in model.properties(of: relation) { count(property.stated) }
      }
      guard all > 0 else { continue }
      let share = Double(assumed) / Double(all)
      paint.heats[model.path(component)] = Diagram.Heat(
        level: OverlayPaint.level(of: share), share: share, text: "\((100 * assumed + all / 2) / all)%")
    }
    return paint
  }
}
