/// Patterns at the entry and between services.
extension PatternLibrary {
  static let apiGateway = #"""
    /// One entry in front of many services: callers are known, held to a rate and led on in one place.
    ///
    /// Client -> API gateway -> service discovery -> services. Rate limiting, authentication, load balancing and request
    /// routing happen at the gateway, so no service repeats them.
    pattern ApiGateway "API gateway" {
      when-to-use: ["Several services serve the same clients", "Authentication and rate limits must be the same everywhere"]
      benefits: ["One place for authentication, limits and routing", "Services can move without a change in the clients"]
      trade-off: ["One more hop", "The gateway has to be the most available part", "It can become a place for business logic"]
      source: "C. Richardson, Microservices Patterns, 2018: API gateway"

      client caller "Client"
      gateway entry "API gateway" {
        auth: oauth2, rate-limit: 100/s, load-balancing, routing, discovery: directory, replicas: 2
      }
      registry directory "Service discovery" { replicas: 3, quorum: 2 of 3 }
      service backend "Service" { replicas: 2 }
      caller -> entry { protocol: https, encrypted: tls }
      entry -> directory "where is it?" { timeout: 200ms, encrypted: tls }
      entry -> backend { timeout: 2s, encrypted: tls }
      backend -> directory "registers" { timeout: 1s, encrypted: tls }
      never "Clients reach no service past the gateway" { caller -> backend }
      never "A service does not call back through the entry" { backend -> entry }
    }
    """#

  static let backendForFrontend = #"""
    /// Each kind of client has a back end of its own that gathers what its screens need.
    pattern BackendForFrontend "Back end for front end" {
      when-to-use: ["Clients that differ much: web, phone, partners", "A team that owns client and its back end"]
      benefits: ["One call a screen", "A client changes without asking the others"]
      trade-off: ["Similar code in several places", "One more part for each client"]
      source: "S. Newman, Backends For Frontends, 2015"

      client web "Web"
      client phone "Phone"
      gateway web-backend "Back end for the web" {
        auth: oidc, rate-limit: 100/s, routing, load-balancing, discovery, replicas: 2
      }
      gateway phone-backend "Back end for the phone" {
        auth: oidc, rate-limit: 60/s, routing, load-balancing, discovery, replicas: 2
      }
      service domain-service "What all of them need" { replicas: 2 }
      web -> web-backend { protocol: https, encrypted: tls }
      phone -> phone-backend { protocol: https, encrypted: tls }
      [web-backend, phone-backend] -> domain-service { timeout: 2s, encrypted: tls }
      never "The web does not use the phone's back end" { web -> phone-backend }
      never "The phone does not use the web's back end" { phone -> web-backend }
      never "One back end does not call the other" { web-backend -> phone-backend }
      never "Nor the other way round" { phone-backend -> web-backend }
      never "Clients go through their back end" { [web, phone] -> domain-service }
    }
    """#

  static let stranglerFig = #"""
    /// A new system grows around an old one and takes over one route after the other.
    ///
    /// A facade in front of both decides by route who answers. The new part reaches what only the old one knows through an
    /// adapter, so that the old model does not leak into the new one.
    pattern StranglerFig "Strangler fig" {
      when-to-use: ["An old system has to go and cannot be replaced at once"]
      benefits: ["Value early, risk in small pieces", "Each step can be taken back at the facade"]
      trade-off: ["Two systems run for a long time", "Data has to be kept in step", "The facade must not become permanent"]
      source: "M. Fowler, StranglerFigApplication, 2004"

      client caller "Client"
      gateway facade "Facade" { auth: oauth2, rate-limit: 100/s, routing, load-balancing, discovery, replicas: 2 }
      service legacy "Old system" { replicas: 2 }
      service modern "New service" { replicas: 2 }
      service adapter "Anti-corruption layer" { replicas: 2 }
      caller -> facade { protocol: https, encrypted: tls }
      facade -> [legacy, modern] { timeout: 3s, encrypted: tls }
      modern -> adapter { timeout: 2s, encrypted: tls }
      adapter -> legacy { timeout: 1s, encrypted: tls }
      never "Clients reach the old system through the facade alone" { caller -> legacy }
      never "The new part does not speak the old system's language" { modern -> legacy }
      never "The old system does not come to need the new one" { legacy -> modern }
    }
    """#

  static let serviceDiscovery = #"""
    /// Instances register where they run; callers look them up instead of knowing addresses.
    pattern ServiceDiscovery "Service discovery" {
      when-to-use: ["Instances come and go", "Addresses are not known when programs are written"]
      benefits: ["Instances are found as they start and dropped as they die", "No address in a configuration"]
      trade-off: ["The registry must be up, or its answers kept", "Callers may hold an old answer for a while"]
      source: "C. Richardson, Microservices Patterns, 2018: Service registry"

      service caller "Caller" { replicas: 2, discovery: directory }
      registry directory "Registry" { replicas: 3, quorum: 2 of 3 }
      service instance "Instances" { replicas: 2, health-check: "GET /healthz" }
      instance -> directory "registers" { timeout: 1s, encrypted: tls }
      caller -> directory "looks up" { timeout: 200ms, encrypted: tls }
      caller -> instance { timeout: 1s, encrypted: tls }
      never "The registry does not carry the calls" { directory -> instance }
      never "The registry does not depend on those who ask it" { directory -> caller }
    }
    """#

  static let serviceMesh = #"""
    /// A proxy beside each service carries its calls: encrypted, with timeouts and retries, the same everywhere.
    ///
    /// Also known as sidecar: what every service needs and none should write runs in a process of its own next to it.
    pattern ServiceMesh "Sidecar and service mesh" {
      when-to-use: ["Many services in several languages", "Mutual TLS, timeouts and traces shall be the same everywhere"]
      benefits: ["Identity and encryption without a change in the services", "Traffic can be watched and shifted"]
      trade-off: ["A proxy more on both ends of each call", "A control plane to run", "More to understand in a failure"]
      source: "Azure Architecture Center: Sidecar pattern"

      service first "A service" { replicas: 2 }
      service first-proxy "Its sidecar" { replicas: 2 }
      service second-proxy "The other's sidecar" { replicas: 2 }
      service second "Another service" { replicas: 2 }
      secrets issuer "Issues certificates" { replicas: 2 }
      first -> first-proxy "on the same host" { timeout: 2s, encrypted: none }
      first-proxy -> second-proxy {
        timeout: 1s, encrypted: mtls, circuit-breaker: 50% over 10s open 30s half-open 5
      }
      second-proxy -> second "on the same host" { timeout: 500ms, encrypted: none }
      [first-proxy, second-proxy] -> issuer { timeout: 1s, encrypted: tls }
      never "Services do not call each other past the mesh" { first -> second }
      never "Nor past their own sidecar" { first -> second-proxy }
    }
    """#
}
