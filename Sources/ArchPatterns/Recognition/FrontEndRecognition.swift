import ArchModel

/// The pattern of a back end for each kind of client.
extension PatternEvidence {
  private static let programs: KindSet = [.service, .function, .worker]

  /// At least two entries, each with a client of its own, that need the same program.
  func backendsForFrontends() -> [RecognisedPattern] {
    struct Entry {
      let element: ElementID
      let clients: [ElementID]
      let behind: [ElementID]
    }
    let entries = model.elements(of: [.gateway, .service]).compactMap { element -> Entry? in
      let clients = clients(of: element)
      let behind = unique(calls(element).map(target)).filter { Self.programs.contains(kind($0)) }
      return clients.isEmpty || behind.isEmpty ? nil : Entry(element: element, clients: clients, behind: behind)
    }
    var used: Set<ElementID> = []
    var result: [RecognisedPattern] = []
    for (place, first) in entries.enumerated() where !used.contains(first.element) {
      var members = [first]
      for other in entries.dropFirst(place + 1).prefix(Self.neighbourLimit) where !used.contains(other.element) {
        // An entry that is needed by another is what lies behind it.
        let isBehind = members.contains { $0.behind.contains(other.element) && $0.clients == other.clients }
        guard !isBehind, members.contains(where: { !Set($0.behind).isDisjoint(with: other.behind) }),
          isSecondEntry(other.element, other.clients, of: members.map { ($0.element, $0.clients) })
            || !Set(other.clients).subtracting(members.flatMap(\.clients)).isEmpty
              && members.allSatisfy({ !Set($0.clients).subtracting(other.clients).isEmpty })
        else { continue }
        members.append(other)
      }
      guard members.count >= 2 else { continue }
      used.formUnion(members.map(\.element))
      var deviations: [RecognisedPattern.Deviation] = []
      let backends = Set(members.map(\.element))
      var owners: [ElementID: ElementID] = [:]
      for member in members.sorted(by: { ($0.clients.count, $0.element) < ($1.clients.count, $1.element) }) {
        for client in member.clients {
          if let owner = owners[client], let relation = call(from: client, to: member.element) {
            deviations.append(
              but("\(name(client)) uses \(name(member.element)) besides its own \(name(owner))", relation))
          }
          owners[client] = owners[client] ?? member.element
        }
        for relation in calls(member.element) where backends.contains(target(relation)) {
          deviations.append(but("\(name(member.element)) calls \(name(target(relation)))", relation))
        }
      }
      let shared = unique(members.flatMap(\.behind)).filter { element in
        members.count { $0.behind.contains(element) } >= 2
      }
      for element in shared where !backends.contains(element) {
        for relation in callers(element) where owners[source(relation)] != nil {
          deviations.append(but("\(name(source(relation))) reaches \(name(element)) past its back end", relation))
        }
      }
      result += pattern(
        "backend-for-frontend",
        [
          ("clients", members.flatMap(\.clients)), ("back ends", members.map(\.element)), ("shared", shared),
        ], deviations)
    }
    return result + sharedFronts(besides: used)
  }

  /// The clients that call a part, directly or through what leads to it alone.
  private func clients(of element: ElementID) -> [ElementID] {
    unique(
      callers(element).map(source).flatMap { caller -> [ElementID] in
        if kind(caller) == .client { return [caller] }
        guard isPassage(caller), unique(calls(caller).map(target)) == [element] else { return [] }
        return callers(caller).map(source).filter { kind($0) == .client }
      })
  }

  /// Back ends behind one front that several clients share: programs without data of their own that gather what others
  /// have. Flows tell whose each is; where none does, there are as many as clients, and behind the front is nothing else.
  /// They share at least two programs, or need the same one.
  private func sharedFronts(besides known: Set<ElementID>) -> [RecognisedPattern] {
    let fronts = model.elements(of: [.gateway, .loadBalancer, .cdn])
    guard !fronts.isEmpty else { return [] }
    var owners: [RelationID: Set<ElementID>]?
    return fronts.flatMap { front -> [RecognisedPattern] in
      let clients = clients(of: front)
      let ways = calls(front)
      let behind = unique(ways.map(target))
      let gathering = behind.filter { isGathering($0, behind: front) && !known.contains($0) }
      guard clients.count >= 2, gathering.count >= 2 else { return [] }
      let users = owners ?? clientsByRelation()
      owners = users
      var backends: [ElementID] = []
      var served: Set<ElementID> = []
      for way in ways where gathering.contains(target(way)) {
        guard let own = users[way], own.count == 1, own.isSubset(of: clients), served.isDisjoint(with: own) else {
          continue
        }
        served.formUnion(own)
        backends.append(target(way))
      }
      let isTold = backends.count >= 2
      if !isTold {
        // Flows that lead another way speak against it.
        guard !ways.contains(where: { users[$0] != nil }), gathering == behind, behind.count == clients.count else {
          return []
        }
        backends = gathering
      }
      let shared = unique(backends.flatMap { calls($0).map(target) }).filter { element in
        Self.programs.contains(kind(element)) && !behind.contains(element)
          && backends.count { call(from: $0, to: element) != nil } >= 2
      }
      let needs = Set(backends.map { Set(calls($0).map(target)) })
      guard shared.count >= 2 || isTold && shared.count == 1 && needs.count == 1 else { return [] }
      var deviations: [RecognisedPattern.Deviation] = []
      for backend in backends {
        for relation in calls(backend) where backends.contains(target(relation)) {
          deviations.append(but("\(name(backend)) calls \(name(target(relation)))", relation))
        }
      }
      for element in shared {
        for relation in callers(element) where clients.contains(source(relation)) {
          deviations.append(but("\(name(source(relation))) reaches \(name(element)) past its back end", relation))
        }
      }
      return pattern(
        "backend-for-frontend",
        [("clients", clients), ("front", [front]), ("back ends", backends), ("shared", shared)], deviations)
    }
  }

  /// Whether a program is called by the front alone and does nothing but call other programs.
  private func isGathering(_ program: ElementID, behind front: ElementID) -> Bool {
    guard KindSet([.service, .function, .gateway]).contains(kind(program)),
      callers(program).allSatisfy({ source($0) == front || KindSet([.service, .function]).contains(kind(source($0))) }),
      outgoing(program, .message).isEmpty, incoming(program, .message).isEmpty
    else { return false }
    let needs = calls(program).map(target)
    return needs.contains { Self.programs.contains(kind($0)) }
      && needs.allSatisfy { Self.programs.contains(kind($0)) || kind($0) == .cache || kind($0) == .identity }
  }

  /// By relation the clients whose flows take it.
  private func clientsByRelation() -> [RelationID: Set<ElementID>] {
    var result: [RelationID: Set<ElementID>] = [:]
    for flow in model.flows {
      guard let first = flow.steps.first, kind(source(first.relation)) == .client else { continue }
      for step in flow.steps { result[step.relation, default: []].insert(source(first.relation)) }
    }
    return result
  }

  /// Whether two gateways serve two clients, one of which uses both: each has its own, and one strays.
  private func isSecondEntry(
    _ entry: ElementID, _ clients: [ElementID], of members: [(element: ElementID, clients: [ElementID])]
  ) -> Bool {
    guard let first = members.first, members.count == 1, kind(first.element) == .gateway, kind(entry) == .gateway else {
      return false
    }
    let sizes = [first.clients.count, clients.count].sorted()
    return sizes == [1, 2] && Set(first.clients + clients).count == 2
  }
}
