import ArchModel
import ArchSyntax

extension Rule {
  static let asynchronousFeedbackLoop = Rule(
    "REL024", "asynchronous-feedback-loop", .warning, needsWholeProgram: true, isPath: true,
    summary: "Messages that come back to where they started, with nothing that ends the circle.",
    why: """
      Each message makes the next. One that starts the circle goes round for ever, and one that makes two fills every \
      queue; bills of functions that write to what triggers them are known to grow overnight.
      """,
    fix: """
      Send to another queue than the one read from, let only a share of the messages go on (`share: 5%`), label the \
      arrows with the messages they carry where these differ, or show in a `flow` where the exchange ends.
      """,
    remedy: "end the circle",
    sources: [
      "AWS Lambda Developer Guide: recursive loop detection",
      "G. Hohpe and B. Woolf, Enterprise Integration Patterns, 2003: Process Manager",
    ],
    bad: [
      """
      worker Crawler { <~ Pages, ~> Pages }
      queue Pages { dead-letter: Refused }
      queue Refused { alert }
      """,
      """
      import "parts.arch"
      function Resize { -> Pictures { timeout: 5s, access: write } }
      // file: parts.arch
      storage Pictures { derived, ~> Uploads }
      queue Uploads { dead-letter: Refused, ~> Resize }
      queue Refused { alert }
      """,
    ],
    good: [
      """
      worker Crawler { <~ Pages, ~> Pages { share: 20% } }
      queue Pages { dead-letter: Refused }
      queue Refused { alert }
      """,
      """
      defaults { stream { dead-letter: Refused } }
      service Orders { ~> Events "OrderPlaced", <~ Events "OrderPaid" }
      service Billing { ~> Events "OrderPaid", <~ Events "OrderPlaced" }
      stream Events {}
      queue Refused { alert }
      """,
    ],
    check: { context in MessageLoops(context).findings() })
}

/// The circles that messages run in.
///
/// What a program does depends on how it was reached: a call may bring about every message that it sends, a message only
/// those under the same label. So each part has vertices for its roles: reached by a call, by messages of a label, and
/// sending under a label, calling.
private struct MessageLoops {
  private enum Role: Hashable {
    case called
    case calling
    case given(String)
    case sending(String)
  }

  private struct Vertex: Hashable {
    let element: ElementID
    let role: Role
  }

  private let context: RuleContext
  private let model: Model
  private var places: [Vertex: Int] = [:]
  private var vertices: [Vertex] = []
  private var edges: [RelationGraph.Edge] = []
  private var isMessage: [Bool] = []
  private let flows: [Set<RelationID>]
  private var flowsOf: [RelationID: [Int]] = [:]

  init(_ context: RuleContext) {
    self.context = context
    model = context.model
    flows = model.flows.map { Set($0.steps.map(\.relation)) }
    for (index, flow) in model.flows.enumerated() {
      for step in flow.steps where flowsOf[step.relation]?.last != index {
        flowsOf[step.relation, default: []].append(index)
      }
    }
    for relation in context.relations where !isBounded(relation) { add(relation) }
    joinRoles()
  }

  /// Whether the relation takes only some of the messages on, so that a circle through it dies out.
  private func isBounded(_ relation: RelationID) -> Bool {
    let fractions: [PropertyName] = [.share, .calls]
    let isFraction = fractions.contains { name in
      model.stated(name, of: relation).flatMap { model.figure($0)?.value }.map { $0 < 1 } ?? false
    }
    return isFraction || model.stated(.via, of: relation).flatMap { model.word($0.value) } == "saga"
  }

