import ArchModel
import ArchSyntax

/// What may stand behind the colon of a property.
extension Completion {
  /// - Parameters:
  ///   - key: the token of the property's name.
  ///   - tokens: what stands before the cursor.
  mutating func value(of key: Int, _ tokens: Range<Int>) {
    let word = tree.text(ofToken: key)
    let name = table.nameID(key, in: tree) ?? .none
    guard let row = site.context.row(name) else {
      if let use = site.context.use { role(word, use) }
      return
    }
    let spec = Schema.properties[row]
    if spec.type == .verification { return verification(tokens) }
    if spec.type == .words { return demand(tokens) }
    if spec.type == .technology, let start = tokens.first {
      return technologies(goingOn: tree.tokens[start].start)
    }
    if let dot = tokens.last, tree.tokens[dot].kind == .dot { return parts(behind: dot, in: tokens) }
    var walk = PhraseWalk(PhraseGrammar.of(row: row), in: tree)
    var used: Set<String> = []
    for atom in PhraseAtom.atoms(of: tokens, in: tree) {
      _ = walk.take(atom)
      used.insert(tree.source.text(tree.span(ofTokens: atom.tokens).range))
    }
    for (position, expectation) in walk.expectations.enumerated() {
      guard let type = expectation.type else { continue }
      offer(type, of: spec, rank: position * 12, used: used)
    }
  }

  private mutating func role(_ role: String, _ use: Int) {
    let pattern = Int(table[use].target)
    guard pattern > 0, let part = table.children(pattern).first(where: { table.name(Int($0)) == role }),
      let kind = table[Int(part)].kind
    else { return }
    names(of: RoleReader.family(of: kind), rank: 0, preferred: [kind], from: table[use].outer)
  }

  /// What fits one part of a type.
  private mutating func offer(_ type: PhraseType, of spec: PropertySpec, rank: Int, used: Set<String>) {
    switch type {
    case .flag:
      for word in ["true", "false"] { add(CompletionItem(word, .keyword, rank: rank)) }
    case .word(let word):
      add(CompletionItem(word, .keyword, detail: PhraseSignature.meaning(ofWord: word), text: word, rank: rank))
    case .oneOf(let enumeration):
      for word in enumeration.words where !used.contains(word) {
        add(
          CompletionItem(
            word, .word, detail: TechnologyCatalogue.meaning(of: word) ?? enumeration.noun, rank: rank,
            topic: TechnologyCatalogue.meaning(of: word).map { _ in .word(word) }))
      }
    case .dataClass:
      names(of: [.asset], rank: rank)
      for word in Enumeration.dataClasses.words where !used.contains(word) {
        add(CompletionItem(word, .word, detail: Enumeration.dataClasses.noun, rank: rank + 6))
      }
    case .reference(let kinds):
      if spec.name == .chosen, ownOptions(rank: rank) { return }
      names(of: kinds, rank: rank, preferred: preferred(spec, kinds), excluded: self.used(used))
    case .referenceOrKind(let kinds):
      names(of: kinds, rank: rank, excluded: self.used(used))
      for kind in kinds.kinds where !used.contains(kind.rawValue) {
        add(
          CompletionItem(
            kind.rawValue, .kind, detail: "all \(Schema.plural(kind))", rank: rank + 11, topic: .kind(kind.rawValue)))
      }
    case .technology: technologies(rank: rank)
    case .text:
      for text in writtenTexts(spec) {
        add(CompletionItem(text, .word, text: StringValue.quoted(text), rank: rank + 1))
      }
    case .name: standingNames(spec, rank: rank)
    case .range(let dimensions): if !rangeExample(spec, rank: rank) { examples(dimensions, spec, rank: rank) }
    case .quantity(let dimensions): examples(dimensions, spec, rank: rank)
    case .count: examples([.count], spec, rank: rank)
    case .date: examples(spec, rank: rank)
    default: break
    }
  }

