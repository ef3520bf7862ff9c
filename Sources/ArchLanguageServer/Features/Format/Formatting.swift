import ArchModel
import ArchSyntax

/// The edits that lay a file out in the canonical way; what is broken stays as it is.
func formatting(in snapshot: Snapshot, file: FileID) -> [Edit] {
  let index = Int(file.index)
  guard snapshot.program.files.indices.contains(index) else { return [] }
  let parsed = snapshot.program.files[index]
  let result = format(parsed)
  guard result.changed else { return [] }
  // How lines end is the editor's affair.
  let lines = snapshot.lines(of: file)
  let bytes =
    lines.hasCarriageReturns
    ? Array(lines.withOwnLineBreaks(String(decoding: result.text, as: UTF8.self)).utf8) : result.text
  let source = SourceFile(id: file, path: parsed.tree.source.path, bytes: bytes)
  return TokenDifference.edits(from: parsed.tree, to: parse(source).tree)
}

/// Of these edits those on the lines of a range.
func formatting(in snapshot: Snapshot, file: FileID, bytes: Range<Int>) -> [Edit] {
  let lines = snapshot.lines(of: file)
  let first = lines.line(at: bytes.lowerBound)
  let last = lines.line(at: max(bytes.lowerBound, bytes.isEmpty ? bytes.upperBound : bytes.upperBound - 1))
  // The break before the first line is the layout of what stands above; that behind the last one belongs below.
  let range = lines.content(ofLine: first).lowerBound..<lines.content(ofLine: last).upperBound + 1
  return formatting(in: snapshot, file: file).filter {
    $0.span.start >= range.lowerBound && $0.span.end <= range.upperBound
  }
}

/// What is laid out while somebody types: behind `}` the statement that it closes, behind a line break the line before
/// and how far the new one stands in.
func formatting(in snapshot: Snapshot, file: FileID, at offset: Int, typed: String) -> [Edit] {
  guard let tree = snapshot.tree(of: file) else { return [] }
  let lines = snapshot.lines(of: file)
  if typed == "}" {
    guard let token = tree.token(at: offset), tree.tokens[token].kind == .rightBrace else { return [] }
    let block = tree.nodes(around: token).first { tree.nodes[$0].kind == .block }
    guard let block, tree.nodes[block].endToken - 1 == token, block > 0 else { return [] }
    let start = tree.tokens[tree.nodes[block - 1].firstToken].start
    return formatting(in: snapshot, file: file, bytes: start..<tree.tokens[token].end)
  }
  guard typed == "\n" || typed == "\r\n" else { return [] }
  let line = lines.line(at: offset)
  let site = CompletionSite(snapshot.index.declarations, tree, at: offset)
  guard site.place == .code else { return [] }
  var edits: [Edit] = []
  if line > 0 {
    let above = lines.content(ofLine: line - 1)
    edits = formatting(in: snapshot, file: file, bytes: above).filter { $0.span.end <= above.upperBound }
  }
  let content = lines.content(ofLine: line)
  let blanks =
    content.lowerBound..<content.lowerBound + tree.source.bytes[content].prefix { $0 == 0x20 || $0 == 0x09 }.count
  let indentation = String(repeating: " ", count: depth(of: site, blanks.upperBound) * 2)
  if tree.source.text(blanks) != indentation { edits.append(Edit(Span(file, blanks), indentation)) }
  return edits
}

/// How many blocks are open where a line begins; a line that begins with `}` belongs to the block outside.
private func depth(of site: CompletionSite, _ offset: Int) -> Int {
  let tree = site.tree
  var depth = 0
  if site.owner > 0 {
    let token = tree.nodes[site.owner].firstToken
    depth = tree.nodes(around: token).count { tree.nodes[$0].kind == .block } + 1
  }
  let isClosing = offset < tree.source.bytes.count && tree.source.bytes[offset] == UInt8(ascii: "}")
  return max(0, isClosing ? depth - 1 : depth)
}