  private mutating func add(_ relation: RelationID) {
    let data = model[relation]
    let target = model[data.target].kind
    if KindSet.outside.contains(model[data.source].kind) || KindSet.outside.contains(target) { return }
    let access = model.stated(.access, of: relation).flatMap { model.word($0.value) }
    let label = model.label(relation) ?? ""
    switch data.arrow {
    case .replication: return
    case .message: send(from: data.source, to: data.target, label, relation)
    case .call, .twoWay:
      if KindSet.messaging.contains(target) {
        // A program that calls a queue takes its work from there, unless it says that it writes.
        if access == "write" {
          send(from: data.source, to: data.target, label, relation)
        } else {
          send(from: data.target, to: data.source, label, relation)
        }
      } else if !KindSet.stores.contains(target) || access == "write" || access == "read-write" {
        join(Vertex(element: data.source, role: .calling), Vertex(element: data.target, role: .called), relation)
      }
    }
  }

  private mutating func send(from source: ElementID, to target: ElementID, _ label: String, _ relation: RelationID) {
    join(
      Vertex(element: source, role: isBroker(source) ? .given(label) : .sending(label)),
      Vertex(element: target, role: .given(label)), relation, isMessage: true)
  }

  private func isBroker(_ element: ElementID) -> Bool { KindSet.messaging.contains(model[element].kind) }

  private mutating func join(_ source: Vertex, _ target: Vertex, _ relation: RelationID?, isMessage: Bool = false) {
    edges.append(RelationGraph.Edge(source: place(of: source), target: place(of: target), relation: relation))
    self.isMessage.append(isMessage)
  }

  private mutating func place(of vertex: Vertex) -> Int {
    if let place = places[vertex] { return place }
    places[vertex] = vertices.count
    vertices.append(vertex)
    return vertices.count - 1
  }

  /// A message leads to calls and to messages of its label; a call to messages of every label.
  private mutating func joinRoles() {
    for vertex in vertices {
      switch vertex.role {
      case .called: joinIfKnown(vertex, .calling)
      case .calling: break
      case .given(let label):
        if isBroker(vertex.element) { break }
        joinIfKnown(vertex, .sending(label))
        joinIfKnown(vertex, .calling)
      case .sending:
        let called = Vertex(element: vertex.element, role: .called)
        if places[called] != nil { join(called, vertex, nil) }
      }
    }
  }

  private mutating func joinIfKnown(_ vertex: Vertex, _ role: Role) {
    let other = Vertex(element: vertex.element, role: role)
    if places[other] != nil { join(vertex, other, nil) }
  }

  func findings() -> [Finding] {
    let graph = RelationGraph(vertexCount: vertices.count, edges: edges)
    return graph.cyclicGroups().compactMap { group in
      let messages = group.filter { isMessage[$0] }
      guard let first = messages.min(by: { element(edges[$0].source) < element(edges[$1].source) }) else { return nil }
      return finding(graph.shortestCycle(through: first).map { edges[$0] })
    }
  }

  private func element(_ vertex: Int) -> ElementID { vertices[vertex].element }

  private func finding(_ cycle: [RelationGraph.Edge]) -> Finding? {
    var steps: [(source: ElementID, relation: RelationID)] = []
    for edge in cycle { if let relation = edge.relation { steps.append((element(edge.source), relation)) } }
    if isShownToEnd(steps.map(\.relation)) { return nil }
    guard let lowest = steps.indices.min(by: { steps[$0].source < steps[$1].source }) else { return nil }
    let round = Array(steps[lowest...] + steps[..<lowest])
    let names = round.map { model.shortName($0.source) }
    let shown = names.prefix(6) + (names.count > 6 ? ["…"] : [])
    let start = round[0].source
    return Finding(
      .element(start), "messages run in a circle: `\((shown + [names[0]]).joined(separator: " ~> "))`",
      at: model.nameSpan(start), labels: round.prefix(4).map { Label(model.span($0.relation), "and on") },
      why: "each message makes the next, and nothing ends it",
      help: "send elsewhere than what is read from, state the `share` that goes on, or show the end in a `flow`")
  }

  /// Whether a flow takes every relation of the circle: it is a list of steps, and ends.
  private func isShownToEnd(_ cycle: [RelationID]) -> Bool {
    guard let first = cycle.first else { return false }
    return (flowsOf[first] ?? []).contains { flow in cycle.allSatisfy(flows[flow].contains) }
  }
}
