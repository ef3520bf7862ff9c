import ArchSyntax

/// Look-up of names: from the inside out, then what is unique in the whole program.
extension Binder {
  /// The declaration that a path means, or nil after a report. Only kinds of the set count.
  mutating func resolve(path: Range<Int>, scope: ElementID, allowing kinds: KindSet) -> ElementID? {
    guard let first = path.first else { return nil }
    let id = name(first)
    let found: ElementID?
    if path.count == 1 {
      found = single(id, scope: scope, kinds: kinds)
    } else {
      found = dotted(path, first: id, scope: scope, kinds: kinds)
    }
    if let found {
      let declaredIn = elements[Int(found.index)].node.file
      if declaredIn != file { uses.insert(FileUse(user: file, used: declaredIn)) }
      return elements[Int(found.index)].isBroken && !kinds.contains(elements[Int(found.index)].kind) ? nil : found
    }
    reportUnresolved(path, id: id, scope: scope, kinds: kinds)
    return nil
  }

  @inline(__always)
  private func fits(_ element: ElementID, _ kinds: KindSet) -> Bool {
    let data = elements[Int(element.index)]
    return kinds.contains(data.kind) || data.isBroken
  }

  private func single(_ id: NameID, scope: ElementID, kinds: KindSet) -> ElementID? {
    var current = scope
    while true {
      if let element = scopes[current, id], fits(element, kinds) { return element }
      if current == .program { break }
      current = elements[Int(current.index)].parent
    }
    var candidate: ElementID?
    for element in sameNames(id) where fits(element, kinds) {
      if candidate != nil { return nil }
      candidate = element
    }
    return candidate
  }

  private mutating func dotted(_ path: Range<Int>, first: NameID, scope: ElementID, kinds: KindSet) -> ElementID? {
    let rest = stride(from: path.lowerBound + 2, to: path.upperBound, by: 2).map { name($0) }
    func descend(_ start: ElementID) -> ElementID? {
      var element = start
      for part in rest {
        guard let next = scopes[element, part] else { return nil }
        element = next
      }
      return fits(element, kinds) ? element : nil
    }
    var current = scope
    while true {
      if let element = scopes[current, first], let found = descend(element) { return found }
      if current == .program { break }
      current = elements[Int(current.index)].parent
    }
    var candidate: ElementID?
    for element in sameNames(first) {
      guard let found = descend(element) else { continue }
      if candidate != nil { return nil }
      candidate = found
    }
    return candidate
  }

  /// The elements that bear a name, in source order.
  func sameNames(_ id: NameID) -> some Sequence<ElementID> {
    let start = Int(id.index) < firstSameName.count ? firstSameName[Int(id.index)] : -1
    // Only the one array is captured: a copy of the whole binder would count references for each look-up.
    return sequence(state: start) { [nextSameName] (index: inout Int32) -> ElementID? in
      guard index >= 0 else { return nil }
      defer { index = nextSameName[Int(index)] }
      return ElementID(Int(index))
    }
  }

  private mutating func reportUnresolved(_ path: Range<Int>, id: NameID, scope: ElementID, kinds: KindSet) {
    let span = span(path)
    let word = text(path)
    let lastID = path.last.map { name($0) } ?? id
    let candidates = Array(sameNames(lastID).filter { fits($0, kinds) }.prefix(3))
    if path.count == 1, candidates.count > 1 {
      report(
        NameMessage.ambiguous(
          span, word: word,
          candidates: candidates.prefix(2).map { (path: pathText($0), span: nameSpan(of: $0)) }))
      return
    }
    if candidates.isEmpty, reportVariantName(path, kinds: kinds) { return }
    // One name that is missing is one mistake, however often it is used; the fix mends all its uses.
    let key = interner.intern(word)
    if let known = unknownNames[key] {
      unknownUses[key, default: 0] += 1
      if var fix = diagnostics[known].fix, let text = fix.edits.first?.text {
        fix.edits.append(Edit(span, text))
        diagnostics[known].fix = fix
      }
      diagnostics[known].note = "`\(word)` is used in \(count(unknownUses[key, default: 0], "more place"))"
      return
    }
    if path.count == 1, let other = sameNames(id).first(where: { !elements[Int($0.index)].isBroken }) {
      report(
        NameMessage.wrongKind(
          span, word: word, kind: elements[Int(other.index)].kind, wanted: kinds, place: nameSpan(of: other)))
      return
    }
    var near: [(word: String, span: Span)] = []
    var nearest: [String] = []
    if unknownNames.count < Self.suggestionLimit {
      if path.count == 1 {
        var names: [String] = []
        var places: [String: Span] = [:]
        for element in elements.indices.dropFirst() where kinds.contains(elements[element].kind) {
          let name = interner.text(elements[element].name)
          if !name.isEmpty, places[name] == nil {
            names.append(name)
            places[name] = nameSpan(of: ElementID(element))
          }
        }
        for other in namesAround(path, kinds: kinds) where places[other.name] == nil {
          names.append(other.name)
          places[other.name] = other.place
        }
        nearest = onlyOne(of: id, among: kinds).map { [$0] } ?? Spelling.nearest(to: word, among: names)
        near = nearest.compactMap { name in places[name].map { (name, $0) } }
      } else if let inside = candidates.first, candidates.count == 1 {
        nearest = [pathText(inside)]
        near = [(pathText(inside), nameSpan(of: inside))]
      }
    }
    unknownNames[key] = diagnostics.count
    report(NameMessage.unknown(span, word: word, kinds: kinds, near: near))
  }

  /// The name of the one element of a kind, where the word is that kind: whoever writes `system.cost` means the system.
  private func onlyOne(of word: NameID, among kinds: KindSet) -> String? {
    guard let kind = Schema.kind(word), kinds.contains(kind) else { return nil }
    var found: String?
    for element in elements.dropFirst() where element.kind == kind && !element.isBroken {
      if found != nil { return nil }
      found = interner.text(element.name)
    }
    return found?.isEmpty == false ? found : nil
  }

  /// How many unknown names get a suggestion, which costs a look at every name.
  private static var suggestionLimit: Int { 100 }

  func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
