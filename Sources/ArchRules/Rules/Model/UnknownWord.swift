extension Rule {
  static let unknownWord = Rule(
    "MOD013", "unknown-word", .warning, isDefault: true, stage: .compiler,
    summary: "A word that an open list, such as that of protocols, does not hold.",
    why: """
      The list is open, so the word is kept and shown. But no rule knows what it means: a slip in `protocol: htttps` \
      makes an encrypted call look like an unknown one.
      """,
    fix: "Write the word that is meant. Where the word is right, `allow unknown-word` says so with a reason.",
    remedy: "write the word that is known",
    sources: ["IANA, Service Name and Transport Protocol Port Number Registry"],
    bad: [
      """
      client Web { -> Api { protocol: htttps } }
      service Api {}
      """,
      """
      defaults { service { auth: oauth3 } }
      service Api {}
      """,
    ],
    good: [
      """
      client Web { -> Api { protocol: https } }
      service Api {}
      """,
      """
      client Web {
        -> Api { protocol: gemini, allow unknown-word "The protocol of our terminals" { until: 2030-01-01 } }
      }
      service Api {}
      """,
    ],
    check: { _ in [] })
}
