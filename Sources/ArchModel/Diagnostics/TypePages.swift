import ArchSyntax

extension ErrorPage {
  static let unknownUnit = ErrorPage(
    "ARC040", "a unit that the language does not have",
    """
    A quantity is a number with a unit and no space: durations end in \(Dimension.duration.units), sizes in \
    \(Dimension.size.units), shares in %, rates in \(Dimension.rate.units). `k`, `M`, `G` and `T` before a unit are \
    powers of a thousand. `m` is none, as it could be minutes or months.
    """,
    bad: "function Resize { max-duration: 5sec }\n",
    good: "function Resize { max-duration: 5s }\n")

  static let wrongType = ErrorPage(
    "ARC041", "a value of another type than the property takes",
    "Each property takes values of one type: a duration where a time is meant, a share where a part of a whole is.",
    bad: "client Web {}\nservice Api {}\nWeb -> Api { timeout: 200/s }\n",
    good: "client Web {}\nservice Api {}\nWeb -> Api { timeout: 200ms }\n")

  static let spacedUnit = ErrorPage(
    "ARC042", "a space between a number and its unit",
    "A quantity is one word, so that a list of words and numbers has one reading.",
    bad: "client Web {}\nservice Api {}\nWeb -> Api { timeout: 5 ms }\n",
    good: "client Web {}\nservice Api {}\nWeb -> Api { timeout: 5ms }\n")

  static let compoundQuantity = ErrorPage(
    "ARC043", "a quantity of several units",
    "A quantity has one number and one unit: 90 minutes are `90min` or `1.5h`.",
    bad: "database Ledger { rto: 1h30min }\n", good: "database Ledger { rto: 90min }\n")

  static let mixedCurrencies = ErrorPage(
    "ARC044", "amounts in several currencies",
    "Costs are added up, and rates of exchange change by the hour, so a program counts in one currency.",
    bad: "service Orders { cost: $70/month }\ndatabase Ledger { cost: €40/month }\n",
    good: "service Orders { cost: $70/month }\ndatabase Ledger { cost: $45/month }\n")

  static let impossibleDate = ErrorPage(
    "ARC045", "a date that the calendar does not have",
    "A date is written with four, two and two digits, year first: `2026-10-02`.",
    bad: "next \"Load-test the checkout\" { due: 2026-02-30 }\n",
    good: "next \"Load-test the checkout\" { due: 2026-02-28 }\n")

  static let unknownWord = ErrorPage(
    "ARC046", "a word that the property does not know",
    """
    Where a property takes one of a few words, each means something to the checks, so an unknown one is an error. \
    Words of open sets, such as protocols, are only warned about.
    """,
    bad: "database Ledger { consistency: stronk }\n", good: "database Ledger { consistency: strong }\n")

  static let listNeedsBrackets = ErrorPage(
    "ARC047", "a list without brackets",
    "A comma ends a property, so several values stand in brackets.",
    bad: "database Ledger { holds: orders, payments }\n", good: "database Ledger { holds: [orders, payments] }\n")

  static let leftOverInPhrase = ErrorPage(
    "ARC050", "something left over behind a value",
    "Behind its value a property takes only the words that belong to it, such as `measured` and a source.",
    bad: "service Orders { replicas: 3 big }\n", good: "service Orders { replicas: 3 }\n")

  static let missingInPhrase = ErrorPage(
    "ARC051", "a value that is not complete",
    "Some values have several parts, such as `every 1h keep 30d to Vault`. What a word announces follows it.",
    bad: "database Ledger { backup: every }\n", good: "database Ledger { backup: every 1h }\n")

  static let rangeUpsideDown = ErrorPage(
    "ARC052", "a range whose first end is the greater one",
    "A range goes from its least to its greatest value: `4..20`.",
    bad: "service Orders { replicas: 20..4 }\n", good: "service Orders { replicas: 4..20 }\n")

  static let unsafeLink = ErrorPage(
    "ARC053", "a link of another scheme",
    """
    Links end up in pages and drawings that others open, so they begin with `http:`, `https:` or `mailto:`, or are \
    relative to the file.
    """,
    bad: "service Orders { link: \"javascript:alert(1)\" }\n",
    good: "service Orders { link: \"https://example.org/orders\" }\n")

  static let unknownMetric = ErrorPage(
    "ARC054", "a figure that is not computed",
    """
    `verify` speaks about computed figures: of a flow (\(Metric.words(Metric.ofFlows))), of a component \
    (\(Metric.words(Metric.ofComponents))) or of the whole system (\(Metric.words(Metric.ofSystem))).
    """,
    bad: """
      client Web {}
      service Api {}
      Web -> Api
      flow Browse { Web -> Api }
      requirement R1 "Browsing is fast" { verify: Browse.p98 < 400ms }

      """,
    good: """
      client Web {}
      service Api {}
      Web -> Api
      flow Browse { Web -> Api }
      requirement R1 "Browsing is fast" { verify: Browse.p99 < 400ms }

      """)

  static let numberTooLarge = ErrorPage(
    "ARC055", "a number that is too large",
    "Quantities are kept as numbers of 64 bits, which end at about 10 to the power of 308.",
    bad: "service Orders { capacity: 1" + String(repeating: "0", count: 320) + "/s }\n",
    good: "service Orders { capacity: 100k/s }\n")

  /// The pages of what is said about values, in the order of their ids.
  public static let types: [ErrorPage] = [
    unknownUnit, wrongType, spacedUnit, compoundQuantity, mixedCurrencies, impossibleDate, unknownWord,
    listNeedsBrackets, leftOverInPhrase, missingInPhrase, rangeUpsideDown, unsafeLink, unknownMetric, numberTooLarge,
    contradictoryRule, emptyRule,
  ]
}

extension Metric {
  /// Their words, with blanks between them.
  static func words(_ metrics: [Metric]) -> String { metrics.map(\.rawValue).joined(separator: " ") }
}
