import Testing

@testable import ArchModel

@Suite struct CatalogueStandardLibraryTests {
  /// A line `property: value [total] assumed|sla "source"` of a file, with the block that it stands in.
  private struct Figure {
    var block: String
    var property: String
    var value: String
    var origin: String
    var source: String
  }

  private static let kinds: Set<String> = [
    "external", "cdn", "waf", "load-balancer", "gateway", "service", "function", "worker", "job", "database", "cache",
    "storage", "queue", "stream", "topic", "registry", "identity", "secrets",
  ]
  private static let properties: Set<String> = [
    "p50", "p99", "availability", "common-cause", "failover", "lag", "cost", "timeout", "capacity", "max-connections",
    "max-duration", "max-message", "retention", "visibility",
  ]

  /// The figures of a file, and the lines that are neither a figure, a block's edge, a remark nor blank.
  private func read(_ text: String) -> (figures: [Figure], blocks: [String], odd: [String]) {
    var figures: [Figure] = []
    var blocks: [String] = []
    var open: [String] = []
    var odd: [String] = []
    for line in text.split(separator: "\n") {
      let words = line.drop { $0 == " " }
      if words.isEmpty || words.hasPrefix("//") { continue }
      if words == "}" {
        if open.popLast() == nil { odd.append(String(line)) }
      } else if words.hasSuffix(" {") {
        open.append(String(words.dropLast(2)))
        blocks.append(String(words.dropLast(2)))
      } else if let figure = figure(words, in: open.last ?? "") {
        figures.append(figure)
      } else {
        odd.append(String(line))
      }
    }
    return (figures, blocks, odd + open)
  }

