import ArchModel

extension ModelFacts {
  /// Whether an element is a durable store of data that exists nowhere else: a database or storage that is not `derived`
  /// and takes no backups of others.
  public func holdsPrimaryData(_ element: ElementID) -> Bool {
    let kind = model[element].kind
    guard kind == .database || kind == .storage else { return false }
    return !isTrue(.derived, of: element) && !backupTargets.contains(element)
  }
}
