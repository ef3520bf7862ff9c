extension Schema {
  /// The kinds whose blocks state, for the components in them or of them, what these do not state themselves.
  static let holders: KindSet = KindSet.boundaries | [.defaults, .tech, .system]

  /// What describes any declaration.
  static let generalProperties: [PropertySpec] = [
    PropertySpec(
      .description, on: KindSet.described | [.relation], .text,
      "What it is for, in words; `///` comments say the same.",
      example: "\"Takes the orders\""),
    PropertySpec(
      .link, on: KindSet.described | [.relation], .link, "Where to read more.",
      example: "\"https://example.org/orders\""),
    PropertySpec(
      .tags, on: KindSet.described | [.relation], .names, "Words to choose by, in views and defaults.",
      example: "[legacy, core]"),
    PropertySpec(
      .owner, on: KindSet.described | [.defaults, .tech, .allow], .text, inherits: .`self`,
      "The team or person that answers for it.", example: "\"Sales\""),
    PropertySpec(
      .evidence, on: KindSet.described | [.relation], .link, "A link to what proves the statement.",
      example: "\"https://example.org/audit\""),
    PropertySpec(
      .deprecated, on: KindSet.subjects | [.relation], .either([.flag, .date, .text]),
      "Not to be used any more, since when or why.", example: "2027-01-01"),
    PropertySpec(
      .was, on: KindSet.described, .technology, "Its former name or path, by which baselines and comparisons find it.",
      example: "Shop.OldOrders"),
    PropertySpec(
      .criticality, on: KindSet.parts | [.flow, .defaults, .tech], .oneOf(.criticalities), inherits: .`self`,
      "How much depends on it.", example: "high"),
  ]

  /// What every component may state.
  static let componentProperties: [PropertySpec] = [
    PropertySpec(
      .tech, on: KindSet.parts | [.defaults, .tech], .technology, "The technology and its version.",
      example: "PostgreSQL 16"),
    PropertySpec(
      .on, on: KindSet.components | [.defaults, .tech], .reference(KindSet.components | [.cluster, .region, .zone]),
      "The broker, cluster or host it lives on, whose fate and capacity it shares.", example: "Jobs"),
    PropertySpec(
      .layer, on: KindSet.components | holders, .name, inherits: .`self`,
      "The layer of `system`'s `layers` that it belongs to.",
      example: "app"),
    PropertySpec(
      .runtime, on: KindSet.components | holders, .oneOf(.runtimes), inherits: .`self`, "What it runs in.",
      example: "container"),
    PropertySpec(
      .provider, on: KindSet.components | holders | [.environment], .oneOf(.providers), inherits: .`self`,
      "Who runs the machines under it.", example: "aws"),
    PropertySpec(
      .icon, on: KindSet.parts, .either([.text, .name]), "The picture that the drawing shows.", example: "postgresql"),
    PropertySpec(
      .stateful, on: KindSet.components | [.defaults, .tech], .flag, "It keeps data of its own between calls.",
      example: "true"),
    PropertySpec(
      .public, on: KindSet.components | [.endpoint], .flag, "It is meant to be reached from outside.", example: "true"),
    PropertySpec(
      .multiTenant, on: KindSet.components | holders, .flag, inherits: .`self`, "Several customers share it.",
      example: "true"),
    PropertySpec(
      .accepts, on: KindSet.components | [.endpoint], .list(.oneOf(.formats), bare: true),
      "The formats that it takes in.",
      example: "[json, csv]"),
    PropertySpec(
      .holds, on: KindSet.components | [.event, .defaults, .tech], .classes,
      "The classes of data that it keeps or handles.",
      example: "[orders, payments]"),
    PropertySpec(
      .mayHold, on: KindSet.parts | [.defaults, .tech], .classes, inherits: .`self`,
      "The classes of data that may reach it; others are too sensitive.", example: "[catalog, public]"),
    PropertySpec(
      .encrypted, on: KindSet.components | holders, .list(.oneOf(.storeEncryptions), bare: true), inherits: .`self`,
      "How its data is encrypted: `at-rest` where it lies; `tls` and `mtls` hold for the relations with it.",
      example: "at-rest"),
    PropertySpec(
      .healthCheck, on: KindSet.components | holders, .either([.flag, .text]), inherits: .`self`,
      "Instances that do not work are found and taken out.", example: "\"/health\""),
    PropertySpec(
      .metrics, on: KindSet.components | holders, .either([.flag, .text, .reference([.monitor, .external])]),
      inherits: .`self`, "It reports figures, and to which monitor.", example: "true"),
    PropertySpec(
      .logs, on: KindSet.components | holders, .either([.flag, .text, .reference([.monitor, .external])]),
      inherits: .`self`, "It writes logs, and to which monitor.", example: "true"),
    PropertySpec(
      .traces, on: KindSet.components | holders, .either([.flag, .text, .reference([.monitor, .external])]),
      inherits: .`self`, "It takes part in traces, and of which monitor.", example: "true"),
    PropertySpec(
      .watches, on: [.monitor], .referencesOrKinds(KindSet.parts | [.flow]),
      "What it watches: parts, boundaries or whole kinds.",
      example: "[service, database]"),
    PropertySpec(
      .alert, on: KindSet.components | [.defaults, .tech], .either([.flag, .text, .reference([.monitor, .external])]),
      "Who is told when something is wrong with it.", example: "\"pages the owner\""),
    PropertySpec(
      .ttl, on: KindSet.components | [.defaults, .tech], .duration, "How long an entry lives.", example: "10min"),
    PropertySpec(
      .maxDuration, on: KindSet.compute | [.defaults, .tech], .duration, "The longest that one run may take.",
      example: "29s"),
    PropertySpec(
      .schedule, on: [.job, .function, .worker, .pipeline], .schedule,
      "When it runs: a cron line in quotes, or an interval.",
      example: "every 1h"),
    PropertySpec(
      .jitter, on: [.job, .function, .worker], .either([.flag, .duration]),
      "Its start is spread over time, so that not all start at once.", example: "5min"),
    PropertySpec(
      .load, on: KindSet.outside, .load, "The requests that it makes, on average and at peak.",
      example: "3k/s peak 12k/s"),
    PropertySpec(
      .users, on: KindSet.outside | [.constraints], .number, "How many people it stands for.", example: "2M"),
  ]

  /// What boundaries may state of themselves.
  static let boundaryProperties: [PropertySpec] = [
    PropertySpec(.trust, on: KindSet.boundaries, .oneOf(.trusts), "How far its inside is trusted.", example: "private"),
    PropertySpec(
      .type, on: KindSet.boundaries, .oneOf(.boundaryTypes), "What kind of border it is.", example: "network"),
    PropertySpec(
      .location, on: KindSet.boundaries | KindSet.outside, .either([.text, .name]), "Where it is.",
      example: "\"Ireland\""),
    PropertySpec(
      .segmented, on: KindSet.boundaries, .flag, "Its parts cannot reach one another freely.", example: "true"),
  ]
}