  private func figure(_ line: Substring, in block: String) -> Figure? {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    let rest = line[line.index(after: colon)...].dropFirst()
    for origin in ["assumed", "sla"] {
      let parts = rest.split(separator: " \(origin) \"", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, parts[1].hasSuffix("\""), !parts[1].dropLast().contains("\"") else { continue }
      return Figure(
        block: block, property: String(line[..<colon]), value: String(parts[0]), origin: origin,
        source: String(parts[1].dropLast()))
    }
    return nil
  }

  /// The name in the head of a block such as `tech "Redis"`.
  private func technology(_ block: String) -> String? {
    guard block.hasPrefix("tech \""), block.hasSuffix("\"") else { return nil }
    return String(block.dropFirst(6).dropLast())
  }

  @Test func everyModuleHasAText() throws {
    #expect(StandardLibrary.figureModules == ["std/typical", "std/aws", "std/gcp", "std/azure"])
    #expect(StandardLibrary.modules.count == Set(StandardLibrary.modules).count)
    for module in StandardLibrary.modules {
      let text = try #require(StandardLibrary.text(of: module))
      #expect(StandardLibrary.text(of: module + ".arch") == text)
      #expect(text.utf8.allSatisfy { $0 < 0x80 }, "\(module)")
      #expect(!text.contains("\t"))
    }
    for name in ["std/none", "typical", "", ".arch", "std/", "std/aws.arch.arch"] {
      #expect(StandardLibrary.text(of: name) == nil)
    }
  }

  @Test(arguments: StandardLibrary.figureModules)
  func everyFigureIsAssumedOrPromisedAndHasADatedSource(module: String) throws {
    let (figures, blocks, odd) = read(try #require(StandardLibrary.text(of: module)))
    #expect(odd == [])
    #expect(blocks.first == "defaults")
    #expect(figures.count >= 20)
    for figure in figures {
      let what = "\(module): \(figure.block) \(figure.property)"
      #expect(Self.properties.contains(figure.property), "\(what)")
      #expect(!figure.value.isEmpty, "\(what)")
      #expect(figure.source.count > 12, "\(what)")
      let year = figure.source.matches(of: /\b(19|20)[0-9]{2}\b/)
      #expect(!year.isEmpty, "\(what): \(figure.source)")
    }
  }

  @Test(arguments: StandardLibrary.figureModules)
  func figuresAreQuantitiesOfTheirProperty(module: String) throws {
    for figure in read(try #require(StandardLibrary.text(of: module))).figures {
      let what = "\(module): \(figure.block) \(figure.property): \(figure.value)"
      switch figure.property {
      case "p50", "p99", "timeout", "lag", "max-duration", "retention", "visibility":
        #expect(figure.value.wholeMatch(of: /[0-9]+(us|ms|s|min|h|d)/) != nil, "\(what)")
      case "availability", "common-cause":
        #expect(figure.value.wholeMatch(of: /[0-9]+(\.[0-9]+)?%( total)?/) != nil, "\(what)")
      case "failover":
        #expect(figure.value.wholeMatch(of: /automatic [0-9]+s/) != nil, "\(what)")
      case "cost":
        #expect(figure.value.wholeMatch(of: /\$[0-9]+(\.[0-9]+)?(\/GB\/month|\/1M)/) != nil, "\(what)")
      case "capacity":
        #expect(figure.value.wholeMatch(of: /[0-9]+k?\/s/) != nil, "\(what)")
      case "max-message":
        #expect(figure.value.wholeMatch(of: /[0-9]+(KB|MB|KiB|MiB)/) != nil, "\(what)")
      default:
        #expect(figure.value.wholeMatch(of: /[0-9][0-9_]*/) != nil, "\(what)")
      }
    }
  }

  @Test(arguments: StandardLibrary.figureModules)
  func blocksAreKindsOrKnownTechnologiesAndStandOnce(module: String) throws {
    let (figures, blocks, _) = read(try #require(StandardLibrary.text(of: module)))
    #expect(Set(blocks).count == blocks.count)
    for block in blocks.dropFirst() {
      if let name = technology(block) {
        #expect(TechnologyCatalogue.find(name)?.name == name, "\(name)")
      } else {
        #expect(Self.kinds.contains(block), "\(block)")
      }
    }
    let keys = figures.map { "\($0.block) \($0.property)" }
    #expect(Set(keys).count == keys.count)
  }

  @Test(arguments: ["std/aws", "std/gcp", "std/azure"])
  func aProviderPromisesOnlyItsOwn(module: String) throws {
    let provider = String(module.dropFirst(4))
    let (figures, blocks, _) = read(try #require(StandardLibrary.text(of: module)))
    for block in blocks.dropFirst() {
      let name = try #require(technology(block))
      #expect(TechnologyCatalogue.find(name)?.runs(on: provider) ?? false, "\(block)")
      let promised = figures.filter { $0.block == block && $0.property == "availability" && $0.origin == "sla" }
      #expect(promised.count == 1, "\(block)")
    }
  }

  @Test func typicalPromisesNothing() throws {
    let figures = read(try #require(StandardLibrary.text(of: "std/typical"))).figures
    #expect(figures.allSatisfy { $0.origin == "assumed" })
  }

  @Test(arguments: [
    ("std/aws", "Amazon S3", "99.9% total"), ("std/aws", "DynamoDB", "99.99% total"),
    ("std/aws", "AWS Lambda", "99.95% total"), ("std/aws", "Amazon SQS", "99.9% total"),
    ("std/aws", "Amazon RDS", "99.95% total"), ("std/aws", "CloudFront", "99.9% total"),
    ("std/gcp", "Cloud SQL", "99.95% total"), ("std/gcp", "Spanner", "99.99% total"),
    ("std/gcp", "Google Pub/Sub", "99.95% total"), ("std/gcp", "Cloud Storage", "99.9% total"),
    ("std/azure", "Cosmos DB", "99.99% total"), ("std/azure", "Azure SQL Database", "99.99% total"),
    ("std/azure", "Azure Service Bus", "99.9% total"), ("std/azure", "Azure Front Door", "99.99% total"),
  ])
  func publishedAgreements(module: String, name: String, value: String) throws {
    let figures = read(try #require(StandardLibrary.text(of: module))).figures
    let promised = figures.first { $0.block == "tech \"\(name)\"" && $0.property == "availability" }
    #expect(promised?.value == value)
    #expect(promised?.origin == "sla")
  }
}