  /// The kinds that a reference usually means.
  private func preferred(_ spec: PropertySpec, _ kinds: KindSet) -> KindSet {
    switch spec.name {
    case .backup: [.storage]
    case .deadLetter: [.queue]
    case .to: KindSet.compute
    case .fallback: [.cache, .service]
    default: kinds
    }
  }

  /// The entries that are named already, and the one that the property is of.
  private func used(_ texts: Set<String>) -> Set<Int> {
    var result: Set<Int> = [site.context.scope]
    for text in texts.prefix(200) {
      let names = text.split(separator: ".").compactMap { table.interner.find(String($0)) }
      guard !names.isEmpty,
        let found = table.resolve(names, from: site.context.scope, kinds: KindSet(Kind.allCases))?.last
      else { continue }
      result.insert(found)
    }
    return result
  }

  /// A value of the dimension to begin with; the property's own example where it has that dimension.
  private mutating func examples(_ dimensions: [Dimension], _ spec: PropertySpec, rank: Int) {
    guard site.prefix.isEmpty else { return }
    for dimension in dimensions.prefix(4) {
      let own = spec.example.split(whereSeparator: { " [],".contains($0) }).map(String.init)
      let example = own.first { Self.dimension(of: $0) == dimension } ?? dimension.example
      var item = CompletionItem(example, .unit, detail: dimension.noun, rank: rank)
      item.text = "${1:\(Snippet.escaped(example))}"
      item.isSnippet = true
      add(item)
    }
  }

  /// The range of the property's own example, and its lower end alone; false where that is none.
  private mutating func rangeExample(_ spec: PropertySpec, rank: Int) -> Bool {
    let ends = spec.example.split(separator: "..", maxSplits: 1).map(String.init)
    guard ends.count == 2, let dimension = Self.dimension(of: ends[0]) else { return false }
    guard site.prefix.isEmpty else { return true }
    for (text, detail) in [(spec.example, "from one to the other"), (ends[0], dimension.noun)] {
      var item = CompletionItem(text, .unit, detail: detail, rank: rank)
      item.text = "${1:\(Snippet.escaped(text))}"
      item.isSnippet = true
      add(item)
    }
    return true
  }

  private mutating func examples(_ spec: PropertySpec, rank: Int) {
    guard site.prefix.isEmpty, !spec.example.isEmpty else { return }
    add(CompletionItem(spec.example, .unit, rank: rank))
  }

  private static func dimension(of text: String) -> Dimension? {
    if case .success(let quantity) = QuantityParser.parse(text) { return quantity.dimension }
    return nil
  }

  /// Names that mean what others wrote in the same property: layers, tags.
  private mutating func standingNames(_ spec: PropertySpec, rank: Int) {
    let model = snapshot.compilation.model
    if spec.name == .layer, let system = model.system, let stated = model.stated(.layers, of: system) {
      for text in model.texts(stated.value) { add(CompletionItem(text, .word, detail: "a layer", rank: rank)) }
    }
    if spec.name == .tags { tags() }
  }

  // MARK: Technologies

  /// The catalogue, what can implement the kind first, then what the program's provider offers.
  mutating func technologies(rank: Int) {
    for item in technologies(named: site.prefix, rank: rank) { append(item) }
  }

