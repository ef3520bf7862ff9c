import ArchModel
import ArchSyntax

/// The register of figures that nobody has measured.
extension ReportWriter {
  mutating func writeAssumptions() {
    writeHeading(2, "Assumptions")
    var table = ReportTable(["Of", "Assumed", "Source"])
    var counts = Counts()
    /// Ranges of `properties` that are listed: the relations of one statement share theirs.
    var seen: Set<Int> = []
    func read(_ range: some Collection<Int>, label: (inout ReportWriter) -> MarkdownText) {
      guard let first = range.first, seen.insert(first).inserted else { return }
      var name: MarkdownText?
      for group in assumed(range, &counts) {
        let text = name ?? label(&self)
        name = text
        table.add([text, .joined(group.figures), group.source ?? "?"])
      }
    }
    for index in model.elements.indices.dropFirst() where !model.elements[index].isRemoved {
      let element = ElementID(index)
      read(model[element].properties) { $0.registerName(element) }
    }
    for relation in model.liveRelations {
      read(model[relation].properties) { MarkdownText(text: $0.model.identity(relation, naming: $0.name)) }
    }
    let inEffect = defaultsInEffect()
    for entry in model.defaults {
      read(entry.properties.filter(inEffect.contains)) { "defaults\($0.selectorText(entry.selector))" }
    }
    guard !table.isEmpty else {
      writeParagraph("No figure is marked `assumed`.")
      if counts.total > 0 { writeParagraph(counts.sentence) }
      return
    }
    writeParagraph("\(counts.sentence) A figure that is assumed, or that follows from one, is marked †.")
    writeTable(table)
  }

  /// How many figures are stated with which confidence.
  private struct Counts {
    private var number: [Confidence: Int] = [:]
    private var withSource = 0
    private(set) var total = 0

    mutating func add(_ confidence: Confidence, hasSource: Bool) {
      total += 1
      if confidence == .stated, hasSource { withSource += 1 } else { number[confidence, default: 0] += 1 }
    }

    var sentence: MarkdownText {
      let kinds: [(number: Int?, text: MarkdownText)] = [
        (number[.assumed], "assumed"), (number[.measured], "measured"), (number[.target], "a target"),
        (number[.sla], "from an SLA"), (withSource == 0 ? nil : withSource, "with a source"),
        (number[.stated], "without a source"),
      ]
      let parts = kinds.compactMap { kind in kind.number.map { "\($0) \(kind.text)" as MarkdownText } }
      return "\(counted(total, "figure")) stated: \(.joined(parts))."
    }
  }

  private typealias Group = (source: MarkdownText?, figures: [MarkdownText])

  /// The assumed figures among some properties, by their source.
  private func assumed(_ range: some Collection<Int>, _ counts: inout Counts) -> [Group] {
    var groups: [Group] = []
    for index in range {
      let property = model.properties[index]
      guard model.isFigure(property) else { continue }
      let confidences = model.confidences(property.stated)
      for entry in confidences { counts.add(entry.confidence, hasSource: entry.source != nil) }
      guard let entry = confidences.first(where: { $0.confidence == .assumed }) else { continue }
      let source = entry.source.map { MarkdownText(text: model.string($0)) }
      let figure: MarkdownText = "\(model.interner.text(property.key)) \(model.spelled(property))"
      if let known = groups.firstIndex(where: { $0.source == source }) {
        groups[known].figures.append(figure)
      } else {
        groups.append((source, [figure]))
      }
    }
    return groups
  }

  /// The properties of `defaults` that something takes: what an imported table says of a technology that the program does
  /// not have, or of a figure that every part states itself, is no assumption of this architecture.
  private func defaultsInEffect() -> Set<Int> {
    var names: Set<PropertyName> = []
    for entry in model.defaults {
      for index in entry.properties { model.properties[index].name.map { _ = names.insert($0) } }
    }
    guard !names.isEmpty else { return [] }
    let inheritance = InheritanceIndex(model)
    var found: Set<Int> = []
    func take(_ property: EffectiveProperty?) {
      if case .defaults? = property?.origin, let index = property?.index { found.insert(index) }
    }
    for index in model.elements.indices.dropFirst() where !model.elements[index].isRemoved {
      for name in names {
        // What a part hands on to its relations counts where one of them takes it.
        guard let row = Schema.row(name, on: model.elements[index].kind),
          [.none, .`self`].contains(Schema.properties[row].inheritance)
        else { continue }
        take(model.effective(name, of: ElementID(index), using: inheritance))
      }
    }
    for relation in model.liveRelations {
      for name in names { take(model.effective(name, of: relation, using: inheritance)) }
    }
    return found
  }

  /// The name of an element, of what holds it where it has none, as in `Checkout, objective`.
  private mutating func registerName(_ element: ElementID) -> MarkdownText {
    if !model.name(element).isEmpty { return link(element) }
    let parent = model[element].parent
    let kind = MarkdownText(text: model[element].kind.rawValue)
    return parent == .program || model.name(parent).isEmpty ? kind : "\(link(parent)), \(kind)"
  }

  private func selectorText(_ selector: DefaultSelector) -> MarkdownText {
    switch selector {
    case .everything: ""
    case .kind(let kind): " of \(Schema.plural(kind))"
    case .tag(let tag): " of #\(model.interner.text(tag))"
    case .technology(let name): " of \(name)"
    }
  }
}
