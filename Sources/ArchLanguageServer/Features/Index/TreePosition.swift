import ArchSyntax

extension SyntaxTree {
  /// The token that holds an offset or ends at it, where a name that ends there beats a sign that begins; else nil.
  func token(at offset: Int) -> Int? {
    let index = firstToken(endingAtOrAfter: offset)
    guard index < tokens.count, tokens[index].start <= offset, tokens[index].kind != .endOfFile else { return nil }
    let next = index + 1
    // Between two tokens that touch, the one that carries a meaning counts.
    if tokens[index].end == offset, next < tokens.count, tokens[next].start == offset, !carriesMeaning(index),
      carriesMeaning(next)
    {
      return next
    }
    return index
  }

  /// The token at an offset; where only white space stands there, the one that follows; nil at the end.
  func token(near offset: Int) -> Int? {
    if let token = token(at: offset) { return token }
    let next = firstToken(endingAtOrAfter: offset)
    return next < tokens.count && tokens[next].kind != .endOfFile ? next : nil
  }

  private func carriesMeaning(_ token: Int) -> Bool {
    let kind = tokens[token].kind
    return kind == .name || kind == .tag || kind.isNumeric || kind.isString || kind.isArrow
  }

  /// The first token whose end is not before an offset.
  func firstToken(endingAtOrAfter offset: Int) -> Int {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].end < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The innermost node that spans a token; the file where none does.
  func node(spanning token: Int) -> Int {
    // The last node that begins at or before the token; then outwards until one reaches it.
    var low = 0
    var high = nodes.count
    while low < high {
      let middle = (low + high) / 2
      if nodes[middle].firstToken <= token { low = middle + 1 } else { high = middle }
    }
    var current: Int? = low - 1
    while let node = current, node > 0 {
      if token < nodes[node].endToken { return node }
      current = parent(of: node)
    }
    return 0
  }

  /// The node around a node, or nil for the file.
  ///
  /// Nodes know their ends but not their parents: this walks back over what stands before, stepping over closed nodes.
  func parent(of node: Int) -> Int? {
    guard node > 0 else { return nil }
    var low = node - 1
    while low > 0, nodes[low].next <= node { low -= 1 }
    return low
  }

  /// The nodes around a token from the inside out, the file the last.
  func nodes(around token: Int) -> [Int] {
    var result: [Int] = []
    var current = 0
    var steps = 0
    // From the file inwards, as children are found by their position.
    descend: while steps < 10_000 {
      result.append(current)
      for child in children(of: current) {
        if nodes[child].firstToken > token { break }
        if token < nodes[child].endToken {
          current = child
          steps += 1
          continue descend
        }
      }
      break
    }
    return result.reversed()
  }
}
