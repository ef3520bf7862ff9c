extension Schema {
  /// What relations may state, and components, boundaries and `defaults` for the relations that leave them.
  private static let outgoing: KindSet = KindSet.components | holders | [.relation]

  static let relationProperties: [PropertySpec] = [
    PropertySpec(
      .protocol, on: outgoing, .oneOf(.protocols), inherits: .incoming, "The language of the two ends.", example: "grpc"
    ),
    PropertySpec(
      .timeout, on: outgoing, .duration, inherits: .outgoing, "How long the caller waits.", example: "500ms"),
    PropertySpec(
      .retry, on: outgoing, .retry, inherits: .outgoing,
      "How often a failed call is repeated, with which pauses.", example: "3 exponential 100ms jitter"),
    PropertySpec(
      .circuitBreaker, on: outgoing, .circuitBreaker, inherits: .outgoing,
      "When calls stop, for how long, and how many try again.", example: "50% over 10s open 30s half-open 5"),
    PropertySpec(
      .bulkhead, on: outgoing, .either([.flag, .count]), inherits: .outgoing, "How many calls may wait at once.",
      example: "20"),
    PropertySpec(
      .fallback, on: [.relation], .either([.text, .reference(KindSet.components)]), "What serves when the call fails.",
      example: "\"the last known price\""),
    PropertySpec(.optional, on: [.relation], .flag, "The caller does without, if need be.", example: "true"),
    PropertySpec(
      .calls, on: [.relation], .figure(.quantity([.count])), "How many calls each request of the caller makes.",
      example: "2"),
    PropertySpec(
      .share, on: [.relation, .alternative], .ratio, "The share of requests that go this way.", example: "20%"),
    PropertySpec(.access, on: [.relation], .oneOf(.accesses), "What is done to the data.", example: "read-write"),
    PropertySpec(.consistent, on: [.relation], .flag, "A read has to see the latest write.", example: "true"),
    PropertySpec(.read, on: [.relation], .oneOf(.readTargets), "Which copy is read.", example: "replica"),
    PropertySpec(
      .onMiss, on: [.relation], .reference([.cache, .cdn, .database, .storage]),
      "The cache whose misses alone go this way.", example: "Shows"),
    PropertySpec(
      .encrypted, on: [.relation], .oneOf(.relationEncryptions), inherits: .outgoing,
      "How the data is encrypted on its way.",
      example: "tls"),
    PropertySpec(
      .credentials, on: outgoing, .oneOf(.credentialKinds), inherits: .outgoing, "What the caller proves itself with.",
      example: "workload-identity"),
    PropertySpec(
      .idempotent, on: [.relation, .endpoint], .flag, "Doing it twice is as good as once.", example: "true"),
    PropertySpec(
      .idempotencyKey, on: [.relation, .endpoint], .flagOrText, "A key tells the repetition of a call from a new one.",
      example: "true"),
    PropertySpec(
      .pool, on: outgoing, .number, inherits: .outgoing, "How many connections one replica of the caller keeps open.",
      example: "40"),
    PropertySpec(
      .payload, on: [.relation, .endpoint, .event], .size, "The size of one message or answer.", example: "20KB"),
    PropertySpec(
      .sends, on: [.relation, .endpoint], .classes, "The data that goes with the arrow.", example: "[orders, pii]"),
    PropertySpec(.receives, on: [.relation, .endpoint], .classes, "The data that comes back.", example: "[catalog]"),
    PropertySpec(
      .usage, on: outgoing, .oneOf(.usages), inherits: .outgoing, "Who needs it: the business, or operations.",
      example: "business"),
    PropertySpec(
      .vpn, on: outgoing, .flag, inherits: .outgoing, "The way runs through a private network.", example: "true"),
    PropertySpec(
      .via, on: [.relation], .oneOf(.hints), "What makes the store and the broker agree.", example: "outbox"),
    PropertySpec(.ordered, on: [.relation], .flag, "Messages have to arrive in order.", example: "true"),
    PropertySpec(
      .unboundedResult, on: [.relation, .endpoint], .flag, "An answer can be of any length.", example: "true"),
    PropertySpec(.parallel, on: [.relation], .flag, "The calls of one request are made at once.", example: "true"),
    PropertySpec(
      .rate, on: [.relation, .flow], .load, "How often it happens, on average and at peak.", example: "120/s peak 700/s"
    ),
    PropertySpec(
      .deadline, on: outgoing, .either([.flag, .duration]), inherits: .outgoing,
      "The time that is left is told to the callee.", example: "true"),
    PropertySpec(
      .auth, on: [.relation], .logins, inherits: .incoming, "How the caller proves who it is.", example: "mtls"),
    PropertySpec(
      .authorization, on: [.relation], .either([.text, .oneOf(.relationAuthorizations)]), inherits: .outgoing,
      "On whose behalf the callee decides.", example: "end-user"),
    PropertySpec(.rateLimit, on: [.relation], .rateLimit, "What one caller may do.", example: "300 per 3h burst 300"),
  ]

  /// What the edge, endpoints and events may state.
  static let interfaceProperties: [PropertySpec] = [
    PropertySpec(
      .auth, on: KindSet.components | holders | [.endpoint], .logins, inherits: .`self`,
      "How callers prove who they are.",
      example: "oauth2"),
    PropertySpec(
      .authorization, on: KindSet.components | holders | [.endpoint],
      .either([.text, .oneOf(.componentAuthorizations)]),
      inherits: .`self`, "How it is decided what a caller may do.", example: "\"Roles, per tenant\""),
    PropertySpec(
      .rateLimit, on: KindSet.components | [.endpoint, .defaults, .tech], .rateLimit, "What one caller may do.",
      example: "200/s burst 50"),
    PropertySpec(
      .tls, on: KindSet.components | holders, .version, inherits: .`self`, "The least version of TLS.", example: "1.2"),
    PropertySpec(
      .waf, on: KindSet.edge | KindSet.compute, .either([.flag, .text, .reference([.waf, .external])]),
      "Attacks are filtered out.", example: "true"),
    PropertySpec(
      .routing, on: KindSet.components, .flagOrText, "It routes requests by their content.", example: "true"),
    PropertySpec(
      .loadBalancing, on: KindSet.components, .flagOrText, "It spreads requests over instances.", example: "true"),
    PropertySpec(
      .discovery, on: KindSet.components | holders, .either([.flag, .text, .reference([.registry, .external])]),
      inherits: .`self`, "It finds instances as they come and go.", example: "true"),
    PropertySpec(
      .to, on: [.endpoint], .reference(KindSet.components),
      "The component that does the work; else the one that holds the endpoint.",
      example: "Orders"),
    PropertySpec(.purpose, on: [.endpoint, .event], .text, "What a caller gains.", example: "\"Buy the held seats\""),
    PropertySpec(
      .version, on: [.endpoint, .event, .system], .version, "The version of the contract or the system.", example: "v1"),
    PropertySpec(.paginated, on: [.endpoint], .flag, "Long answers come in pages.", example: "true"),
    PropertySpec(.schema, on: [.endpoint, .event], .text, "Where its contract stands.", example: "\"openapi.yaml\""),
    PropertySpec(
      .validates, on: KindSet.components | [.endpoint], .flagOrText, "Input is checked before it is used.",
      example: "true"),
  ]
}
