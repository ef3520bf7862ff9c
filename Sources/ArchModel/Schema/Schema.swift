import ArchSyntax

/// The language's vocabulary in one place: kinds, properties, their types, words and units. The checker, completion,
/// hover, the documentation and the editors' grammars all read it.
public enum Schema {
  /// An interner that knows every word of the language. The words come first and in a fixed order.
  public static var interner: Interner { tables.interner }

  /// The kind that a word writes.
  @inline(__always)
  public static func kind(_ name: NameID) -> Kind? {
    tables.kind(name)
  }

  /// The row of `properties` for a word in a block of a kind.
  @inline(__always)
  public static func property(_ name: NameID, on kind: Kind) -> Int? {
    tables.property(name).flatMap { tables.row($0, kind) }
  }

  /// The row of `properties` for a property of a kind.
  @inline(__always)
  public static func row(_ name: PropertyName, on kind: Kind) -> Int? {
    tables.row(name, kind)
  }

  /// The property that a word writes, on whatever kind.
  public static func propertyName(_ name: NameID) -> PropertyName? { tables.property(name) }

  /// The kinds whose blocks may hold a property that a word writes.
  public static func kinds(having name: NameID) -> [Kind] {
    guard let property = tables.property(name) else { return [] }
    return Kind.allCases.filter { tables.row(property, $0) != nil }
  }

  /// Whether a block of the kind takes properties of any name. Those of a `use` name the parts of its pattern.
  public static func takesFreeProperties(_ kind: Kind) -> Bool {
    kind == .metadata || kind == .constraints || kind == .security || kind == .use
  }

  /// Whether a bare name, which means `true`, is a value of the property.
  public static func takesFlag(_ property: Int) -> Bool { tables.takesFlag[property] }

  /// The id of a word of the language.
  public static func word(_ text: String) -> NameID { tables.interner.find(text) ?? .none }

  /// The names of the properties that blocks of a kind may hold, in the order of the table.
  public static func propertyNames(on kind: Kind) -> [String] {
    properties.indices.filter { tables.row(properties[$0].name, kind) == $0 }.map { properties[$0].name.rawValue }
  }

  static let tables = SchemaTables()
}

/// The tables that make each question about a word one load. Built once, from `Schema.kinds` and `Schema.properties`.
final class SchemaTables: Sendable {
  static let none: UInt8 = .max
  private static let noRow: UInt16 = .max

  let interner: Interner
  /// The kind of each word, by the index of its name.
  private let kindOfWord: [UInt8]
  private let propertyOfWord: [UInt8]
  private let kindList: [Kind]
  private let propertyList: [PropertyName]
  /// The row of each property on each kind: `name.index * kinds + kind.index`.
  private let rows: [UInt16]
  /// The types of the properties, taken apart.
  let types: TypeTable
  let takesFlag: [Bool]
  let words: SchemaWords

  init() {
    let kinds = Kind.allCases
    let names = PropertyName.allCases
    var interner = Interner()
    for kind in kinds where kind != .program && kind != .relation { _ = interner.intern(kind.rawValue) }
    for name in names { _ = interner.intern(name.rawValue) }

    // A property that is inherited may be stated by what it is inherited from; a technology in `defaults` may state
    // whatever its components and their relations may.
    var rows = [UInt16](repeating: Self.noRow, count: names.count * kinds.count)
    let usual = KindSet.components | [.relation]
    for (row, property) in Schema.properties.enumerated() {
      let base = property.name.index * kinds.count
      var isUsual = false
      for kind in kinds where property.kinds.contains(kind) {
        rows[base + kind.index] = UInt16(truncatingIfNeeded: row)
        isUsual = isUsual || usual.contains(kind)
      }
      if isUsual, rows[base + Kind.tech.index] == Self.noRow {
        rows[base + Kind.tech.index] = UInt16(truncatingIfNeeded: row)
      }
    }
    self.rows = rows

    var builder = TypeTable.Builder(interner: interner)
    for property in Schema.properties { builder.addRoot(property.type) }
    interner = builder.interner
    types = builder.table
    takesFlag = Schema.properties.indices.map { [types] in types.takesFlag(types.roots[$0]) }
    words = SchemaWords(&interner)

    var kindOfWord = [UInt8](repeating: Self.none, count: interner.count)
    for kind in kinds {
      guard kind != .program, kind != .relation, let id = interner.find(kind.rawValue) else { continue }
      kindOfWord[Int(id.index)] = UInt8(truncatingIfNeeded: kind.index)
    }
    var propertyOfWord = [UInt8](repeating: Self.none, count: interner.count)
    for name in names {
      guard let id = interner.find(name.rawValue) else { continue }
      propertyOfWord[Int(id.index)] = UInt8(truncatingIfNeeded: name.index)
    }
    self.kindOfWord = kindOfWord
    self.propertyOfWord = propertyOfWord
    kindList = kinds
    propertyList = names
    self.interner = interner
  }

  @inline(__always)
  func kind(_ name: NameID) -> Kind? {
    let index = Int(name.index)
    guard index < kindOfWord.count, kindOfWord[index] != Self.none else { return nil }
    return kindList[Int(kindOfWord[index])]
  }

  @inline(__always)
  func property(_ name: NameID) -> PropertyName? {
    let index = Int(name.index)
    guard index < propertyOfWord.count, propertyOfWord[index] != Self.none else { return nil }
    return propertyList[Int(propertyOfWord[index])]
  }

  @inline(__always)
  func row(_ name: PropertyName, _ kind: Kind) -> Int? {
    let row = rows[name.index * kindList.count + kind.index]
    return row == Self.noRow ? nil : Int(row)
  }
}

/// The ids of the words that the reading of phrases knows by itself.
struct SchemaWords: Sendable {
  let yes, no, total, inclusive, assumed, measured, target, sla: NameID
  let and, or, not: NameID
  let at, under, when, fails, of, peak, now, current: NameID
  let none: NameID

  init(_ interner: inout Interner) {
    yes = interner.intern("true")
    no = interner.intern("false")
    total = interner.intern(FigureSuffix.total)
    inclusive = interner.intern(FigureSuffix.inclusive)
    assumed = interner.intern("assumed")
    measured = interner.intern("measured")
    target = interner.intern("target")
    sla = interner.intern("sla")
    and = interner.intern("and")
    or = interner.intern("or")
    not = interner.intern("not")
    at = interner.intern("at")
    under = interner.intern("under")
    when = interner.intern("when")
    fails = interner.intern("fails")
    of = interner.intern("of")
    peak = interner.intern("peak")
    now = interner.intern("now")
    current = interner.intern("current")
    none = interner.intern("none")
  }

  func confidence(_ name: NameID) -> Confidence? {
    switch name {
    case assumed: .assumed
    case measured: .measured
    case target: .target
    case sla: .sla
    default: nil
    }
  }
}
