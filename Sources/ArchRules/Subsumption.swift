/// Which rule's findings hide which other's, so that one root cause is reported once.
///
/// A finding is hidden where one of its causes is a cause of a finding of the other rule; see `Finding.causes`.
struct Subsumption: Sendable {
  let rule: String
  /// The rules that it silences.
  let silences: [String]

  static let all: [Subsumption] = [
    // Too little capacity is too high a utilisation.
    Subsumption(rule: "SCA001", silences: ["SCA002"]),
    // A part that nothing can take over for is also in one zone.
    Subsumption(rule: "REL008", silences: ["REL010"]),
    // An endpoint without a limit is an entry without a limit.
    Subsumption(rule: "SEC006", silences: ["REL018"]),
    // A consumer that falls behind is over its capacity, with and without a replica.
    Subsumption(rule: "SCA005", silences: ["SCA001", "REL011"]),
    // Without a bound the product of attempts is infinite.
    Subsumption(rule: "REL002", silences: ["REL005"]),
    // In a cycle each caller waits longer than its callee, whatever the timeouts.
    Subsumption(rule: "REL014", silences: ["REL006"]),
    // Replicas that fail together are one instance.
    Subsumption(rule: "REL022", silences: ["REL008"]),
    // What a pattern forbids in so many words is said once.
    Subsumption(rule: "PAT006", silences: ["PAT002"]),
    // Who writes a store of another owner goes to it.
    Subsumption(rule: "DAT001", silences: ["MNT003"]),
  ]

  /// The rules that silence a rule, by its id.
  static let silencers: [String: [String]] = {
    var result: [String: [String]] = [:]
    for entry in all {
      for silenced in entry.silences { result[silenced, default: []].append(entry.rule) }
    }
    return result
  }()
}
