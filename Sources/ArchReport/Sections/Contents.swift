/// Where to find what, between the first page and the sections.
extension ReportWriter {
  /// Puts a paragraph of links before the heading of the mandated sections. It is written last, as it names them all.
  mutating func writeContents() {
    guard !options.isTextOnly else { return }
    var anchors = Anchors()
    var links: [MarkdownText] = []
    var place: Int?
    for (index, block) in blocks.enumerated() {
      guard case .heading(let level, let text) = block else { continue }
      let anchor = anchors.add(InlineMarkup.plain(text.markup))
      if level == 2, place == nil, index > 0, !links.isEmpty {
        place = index
        continue
      }
      if level > 1 { links.append(.link(text, target: "#" + LinkTargets.encoded(anchor))) }
    }
    guard let place, links.count > 1 else { return }
    blocks.insert(.contents("**Contents**: \(.joined(Array(links.dropFirst()), by: " · "))"), at: place)
  }
}
