import ArchAnalysis
import ArchModel

/// What the load and the use of a store or broker say about its technology.
extension NeedReader {
  /// What one machine of a relational database is known to take, by order of magnitude: writes a second.
  static let manyWrites = 20_000.0
  /// Messages a second from which on a broker has to be made for throughput.
  static let manyMessages = 50_000.0
  /// Messages a second below which a log in partitions is more than is asked for.
  static let fewMessages = 100.0
  /// Data of one machine, in bytes, that can still be copied and restored within a working day or so.
  static let muchData = 10e12

  static func text(_ value: Double, _ dimension: Dimension) -> String {
    QuantityFormatter.text(Quantity(value, dimension), .significant(3))
  }

  /// The load at peak, or nil where it is not known or nothing comes.
  func rate(of element: ElementID) -> Double? { known(loads?.rate, element) }

  private func known(_ values: [Known<Double>]?, _ element: ElementID) -> Double? {
    guard let loads, let values, loads.isReached[Int(element.index)], let value = values[Int(element.index)].value,
      value.isFinite, value > 0
    else { return nil }
    return value
  }

  private func shards(_ element: ElementID) -> Double {
    max(1, stated(.shards, element).flatMap { model.figure($0.stated)?.value } ?? 1)
  }

  func writesOfShard(_ element: ElementID) -> Double? { known(loads?.writes, element).map { $0 / shards(element) } }

  func sizeOfShard(_ element: ElementID) -> Double? {
    stated(.size, element).flatMap { model.figure($0.stated)?.value }.map { $0 / shards(element) }
  }

  /// What the technology cannot be for this part, from how it is used.
  func useLimits(of technology: Technology, _ element: ElementID) -> [String] {
    var result: [String] = []
    if model[element].kind == .database, !isDerived(element) {
      if technology.kinds.first == "cache" {
        result.append(
          "it works in memory and may lose what it acknowledged: no place for the only copy (state `derived` if it is none)"
        )
      }
      if technology.storeType == "search", !isFilled(element) {
        result.append(
          "it has no transactions and shows late what is new: no source of the data (state `derived` if it is none)")
      }
      if technology.storeType == "warehouse", isWrittenByRequests(element) {
        result.append("requests write it, and it is made for scans: single rows are slow and dear to write")
      }
    }
    if technology.goodAt.contains("embedded"), technology.managed == .no {
      let users = Set(
        model.incoming(element).filter { model[$0].arrow.isSynchronous && !model[$0].isBroken }.map { model[$0].source }
      )
      if users.count > 1 {
        result.append("\(users.count) programs use it, and it lives inside one")
      }
    }
    if Self.keepsNothing.contains(technology.name), isMeantToKeep(element) {
      result.append("it keeps no message: whoever does not listen at that moment never gets it")
    }
    return result
  }

  /// What hands on messages to those who listen, and forgets them.
  private static let keepsNothing: Set<String> = ["Redis Pub/Sub", "NATS"]

  private func isMeantToKeep(_ element: ElementID) -> Bool {
    let delivery = stated(.delivery, element).flatMap { model.word($0.stated.value) }
    return delivery == "at-least-once" || delivery == "exactly-once"
      || stated(.durable, element)?.stated.value == .flag(true) || stated(.retention, element) != nil
  }

  /// Whether others fill it in the background, so that it is a copy even where nobody says so.
  private func isFilled(_ element: ElementID) -> Bool {
    let incoming = model.incoming(element).filter { !model[$0].isBroken }
    if incoming.contains(where: { model[$0].arrow == .replication }) { return true }
    let writing = incoming.filter { isWrite($0) }
    return !writing.isEmpty
      && writing.allSatisfy { KindSet([.worker, .job, .function]).contains(model[model[$0].source].kind) }
  }

  private func isWrittenByRequests(_ element: ElementID) -> Bool {
    model.incoming(element).contains { relation in
      !model[relation].isBroken && isWrite(relation)
        && KindSet([.service, .gateway, .module]).contains(model[model[relation].source].kind)
    }
  }

  private func isWrite(_ relation: RelationID) -> Bool {
    let access = model.stated(.access, of: relation).flatMap { model.word($0.value) }
    return access == "write" || access == "read-write"
  }

  /// What to think over, although it fits.
  func remarks(on technology: Technology, _ element: ElementID, provider: String?) -> [String] {
    let asked = stated(.needs, element).map { model.words($0.stated) } ?? []
    if model[element].kind == .database, let purpose = purpose(of: element),
      needs(of: element).map(\.word) == [purpose],
      asked.isEmpty, stated(.type, element) == nil
    {
      return [
        "state what is asked of it (`needs: \(purpose)`); where nothing special is, PostgreSQL is the usual choice"
      ]
    }
    guard KindSet.messaging.contains(model[element].kind), technology.managed != .yes,
      technology.goodAt.contains("high-throughput"), technology.goodAt.contains("event-log"),
      asked.allSatisfy({ !["replay", "event-log", "event-sourcing", "high-throughput"].contains($0) }),
      let rate = rate(of: element), rate < Self.fewMessages
    else { return [] }
    let lighter = SelectionGuide.candidates(for: ["work-queue"], kind: "queue", provider: provider)
      .map(\.technology).filter { $0.name != technology.name && !$0.goodAt.contains("event-log") }
    let name = lighter.first { $0.managed == .yes }?.name ?? lighter.first?.name ?? "a plain queue"
    return [
      "\(Self.text(rate, .rate)) at peak is far below what it is made for: unless somebody reads messages again, "
        + "\(name) would be less to run"
    ]
  }
}
