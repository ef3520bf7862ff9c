import ArchModel

/// Patterns at the entry and between services.
extension PatternEvidence {
  private static let programs: KindSet = [.service, .function, .worker]

  /// What is declared as a gateway, or is a service of a technology that is one.
  func isGateway(_ element: ElementID) -> Bool {
    kind(element) == .gateway || kind(element) == .service && model.technology(element)?.kinds.first == "gateway"
  }

  /// A gateway that what is outside calls and that leads on to at least two programs.
  func gateways() -> [RecognisedPattern] {
    let backends = Set(
      backendsForFrontends().flatMap { $0.roles.filter { $0.name == "back ends" }.flatMap(\.elements) })
    return model.elements(of: [.gateway, .service]).flatMap { gateway -> [RecognisedPattern] in
      guard isGateway(gateway), !backends.contains(gateway) else { return [] }
      let clients = unique(callers(gateway).map(source)).filter { isOutside($0) || isPassage($0) }
      let behind = unique(calls(gateway).map(target)).filter { Self.programs.contains(kind($0)) }
      guard !clients.isEmpty, behind.count >= 2 else { return [] }
      var deviations: [RecognisedPattern.Deviation] = []
      for service in behind {
        for call in callers(service) where isOutside(source(call)) && !KindSet([.external]).contains(kind(source(call)))
        {
          deviations.append(but("\(name(source(call))) reaches \(name(service)) past \(name(gateway))", call))
        }
      }
      let logins = stated(.auth, gateway).map { model.words($0) } ?? []
      if logins.isEmpty || logins == ["none"] {
        deviations.append(but("\(name(gateway)) does not say how it knows its callers", gateway))
      }
      if stated(.rateLimit, gateway) == nil {
        deviations.append(but("\(name(gateway)) does not say how often each may call (`rate-limit`)", gateway))
      }
      return pattern("api-gateway", [("clients", clients), ("gateway", [gateway]), ("services", behind)], deviations)
    }
  }

  /// So many new parts may stand beside a deprecated one that they plainly succeed.
  private static let successorLimit = 3

  /// An entry that leads some requests to what is deprecated or on its way out, and others to what is not.
  func stranglers() -> [RecognisedPattern] {
    let leaving = Set(
      model.elements(of: .phase).flatMap { phase in
        model.stated(.removes, of: phase).map { model.references($0.value) } ?? []
      })
    func isOld(_ element: ElementID) -> Bool { isTrue(.deprecated, element) || leaving.contains(element) }
    return model.elements(of: [.gateway, .loadBalancer, .service]).flatMap { facade -> [RecognisedPattern] in
      guard kind(facade) == .loadBalancer || isGateway(facade) else { return [] }
      // What is old may be run by somebody else.
      let behind = unique(calls(facade).map(target)).filter {
        Self.programs.contains(kind($0)) || kind($0) == .external && isOld($0)
      }
      let old = behind.filter(isOld)
      let new = behind.filter { !isOld($0) }
      guard !old.isEmpty, !new.isEmpty else { return [] }
      // One deprecated part among many behind a gateway is what any system has; that a phase removes it says more.
      guard new.count <= Self.successorLimit || old.contains(where: leaving.contains) else { return [] }
      var deviations: [RecognisedPattern.Deviation] = []
      for element in old {
        for call in callers(element) where isOutside(source(call)) {
          deviations.append(but("\(name(source(call))) reaches \(name(element)) past \(name(facade))", call))
        }
        for relation in calls(element) where new.contains(target(relation)) {
          deviations.append(but("the old \(name(element)) comes to need the new \(name(target(relation)))", relation))
        }
      }
      for element in new {
        for relation in calls(element) where old.contains(target(relation)) {
          deviations.append(
            but("the new \(name(element)) calls the old \(name(target(relation))) without an adapter", relation))
        }
      }
      return pattern("strangler-fig", [("facade", [facade]), ("old", old), ("new", new)], deviations)
    }
  }

