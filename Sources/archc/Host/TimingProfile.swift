import ArchRules

/// What the parts of a run took, as a table.
enum TimingProfile {
  /// One line for each part, the slowest first; parts of one name are added up, as several programs are checked by the
  /// same rules. Programs that are checked side by side take less time than their sum.
  static func text(_ timings: [RuleTiming]) -> String {
    var seconds: [String: Double] = [:]
    for timing in timings { seconds[timing.name, default: 0] += timing.seconds }
    let total = seconds.keys.sorted().reduce(0) { $0 + (seconds[$1] ?? 0) }
    var table = TextTable(["time", "share", "of"], right: [0, 1])
    let order = seconds.sorted { a, b in a.value == b.value ? a.key < b.key : a.value > b.value }
    for (name, time) in order {
      let rule = RuleSet.all.find(name).map { "\(name) \($0.name)" } ?? name
      table.add([milliseconds(time), share(time, of: total), rule])
    }
    table.add([milliseconds(total), share(total, of: total), "all of it"])
    return table.text
  }

  private static func milliseconds(_ seconds: Double) -> String {
    "\(decimal(seconds * 1000)) ms"
  }

  private static func share(_ time: Double, of total: Double) -> String {
    total > 0 ? "\(decimal(time / total * 100)) %" : ""
  }

  /// With one digit behind the point.
  private static func decimal(_ number: Double) -> String {
    guard number.isFinite, abs(number) < 1e12 else { return "?" }
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(abs(tenths % 10))"
  }
}
