extension Schema {
  /// What `system`, `constraints`, `security` and `capacity` may state.
  static let headerProperties: [PropertySpec] = [
    PropertySpec(.language, on: [.system], .count, "The edition of the language.", example: "1"),
    PropertySpec(
      .style, on: [.system, .domain], .oneOf(.styles), "The style of the architecture.", example: "microservices"),
    PropertySpec(
      .status, on: [.system], .either([.text, .oneOf(.systemStates)]), "How far the system is.", example: "production"),
    PropertySpec(
      .layers, on: [.system], .list(.name, bare: false), "The layers, from the users inward.",
      example: "[edge, app, data]"),
    PropertySpec(
      .load, on: [.constraints], .load, "The requests that the system has to take, on average and at peak.",
      example: "3k/s peak 12k/s"),
    PropertySpec(.data, on: [.constraints], .size, "How much data there is today.", example: "4TB"),
    PropertySpec(.growth, on: [.constraints], .growth, "How fast load and users grow.", example: "6%/month"),
    PropertySpec(
      .budget, on: [.constraints], .figure(.quantity([.moneyRate, .money])), "What may be spent, a month or once.",
      example: "$18k/month"),
    PropertySpec(
      .team, on: [.constraints], .team, "How many people there are, and what they know.",
      example: "9 \"Swift, PostgreSQL\""),
    PropertySpec(
      .expertise, on: [.constraints], .texts, "What the team knows well.", example: "[\"Swift\", \"PostgreSQL\"]"),
    PropertySpec(
      .timeline, on: [.constraints], .either([.text, .date]), "What has to be ready when.",
      example: "\"Public sale opens 2027-03-01\""),
    PropertySpec(
      .horizons, on: [.capacity], .list(.quantity([.duration]), bare: true),
      "The points in time to plan for, from today.",
      example: "[6mo, 1y]"),
    security(.authentication, "How users and programs prove who they are."),
    security(.authorization, "How it is decided what they may do."),
    security(.encryption, "What is encrypted, where and how."),
    security(.rateLimiting, "How callers are held to a rate."),
    security(.inputValidation, "Where and how input is checked."),
    security(.audit, "How it can be known who did what."),
    security(.secrets, "Where keys and passwords are kept."),
  ]

  private static func security(_ name: PropertyName, _ documentation: String) -> PropertySpec {
    PropertySpec(name, on: [.security], .flagOrText, documentation, example: "\"At the gateway\"")
  }

  /// What requirements, decisions and their like may state.
  static let decisionProperties: [PropertySpec] = [
    PropertySpec(
      .type, on: [.requirement], .oneOf(.requirementTypes), "Whether it says what is done, or how well.",
      example: "functional"),
    PropertySpec(.priority, on: [.requirement], .oneOf(.priorities), "How badly it is needed.", example: "must"),
    PropertySpec(
      .satisfiedBy, on: [.requirement], .references(KindSet.subjects | [.decision, .phase]), "What fulfils it.",
      example: "[Checkout]"),
    PropertySpec(
      .verify, on: [.requirement], .verification, "What has to hold, in computed figures.",
      example: "Checkout.p99 < 400ms at peak"),
    PropertySpec(
      .source, on: [.requirement, .pattern], .text, "Where it comes from.", example: "\"Contract, section 4\""),
    PropertySpec(.status, on: [.decision], .oneOf(.decisionStates), "How far the decision is.", example: "accepted"),
    PropertySpec(.date, on: [.decision], .date, "The day of the decision.", example: "2026-10-02"),
    PropertySpec(
      .deciders, on: [.decision], .list(.either([.text, .name]), bare: true), "Who decided.",
      example: "[\"Ada\", \"Grace\"]"),
    PropertySpec(
      .context, on: [.decision, .tradeoff], .text, "What made a decision necessary.",
      example: "\"Seats must never be sold twice\""),
    PropertySpec(.chosen, on: [.decision], .reference([.option]), "The option that was chosen.", example: "Postgres"),
    PropertySpec(.chosen, on: [.tradeoff], .text, "What was chosen.", example: "\"PostgreSQL\""),
    PropertySpec(
      .rationale, on: [.decision, .tradeoff], .text, "Why it was chosen.", example: "\"Consistency over availability\""),
    PropertySpec(
      .decision, on: [.decision], .text, "What was decided, in words.", example: "\"Charge after the order\""),
    PropertySpec(.decision, on: [.tradeoff], .reference([.decision]), "The decision that makes it.", example: "D1"),
    PropertySpec(.positive, on: [.decision], .texts, "What gets better.", example: "[\"no double sale\"]"),
    PropertySpec(.negative, on: [.decision], .texts, "What gets worse.", example: "[\"one writer\"]"),
    PropertySpec(
      .affects, on: [.decision, .tradeoff], .references(KindSet.subjects | [.requirement]), "What it is about.",
      example: "[OrdersDB]"),
    PropertySpec(
      .supersedes, on: [.decision], .references([.decision]), "The decisions that it replaces.", example: "[D1]"),
    PropertySpec(
      .security, on: [.decision], .flagOrText, "It bears on security, and how.", example: "\"Keys leave the vault\""),
    PropertySpec(.reversible, on: [.decision], .flagOrText, "Whether it can be taken back.", example: "false"),
    PropertySpec(.pros, on: [.option, .tradeoff], .texts, "What speaks for it.", example: "[\"transactions\"]"),
    PropertySpec(.cons, on: [.option, .tradeoff], .texts, "What speaks against it.", example: "[\"one writer\"]"),
    PropertySpec(.options, on: [.tradeoff], .texts, "What was weighed.", example: "[\"PostgreSQL\", \"DynamoDB\"]"),
  ]