  /// A registry that callers ask, or name as what finds instances.
  func discoveries() -> [RecognisedPattern] {
    let registries = model.elements(of: .registry)
    guard !registries.isEmpty else { return [] }
    var asking: [ElementID: [ElementID]] = [:]
    for element in model.elements(of: KindSet.compute | KindSet.edge) {
      guard let discovery = model.stated(.discovery, of: element) else { continue }
      for registry in model.references(discovery.value) { asking[registry, default: []].append(element) }
    }
    let electing = Set(elections().flatMap(\.elements))
    return registries.flatMap { registry -> [RecognisedPattern] in
      let programs = unique(callers(registry).map(source)).filter {
        KindSet.compute.contains(kind($0)) || KindSet.edge.contains(kind($0))
      }
      let known = Set(asking[registry] ?? [])
      // Who asks calls, besides the registry, others that the registry knows.
      let seekers = unique(
        (asking[registry] ?? [])
          + programs.filter { seeker in
            calls(seeker).contains { target($0) != registry && programs.contains(target($0)) }
          })
      let instances = unique(seekers.flatMap { calls($0).map(target) }).filter {
        $0 != registry && KindSet.compute.contains(kind($0))
      }
      guard !seekers.isEmpty, !instances.isEmpty, !electing.contains(registry) || !known.isEmpty else { return [] }
      var deviations: [RecognisedPattern.Deviation] = []
      if let replicas = replicas(registry), replicas.upper <= 1 {
        deviations.append(but("\(name(registry)), which all of them need, is a single instance", registry))
      }
      for relation in calls(registry) where Self.programs.contains(kind(target(relation))) {
        deviations.append(but("\(name(registry)) calls \(name(target(relation))) itself", relation))
      }
      return pattern(
        "service-discovery", [("callers", seekers), ("registry", [registry]), ("instances", instances)], deviations)
    }
  }

  /// A mesh in a boundary with at least two programs.
  func meshes() -> [RecognisedPattern] {
    model.elements(of: .mesh).flatMap { mesh -> [RecognisedPattern] in
      let holder = model[mesh].parent
      let services = members(of: holder)
      guard services.count >= 2 else { return [] }
      let inside = Set(services)
      var deviations: [RecognisedPattern.Deviation] = []
      for service in services {
        for relation in calls(service) where inside.contains(target(relation)) {
          guard let encrypted = model.stated(.encrypted, of: relation), model.words(encrypted) == ["none"] else {
            continue
          }
          deviations.append(
            but("\(name(service)) calls \(name(target(relation))) in the clear, past \(name(mesh))", relation))
        }
      }
      let words = stated(.encrypted, mesh).map { model.words($0) } ?? []
      if !words.contains("mtls") {
        deviations.append(but("\(name(mesh)) does not say that both ends prove who they are (`encrypted: mtls`)", mesh))
      }
      return pattern("service-mesh", [("mesh", [mesh]), ("services", services)], deviations)
    } + sidecars()
  }

  /// Proxies, as their technology says, that carry the calls of one program each to those of others.
  private func sidecars() -> [RecognisedPattern] {
    let proxies = Set(model.elements(of: KindSet.compute).filter { isProxy($0) })
    guard proxies.count >= 2 else { return [] }
    var programs: [ElementID] = []
    var used: [ElementID] = []
    var deviations: [RecognisedPattern.Deviation] = []
    for proxy in proxies.sorted() {
      let owners = unique(callers(proxy).map(source)).filter {
        !proxies.contains($0) && KindSet.compute.contains(kind($0))
      }
      guard owners.count == 1 else { continue }
      for relation in calls(proxy) where proxies.contains(target(relation)) {
        let behind = unique(calls(target(relation)).map(target)).filter { !proxies.contains($0) }
        guard behind.count == 1, behind != owners else { continue }
        programs += owners + behind
        used += [proxy, target(relation)]
        if let past = call(from: owners[0], to: behind[0]) {
          deviations.append(but("\(name(owners[0])) calls \(name(behind[0])) past \(name(proxy))", past))
        }
        if (stated(.encrypted, relation).map { model.words($0) } ?? []) == ["none"] {
          deviations.append(but("\(name(proxy)) calls \(name(target(relation))) in the clear", relation))
        }
      }
    }
    guard !used.isEmpty else { return [] }
    return pattern("service-mesh", [("services", programs), ("sidecars", used)], deviations)
  }

  private func isProxy(_ element: ElementID) -> Bool {
    guard let technology = model.technology(element) else { return false }
    return technology.kinds.contains("mesh") || technology.goodAt.contains("mutual-tls") || technology.name == "Envoy"
  }

  /// The programs inside a boundary, at any depth.
  private func members(of holder: ElementID) -> [ElementID] {
    var result: [ElementID] = []
    var open = [holder]
    while let next = open.popLast() {
      for child in model.children(next) {
        if Self.programs.contains(kind(child)) { result.append(child) }
        if KindSet.boundaries.contains(kind(child)) { open.append(child) }
      }
    }
    return result.sorted()
  }

  func isOutside(_ element: ElementID) -> Bool { KindSet.outside.contains(kind(element)) }

  func isPassage(_ element: ElementID) -> Bool {
    [.cdn, .waf, .dns, .loadBalancer].contains(kind(element)) && !callers(element).isEmpty
  }
}
