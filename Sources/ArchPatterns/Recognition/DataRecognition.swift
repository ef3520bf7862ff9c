import ArchModel

/// Patterns of keeping and reading data.
extension PatternEvidence {
  fileprivate static let programs: KindSet = [.service, .function, .worker, .job, .module]

  /// What writes a store announces it, something that listens writes another store, and a third reads that.
  func separatedReads() -> [RecognisedPattern] {
    var sides = CommandSides(self)
    return model.elements(of: [.database, .cache]).flatMap { read -> [RecognisedPattern] in
      let users = callers(read).filter { Self.programs.contains(kind(source($0))) }
      for filling in users where fills(filling) {
        let projector = source(filling)
        // What others call has a purpose of its own besides the projection; that may be to answer from it.
        let answers = !callers(projector).isEmpty
        // A service that nobody calls may as well keep a store of its own that others read: then that has to be derived.
        guard !answers || answersAlone(projector, from: read),
          kind(projector) != .service || isDerived(read) || kind(read) == .cache,
          let (command, write) = sides.find(announcingTo: projector, apartFrom: read)
        else { continue }
        let others = users.filter { source($0) != projector && source($0) != command }
        let queries = unique((answers ? [projector] : []) + others.map(source))
        // Where the command side writes it too and it is not said to be derived, where the listener writes both, or
        // where several others write it, it is a store that all share.
        let past = users.filter { source($0) == command && isWrite($0) }
        let isShared =
          !past.isEmpty && !isTrue(.derived, read)
          || calls(projector).contains { target($0) == write && isWrite($0) }
          || Set(others.filter(isWrite).map(source)).count > 1
        guard !queries.isEmpty, !isShared, !isForOthers(queries, command: command, write: write) else { continue }
        var deviations: [RecognisedPattern.Deviation] = []
        for relation in past {
          deviations.append(
            but("\(name(command)), the command side, writes \(name(read)) past \(name(projector))", relation))
        }
        for relation in others where isWrite(relation) {
          deviations.append(but("\(name(source(relation))), the query side, writes \(name(read))", relation))
        }
        for query in queries {
          guard let relation = call(from: query, to: write) else { continue }
          let verb = isWrite(relation) ? "writes" : "reads"
          deviations.append(but("\(name(query)), the query side, \(verb) \(name(write))", relation))
        }
        return pattern(
          "cqrs",
          [
            ("commands", [command]), ("write store", [write]), ("projection", [projector]), ("read store", [read]),
            ("queries", queries),
          ], deviations)
      }
      return copiedReads(read, users: users)
    }
  }

  /// Whether the command side answers its own users from its store, and the query side has users of its own: what it
  /// shows, such as an audit trail, is no view for those who change.
  private func isForOthers(_ queries: [ElementID], command: ElementID, write: ElementID) -> Bool {
    func users(_ programs: [ElementID]) -> Set<ElementID> {
      Set(programs.flatMap { callers($0).map(source) }.filter(isOutside))
    }
    let (changing, reading) = (users([command]), users(queries))
    return calls(command).contains { target($0) == write && access($0) == "read-write" }
      && !changing.isEmpty && !reading.isEmpty && changing.isDisjoint(with: reading)
  }

  /// Whether a program does nothing but answer from a derived database that it fills itself.
  private func answersAlone(_ program: ElementID, from read: ElementID) -> Bool {
    kind(read) == .database && isDerived(read) && outgoing(program, .message).isEmpty
      && !calls(program).contains { target($0) != read && KindSet.stores.contains(kind(target($0))) && !isRead($0) }
  }

  /// A database that is copied into one of another technology, which others read. What is kept for reports is no read
  /// side.
  private func copiedReads(_ read: ElementID, users: [RelationID]) -> [RecognisedPattern] {
    guard kind(read) == .database, !["warehouse", "lake"].contains(storeType(read) ?? "") else { return [] }
    for copying in incoming(read, .replication) where kind(source(copying)) == .database {
      let write = source(copying)
      guard !isSameTechnology(write, read),
        let changing = callers(write).first(where: { Self.programs.contains(kind(source($0))) && changes($0) })
      else { continue }
      let command = source(changing)
      let others = users.filter { source($0) != command }
      let queries = unique(others.map(source))
      guard !queries.isEmpty else { continue }
      var deviations: [RecognisedPattern.Deviation] = []
      for relation in users where isWrite(relation) {
        let side = source(relation) == command ? "command" : "query"
        deviations.append(but("\(name(source(relation))), the \(side) side, writes \(name(read))", relation))
      }
      for query in queries {
        guard let relation = call(from: query, to: write) else { continue }
        let verb = isWrite(relation) ? "writes" : "reads"
        deviations.append(but("\(name(query)), the query side, \(verb) \(name(write))", relation))
      }
      return pattern(
        "cqrs",
        [("commands", [command]), ("write store", [write]), ("read store", [read]), ("queries", queries)], deviations)
    }
    return []
  }