  /// What failures may state.
  static let failureProperties: [PropertySpec] = [
    PropertySpec(.of, on: [.failure], .references(KindSet.parts), "What fails.", example: "Payments"),
    PropertySpec(
      .breaks, on: [.failure], .references(KindSet.subjects), "What no longer works then.", example: "[Checkout]"),
    PropertySpec(
      .degrades, on: [.failure], .references(KindSet.subjects), "What works worse then.", example: "[Browse]"),
    PropertySpec(
      .survives, on: [.failure], .references(KindSet.subjects), "What goes on all the same.", example: "[Browse]"),
    PropertySpec(.impact, on: [.failure], .text, "What people notice.", example: "\"Charges wait\""),
    PropertySpec(.mitigation, on: [.failure], .text, "What is done about it.", example: "\"Charge on recovery\""),
    PropertySpec(.detection, on: [.failure], .text, "How it is noticed.", example: "\"Alert on errors above 1 %\""),
    PropertySpec(
      .likelihood, on: [.failure], .either([.text, .oneOf(.grades), .figure(.quantity([.rate, .ratio, .growth]))]),
      "How often it is expected.", example: "2/y"),
    PropertySpec(.severity, on: [.failure], .oneOf(.grades), "How bad it is.", example: "high"),
  ]

  /// What phases and next steps may state.
  static let migrationProperties: [PropertySpec] = [
    PropertySpec(
      .adds, on: [.phase], .references(KindSet.subjects), "What exists from this phase on.", example: "[Catalog, Shows]"
    ),
    PropertySpec(
      .removes, on: [.phase], .references(KindSet.subjects), "What exists no longer after it.", example: "[OldShop]"),
    PropertySpec(.changes, on: [.phase], .references(KindSet.subjects), "What it changes.", example: "[Orders]"),
    PropertySpec(.after, on: [.phase], .references([.phase]), "The phases that come before.", example: "P1"),
    PropertySpec(.duration, on: [.phase, .next], .duration, "How long it takes.", example: "6w"),
    PropertySpec(.rollback, on: [.phase], .text, "How to go back.", example: "\"route back at the gateway\""),
    PropertySpec(.exit, on: [.phase], .texts, "When it is over.", example: "\"no read reaches the old store\""),
    PropertySpec(.due, on: [.phase, .next], .date, "The day by which it is done.", example: "2026-12-15"),
    PropertySpec(
      .done, on: [.phase, .next], .either([.flag, .date]), "It is done, and since when.", example: "2026-11-30"),
  ]

  /// What views, patterns, scenarios and rules may state.
  static let controlProperties: [PropertySpec] = [
    PropertySpec(
      .include, on: [.view], .referencesOrKinds(KindSet.parts), "What it shows.", example: "[Orders, database]"),
    PropertySpec(.exclude, on: [.view], .referencesOrKinds(KindSet.parts), "What it leaves out.", example: "[monitor]"),
    PropertySpec(.focus, on: [.view], .references(KindSet.parts), "Around what it is drawn.", example: "Payments"),
    PropertySpec(.depth, on: [.view], .count, "How many steps from the focus it shows.", example: "2"),
    PropertySpec(.flow, on: [.view], .reference([.flow]), "The flow that it shows.", example: "Checkout"),
    PropertySpec(.direction, on: [.view], .oneOf(.directions), "Where arrows lead.", example: "right"),
    PropertySpec(
      .rank, on: [.view],
      .list(.either([.list(.reference(KindSet.parts), bare: false), .reference(KindSet.parts)]), bare: false),
      "Lists of what stands side by side.", example: "[[Orders, Catalog], [OrdersDB, Shows]]"),
    PropertySpec(
      .collapse, on: [.view], .references(KindSet.boundaries), "The boundaries that are drawn closed.",
      example: "[Private]"),
    PropertySpec(.title, on: [.view], .text, "The heading of the drawing.", example: "\"The path of a charge\""),
    PropertySpec(.whenToUse, on: [.pattern], .texts, "When the pattern fits.", example: "[\"many reads, few writes\"]"),
    PropertySpec(.benefits, on: [.pattern], .texts, "What it brings.", example: "[\"full audit trail\"]"),
    PropertySpec(.tradeOff, on: [.pattern], .texts, "What it costs.", example: "[\"reads lag writes\"]"),
    PropertySpec(
      .fails, on: [.scenario], .references(KindSet.parts), "What is out of order in it.", example: "[Payments]"),
    PropertySpec(.until, on: [.allow], .date, "The last day on which it holds.", example: "2027-01-01"),
    PropertySpec(
      .threshold, on: [.rule], .anyQuantity, "From which figure on the rule speaks.", example: "80%"),
    PropertySpec(
      .severity, on: [.rule, .never, .require], .oneOf(.severities), "How much its findings weigh.", example: "warning"),
    PropertySpec(
      .why, on: [.rule, .never, .require], .text, "Why the rule is there.", example: "\"Card data stays in its zone\""),
    PropertySpec(
      .help, on: [.rule, .never, .require], .text, "What to do about a finding.", example: "\"Go through the gateway\""),
    PropertySpec(.require, on: [.rule, .program], .words, "What has to hold.", example: "every database has backup"),
  ]
}