  /// The technologies that are meant by what is typed of a name, in the order of the catalogue.
  func technologies(named typed: String, rank: Int) -> [CompletionItem] {
    var items: [CompletionItem] = []
    let kind = site.context.kind?.rawValue ?? ""
    let model = snapshot.compilation.model
    let provider = model.system.flatMap { model.stated(.provider, of: $0) }.flatMap { model.text($0.value) }
    for technology in TechnologyCatalogue.all {
      let fits = technology.fits(kind: kind) && !technology.kinds.isEmpty
      let isUsual = technology.kinds.first == kind
      // Of what runs programs, languages and frameworks serve more kinds than engines for one purpose.
      let isVersatile = !(site.context.kind.map(KindSet.compute.contains) ?? false) || technology.kinds.count > 3
      let runs = provider.map { technology.runs(on: $0) } ?? true
      var item = CompletionItem(
        technology.name, .technology, detail: technology.kinds.joined(separator: ", "),
        rank: rank + (fits ? (isUsual ? (isVersatile ? 0 : 1) : 3) : 7) + (runs ? 0 : 1),
        topic: .technology(technology.name))
      if !Self.plainNames.contains(technology.name) { item.text = StringValue.quoted(technology.name) }
      if FuzzyMatch.matches(typed, technology.name) {
        items.append(item)
      } else if let alias = Self.alias(of: technology, typed) {
        item.alias = alias
        item.detail = [alias, item.detail].filter { !$0.isEmpty }.joined(separator: ", ")
        items.append(item)
      }
    }
    return items
  }

  /// The other name of a technology that is being typed, such as `GCS`.
  private static func alias(of technology: Technology, _ typed: String) -> String? {
    let typed = typed.lowercased()
    return technology.aliases.first { $0.lowercased().hasPrefix(typed) }
  }

  /// The technologies whose names go on as they were begun some words before: `SQL S`, `Node.`.
  private mutating func technologies(goingOn start: Int) {
    let typed = tree.source.text(start..<site.offset).lowercased()
    replaced = start..<max(site.word.upperBound, site.offset)
    for technology in TechnologyCatalogue.all where technology.name.lowercased().hasPrefix(typed) {
      var item = CompletionItem(
        technology.name, .technology, detail: technology.kinds.joined(separator: ", "), rank: 0,
        topic: .technology(technology.name))
      if !Self.plainNames.contains(technology.name) { item.text = StringValue.quoted(technology.name) }
      append(item)
    }
  }

  /// The technologies whose names are written without quotes.
  private static let plainNames: Set<String> = Set(
    TechnologyCatalogue.all.map(\.name).filter { name in
      let parsed = parse(SourceFile(path: "", text: "service x { tech: \(name) }"))
      let tokens = parsed.tree.tokens.dropFirst(5).prefix { $0.kind != .rightBrace }
      return parsed.diagnostics.isEmpty && tokens.first?.kind == .name
        && tokens.allSatisfy { $0.kind == .name || $0.kind.isNumeric || $0.kind == .dot }
    })

  // MARK: Units

  /// The units that fit a number that is being typed.
  mutating func units() {
    guard let literal = numericLiteral else { return }
    let number = tree.source.text(literal.lowerBound..<site.offset)
    let digits = String(number.prefix { $0.isNumber || $0 == "." || $0 == "_" || "$€£".contains($0) })
    replaced = literal
    let typed = String(number.dropFirst(digits.count))
    guard !digits.isEmpty else { return }
    let statement = site.statement
    guard statement.count >= 2, let first = statement.first, tree.tokens[first + 1].kind == .colon,
      let row = site.context.row(table.nameID(first, in: tree) ?? .none)
    else { return }
    let tokens = behind(literal.lowerBound, first + 2..<statement.upperBound)
    var dimensions: [Dimension] = []
    let spec = Schema.properties[row]
    if spec.type == .verification {
      dimensions = metric(before: tokens.upperBound)?.dimensions ?? [.duration]
    } else {
      var walk = PhraseWalk(PhraseGrammar.of(row: row), in: tree)
      for atom in PhraseAtom.atoms(of: tokens, in: tree) { _ = walk.take(atom) }
      for expectation in walk.expectations {
        switch expectation.type {
        case .quantity(let found), .range(let found): dimensions += found
        case .count: dimensions.append(.count)
        default: break
        }
      }
    }
    let isMoney = digits.first.map { "$€£".contains($0) } ?? false
    let magnitude = typed.first.map { "kMGT".contains($0) } ?? false ? String(typed.prefix(1)) : ""
    var rank = 0
    for dimension in dimensions {
      for unit in dimension.spellings(money: isMoney) {
        var text = unit.text
        if !text.hasPrefix(typed), !magnitude.isEmpty, text.hasPrefix("/") { text = magnitude + text }
        guard text.hasPrefix(typed) else { continue }
        append(CompletionItem(digits + text, .unit, detail: unit.meaning, rank: rank))
        rank += 1
      }
    }
  }

