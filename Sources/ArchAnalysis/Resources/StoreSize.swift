import ArchModel

/// How much stores hold: size(t) = size + growth × ∫ (1 + g)^τ dτ, where g is the growth of the load, or growth × t where
/// it is `fixed`; capped by `retention`, times the copies.
extension ResourceAnalysis {
  /// How many copies only serve reads, where there are any.
  func readReplicas(_ element: ElementID) -> (count: Double, formula: Formula)? {
    guard KindSet.stores.contains(model[element].kind), let stated = inputs[element, .readReplicas], stated.value > 0,
      let term = inputs.term(element, .readReplicas)
    else { return nil }
    return (stated.value, term)
  }

  /// How many copies of its data a store keeps: `copies`, else its replicas and what serves reads besides; one of what a
  /// platform keeps.
  func copies(_ element: ElementID) -> (value: Known<Double>, formula: Formula?) {
    if let stated = inputs[element, .copies] {
      return (.known(max(0, stated.value)), inputs.term(element, .copies))
    }
    if isWhole[Int(element.index)] { return (.known(1), nil) }
    guard let lower = inputs[element, .replicasLower], let upper = inputs[element, .replicasUpper],
      lower.value == upper.value
    else {
      return (
        .unknown(Missing([MissingInput(.element(element), .copies), MissingInput(.element(element), .replicas)])), nil
      )
    }
    let count = max(0, lower.value)
    guard let readers = readReplicas(element) else { return (.known(count), inputs.term(element, .replicasLower)) }
    return (.finite(count + readers.count), inputs.term(element, .replicasLower).map { .sum([$0, readers.formula]) })
  }

  /// Bytes in one copy after a time.
  func sizeOfCopy(_ element: ElementID, after time: Double) -> Derived {
    guard let stated = inputs[element, .size], let term = inputs.term(element, .size) else {
      return .unknown(Missing(.element(element), .size))
    }
    let today = max(0, stated.value)
    guard time > 0 else { return limited(Derived(.known(today), term), element) }
    guard let grows = inputs[element, .growth], let growing = inputs.term(element, .growth) else {
      return .unknown(Missing(.element(element), .growth))
    }
    if grows.dimension == .growth {
      guard let own = Growth(grows) else {
        return .unknown("the growth of \(model.shortName(element)) is a loss of everything")
      }
      let formula = Formula.product([
        term, .power(.sum([.constant(1, "today"), growing]), .constant(time / own.period, "periods of growth")),
      ])
      return limited(Derived(.finite(today * own.factor(after: time)), formula), element)
    }
    let load: Known<Growth> = isFixedGrowth(element) ? .known(.none) : growth
    return load.with(.known(grows.value)).map { load, rate -> Derived in
      let yearly = Mathematics.exponential(load.logarithmPerSecond * Self.year) - 1
      var added = Derived(.finite(today + rate * load.accumulated(until: time)))
      added.formula = .call(
        .grownSize,
        [
          term, growing, .constant(yearly.isFinite ? yearly : 0, "growth of the load a year"),
          .constant(time, "seconds"),
        ])
      guard let kept = inputs[element, .retention], kept.dimension == .duration, kept.value >= 0 else {
        return limited(added, element)
      }
      // Never more than what comes in within the time for which it is kept.
      let window = load.accumulated(until: time) - load.accumulated(until: time - kept.value)
      // How what is there came in over time is not known: until the last of it is too old, it is not said to shrink.
      let keepsAll = kept.value > time
      let cap = keepsAll ? max(rate * window, today) : rate * window
      if let size = added.value.value, cap.isFinite, cap < size {
        let arrived = Formula.product([growing, .constant(window, "seconds at today's rate within retention")])
        var capped = Derived(.known(max(0, cap)), keepsAll ? .maximum([arrived, term]) : arrived)
        capped.remarks = ["data older than `retention` goes"]
        return limited(capped, element)
      }
      return limited(added, element)
    }.collapsed
  }

  /// Seconds of a year of 8,760 hours.
  static let year = 8_760.0 * 3_600

  private func limited(_ size: Derived, _ element: ElementID) -> Derived {
    guard let most = inputs[element, .retention], most.dimension == .size, let value = size.value.value,
      most.value >= 0, most.value < value, let term = inputs.term(element, .retention)
    else { return size }
    var result = size
    result.value = .known(most.value)
    result.formula = size.formula.map { .minimum([$0, term]) } ?? term
    return result
  }

