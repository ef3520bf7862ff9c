import ArchModel

/// The steps of a flow as clauses of the parts that they leave.
struct FlowSteps: Sendable {
  /// Where requests enter, by element.
  private(set) var starts: [Int32] = []
  /// The parts that steps leave, in order.
  private(set) var sources: [Int32] = []
  /// The sources to which no steps lead from `starts`, in order.
  private(set) var detached: [Int32] = []
  private var clausesOfPart: [Int32: [DependencyClause]] = [:]
  /// The parts that the flow steps out of synchronously.
  private var left: Set<Int32> = []

  var isEmpty: Bool { sources.isEmpty }

  /// What the flow's steps make a part need, or nil where none leaves it.
  func clauses(of element: Int32) -> [DependencyClause]? { clausesOfPart[element] }

  /// Whether the flow steps synchronously out of the part, so that only its steps count there.
  func leaves(_ element: Int32) -> Bool { left.contains(element) }

  /// No steps at all.
  init() {}

  init(_ flow: Flow, _ dependencies: PartDependencies) {
    let model = dependencies.inputs.model
    let blocks = FlowBlocks(flow)
    let steps = flow.steps.filter { !blocks.isNeverTaken($0.block) }
    guard let first = steps.first else { return }
    var reached: Set<Int32> = []
    var entry: [Int32: Int?] = [:]
    for step in steps {
      let target = model[step.relation].target.index
      reached.insert(target)
      if entry[target] == nil { entry[target] = .some(step.block) }
    }
    let firstSource = model[first.relation].source
    starts = [firstSource.index]
    entry[firstSource.index] = .some(nil)
    for step in steps {
      let source = model[step.relation].source
      if !sources.contains(source.index, in: clausesOfPart) {
        sources.append(source.index)
        clausesOfPart[source.index] = []
        if !reached.contains(source.index), source != firstSource, KindSet.outside.contains(model[source].kind) {
          starts.append(source.index)
        }
      }
      // Messages are what starts a flow at a queue, so that its consumers are the way and not a consequence.
      let isFirstOfQueue = source == firstSource && KindSet.messaging.contains(model[source].kind)
      if model[step.relation].arrow.isSynchronous || isFirstOfQueue && model[step.relation].arrow == .message {
        left.insert(source.index)
      }
      let alternatives = blocks.alternatives(around: step.block, butNotAround: entry[source.index] ?? nil)
      add(
        step, alternatives: alternatives, isOptional: blocks.isOptional(step.block), isFirstOfQueue: isFirstOfQueue,
        flow,
        dependencies)
    }
    addMisses(steps, dependencies)
    addQuorums(dependencies)
    var seen = Set(starts)
    var queue = starts
    var targets: [Int32: [Int32]] = [:]
    for step in steps {
      targets[model[step.relation].source.index, default: []].append(model[step.relation].target.index)
    }
    while let part = queue.popLast() {
      for target in targets[part] ?? [] where seen.insert(target).inserted { queue.append(target) }
    }
    detached = sources.filter { !seen.contains($0) }
  }

  init(endpoint: ElementID, _ dependencies: PartDependencies) {
    let model = dependencies.inputs.model
    let holder = model[endpoint].parent
    let isHeld = KindSet.components.contains(model[holder].kind)
    var target = isHeld ? holder : nil
    if let stated = model.stated(.to, of: endpoint), case .element(let element) = stated.value { target = element }
    guard let target else { return }
    starts = [isHeld ? holder.index : target.index]
    guard isHeld, holder != target else { return }
    sources = [holder.index]
    left = [holder.index]
    var clause = DependencyClause(.required, target: target.index)
    if let relation = model.outgoing(holder).first(where: {
      model[$0].target == target && model[$0].arrow.isSynchronous
    }) {
      let stated = PartDependencies.clause(
        of: relation, isStep: true, in: dependencies.inputs, traits: dependencies.traits, counts: dependencies.counts)
      if let stated { clause = stated }
      clause.weight = 1
    }
    clausesOfPart[holder.index] = [clause]
  }

