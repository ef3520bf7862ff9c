import ArchModel
import ArchRules
import ArchSyntax
import Testing

/// Security and API rules at their edges; their pages hold the plain cases.
@Suite struct SecurityRuleTests {
  // MARK: SEC001

  @Test(arguments: [
    ("client A { -> D }", true), ("external A { -> D }", true), ("client A { -> L }\nload-balancer L { -> D }", true),
    ("actor A { -> D { vpn } }", false), ("zone Z { trust: private, client A { -> D } }", false),
    ("client A { -> S }\nservice S { -> D }", false), ("service A { -> D }", false),
  ]) func databasesThatAreReached(text: String, isFound: Bool) {
    #expect(findings("SEC001", in: text + "\ndatabase D").isEmpty == !isFound)
  }

  // MARK: SEC002

  @Test(arguments: [
    ("gateway G { auth: none }", Severity.error), ("gateway G { public }", .error), ("gateway G {}", .info),
    ("waf W { auth: oidc, -> G }\ngateway G", nil), ("gateway G { auth: jwt }", nil),
    ("security { authentication: \"OIDC\" }\ngateway G { public }", nil),
    ("gateway G { auth: none, endpoint E \"GET /v1/x\" {} }", nil),
    ("gateway G { auth: none, endpoint E \"GET /v1/x\" { receives: pii } }", .error),
    ("gateway G { auth: jwt, endpoint E \"POST /v1/x\" { auth: none } }", .error),
  ]) func entriesWithoutAuthentication(text: String, severity: Severity?) {
    let client = text.contains("waf") ? "client C { -> W }" : "client C { -> G }"
    #expect(findings("SEC002", in: text + "\n" + client).map(\.severity) == (severity.map { [$0] } ?? []))
  }

  @Test func severalEndpointsOfOnePartAreOneFinding() throws {
    let text = """
      service S { endpoint A "POST /v1/a" { public }, endpoint B "POST /v1/b" { public }, endpoint C "POST /v1/c" { public } }
      """
    let found = findings("SEC002", in: text)
    #expect(found.map(\.message) == ["3 endpoints of `S` take requests from outside without authentication"])
  }

  // MARK: SEC003

  @Test(arguments: [
    ("A -> B { encrypted: none, sends: pii }", Severity.error), ("A -> B { encrypted: none }", nil),
    ("A -> Out { encrypted: none }", .error), ("A -> Out { encrypted: none, vpn }", nil),
    ("A -> Out { protocol: http }", .warning), ("A -> Far { protocol: http }", .info), ("A -> Out", .info),
    ("A -> Out { protocol: https }", nil), ("A -> Far { encrypted: none }", .error),
    ("A -> B { protocol: http, sends: payments }", .warning),
  ]) func plainRelations(relation: String, severity: Severity?) {
    let text = "service A\nservice B\nexternal Out\nzone Z { service Far }\n" + relation
    #expect(findings("SEC003", in: text).map(\.severity) == (severity.map { [$0] } ?? []))
  }

  // MARK: SEC004

  @Test(arguments: [
    ("database D { holds: pii }", true), ("database D { holds: catalog }", false), ("cache D { holds: pii }", false),
    ("cache D { holds: pii, encrypted: none }", true), ("queue D { holds: health }", true),
    ("database D { holds: pii, encrypted: [tls] }", true), ("database D { holds: pii, encrypted: end-to-end }", false),
  ]) func storesInPlainText(text: String, isFound: Bool) {
    #expect(findings("SEC004", in: text).isEmpty == !isFound)
  }

  // MARK: SEC016

  @Test(arguments: [
    ("A -> B { sends: [pii, catalog] }", 1), ("A -> B { sends: [catalog, public] }", 0), ("A -> B", 0),
    ("B -> A { receives: pii }", 1), ("B -> A { sends: pii }", 0), ("A => B { sends: orders }", 1),
  ]) func dataWhereItMayNotBe(relation: String, count: Int) {
    let text = "service A\nzone Z { may-hold: [catalog], service B }\n" + relation
    #expect(findings("SEC016", in: text).count == count)
  }

  @Test func copiesCountLikeTheirOriginals() {
    let text = "database A { holds: pii, backup: every 1h to V }\nstorage V { may-hold: [catalog] }"
    #expect(findings("SEC016", in: text).map(\.message) == ["`A` leaves pii in `V`, which may not hold it"])
  }

  // MARK: API003

  @Test(arguments: [
    ("queue B", "sql", true), ("database B", "sql", false), ("database B { tech: Redis }", "sql", true),
    ("database B { tech: PostgreSQL }", "redis", true), ("stream B { tech: Kafka }", "amqp", true),
    ("queue B { tech: RabbitMQ }", "amqp", false), ("service B", "sql", false), ("external B", "sql", false),
    ("database B { type: wide-column }", "cql", false), ("database B", "kafka", true), ("storage B", "s3", false),
    ("cache B", "s3", true), ("queue B { tech: SQS }", "https", false),
  ]) func protocolsThatDoNotFit(target: String, word: String, isFound: Bool) {
    let text = "service A { -> B { timeout: 1s, protocol: \(word) } }\n" + target
    #expect(findings("API003", in: text).isEmpty == !isFound)
  }

  @Test func whatABrokerHandsOutTravelsByItsProtocol() {
    #expect(findings("API003", in: "stream A { ~> B { protocol: kafka } }\ndatabase B").isEmpty)
  }

  // MARK: OBS001

  @Test(arguments: [
    ("monitor W { watches: service }", 1), ("monitor W { watches: [service, queue] }", 0), ("monitor W", 0),
    ("monitor W { watches: Z }", 0), ("monitor W { -> A }", 1), ("monitor W { watches: A }", 1),
  ]) func whatAMonitorSees(monitor: String, count: Int) {
    let text = "zone Z { service A, queue Q }\n" + monitor
    #expect(findings("OBS001", in: text).filter { $0.severity == .warning }.count == count)
  }
}