  /// A store that keeps events, as its needs, its technology or what is done with it say, with programs that append.
  func eventStores() -> [RecognisedPattern] {
    model.elements(of: [.database, .stream, .storage]).flatMap { store -> [RecognisedPattern] in
      let needs = stated(.needs, store).map { model.words($0) } ?? []
      guard
        needs.contains("event-sourcing") || model.technology(store)?.goodAt.first == "event-sourcing"
          || isHistory(store)
      else { return [] }
      let ways = (callers(store) + incoming(store, .message)).filter { Self.programs.contains(kind(source($0))) }
      let stated = ways.filter { isWrite($0) || model[$0].arrow == .message }
      // Where no access is stated who builds nothing from it is taken to append.
      let appending = unique(
        (stated.isEmpty ? ways.filter { mayRead($0) && !isRead($0) && !buildsViews(source($0)) } : stated).map(source))
      guard !appending.isEmpty else { return [] }
      let reading = callers(store).filter {
        !isWrite($0) && Self.programs.contains(kind(source($0))) && !appending.contains(source($0))
      }
      let hearing = outgoing(store, .message).map(target)
      let projectors = unique(reading.map(source) + hearing).filter { reader in
        calls(reader).contains { target($0) != store && KindSet.stores.contains(kind(target($0))) && fills($0) }
      }
      let models = unique(
        projectors.flatMap { calls($0) }.filter { fills($0) && target($0) != store }.map(target)
      ).filter { KindSet.stores.contains(kind($0)) }
      var deviations: [RecognisedPattern.Deviation] = []
      if projectors.isEmpty { deviations.append(but("nothing builds a read model from \(name(store))", store)) }
      for relation in reading where !projectors.contains(source(relation)) {
        deviations.append(but("\(name(source(relation))) queries the events in \(name(store)) itself", relation))
      }
      return pattern(
        "event-sourcing",
        [
          ("commands", appending), ("event store", [store]), ("projections", projectors), ("read models", models),
        ], deviations)
    }
  }

  /// Whether it is a history that views are built from: a log that is kept for a year and more, or a database that all
  /// who write it append to, as they say; with something that builds derived stores from it, and with those who append
  /// keeping nothing else.
  private func isHistory(_ store: ElementID) -> Bool {
    let readers = outgoing(store, .message).map(target) + callers(store).filter { !isWrite($0) }.map(source)
    guard readers.contains(where: buildsViews) else { return false }
    switch kind(store) {
    case .stream:
      guard let kept = number(.retention, store), kept >= Self.year else { return false }
      let appending = incoming(store, .message).map(source).filter { Self.programs.contains(kind($0)) }
      return !appending.isEmpty
        && appending.allSatisfy { program in
          !calls(program).contains { kind(target($0)) == .database && changes($0) && !isTrue(.derived, target($0)) }
        }
    case .database:
      let writing = callers(store).filter(isWrite)
      return !writing.isEmpty
        && writing.allSatisfy {
          (model.label($0) ?? "").lowercased().split { !$0.isLetter }.contains { $0.hasPrefix("append") }
        }
    default: return false
    }
  }

  private static let year: Double = 365 * 86_400

  private func buildsViews(_ program: ElementID) -> Bool {
    calls(program).contains { KindSet.stores.contains(kind(target($0))) && isTrue(.derived, target($0)) && fills($0) }
  }