  private mutating func add(
    _ step: FlowStep, alternatives: [Int], isOptional: Bool, isFirstOfQueue: Bool, _ flow: Flow,
    _ dependencies: PartDependencies
  ) {
    let model = dependencies.inputs.model
    let source = model[step.relation].source.index
    guard
      var clause = PartDependencies.clause(
        of: step.relation, isStep: true, in: dependencies.inputs, traits: dependencies.traits,
        counts: dependencies.counts)
    else { return }
    if isFirstOfQueue, clause.form == .later { clause.form = .required }
    if clause.form != .later, isOptional { clause.form = .optional }
    if let outermost = alternatives.last {
      clause.block = Int32(truncatingIfNeeded: outermost)
      for inner in alternatives.dropLast() {
        if let stated = model.stated(.share, of: flow.blocks[inner].element), let share = model.figure(stated) {
          clause.weight *= min(1, max(0, share.value))
        }
      }
    }
    // A relation that is taken twice counts once, as widely as it is taken.
    var own = clausesOfPart[source] ?? []
    if let index = own.firstIndex(where: { $0.relation == clause.relation }) {
      if own[index].block >= 0, own[index].block != clause.block || clause.form == .required {
        if clause.block < 0 { own[index] = clause } else { own.append(clause) }
      } else if own[index].form == .optional, clause.form != .optional {
        own[index] = clause
      }
    } else {
      own.append(clause)
    }
    clausesOfPart[source] = own
  }

  /// A step to a cache brings its caller's `on-miss` relation: the store is needed then, the cache is not.
  private mutating func addMisses(_ steps: [FlowStep], _ dependencies: PartDependencies) {
    let model = dependencies.inputs.model
    for source in sources where left.contains(source) {
      var own = clausesOfPart[source] ?? []
      let stepped = own
      for relation in model.outgoing(ElementID(Int(source))) {
        let cache = dependencies.traits[Int(relation.index)].onMiss
        guard cache >= 0, let place = stepped.firstIndex(where: { $0.target == cache && $0.form != .later }) else {
          continue
        }
        for index in own.indices where own[index].target == cache && own[index].form != .later {
          own[index].form = .optional
        }
        guard !own.contains(where: { $0.relation == relation.index }),
          var clause = PartDependencies.clause(
            of: relation, isStep: false, in: dependencies.inputs, traits: dependencies.traits,
            counts: dependencies.counts)
        else { continue }
        clause.block = stepped[place].block
        clause.weight *= stepped[place].weight
        if stepped[place].form == .optional { clause.form = .optional }
        own.append(clause)
      }
      clausesOfPart[source] = own
    }
  }

  /// Joins the steps over one list that has a quorum into one clause.
  private mutating func addQuorums(_ dependencies: PartDependencies) {
    // A flow that steps over a list with a quorum needs what the list says; its clause is among those of the part.
    let model = dependencies.inputs.model
    for source in sources where left.contains(source) {
      guard var own = clausesOfPart[source] else { continue }
      let lists = Set(
        own.filter { $0.relation >= 0 && dependencies.traits[Int($0.relation)].quorum > 0 && $0.form == .required }
          .map { model.relations[Int($0.relation)].node })
      guard !lists.isEmpty else { continue }
      own.removeAll { clause in
        clause.relation >= 0 && clause.form == .required
          && lists.contains(model.relations[Int(clause.relation)].node)
      }
      own += dependencies.clauses(of: source).filter { clause in
        clause.form == .quorum && clause.relation >= 0 && lists.contains(model.relations[Int(clause.relation)].node)
      }
      clausesOfPart[source] = own
    }
  }
}

extension [Int32] {
  /// Whether a part is among the sources, which all have an entry.
  fileprivate func contains(_ element: Int32, in clauses: [Int32: [DependencyClause]]) -> Bool {
    clauses[element] != nil
  }
}
