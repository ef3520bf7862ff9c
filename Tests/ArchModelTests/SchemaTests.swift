import ArchSyntax
import Testing

@testable import ArchModel

@Suite struct SchemaTests {
  // MARK: Kinds

  @Test func everyKindHasItsRow() {
    #expect(Schema.kinds.map(\.kind) == Kind.allCases)
    for (index, kind) in Kind.allCases.enumerated() {
      #expect(kind.index == index)
      #expect(Schema.spec(of: kind).kind == kind)
    }
    #expect(Kind.allCases.count <= 128, "KindSet holds 128 kinds")
  }

  @Test func kindsAreFoundByTheirWords() {
    let interner = Schema.interner
    for kind in Kind.allCases where kind != .program && kind != .relation {
      #expect(interner.find(kind.rawValue).flatMap { Schema.kind($0) } == kind)
    }
    #expect(Schema.kind(.none) == nil)
    #expect(interner.find("replicas").flatMap { Schema.kind($0) } == nil)
    #expect(Schema.kind(NameID(1 << 20)) == nil)
  }

  @Test func kindsAreDescribed() {
    for spec in Schema.kinds {
      #expect(spec.documentation.hasSuffix("."), "\(spec.kind)")
      #expect(!spec.example.isEmpty, "\(spec.kind)")
      #expect(!Schema.article(spec.kind).isEmpty && !Schema.plural(spec.kind).isEmpty)
    }
    #expect(Schema.article(.service) == "a service")
    #expect(Schema.article(.endpoint) == "an endpoint")
    #expect(Schema.article(.loadBalancer) == "a load balancer")
    #expect(Schema.plural(.registry) == "registries")
  }

  @Test func familiesAndSetsAgree() {
    let families: [(KindFamily, KindSet)] = [
      (.outside, .outside), (.edge, .edge), (.compute, .compute), (.data, .stores), (.messaging, .messaging),
      (.platform, .platform), (.boundary, .boundaries),
    ]
    for (family, set) in families {
      #expect(KindSet(Schema.kinds.filter { $0.family == family }.map(\.kind)) == set, "\(family)")
    }
  }

  @Test func boundariesHoldWhatTheyShould() {
    for boundary in KindSet.boundaries.kinds {
      let holds = Schema.spec(of: boundary).holds
      for part in KindSet.parts.kinds { #expect(holds.contains(part), "\(boundary) holds \(part)") }
    }
    #expect(!Schema.spec(of: .program).holds.contains(.option))
    #expect(!Schema.spec(of: .zone).holds.contains(.option))
    #expect(Schema.spec(of: .decision).holds.contains(.option))
    #expect(Schema.spec(of: .migration).holds.contains(.phase))
    #expect(!Schema.spec(of: .service).holds.contains(.service))
  }

  // MARK: Properties

  @Test func everyPropertyNameHasARow() {
    for (index, name) in PropertyName.allCases.enumerated() {
      #expect(name.index == index)
      #expect(Schema.properties.contains { $0.name == name }, "\(name.rawValue)")
    }
    #expect(PropertyName.allCases.count <= 255)
  }

  @Test func noKindHasAPropertyTwice() {
    var seen: Set<[Int]> = []
    for property in Schema.properties {
      #expect(!property.kinds.isEmpty, "\(property.name)")
      for kind in property.kinds.kinds {
        #expect(seen.insert([property.name.index, kind.index]).inserted, "\(property.name) on \(kind)")
      }
    }
  }

  @Test func propertiesAreFoundByWordAndKind() {
    let interner = Schema.interner
    for (row, property) in Schema.properties.enumerated() {
      guard let word = interner.find(property.name.rawValue) else {
        Issue.record("\(property.name) is no word")
        continue
      }
      for kind in property.kinds.kinds { #expect(Schema.property(word, on: kind) == row) }
      #expect(Schema.propertyName(word) == property.name)
      #expect(Schema.kinds(having: word).contains { property.kinds.contains($0) })
    }
    #expect(Schema.property(.none, on: .service) == nil)
    #expect(interner.find("partitions").flatMap { Schema.property($0, on: .service) } == nil)
  }

  @Test func propertiesAreDescribed() {
    for property in Schema.properties {
      #expect(property.documentation.hasSuffix("."), "\(property.name)")
      #expect(property.documentation.count <= 120, "\(property.name)")
      #expect(!property.example.isEmpty, "\(property.name)")
    }
  }

  @Test func inheritedPropertiesCanBeStatedWhereTheyComeFrom() {
    for property in Schema.properties where property.inheritance != .none {
      #expect(property.kinds.contains(.zone) || property.kinds == [.relation], "\(property.name)")
      if property.inheritance != .`self` { #expect(property.kinds.contains(.relation), "\(property.name)") }
    }
  }

  // MARK: Words

  @Test func enumerationsHaveNoWordTwice() {
    for set in Schema.tables.types.sets {
      let words = set.enumeration.words
      #expect(Set(words).count == words.count, "\(set.enumeration.noun)")
      for word in words {
        #expect(set.contains(Schema.word(word)), "\(word)")
        #expect(isName(word), "\(word)")
      }
      #expect(!set.contains(Schema.word("replicas")), "\(set.enumeration.noun)")
      #expect(set.enumeration.noun.hasPrefix("a ") || set.enumeration.noun.hasPrefix("an "))
    }
  }

  @Test func nounsOfEnumerationsDiffer() {
    var words: [String: [String]] = [:]
    func visit(_ type: PhraseType) {
      switch type {
      case .oneOf(let enumeration):
        #expect(words[enumeration.noun] ?? enumeration.words == enumeration.words, "\(enumeration.noun)")
        words[enumeration.noun] = enumeration.words
      case .figure(let inner), .list(let inner, _), .optional(let inner): visit(inner)
      case .either(let types), .sequence(let types): types.forEach(visit)
      default: break
      }
    }
    for property in Schema.properties { visit(property.type) }
    #expect(words.count > 30)
  }

  private func isName(_ word: String) -> Bool {
    let parsed = parse(SourceFile(path: "a.arch", text: word))
    return parsed.tree.tokens.count == 2 && parsed.tree.tokens[0].kind == .name
  }

  @Test func theWordsOfTheLanguageComeFirst() {
    var interner = Schema.interner
    let count = interner.count
    #expect(interner.intern("service") == Schema.word("service"))
    #expect(interner.count == count)
    #expect(Int(interner.intern("SomethingElse").index) >= count)
    #expect(Schema.word("SomethingElse") == .none)
  }

  @Test func wordsThatSequencesAskForAreNoOpenWords() {
    // `every`, `keep` and the like announce the next part; they must not read as a word of an open set before them.
    for property in Schema.properties {
      #expect(!hasOpenWordBeforeKeyword(property.type), "\(property.name)")
    }
  }

  private func hasOpenWordBeforeKeyword(_ type: PhraseType) -> Bool {
    switch type {
    case .figure(let inner), .list(let inner, _): return hasOpenWordBeforeKeyword(inner)
    case .either(let types): return types.contains(where: hasOpenWordBeforeKeyword)
    case .sequence(let types):
      return zip(types, types.dropFirst()).contains { first, second in
        guard case .optional(.oneOf(let words)) = first, words.isOpen else { return false }
        if case .word = second { return true }
        if case .optional(.word) = second { return true }
        return false
      }
    default: return false
    }
  }
}
