/// What people write in the place of a unit, and what they mean by it.
enum UnitSlips {
  /// Spellings in lower case of units behind a number.
  private static let units: [String: [String]] = [
    "m": ["min", "mo"], "sec": ["s"], "secs": ["s"], "second": ["s"], "seconds": ["s"], "msec": ["ms"],
    "msecs": ["ms"], "millis": ["ms"], "millisecond": ["ms"], "milliseconds": ["ms"], "usec": ["us"], "micros": ["us"],
    "microseconds": ["us"], "µs": ["us"], "μs": ["us"], "nsec": ["ns"], "nanos": ["ns"], "nanoseconds": ["ns"],
    "mins": ["min"], "minute": ["min"], "minutes": ["min"], "hr": ["h"], "hrs": ["h"], "hour": ["h"], "hours": ["h"],
    "day": ["d"], "days": ["d"], "wk": ["w"], "wks": ["w"], "week": ["w"], "weeks": ["w"], "mon": ["mo"],
    "mos": ["mo"], "mth": ["mo"], "mths": ["mo"], "month": ["mo"], "months": ["mo"], "yr": ["y"], "yrs": ["y"],
    "year": ["y"], "years": ["y"],
    "kb": ["KB"], "mb": ["MB"], "gb": ["GB"], "tb": ["TB"], "pb": ["PB"], "byte": ["B"], "bytes": ["B"], "b": ["B"],
    "ki": ["KiB"], "mi": ["MiB"], "gi": ["GiB"], "ti": ["TiB"], "pi": ["PiB"], "kib": ["KiB"], "mib": ["MiB"],
    "gib": ["GiB"], "tib": ["TiB"], "pib": ["PiB"],
    "pct": ["%"], "percent": ["%"], "rps": ["/s"], "qps": ["/s"], "tps": ["/s"], "ops": ["/s"], "iops": ["/s"],
    "hz": ["/s"], "rpm": ["/min"], "rph": ["/h"], "x": [""],
    "req": [""], "reqs": [""], "request": [""], "requests": [""], "msg": [""], "msgs": [""], "message": [""],
    "messages": [""], "event": [""], "events": [""], "call": [""], "calls": [""], "tx": [""], "user": [""],
    "users": [""], "mio": ["M"], "mil": ["M"], "million": ["M"], "bn": ["G"], "billion": ["G"], "thousand": ["k"],
    "ms": ["ms"], "s": ["s"], "min": ["min"], "h": ["h"], "d": ["d"], "w": ["w"], "mo": ["mo"], "y": ["y"],
    "k": ["k"], "g": ["G"], "t": ["T"],
  ]

  /// Spellings in lower case of what stands behind `/`.
  private static let periods: [String: [String]] = [
    "m": ["min", "month"], "sec": ["s"], "second": ["s"], "seconds": ["s"], "mins": ["min"], "minute": ["min"],
    "minutes": ["min"], "hr": ["h"], "hrs": ["h"], "hours": ["h"], "days": ["d"], "wk": ["w"], "weeks": ["w"],
    "mon": ["month"], "mth": ["month"], "months": ["month"], "yr": ["year"], "years": ["year"],
    "annum": ["year"], "s": ["s"], "min": ["min"], "h": ["h"], "hour": ["h"], "d": ["d"], "day": ["d"], "w": ["w"],
    "week": ["w"], "mo": ["mo"], "month": ["month"], "y": ["y"], "year": ["year"], "kb": ["KB"], "mb": ["MB"],
    "gb": ["GB"], "tb": ["TB"], "million": ["1M"], "thousand": ["1k"], "m_requests": ["1M"],
  ]

  private static let currencies: [String: String] = [
    "$": "$", "€": "€", "£": "£", "usd": "$", "eur": "€", "gbp": "£", "dollar": "$", "dollars": "$", "euro": "€",
    "euros": "€", "pounds": "£",
  ]

  /// Why a text is no unit.
  static func reason(for unit: Slice<UnsafeBufferPointer<UInt8>>) -> QuantityProblem.Reason {
    let text = String(decoding: unit, as: UTF8.self)
    if text == "m" { return .ambiguousUnit }
    let head = text.prefix { $0 != "/" }.lowercased()
    if currencies[head] != nil { return .currencyBehind }
    if let first = text.unicodeScalars.first, first.properties.isAlphabetic, text.contains(where: \.isNumber) {
      return .compound
    }
    return .unknownUnit
  }

