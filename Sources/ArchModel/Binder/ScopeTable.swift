/// Finds a declaration by the scope that holds it and its name.
struct ScopeTable {
  private var table = KeyTable()

  subscript(scope: ElementID, name: NameID) -> ElementID? {
    get { table[KeyTable.key(scope.index, name.index)].map { ElementID(Int($0)) } }
    set { table[KeyTable.key(scope.index, name.index)] = newValue?.index }
  }
}
