import ArchExchange
import ArchModel
import ArchPatterns
import ArchSyntax
import ArgumentParser

struct AdviseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "advise",
    abstract: "Which technology fits: for each store and broker of a file, or for needs.",
    discussion: """
      With a file it says for each store and broker what its technology fits, what it does not, and what else would, by \
      what the part `needs`, its type, what it holds and where it runs. With --need it ranks what the catalogue knows. \
      With neither it prints the selection guide, of one kind or for one provider where they are named.

      Examples:
        archc advise shop.arch
        archc advise --need high-write-throughput --provider aws
        archc advise --need documents,transactions --kind database
        archc advise --topic "Message queues"
        archc advise --provider azure
      """)

  @Argument(
    help: ArgumentHelp("The root file, or - for standard input.", valueName: "file"),
    completion: .file(extensions: ["arch"]))
  var file: String?

  @Option(
    help: ArgumentHelp(
      "What it has to be good at: a word of `needs`, or a line of the guide; several with commas, or repeated.",
      valueName: "need"), completion: .list(TechnologyCatalogue.needs.map(\.word)))
  var need: [String] = []

  @Option(
    help: ArgumentHelp("Where it has to run: aws, gcp, azure, …", valueName: "provider"),
    completion: .list(TechnologyCatalogue.providers.map(\.word)))
  var provider: String?

  @Option(help: ArgumentHelp("What it is to be: database, cache, queue, …", valueName: "kind"))
  var kind: String?

  @Option(help: ArgumentHelp("One table of the guide, such as Databases.", valueName: "topic"))
  var topic: String?

  @Option(help: ArgumentHelp("How many technologies are named for needs.", valueName: "number"))
  var limit = 10

  @Option(help: ArgumentHelp("text, json or markdown.", valueName: "format"))
  var format: PageFormat = .text

  @OptionGroup(title: "Variants")
  var variants: VariantOptions

  func validate() throws {
    if file != nil, !need.isEmpty || topic != nil || provider != nil || kind != nil {
      throw ValidationError("a file brings its own needs; --need, --provider, --kind and --topic go without one")
    }
    if topic != nil, !need.isEmpty { throw ValidationError("--topic and --need exclude each other") }
    if limit < 1 { throw ValidationError("--limit takes a number from 1 on") }
  }

  func run() throws {
    if let file { return try adviseProgram(file) }
    if !need.isEmpty { return try adviseNeeds() }
    try printGuide()
  }

  private func adviseProgram(_ path: String) throws {
    let compiled = try CompiledProgram.load(path, variants: variants)
    let model = compiled.model
    let advice = TechnologyAdvice.all(in: model)
    switch format {
    case .text:
      let text = advice.map { AdviceText.text($0, in: model) }.joined(separator: "\n")
      try Console.write(text.isEmpty ? "There is no store and no broker to advise on.\n" : text)
    case .markdown:
      var rows: [[String]] = []
      for item in advice {
        rows.append([
          model.shortName(item.element), item.technologyText ?? "?",
          item.fits.map(\.word).joined(separator: ", "),
          (item.unfit.map(\.word) + item.limits).joined(separator: "; "),
          item.alternatives.map(\.technology.name).joined(separator: ", "),
        ])
      }
      try Console.write(Self.table(["Part", "Technology", "Fits", "Fits not", "What else"], rows))
    case .json: try Console.write(try JSONDocument.bytes(of: AdviceDocument(advice, in: model)))
    }
  }

  private func adviseNeeds() throws {
    let needs = try words()
    let kind = try checkedKind()
    let line = need.count == 1 ? SelectionGuide.line(named: need[0]) : nil
    let provider = try checkedProvider() ?? line?.provider
    var all = SelectionGuide.candidates(for: needs, kind: kind, provider: provider)
    if kind == nil, let line {
      // The line speaks of certain kinds only.
      all = all.filter { candidate in candidate.technology.kinds.contains(where: line.kinds.contains) }
    }
    // What meets less than all is named only where nothing meets all of it, or not enough do.
    let candidates = Array(all.prefix(limit))
    switch format {
    case .text:
      guard !candidates.isEmpty else {
        return try Console.write(nothing(for: needs, kind: kind, provider: provider))
      }
      var text = ""
      for word in needs { text += "\(word): \(AdviceText.meaning(word))\n" }
      if let best = candidates.first, !best.lacks.isEmpty {
        text += "Nothing in the catalogue meets all of it\(place); what meets the most comes first.\n"
      }
      text += "\n"
      for candidate in candidates { text += "\(AdviceText.candidate(candidate))\n  \(candidate.technology.source)\n" }
      if all.count > candidates.count { text += "\nand \(all.count - candidates.count) more; `--limit \(all.count)`\n" }
      try Console.write(text)
    case .markdown:
      try Console.write(
        Self.table(
          ["Technology", "Meets", "Lacks", "Traits", "Why"],
          candidates.map {
            [
              $0.technology.name, $0.meets.joined(separator: ", "), $0.lacks.joined(separator: ", "),
              AdviceText.traits($0.technology), $0.why ?? "",
            ]
          }))
    case .json: try Console.write(try JSONDocument.bytes(of: AdviceDocument(candidates)))
    }
  }

  private var place: String { provider.map { " on \($0)" } ?? "" }

  /// What is said where nothing fits, and what would where the kind or the provider is left open.
  private func nothing(for needs: [String], kind: String?, provider: String?) -> String {
    let place = provider.map { " on \($0)" } ?? ""
    let part = kind.map { " as \(Schema.article(Kind(rawValue: $0) ?? .service))" } ?? ""
    var text = "The catalogue knows nothing\(part) for \(needs.joined(separator: ", "))\(place).\n"
    let others = SelectionGuide.candidates(for: needs, kind: nil, provider: provider).prefix(3)
    let elsewhere = others.isEmpty ? SelectionGuide.candidates(for: needs, kind: kind, provider: nil).prefix(3) : []
    if !others.isEmpty {
      text +=
        "As another part\(place): \(others.map { "\($0.technology.name) (\($0.technology.kinds[0]))" }.joined(separator: ", ")).\n"
    } else if !elsewhere.isEmpty {
      text += "Elsewhere: \(elsewhere.map(\.technology.name).joined(separator: ", ")).\n"
    }
    return text
  }

  private func words() throws(CommandFailure) -> [String] {
    var result: [String] = []
    if need.allSatisfy({ $0.allSatisfy { $0 == " " || $0 == "," } }) {
      throw CommandFailure(
        "`--need` names no need", help: "such as `--need high-write-throughput`; `archc advise` lists them")
    }
    for text in need.flatMap({ $0.split(separator: ",").map(String.init) }) {
      let trimmed = text.split(separator: " ").joined(separator: " ")
      let found = SelectionGuide.needs(named: trimmed)
      guard !found.isEmpty else {
        if let technology = TechnologyCatalogue.find(trimmed) {
          throw CommandFailure(
            "`\(trimmed)` is a technology, and a need stands here",
            help: "it is good at \(technology.goodAt.prefix(4).map { "`\($0)`" }.joined(separator: ", "))")
        }
        let near = Spelling.nearest(
          to: trimmed, among: TechnologyCatalogue.needs.map(\.word) + SelectionGuide.all.map(\.need))
        throw CommandFailure(
          "no need is called `\(trimmed)`",
          help: near.isEmpty
            ? "`archc advise` lists the needs of the guide, `archc explain needs` says where a file states them"
            : "nearest: \(near.map { "`\($0)`" }.joined(separator: ", "))")
      }
      for word in found where !result.contains(word) { result.append(word) }
    }
    return result
  }

  private func checkedKind() throws(CommandFailure) -> String? {
    guard let kind else { return nil }
    if let known = Kind(rawValue: kind), KindSet.components.contains(known), !kind.isEmpty { return kind }
    let near = Spelling.nearest(to: kind, among: KindSet.components.kinds.map(\.rawValue))
    throw CommandFailure(
      "no component is a `\(kind)`",
      help: near.isEmpty ? nil : "nearest: \(near.map { "`\($0)`" }.joined(separator: ", "))")
  }

  private func checkedProvider() throws(CommandFailure) -> String? {
    guard let provider, provider != "any" else { return nil }
    let known = TechnologyCatalogue.providers.map(\.word)
    if known.contains(provider) { return provider }
    throw CommandFailure(
      "the catalogue knows no provider `\(provider)`",
      help: "it knows \(known.map { "`\($0)`" }.joined(separator: ", "))")
  }

  private func printGuide() throws {
    var lines = SelectionGuide.all
    if let topic {
      lines = lines.filter { $0.topic.lowercased() == topic.lowercased() }
      guard !lines.isEmpty else {
        var topics: [String] = []
        for line in SelectionGuide.all where !topics.contains(line.topic) { topics.append(line.topic) }
        throw CommandFailure(
          "the guide has no table `\(topic)`",
          help: "it has \(topics.map { "`\($0)`" }.joined(separator: ", "))")
      }
    }
    if let kind = try checkedKind() {
      lines = lines.filter { $0.kinds.contains(kind) }
      guard !lines.isEmpty else {
        throw CommandFailure("the guide has no line for \(Schema.article(Kind(rawValue: kind) ?? .service))")
      }
    }
    if let provider = try checkedProvider() { lines = lines.compactMap { Self.line($0, on: provider) } }
    switch format {
    case .text:
      var heading = ""
      var text = ""
      var table = TextTable(["need", "recommendation", "--need", "why"])
      for line in lines {
        if line.topic != heading {
          if !heading.isEmpty { text += "\(heading)\n\(table.text)\n" }
          heading = line.topic
          table = TextTable(["need", "recommendation", "--need", "why"])
        }
        table.add([line.need, line.names.joined(separator: ", "), line.word, line.why])
      }
      try Console.write(text + "\(heading)\n\(table.text)")
    case .markdown:
      var text = ""
      var heading = ""
      var rows: [[String]] = []
      func flush() {
        guard !rows.isEmpty else { return }
        text += (text.isEmpty ? "" : "\n") + "## \(heading)\n\n" + Self.table(["Need", "Recommendation", "Why"], rows)
        rows = []
      }
      for line in lines {
        if line.topic != heading { flush() }
        heading = line.topic
        rows.append([line.need, line.names.joined(separator: ", "), line.why])
      }
      flush()
      try Console.write(text)
    case .json: try Console.write(try JSONDocument.bytes(of: AdviceDocument(lines)))
    }
  }

  /// A line of the guide for one provider: what it recommends and runs there, and what the provider itself offers first.
  private static func line(_ line: SelectionGuide.Recommendation, on provider: String) -> SelectionGuide.Recommendation?
  {
    guard line.provider == nil || line.provider == provider else { return nil }
    let found = SelectionGuide.candidates(for: [line.word], kind: line.kinds.first, provider: provider).map(
      \.technology)
    var names = line.names.filter { TechnologyCatalogue.find($0)?.runs(on: provider) == true }
    let known = names.compactMap { TechnologyCatalogue.find($0)?.name }
    let own = found.first { $0.providers == [provider] }
    if let own, provider != "any", !known.contains(own.name) { names.append(own.name) }
    if names.isEmpty { names = found.prefix(2).map(\.name) }
    guard !names.isEmpty else { return nil }
    var line = line
    line.names = names
    return line
  }

  private static func table(_ titles: [String], _ rows: [[String]]) -> String {
    func line(_ cells: [String]) -> String {
      let shown = cells.map { $0.isEmpty ? "–" : $0.replacing("|", with: "\\|") }
      return "| \(shown.joined(separator: " | ")) |\n"
    }
    return line(titles) + line(titles.map { _ in "---" }) + rows.map(line).joined()
  }
}