  /// What a text was probably meant to be.
  static func suggestions(for bytes: UnsafeBufferPointer<UInt8>, _ reason: QuantityProblem.Reason) -> [String] {
    guard bytes.count <= 64 else { return [] }
    let text = String(decoding: bytes, as: UTF8.self)
    let sign = text.prefix { "-$€£".contains($0) }
    let number = String(sign + text.dropFirst(sign.count).prefix { "0123456789_.".contains($0) })
    guard number.contains(where: \.isNumber) else { return [] }
    let rest = text.dropFirst(number.count)
    switch reason {
    case .compound: return compound(text).map { [$0] } ?? []
    case .currencyBehind:
      let head = rest.prefix { $0 != "/" }
      guard let sign = currencies[head.lowercased()] else { return [] }
      return readable([sign + number + rest.dropFirst(head.count)])
    case .unknownUnit, .ambiguousUnit: return unit(number, rest)
    default: return []
    }
  }

  private static func unit(_ number: String, _ rest: Substring) -> [String] {
    let parts = rest.split(separator: "/", omittingEmptySubsequences: false)
    guard let first = parts.first else { return [] }
    var heads = [""]
    if !first.isEmpty {
      let isKnown = isReadable("1" + first)
      heads = isKnown ? [String(first)] : spellings(of: first)
    }
    if parts.count == 1 { return readable(heads.map { number + $0 }) }
    var tails = [""]
    for part in parts.dropFirst() {
      // What is right stays as it is written.
      let isKnown = isReadable("1/" + part) || isReadable("$1/" + part)
      let spelt = isKnown ? [String(part)] : periods[part.lowercased()] ?? []
      tails = tails.flatMap { tail in spelt.map { tail + "/" + $0 } }
    }
    return readable(heads.flatMap { head in tails.map { number + head + $0 } })
  }

  /// The units that a word was meant for, with a magnitude before it where there is one.
  private static func spellings(of word: Substring) -> [String] {
    if let known = units[word.lowercased()] { return known }
    guard let first = word.first, let magnitude = ["k": "k", "K": "k", "M": "M", "G": "G", "T": "T"][String(first)]
    else { return [] }
    let rest = word.dropFirst()
    if isReadable("1" + rest) { return [magnitude + rest] }
    return (units[rest.lowercased()] ?? []).map { magnitude + $0 }
  }

  /// `1h30min` in its smallest unit: `90min`.
  private static func compound(_ text: String) -> String? {
    var total = 0.0
    var smallest: (unit: UnitSpec, length: Double)?
    var rest = text[...]
    while !rest.isEmpty {
      let number = rest.prefix { $0.isNumber || $0 == "." }
      rest = rest.dropFirst(number.count)
      let word = rest.prefix { !$0.isNumber }
      rest = rest.dropFirst(word.count)
      // `m` beside other times of day is minutes.
      let name = word == "m" ? "min" : units[word.lowercased()]?.first ?? String(word)
      guard let value = Double(String(number)),
        let unit = UnitTable.durations.first(where: { "\($0.text)" == name })
      else { return nil }
      let length = QuantityParser.scaled(unit.factor, byPowerOfTen: unit.exponent)
      total += value * length
      if smallest.map({ length < $0.length }) ?? true { smallest = (unit, length) }
    }
    guard let smallest else { return nil }
    let amount = total / smallest.length
    guard amount < 1e15 else { return nil }
    let result = QuantityFormatter.decimal(amount, digits: 15) + "\(smallest.unit.text)"
    return isReadable(result) ? result : nil
  }

  private static func readable(_ texts: [String]) -> [String] {
    var result: [String] = []
    for text in texts where isReadable(text) && !result.contains(text) { result.append(text) }
    return result
  }

  private static func isReadable(_ text: String) -> Bool {
    let result = Array(text.utf8).withUnsafeBufferPointer { QuantityParser.read($0) }
    if case .success = result { return true }
    return false
  }
}
