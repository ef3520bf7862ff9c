import ArchModel

extension ModelFacts {
  private static let inProcess: Set<String> = ["in-process", "ipc"]

  /// Whether a relation stays inside one program: both ends run in one process, or both are modules that no service
  /// holds, or its protocol says so.
  public func isInProcess(_ relation: RelationID) -> Bool {
    let data = model[relation]
    let source = process(of: data.source)
    let target = process(of: data.target)
    if source == target { return true }
    if model[source].kind == .module, model[target].kind == .module { return true }
    return value(.protocol, of: relation).flatMap { model.word($0.value) }.map(Self.inProcess.contains) ?? false
  }

  /// Whether a relation is a call over the network whose answer the caller waits for. Two-way streams stay open and are
  /// none.
  public func isNetworkCall(_ relation: RelationID) -> Bool {
    model[relation].arrow == .call && !isInProcess(relation)
  }

  /// The kinds whose calls are requests of ours that wait for an answer: what names are resolved by, what watches and
  /// what delivers is not among them. CDNs and filters are run by others, with limits of their own.
  static let callers: KindSet = KindSet.compute | [.loadBalancer, .gateway, .identity]
}
