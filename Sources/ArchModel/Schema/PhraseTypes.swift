/// Types that many properties share.
extension PhraseType {
  static let duration: PhraseType = .figure(.quantity([.duration]))
  static let ratio: PhraseType = .figure(.quantity([.ratio]))
  static let size: PhraseType = .figure(.quantity([.size]))
  static let rate: PhraseType = .figure(.quantity([.rate]))
  /// A whole number with its confidence.
  static let number: PhraseType = .figure(.count)
  /// `3k/s peak 12k/s`: the mean, then the peak.
  static let load: PhraseType = .figure(
    .sequence([.quantity([.rate]), .optional(.sequence([.word("peak"), .quantity([.rate])]))]))
  /// `4..20`, `3 across [A, B, C]`: the number, then the boundaries.
  static let replicas: PhraseType = .figure(
    .sequence([
      .range([.count]),
      .optional(.sequence([.word("across"), .list(.reference(KindSet.boundaries), bare: true)])),
    ]))
  /// `cpu 60%`: the metric, then its target.
  static let autoscale: PhraseType = .either([
    .flag, .word("none"),
    .sequence([.oneOf(.scalingMetrics), .optional(.quantity([.ratio, .count, .rate, .duration, .size]))]),
  ])
  /// `2 of 3`: how many are needed, of how many.
  static let quorum: PhraseType = .sequence([.count, .optional(.sequence([.word("of"), .count]))])
  /// `automatic 60s`: the kind, then how long it takes.
  static let failover: PhraseType = .figure(.sequence([.oneOf(.failovers), .optional(.quantity([.duration]))]))
  /// Parts that add up: a base, a price of size, a price of calls.
  static let cost: PhraseType = .list(
    .figure(.quantity([.moneyRate, .pricePerSizeRate, .pricePerSize, .pricePerCount, .money])), bare: true)
  /// `every 1h keep 30d to Vault`: the interval, how long each is kept, where to.
  static let backup: PhraseType = .either([
    .word("none"),
    .sequence([
      .word("every"), .quantity([.duration]),
      .optional(.sequence([.word("keep"), .quantity([.duration])])),
      .optional(.sequence([.word("to"), .reference(KindSet.stores | [.external])])),
    ]),
  ])
  /// `200/s burst 50` or `300 per 3h burst 300`: the rate (or the count, then the period), then the burst.
  static let rateLimit: PhraseType = .either([
    .word("none"),
    .sequence([.quantity([.rate]), .optional(.sequence([.word("burst"), .count]))]),
    .sequence([
      .count, .word("per"), .quantity([.duration]), .optional(.sequence([.word("burst"), .count])),
    ]),
  ])
  /// `3 exponential 100ms jitter`: repetitions after the first attempt, the backoff, its first pause, the jitter.
  static let retry: PhraseType = .either([
    .word("none"), .word("unbounded"),
    .sequence([
      .count, .optional(.oneOf(.backoffs)), .optional(.quantity([.duration])), .optional(.word("jitter")),
    ]),
  ])
  /// `50% over 10s open 30s half-open 5`: the threshold, the window, how long it stays open, the trial calls.
  static let circuitBreaker: PhraseType = .either([
    .flag, .word("none"),
    .sequence([
      .quantity([.ratio, .count]), .optional(.sequence([.word("over"), .quantity([.duration, .count])])),
      .optional(.sequence([.word("open"), .quantity([.duration])])),
      .optional(.sequence([.word("half-open"), .count])),
    ]),
  ])
  /// `3GB/d fixed` or `6%/month`: the growth, then whether it stays the same.
  static let growth: PhraseType = .figure(
    .sequence([.quantity([.throughput, .growth]), .optional(.word("fixed"))]))
  /// `9 "Swift and PostgreSQL"`: how many, then what they know.
  static let team: PhraseType = .either([.text, .sequence([.count, .optional(.text)])])
  /// `every 1h`, or a cron line in quotes.
  static let schedule: PhraseType = .either([.text, .sequence([.word("every"), .quantity([.duration])])])
  /// `3 60s`: how often a message is given out again, then after how long.
  static let redelivery: PhraseType = .sequence([.count, .optional(.quantity([.duration]))])
  static let texts: PhraseType = .list(.text, bare: true)
  static let flagOrText: PhraseType = .either([.flag, .text])
  static let names: PhraseType = .list(.name, bare: true)
  static let classes: PhraseType = .list(.dataClass, bare: true)
  static let logins: PhraseType = .list(.oneOf(.authentications), bare: true)
  static let anyQuantity: PhraseType = .quantity(Dimension.allCases)

  static func references(_ kinds: KindSet) -> PhraseType { .list(.reference(kinds), bare: true) }
  static func referencesOrKinds(_ kinds: KindSet) -> PhraseType { .list(.referenceOrKind(kinds), bare: true) }
}