  /// The number at the cursor with its sign of money, its magnitude and its unit, as far as they are typed: `$5k/mo`. Of
  /// a range it is the end that is being typed.
  var numericLiteral: Range<Int>? {
    let bytes = tree.source.bytes
    var start = site.offset
    while start > 0, Self.isPartOfLiteral(bytes[start - 1]) {
      if bytes[start - 1] == UInt8(ascii: "."), start < site.offset, bytes[start] == UInt8(ascii: ".") {
        start += 1
        break
      }
      start -= 1
    }
    // The digits behind a hyphen belong to a name: `orders-2`.
    guard start < site.offset, start <= site.word.lowerBound else { return nil }
    let isDigit = (0x30...0x39).contains(bytes[start])
    guard isDigit || "$€£".utf8.contains(bytes[start]) else { return nil }
    var end = site.offset
    while end < bytes.count, Self.isPartOfLiteral(bytes[end]), bytes[end] != UInt8(ascii: ".") { end += 1 }
    return start..<end
  }

  /// The tokens that end at or before an offset.
  private func behind(_ offset: Int, _ tokens: Range<Int>) -> Range<Int> {
    var end = tokens.upperBound
    while end > tokens.lowerBound, tree.tokens[end - 1].end > offset { end -= 1 }
    return tokens.lowerBound..<end
  }

  private static func isPartOfLiteral(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: true
    default: "_./%$".utf8.contains(byte)
    }
  }
}

extension Dimension {
  /// The units that may follow a number, with what they mean; of money the periods behind it.
  func spellings(money: Bool) -> [(text: String, meaning: String)] {
    func texts(_ units: [UnitSpec]) -> [(String, String)] { units.map { ("\($0.text)", "\($0.plural)") } }
    let periods = UnitTable.periods.prefix(7).map { ("/\($0.text)", "a \($0.plural)") }
    switch self {
    case .duration: return money ? [] : Self.usual(texts(UnitTable.durations), first: ["ms", "s", "min", "h", "d"])
    case .size: return money ? [] : Self.usual(texts(UnitTable.sizes), first: ["KB", "MB", "GB", "TB"])
    case .ratio: return money ? [] : texts(UnitTable.ratios)
    case .count: return money ? [] : texts(UnitTable.magnitudes)
    case .rate: return money ? [] : periods
    case .throughput:
      return money ? [] : UnitTable.sizes.prefix(6).map { ("\($0.text)/d", "\($0.plural) a day") }
    case .growth: return money ? [] : [("%/month", "percent a month"), ("%/year", "percent a year")]
    case .money: return money ? [("k", "thousand"), ("M", "million")] : []
    case .moneyRate: return money ? [("/month", "a month"), ("/year", "a year"), ("k/month", "thousand a month")] : []
    case .pricePerSize: return money ? [("/GB", "a gigabyte")] : []
    case .pricePerSizeRate: return money ? [("/GB/month", "a gigabyte and month")] : []
    case .pricePerCount: return money ? [("/1M", "a million")] : []
    }
  }

  private static func usual(_ all: [(String, String)], first: [String]) -> [(text: String, meaning: String)] {
    let front = first.compactMap { word in all.first { $0.0 == word } }
    return front + all.filter { item in !first.contains(item.0) }
  }
}

extension TechnologyCatalogue {
  /// What a need or a provider means, or nil.
  static func meaning(of word: String) -> String? {
    needs.first { $0.word == word }?.meaning ?? providers.first { $0.word == word }?.meaning
  }
}