  /// A derived store, or a cache that is filled ahead of its use, that something builds from another one, and that others
  /// read.
  func views(besides known: Set<ElementID>) -> [RecognisedPattern] {
    let events = Set(eventStores().flatMap(\.elements))
    return model.elements(of: [.database, .cache]).flatMap { view -> [RecognisedPattern] in
      let isCache = kind(view) == .cache
      guard isCache || isTrue(.derived, view), !known.contains(view), !events.contains(view) else { return [] }
      for filling in callers(view) where fills(filling) {
        let builder = source(filling)
        guard Self.programs.contains(kind(builder)),
          !isCache || KindSet([.worker, .job, .function]).contains(kind(builder)) && callers(builder).isEmpty,
          let from = calls(builder).first(where: {
            target($0) != view && kind(target($0)) == .database && !isTrue(.derived, target($0))
              && (isRead($0) || access($0) == nil)
          })
        else { continue }
        let records = target(from)
        let readers = callers(view).filter { source($0) != builder && mayRead($0) }
        guard !readers.isEmpty else { continue }
        var deviations: [RecognisedPattern.Deviation] = []
        for reader in unique(readers.map(source)) {
          if let past = call(from: reader, to: records), !isWrite(past) {
            deviations.append(but("\(name(reader)) reads \(name(records)) as well", past))
          }
        }
        for relation in callers(view) where source(relation) != builder && isWrite(relation) {
          deviations.append(but("\(name(source(relation))) writes \(name(view)) besides \(name(builder))", relation))
        }
        return pattern(
          "materialised-view",
          [
            ("records", [records]), ("builder", [builder]), ("view", [view]), ("readers", readers.map(source)),
          ], deviations)
      }
      return []
    }
  }

  /// Copies of a database that answer reads: `read-replicas`, or a copy over `=>` of the same technology.
  func readCopies() -> [RecognisedPattern] {
    var result: [RecognisedPattern] = []
    for store in model.elements(of: .database) {
      if let count = number(.readReplicas, store), count >= 1 {
        var deviations: [RecognisedPattern.Deviation] = []
        if !callers(store).contains(where: { word(.read, $0) == "replica" || isRead($0) }) {
          deviations.append(but("no relation reads from the replicas of \(name(store))", store))
        }
        for relation in callers(store) where word(.read, relation) == "replica" && isTrue(.consistent, relation) {
          deviations.append(
            but("\(name(source(relation))) needs the latest write and reads a replica of \(name(store))", relation))
        }
        let readers = callers(store).filter { word(.read, $0) == "replica" }.map(source)
        result += pattern("read-replicas", [("store", [store]), ("readers", readers)], deviations)
      }
      for copying in outgoing(store, .replication) where kind(target(copying)) == .database {
        let copy = target(copying)
        guard isSameTechnology(store, copy) else { continue }
        let readers = callers(copy).filter { Self.programs.contains(kind(source($0))) }
        guard readers.contains(where: mayRead) else { continue }
        // Stores that copy each other, and the store of another region with a program of its own there, are primaries.
        let isOwn =
          !readers.contains(where: isRead) && Set(readers.map(source)).isDisjoint(with: callers(store).map(source))
        let isMutual = outgoing(copy, .replication).contains { target($0) == store }
        guard !isMutual, !(isOwn && !callers(store).isEmpty) else { continue }
        var deviations: [RecognisedPattern.Deviation] = []
        for relation in readers where isWrite(relation) {
          deviations.append(but("\(name(source(relation))) writes the copy \(name(copy))", relation))
        }
        result += pattern(
          "read-replicas", [("primary", [store]), ("copy", [copy]), ("readers", readers.map(source))], deviations)
      }
    }
    return result
  }

  /// What is of another technology, or of another type, holds the data in another form and is no replica.
  private func isSameTechnology(_ first: ElementID, _ second: ElementID) -> Bool {
    if let one = word(.type, first), let other = word(.type, second), one != other { return false }
    guard let one = model.technologyText(first), let other = model.technologyText(second) else { return true }
    return (TechnologyCatalogue.find(one)?.name ?? one) == (TechnologyCatalogue.find(other)?.name ?? other)
  }

  /// A store in shards.
  func shardedStores() -> [RecognisedPattern] {
    model.elements(of: .database).flatMap { store -> [RecognisedPattern] in
      guard let shards = number(.shards, store), shards > 1 else { return [] }
      var deviations: [RecognisedPattern.Deviation] = []
      if stated(.shardKey, store) == nil {
        deviations.append(but("\(name(store)) does not say by which key (`shard-key`)", store))
      }
      return pattern("sharding", [("shards", [store]), ("users", callers(store).map(source))], deviations)
    } + routedShards()
  }

