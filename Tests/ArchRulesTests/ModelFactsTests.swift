import ArchModel
import ArchRules
import ArchSyntax
import Testing

/// The predicates that rules share.
@Suite struct ModelFactsTests {
  private struct Subject {
    let program: Program
    let facts: ModelFacts

    init(_ text: String) {
      program = Program(text)
      facts = ModelFacts(program.model)
    }

    func element(_ name: String) -> ElementID {
      let model = program.model
      return model.elements.indices.map { ElementID($0) }.first { model.name($0) == name } ?? .program
    }

    func relation(_ source: String, _ target: String) throws -> RelationID {
      let model = program.model
      return try #require(
        model.liveRelations.first {
          model.name(model[$0].source) == source && model.name(model[$0].target) == target
        })
    }

    func names(_ elements: [ElementID]) -> [String] { elements.map { program.model.name($0) } }
  }

  @Test func preparedInheritanceAnswersAsTheModelDoes() {
    let text = """
      import "std/typical"
      defaults {
        timeout: 9s, service { timeout: 2s, replicas: 2 }, #old { timeout: 7s }
        tech Homemade { replicas: 5 }, tech PostgreSQL { replicas: 3 }
      }
      zone Inner {
        trust: private, encrypted: [at-rest, tls]
        mesh Linkerd { retry: 2 exponential 10ms }
        service A #old { -> [B, D] }
        service B { tech: Homemade, timeout: 1s, -> D }
        database D { tech: PostgreSQL 16 }
      }
      client W { -> A }
      """
    let model = Program(text).model
    let index = InheritanceIndex(model)
    let names: [PropertyName] = [.timeout, .replicas, .retry, .encrypted, .availability, .p99]
    for name in names {
      for element in model.components {
        #expect(
          model.effective(name, of: element)?.origin == model.effective(name, of: element, using: index)?.origin)
      }
      for relation in model.liveRelations {
        #expect(
          model.effective(name, of: relation)?.origin == model.effective(name, of: relation, using: index)?.origin)
      }
    }
    #expect(model.components.contains { model.effective(.replicas, of: $0)?.property.name == .replicas })
  }

  @Test func placesSayWhoIsOutsideAndWhatLeavesAZone() throws {
    let subject = Subject(
      """
      client Web { -> Api }
      zone Office { trust: private, client Desk { -> Api } }
      zone Edge { trust: dmz, gateway Api { -> Core } }
      zone Inner { trust: private, group Box { service Core { -> Near }, service Near {} } }
      """)
    #expect(subject.facts.isOutside(subject.element("Web")))
    #expect(!subject.facts.isOutside(subject.element("Desk")))
    #expect(!subject.facts.isOutside(subject.element("Api")))
    #expect(subject.facts.trust(of: subject.element("Core")) == .private)
    #expect(subject.facts.trust(of: subject.element("Web")) == nil)
    #expect(subject.facts.leavesItsZone(try subject.relation("Api", "Core")))
    #expect(subject.facts.leavesItsZone(try subject.relation("Web", "Api")))
    #expect(!subject.facts.leavesItsZone(try subject.relation("Core", "Near")))
  }

  @Test func modulesOfOneServiceCallEachOtherInProcess() throws {
    let subject = Subject(
      """
      service Program { module Loans { -> [Titles, Shelf] }, module Titles {}, module Far { -> Other { protocol: ipc } } }
      module Free { -> Loose }
      module Loose { <-> Shelf }
      service Other {}
      database Shelf {}
      """)
    #expect(!subject.facts.isNetworkCall(try subject.relation("Loans", "Titles")))
    #expect(subject.facts.isNetworkCall(try subject.relation("Loans", "Shelf")))
    #expect(!subject.facts.isNetworkCall(try subject.relation("Free", "Loose")))
    #expect(!subject.facts.isNetworkCall(try subject.relation("Far", "Other")))
    #expect(!subject.facts.isNetworkCall(try subject.relation("Loose", "Shelf")))
  }

  @Test func entriesAreWhatIsReachedFromOutside() {
    let subject = Subject(
      """
      client Web { -> [Names, Static, Api] }
      dns Names {}
      cdn Static { -> Balance }
      load-balancer Balance { -> Shop }
      gateway Api { -> Core }
      service Shop { -> Core }
      service Core {}
      service Hooks { public }
      """)
    #expect(subject.names(subject.facts.entries().map(\.element)) == ["Api", "Shop", "Hooks"])
    let guarded = subject.facts.entries(blocks: { $0 == subject.element("Balance") })
    #expect(subject.names(guarded.map(\.element)) == ["Api", "Hooks"])
    #expect(subject.facts.reachedByRequests()[Int(subject.element("Core").index)])
  }

  @Test func classesComeFromWordsAndAssets() throws {
    let subject = Subject(
      """
      asset Card { class: [payments, pii] }
      asset Recipe {}
      service Shop { -> Store { sends: [Card, catalog, Recipe] } }
      database Store { holds: [orders, health] }
      """)
    let relation = try subject.relation("Shop", "Store")
    #expect(subject.facts.sent(by: relation) == ["payments", "pii", "catalog", "Recipe"])
    #expect(subject.facts.sensitiveData(on: relation) == ["payments", "pii", "health"])
    #expect(subject.facts.sensitiveData(in: subject.element("Store")) == ["health"])
  }

  @Test func endpointsTakeTheirStanceFromWhereTheyStand() {
    let subject = Subject(
      """
      zone Edge { auth: oidc, gateway Api { rate-limit: none, endpoint List "GET /v1/shows" { to: Shows } } }
      service Shows { validates, module Inner {} }
      """)
    let endpoint = subject.element("List")
    #expect(subject.facts.stance(.auth, ofEndpoint: endpoint) == .yes)
    #expect(subject.facts.stance(.rateLimit, ofEndpoint: endpoint) == .no)
    #expect(subject.facts.stance(.validates, ofEndpoint: endpoint) == .yes)
    #expect(subject.facts.stance(.validates, of: subject.element("Inner")) == .yes)
    #expect(subject.facts.stance(.authorization, ofEndpoint: endpoint) == .unstated)
    #expect(subject.names(subject.facts.endpoints(of: subject.element("Shows"))) == ["List"])
  }

  @Test func primaryDataIsDurableAndNoCopy() {
    let subject = Subject(
      """
      database Ledger { backup: every 1h to Vault }
      storage Vault {}
      database Views { derived }
      cache Fast {}
      """)
    #expect(
      ["Ledger", "Vault", "Views", "Fast"].filter { subject.facts.holdsPrimaryData(subject.element($0)) } == ["Ledger"])
  }

  @Test(arguments: [
    ("GET /v1/a/{id}", "GET/v1/a/{}", true), ("get /v1/a/:x", "GET/v1/a/{}", true), ("POST /a/", "POST/a", false),
    ("query shows", "query shows", true), ("rpc Charge", "rpc Charge", false),
  ]) func operationsAreReadFromTitles(title: String, key: String, isSafe: Bool) throws {
    let operation = try #require(Operation(title))
    #expect(operation.key == key)
    #expect(operation.isSafe == isSafe)
  }

  @Test(arguments: ["", "Shows", "GET shows", "buy /v1/a", "GET /a b"]) func otherTitlesAreNoOperations(title: String) {
    #expect(Operation(title) == nil)
  }
}
