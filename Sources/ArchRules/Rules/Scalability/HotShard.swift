import ArchModel
import ArchSyntax

extension Rule {
  static let hotShard = Rule(
    "SCA010", "hot-shard", .warning,
    summary: "A `shard-key` with few values, or one that only ever grows.",
    why: """
      Few values make few shards of very different size. A key that grows, such as a time or a running number, sends all \
      that is new to the last shard. Either way one machine does the work of all.
      """,
    fix: """
      Take a key with many values that are asked for evenly (`shard-key: customer-id`), put one before the other in a \
      composed key, or take a hash of it: `shard-key: "hash(created-at)"`.
      """,
    remedy: "choose an even key",
    sources: [
      "M. Kleppmann, Designing Data-Intensive Applications, 2017, chapter 6: Skewed Workloads and Relieving Hot Spots",
      "Amazon DynamoDB Developer Guide: Designing partition keys to distribute your workload",
    ],
    bad: [
      """
      service Shop { -> Orders { timeout: 1s } }
      database Orders { shards: 8, shard-key: created-at }
      """,
      """
      defaults { database { shard-key: "country" } }
      service Shop { -> [Orders, Prices] { timeout: 1s } }
      database Orders { shards: 4 }
      database Prices { shards: 4, shard-key: article }
      """,
    ],
    good: [
      """
      service Shop { -> Orders { timeout: 1s } }
      database Orders { shards: 8, shard-key: customer-id }
      """,
      """
      service Shop { -> [Orders, Events] { timeout: 1s } }
      database Orders { shards: 8, shard-key: "customer, created_at" }
      database Events { shards: 8, shard-key: "hash(created_at)" }
      """,
    ],
    check: { context in
      let model = context.model
      return context.elements(of: KindSet.stores | KindSet.messaging).compactMap { element in
        guard let effective = context.facts.effective(.shardKey, of: element),
          let key = model.texts(effective.property.stated.value).first, let flaw = flaw(of: key)
        else { return nil }
        return Finding(
          .element(element), "\(Wording.name(element, in: model)) is split by `\(key)`, which \(flaw.what)",
          at: model.nameSpan(element), labels: [Label(model.span(effective.property), flaw.label)],
          why: flaw.why, help: "take a key with many values that are asked for evenly, or a hash of it")
      }
    })

  private static func flaw(of key: String) -> (what: String, label: String, why: String)? {
    let words = ShardKey.firstWords(key)
    if words.isEmpty { return nil }
    if ShardKey.grows(words) {
      return ("only ever grows", "the newest values", "all that is new goes to the last shard")
    }
    if ShardKey.hasFewValues(words) {
      return ("has few values", "few values", "few shards take all the load, the largest of them most of it")
    }
    return nil
  }
}

/// What the words of a `shard-key` say about its values.
private enum ShardKey {
  private static let times: Set<String> = [
    "time", "timestamp", "date", "datetime", "day", "hour", "minute", "month", "year", "week",
  ]
  private static let past: Set<String> = ["created", "updated", "inserted", "modified", "received", "occurred"]
  private static let counters: Set<String> = [
    "sequence", "seq", "serial", "autoincrement", "increment", "offset", "counter", "ulid", "uuidv7", "snowflake",
  ]
  private static let few: Set<String> = [
    "status", "state", "type", "kind", "category", "country", "region", "continent", "gender", "sex", "boolean", "flag",
    "active", "enabled", "deleted", "currency", "language", "locale", "plan", "tier", "priority", "severity", "level",
    "weekday", "environment",
  ]

  /// The words of the first part of a key, in lower case; none where it is hashed, which spreads all values.
  static func firstWords(_ key: String) -> [String] {
    let lower = key.lowercased()
    if lower.contains("hash") || lower.contains("random") || lower.contains("bucket") { return [] }
    let first = key.split(whereSeparator: { ",+/;: ".contains($0) }).first.map(String.init) ?? ""
    var words: [String] = []
    var word = ""
    for character in first {
      if character == "-" || character == "_" || character == "." {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else if character.isUppercase, let last = word.last, !last.isUppercase {
        words.append(word)
        word = String(character)
      } else {
        word.append(character)
      }
    }
    if !word.isEmpty { words.append(word) }
    return words.map { $0.lowercased() }
  }

  static func grows(_ words: [String]) -> Bool {
    guard let last = words.last else { return false }
    if last == "at" || last == "on", words.contains(where: past.contains) { return true }
    if words == ["auto", "increment"] { return true }
    // A birthday or a due date does not grow with what is written; a plain time does.
    if times.contains(last) {
      return words.count == 1 || words.dropLast().allSatisfy { past.contains($0) || $0 == "event" }
    }
    return counters.contains(last) || words.count == 1 && past.contains(last)
  }

  static func hasFewValues(_ words: [String]) -> Bool {
    guard let last = words.last else { return false }
    if words.first == "is" || words.first == "has" { return words.count > 1 }
    let base = ["code", "name"].contains(last) && words.count > 1 ? words[words.count - 2] : last
    return few.contains(base)
  }
}