  /// Equal databases among which a program chooses by a key, as its relations or the databases say.
  private func routedShards() -> [RecognisedPattern] {
    model.elements(of: KindSet.compute).flatMap { router -> [RecognisedPattern] in
      let databases = calls(router).filter { kind(target($0)) == .database }
      let choosing = databases.filter { Self.speaksOfShards(model.label($0) ?? "") }
      let shards = unique((choosing.isEmpty ? databases.filter { isShard(target($0)) } : choosing).map(target))
      guard let first = shards.first, shards.count >= 2, shards.allSatisfy({ isSameTechnology(first, $0) }),
        !choosing.isEmpty || Set(shards.map(shardKeys)).count == 1
      else { return [] }
      var deviations: [RecognisedPattern.Deviation] = []
      for shard in shards {
        for relation in callers(shard) where source(relation) != router {
          deviations.append(
            but("\(name(source(relation))) reaches the shard \(name(shard)) past \(name(router))", relation))
        }
      }
      return pattern("sharding", [("router", [router]), ("shards", shards)], deviations)
    }
  }

  /// Whether it is one shard of several, and not a store that has shards of its own.
  private func isShard(_ store: ElementID) -> Bool {
    stated(.shards, store) == nil && !shardKeys(store).isEmpty
  }

  private func shardKeys(_ store: ElementID) -> [String] {
    stated(.shardKey, store).map { model.texts($0.value) } ?? []
  }

  private static func speaksOfShards(_ label: String) -> Bool {
    let words = label.lowercased().split { !$0.isLetter }
    return label.contains("%")
      || words.contains { ["shard", "shards", "mod", "modulo", "hash", "hashed"].contains($0) }
  }
}

/// Who announces to a listener and what they write, each read from the model once.
private struct CommandSides {
  private let evidence: PatternEvidence
  /// By listener: the programs and stores whose messages it hears.
  private var heard: [ElementID: [ElementID]] = [:]
  /// By program: the first two databases that it changes.
  private var written: [ElementID: [ElementID]] = [:]
  /// By database: the first program that changes it.
  private var writers: [ElementID: ElementID?] = [:]

  init(_ evidence: PatternEvidence) { self.evidence = evidence }

  /// A program whose messages a part hears and that writes a store of its own.
  mutating func find(
    announcingTo listener: ElementID, apartFrom read: ElementID
  ) -> (command: ElementID, write: ElementID)? {
    for sender in senders(to: listener) {
      if PatternEvidence.programs.contains(evidence.kind(sender)) {
        if let store = stores(writtenBy: sender).first(where: { $0 != read }) { return (sender, store) }
      } else if evidence.kind(sender) == .database, sender != read, let writer = writer(of: sender) {
        // A store may announce its changes itself.
        return (writer, sender)
      }
    }
    return nil
  }

  private mutating func senders(to listener: ElementID) -> [ElementID] {
    if let known = heard[listener] { return known }
    let evidence = evidence
    let direct = evidence.unique(evidence.incoming(listener, .message).map(evidence.source))
    let result = evidence.unique(
      direct.flatMap { sender in
        KindSet.messaging.contains(evidence.kind(sender))
          ? evidence.incoming(sender, .message).map(evidence.source) : [sender]
      }
    ).filter { $0 != listener }
    heard[listener] = result
    return result
  }

  private mutating func stores(writtenBy program: ElementID) -> [ElementID] {
    if let known = written[program] { return known }
    let evidence = evidence
    let result = Array(
      evidence.unique(
        evidence.calls(program).filter { evidence.kind(evidence.target($0)) == .database && evidence.changes($0) }
          .map(evidence.target)
      ).prefix(2))
    written[program] = result
    return result
  }

  private mutating func writer(of store: ElementID) -> ElementID? {
    if let known = writers[store] { return known }
    let evidence = evidence
    let result = evidence.callers(store).first {
      evidence.changes($0) && PatternEvidence.programs.contains(evidence.kind(evidence.source($0)))
    }.map(evidence.source)
    writers[store] = result
    return result
  }
}