  private func isFixedGrowth(_ element: ElementID) -> Bool {
    guard let input = inputs[element, .growth], input.property >= 0 else { return false }
    return model.growth(model.properties[Int(input.property)].stated)?.isFixed ?? false
  }

  /// Bytes in one copy of what a store holds at the moment of a state; unknown where it states no size, or, of a later
  /// moment, not how it grows.
  public func sizeOfCopy(_ element: ElementID, _ state: LoadState) -> Known<Double> {
    sizeOfCopy(element, after: state.conditions.time).value
  }

  func size(_ element: ElementID, _ state: LoadState) -> Derived {
    let one = sizeOfCopy(element, after: state.conditions.time)
    let copies = copies(element)
    var result = one
    result.value = one.value.with(copies.value).flatMap { .finite($0 * $1) }
    if let formula = one.formula, let number = copies.formula { result.formula = .product([number, formula]) }
    if copies.formula == nil, isWhole[Int(element.index)] {
      result.remarks.append("one copy: how many the platform keeps is its own matter")
    }
    return result
  }

  /// What a store holds at least, where its size is not known: what it holds today where its growth is not stated, in one
  /// copy where their number is not.
  private func leastSize(_ store: ElementID, _ state: LoadState) -> Double? {
    let one = sizeOfCopy(store, state).value ?? sizeOfCopy(store, after: 0).value.value
    return one.map { $0 * (copies(store).value.value ?? 1) }.flatMap { $0.isFinite ? $0 : nil }
  }

  /// What all stores hold together, with their copies; at least that where a store does not state its size. Where there
  /// are no stores, `data` of `constraints` is today's volume.
  func data(_ state: LoadState, _ explains: Bool) -> Derived {
    let stores = model.elements(of: [.database, .storage, .cache])
    var sum = 0.0
    var parts: [Formula] = []
    var missing = Missing()
    var isWhole = true
    var isCounted = false
    var result = Derived(.known(0))
    for store in stores {
      let isCopy = model[store].kind == .cache
      if isCopy, inputs[store, .size] == nil {
        // What a cache holds is a copy of what others hold.
        result.notCounted.append("\(model.shortName(store)), a cache that states no size")
        continue
      }
      let size = size(store, state).value
      switch size {
      case .known(let value):
        sum += value
        isCounted = true
        guard explains else { continue }
        parts.append(.figure(name(.element(store), .size, state.conditions), value, .size))
      case .unknown(let lacking):
        isWhole = false
        missing = missing.union(lacking)
        if let least = leastSize(store, state) {
          sum += least
          isCounted = true
          result.notCounted.append("what is more of \(model.shortName(store)): \(Self.text(lacking))")
          if explains { parts.append(.figure("what \(model.shortName(store)) holds at least", least, .size)) }
          continue
        }
        result.notCounted.append("\(model.shortName(store)): \(Self.text(lacking))")
      }
    }
    guard isCounted else {
      if stores.isEmpty { return constrainedData(state) }
      return missing.inputs.isEmpty ? .unknown("no store states its size") : .unknown(missing)
    }
    if result.notCounted.count > 8 {
      result.notCounted = Array(result.notCounted.prefix(8)) + ["\(result.notCounted.count - 8) further stores"]
    }
    result.value = .finite(sum)
    result.formula = .sum(parts)
    result.bound = isWhole ? .exact : .atLeast
    return result
  }

  private func constrainedData(_ state: LoadState) -> Derived {
    guard let (element, input) = inputs.constraint(.data), let term = inputs.term(element, .data) else {
      return .unknown(Missing(constraintsSubject, .data))
    }
    guard state.conditions.time == 0 else {
      return .unknown("there is no store that grows: `data` of `constraints` is today's volume")
    }
    var result = Derived(.finite(input.value), term)
    result.remarks.append("there is no store: this is the volume that `constraints` states")
    return result
  }

  /// What is missing, in words.
  static func text(_ missing: Missing) -> String {
    guard !missing.inputs.isEmpty else { return missing.reason.isEmpty ? "not known" : missing.reason }
    return missing.inputs.prefix(2).map { "no `\($0.property.rawValue)`" }.joined(separator: " and ")
  }
}

extension Known where Value == Derived {
  /// The figure itself, or why there is none.
  var collapsed: Derived {
    switch self {
    case .known(let derived): derived
    case .unknown(let missing): .unknown(missing)
    }
  }
}
