import ArchAnalysis
import ArchModel

extension ReportWriter {
  mutating func writeComponents() {
    writeHeading(3, "Components")
    let components = model.components
    let loads = components.map { computedCell(.element($0), .utilization, .peak) }
    let shares = components.map { computedCell(.element($0), .availability, .now) }
    let outages = components.map { outage(figures.figure(.element($0), .availability, .now)) }
    let (showsLoad, showsShare) = (loads.contains { $0 != nil }, shares.contains { $0 != nil })
    var titles: [MarkdownText] = ["Component", "Technology", "Purpose", "Scaling Strategy"]
    if showsLoad {
      titles.append(
        "At peak\(columnFootnote("utilization", .utilization, .peak, of: components, formula: Self.utilizationFormula))"
      )
    }
    if showsShare {
      titles.append(
        "Availability\(columnFootnote("availability", .availability, .now, of: components, formula: Self.availabilityFormula))"
      )
      titles.append("Out a month")
    }
    var table = ReportTable(titles + ["Kind"], right: Set(4..<titles.count))
    for (index, component) in components.enumerated() {
      let kind = model[component].kind
      var computed: [MarkdownText] = []
      if showsLoad {
        computed.append(loads[index] ?? (isSized(component) ? lacking(component, .utilization, .peak) : .notApplicable))
      }
      if showsShare {
        computed += [shares[index] ?? lacking(component, .availability, .now), outages[index] ?? .notApplicable]
      }
      table.add(
        [
          link(component),
          technology(of: component),
          purpose(of: component) ?? .unknown("///"),
          scaling(of: component),
        ] + computed + [MarkdownText(text: kindText(kind))])
    }
    guard !table.isEmpty else {
      writeParagraph("Nothing declared; `service Name { tech: … }` adds a row.")
      return
    }
    writeTable(table)
  }

  /// What to state of a component before there is a figure of it; nothing where it does not apply.
  private func lacking(_ component: ElementID, _ name: FigureName, _ conditions: Conditions) -> MarkdownText {
    guard model[component].kind != .client, model[component].kind != .actor,
      let figure = figures.figure(.element(component), name, conditions)
    else { return .notApplicable }
    guard let input = figure.value.missing.inputs.first else {
      // A part that no flow steps to has no load of its own to compare.
      return name == .utilization && !model.flows.isEmpty ? "? `flow` to it" : missing(figure.value.missing)
    }
    let property = MarkdownText.code(input.property.rawValue)
    return input.subject == .element(component) ? "? \(property)" : "? \(property) of \(self.name(of: input.subject))"
  }

  static let utilizationFormula: MarkdownText = "Rate × attempts / (replicas × capacity), rates at their peak"
  private static let availabilityFormula: MarkdownText =
    "k of n replicas, less the time of a failover and the share of common causes; of one instance what is stated"

  /// The technology with its version; of a module that of its program, where it states none.
  private func technology(of component: ElementID) -> MarkdownText {
    if let own = model.text(.tech, of: component) { return MarkdownText(text: own) }
    let kind = model[component].kind
    if kind == .module, let host = model.technologyText(model[component].parent) { return MarkdownText(text: host) }
    return KindSet.outside.contains(kind) ? .notApplicable : .unknown("tech")
  }

  private func kindText(_ kind: Kind) -> String {
    kind == .loadBalancer ? "load balancer" : kind.rawValue
  }

  /// What an element is for: its title, and the first paragraph above it; nil where it has neither.
  func purpose(of element: ElementID) -> MarkdownText? {
    let paragraph = model.documentation(element).split(separator: "\n", omittingEmptySubsequences: false)
      .map { MarkdownText(text: String($0)) }.drop { $0.isEmpty }.prefix { !$0.isEmpty }
    var parts = [model.title(element) ?? ""].map { MarkdownText(text: $0) }.filter { !$0.isEmpty }
    if !paragraph.isEmpty { parts.append(.joined(Array(paragraph), by: " ")) }
    return parts.isEmpty ? nil : .joined(parts, by: ". ")
  }

  /// How many instances there are, and what changes their number.
  private func scaling(of component: ElementID) -> MarkdownText {
    let kind = model[component].kind
    guard !KindSet.outside.contains(kind) else { return .notApplicable }
    var parts: [MarkdownText] = []
    let autoscale = model.effective(.autoscale, of: component)?.property
    /// By what it scales; empty where only that it does is stated.
    let scaler = autoscale.flatMap { property -> String? in
      if model.isNone(property.stated.value) { return nil }
      return model.words(property.stated.value).isEmpty ? "" : model.spelled(property)
    }
    if let replicas = figure(.replicas, of: component) {
      parts.append(scaler.map { $0.isEmpty ? "\(replicas), autoscaled" : "\(replicas) at \($0)" } ?? replicas)
    } else if let host = host(of: component) {
      parts.append(host)
    } else if kind == .function || model.text(.runtime, of: component) == "serverless" {
      parts.append("serverless")
    } else if isManaged(component) {
      parts.append("managed")
    } else {
      parts.append(.unknown("replicas"))
      if let scaler { parts.append(scaler.isEmpty ? "autoscaled" : "autoscaled at \(scaler)") }
    }
    if KindSet.stores.contains(kind), model.effective(.shards, of: component) == nil,
      model.effective(.replicas, of: component) != nil, !hasManyWriters(component),
      let failover = model.effective(.failover, of: component), !model.isNone(failover.property.stated.value)
    {
      parts.append("one writer")
    }
    for (property, noun) in [
      (PropertyName.shards, "shard"), (.readReplicas, "read replica"), (.partitions, "partition"),
    ] {
      guard let count = figure(property, of: component) else { continue }
      let isOne = count == "1" || count == "1†"
      parts.append("\(count) \(noun)\(isOne ? "" : "s")")
    }
    return .joined(parts)
  }

  /// Whether each node takes writes: what spreads over many nodes by itself has no one writer.
  private func hasManyWriters(_ store: ElementID) -> Bool {
    model.technology(store)?.goodAt.contains("horizontal-scaling") ?? false
  }

  /// Where a component lives that has no instances of its own: its broker or host, or the program that it is a part of.
  private func host(of component: ElementID) -> MarkdownText? {
    if let on = model.effective(.on, of: component).flatMap({ model.references($0.property.stated.value).first }) {
      return "on \(name(on))"
    }
    let parent = model[component].parent
    guard model[component].kind == .module, parent != .program, KindSet.components.contains(model[parent].kind) else {
      return nil
    }
    return "in \(name(parent))"
  }
}
