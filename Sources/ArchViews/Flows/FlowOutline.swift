import ArchModel

/// The steps of a flow as a tree of frames, in the order in which they are written.
///
/// Numbering and drawing read the same tree. It is as deep as blocks nest, which the parser bounds.
struct FlowOutline: Sendable {
  /// A step, by position in `Flow.steps`, or a frame around some.
  enum Item: Sendable, Hashable {
    case step(Int)
    case frame(Frame)
  }

  /// Steps that run in parallel, may be left out, exclude each other or are repeated.
  struct Frame: Sendable, Hashable {
    /// `.parallel`, `.optional`, `.alternative` or `.loop`.
    var kind: Kind
    /// At least one. Those of a `parallel` run at once, of those of an `alternative` one runs.
    var branches: [Branch]
  }

  /// One way through a frame.
  struct Branch: Sendable, Hashable {
    /// The block that it is, by position in `Flow.blocks`; nil where it is a statement of a `parallel` or a list's member.
    var block: Int?
    /// Empty for an alternative in which nothing happens.
    var items: [Item]
  }

  let items: [Item]

  init(_ flow: Flow, in model: Model) {
    var inner = Array(repeating: [Entry](), count: flow.blocks.count + 1)
    for (index, block) in flow.blocks.enumerated() {
      inner[Self.place(block.parent)].append(Entry(node: model[block.element].node.node, block: index))
    }
    for (index, step) in flow.steps.enumerated() {
      inner[Self.place(step.block)].append(Entry(node: step.node.node, step: index, fan: step.fan))
    }
    // Blocks stand behind their parents, so those that are inside are complete first.
    var contents = Array(repeating: [Statement](), count: inner.count)
    for place in inner.indices.reversed() {
      // Nodes are numbered in source order; the steps of one chain share a node and are in order already.
      let entries = inner[place].sorted { ($0.node, $0.step ?? -1) < ($1.node, $1.step ?? -1) }
      contents[place] = Self.statements(entries, flow: flow, contents: contents)
    }
    items = contents[Self.place(nil)].flatMap(\.items)
  }

  private struct Entry {
    var node: Int
    var step: Int?
    var fan = 0
    var block: Int?
  }

  /// What one statement of the source makes: the steps of a chain, or a frame.
  private struct Statement {
    var node: Int
    var items: [Item]
  }

  /// The top level comes first, as it holds all others.
  private static func place(_ block: Int?) -> Int { block.map { $0 + 1 } ?? 0 }

  private static func statements(_ entries: [Entry], flow: Flow, contents: [[Statement]]) -> [Statement] {
    var result: [Statement] = []
    var lastFan = 0
    for entry in entries {
      if let block = entry.block {
        add(block, node: entry.node, kind: flow.blocks[block].kind, contents: contents[place(block)], to: &result)
        lastFan = 0
      } else if let step = entry.step {
        if result.last?.node != entry.node { result.append(Statement(node: entry.node, items: [])) }
        add(.step(step), fan: entry.fan, lastFan: lastFan, to: &result[result.count - 1])
        lastFan = entry.fan
      }
    }
    return result
  }

  /// Adds a step to its chain; members of one list become branches of one frame.
  private static func add(_ step: Item, fan: Int, lastFan: Int, to statement: inout Statement) {
    let branch = Branch(block: nil, items: [step])
    if fan > 0, fan == lastFan, case .frame(var frame) = statement.items.last {
      // Taken out first, so that the branches are not copied.
      statement.items.removeLast()
      frame.branches.append(branch)
      statement.items.append(.frame(frame))
    } else {
      statement.items.append(fan > 0 ? .frame(Frame(kind: .parallel, branches: [branch])) : step)
    }
  }

  private static func add(
    _ block: Int, node: Int, kind: Kind, contents: [Statement], to result: inout [Statement]
  ) {
    let items = contents.flatMap(\.items)
    switch kind {
    case .parallel:
      var branches: [Branch] = []
      for statement in contents where !statement.items.isEmpty {
        // What runs in parallel inside of a parallel block runs in parallel with the rest of it.
        if statement.items.count == 1, case .frame(let frame) = statement.items[0], frame.kind == .parallel {
          branches += frame.branches
        } else {
          branches.append(Branch(block: nil, items: statement.items))
        }
      }
      guard !branches.isEmpty else { return }
      branches[0].block = block
      result.append(Statement(node: node, items: [.frame(Frame(kind: kind, branches: branches))]))
    case .alternative:
      let branch = Branch(block: block, items: items)
      // Alternatives that follow each other exclude each other.
      if case .frame(var frame) = result.last?.items.last, frame.kind == .alternative {
        result.removeLast()
        frame.branches.append(branch)
        result.append(Statement(node: node, items: [.frame(frame)]))
      } else {
        result.append(Statement(node: node, items: [.frame(Frame(kind: kind, branches: [branch]))]))
      }
    default:
      guard !items.isEmpty else { return }
      result.append(
        Statement(node: node, items: [.frame(Frame(kind: kind, branches: [Branch(block: block, items: items)]))]))
    }
  }
}
