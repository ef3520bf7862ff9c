import ArchModel

/// What a change of an endpoint means for those who call it.
public struct InterfaceDifference: Sendable, Hashable {
  /// In the older model.
  public let endpoint: ElementID
  /// In the newer model; nil where it is gone.
  public let after: ElementID?
  /// Whether callers from outside may use it.
  public let isPublic: Bool
  /// What breaks, each a phrase that follows the endpoint's name.
  public let breaks: [String]
}

extension ModelComparison {
  /// The endpoints whose callers have to change: it is gone, answers elsewhere, asks for more or gives less. What was not
  /// stated before breaks nothing.
  public var brokenInterfaces: [InterfaceDifference] {
    let changes = elements(of: [.endpoint])
    guard changes.contains(where: { $0.difference != .added }) else { return [] }
    let open = before.partsOpenToOutside
    return changes.compactMap { change in
      guard let endpoint = change.before else { return nil }
      let breaks = change.after.map { self.breaks(change, $0) } ?? ["is gone"]
      guard !breaks.isEmpty else { return nil }
      var isPublic = before.isStatedTrue(.public, of: endpoint) ?? open[Int(before[endpoint].parent.index)]
      if case .element(let target)? = before.stated(.to, of: endpoint)?.value, !isPublic {
        isPublic = before.stated(.public, of: endpoint) == nil && open[Int(target.index)]
      }
      return InterfaceDifference(endpoint: endpoint, after: change.after, isPublic: isPublic, breaks: breaks)
    }
  }

  private func breaks(_ change: ElementDifference, _ after: ElementID) -> [String] {
    change.properties.compactMap { property in
      switch property.name {
      case "title":
        return property.after.map { "answers `\($0)` instead of `\(property.before ?? "")`" }
      case "version":
        guard let old = property.before else { return nil }
        return "is `\(property.after ?? "unversioned")` instead of `\(old)`"
      case "auth", "authorization":
        guard let old = property.before, let new = property.after, new != "none" else { return nil }
        return "asks for `\(new)` instead of `\(old)`"
      case "public":
        return property.before == "true" && property.after == "false" ? "is public no more" : nil
      case "accepts", "receives":
        let lost = words(property.before).filter { !words(property.after).contains($0) }
        guard property.after != nil, !lost.isEmpty else { return nil }
        let list = lost.map { "`\($0)`" }.joined(separator: ", ")
        return property.name == "accepts" ? "accepts \(list) no more" : "gives \(list) no more"
      case "sends":
        let gained = words(property.after).filter { !words(property.before).contains($0) }
        guard property.before != nil, !gained.isEmpty else { return nil }
        return "needs \(gained.map { "`\($0)`" }.joined(separator: ", "))"
      default: return nil
      }
    }
  }

  /// The words of a list as it is written.
  private func words(_ text: String?) -> [String] {
    (text ?? "").split(whereSeparator: { "[], ".contains($0) }).map(String.init)
  }
}

extension Model {
  /// Whether a flag is stated as true or false; nil where it is not stated.
  func isStatedTrue(_ name: PropertyName, of element: ElementID) -> Bool? {
    if case .flag(let flag)? = stated(name, of: element)?.value { flag } else { nil }
  }

  /// The parts that callers from outside reach, directly or through what only passes requests on, and those that are
  /// declared public; by position.
  var partsOpenToOutside: [Bool] {
    var isOpen = [Bool](repeating: false, count: elements.count)
    var isQueued = isOpen
    var queue = self.elements(of: KindSet.outside)
    for element in self.elements(of: KindSet.components) where isStatedTrue(.public, of: element) == true {
      isOpen[Int(element.index)] = true
    }
    var next = 0
    while next < queue.count {
      for relation in outgoing(queue[next]) where self[relation].arrow.isSynchronous {
        let target = self[relation].target
        guard !KindSet.outside.contains(self[target].kind) else { continue }
        isOpen[Int(target.index)] = true
        if KindSet.edge.contains(self[target].kind), !isQueued[Int(target.index)] {
          isQueued[Int(target.index)] = true
          queue.append(target)
        }
      }
      next += 1
    }
    return isOpen
  }
}
