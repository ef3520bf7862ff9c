/// A drawing for the page, as SVG.
public struct ReportPicture: Sendable {
  public var title: String
  /// The path by which the report names it; empty for a drawing that stands in the overview.
  public var path: String
  public var svg: String
  /// Whether a reader has to open it.
  public var isFolded: Bool

  public init(title: String, path: String = "", svg: String, isFolded: Bool = false) {
    self.title = title
    self.path = path
    self.svg = svg
    self.isFolded = isFolded
  }
}

extension ReportDocument {
  /// The report as one page that needs nothing but itself: drawings stand in it, and its policy lets no script run and
  /// no request leave.
  ///
  /// - Parameters:
  ///   - sections: what it holds; nil for everything.
  ///   - pictures: the drawings of the overview, in their order, and those that the report names by a path.
  public func html(of sections: [Section]? = nil, pictures: [ReportPicture] = []) -> String {
    var page = HTMLPage(self, sections: sections ?? self.sections, pictures: pictures)
    return page.text
  }
}

/// Makes the page. All text goes through `escaped`; markup is made here alone.
private struct HTMLPage {
  private let document: ReportDocument
  private let sections: [ReportDocument.Section]
  private let anchors: Set<String>
  private let targets: [String: String]
  private let notes: [String: MarkdownText]
  private var pictures: [(picture: ReportPicture, inline: InlinePicture)] = []
  /// The footnotes in the order in which they are met.
  private var order: [String] = []
  private var lines: [String] = []

  init(_ document: ReportDocument, sections: [ReportDocument.Section], pictures: [ReportPicture]) {
    self.document = document
    self.sections = sections
    anchors = Set(sections.map(\.anchor))
    targets = Dictionary(document.targets.map { ($0.label, $0.target) }) { first, _ in first }
    notes = Dictionary(document.footnotes.map { ($0.label, $0.text) }) { first, _ in first }
    for (index, picture) in pictures.enumerated() {
      self.pictures.append((picture, InlinePicture(picture.svg, name: "drawing-\(index + 1)")))
    }
  }

  var text: String {
    mutating get {
      for section in sections { write(section) }
      writeFootnotes()
      let style = ([PageStyle.text] + pictures.map(\.inline.style)).joined(separator: "\n")
      let policy =
        "default-src 'none'; style-src 'sha256-\(SHA256.base64(of: style))'; base-uri 'none'; form-action 'none'"
      let title = Self.escaped(MarkdownEscaping.visibleText(document.title))
      return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="\(policy)">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <title>\(title)</title>
        <style>\(style)</style>
        </head>
        <body>
        <main>
        \(lines.joined(separator: "\n"))
        </main>
        </body>
        </html>

        """
    }
  }

  // MARK: Blocks

  private mutating func write(_ section: ReportDocument.Section) {
    lines.append("<section>")
    for block in section.blocks {
      switch block {
      case .heading(let level, let text):
        lines.append("<h\(level) id=\"\(Self.escaped(section.anchor))\">\(inline(text))</h\(level)>")
      case .contents(let text):
        if sections.count == document.sections.count { lines.append("<p>\(inline(text))</p>") }
      case .paragraph(let texts): lines.append("<p>\(texts.map { inline($0) }.joined(separator: "<br>\n"))</p>")
      case .table(let table): write(table)
      case .list(let items, let isNumbered): write(items, isNumbered: isNumbered)
      case .verbatim(let text):
        writeDrawings()
        let content = Self.escaped(ReportBlock.content(text).joined(separator: "\n"))
        let isOpen = pictures.contains { $0.picture.path.isEmpty } ? "" : " open"
        lines.append("<details\(isOpen)><summary>As text</summary><pre>\(content)</pre></details>")
      case .picture(let title, let path):
        guard let picture = pictures.first(where: { $0.picture.path == path }) else { continue }
        lines.append("<figure>\(picture.inline.element)<figcaption>\(inline(title))</figcaption></figure>")
      }
    }
    lines.append("</section>")
  }

  /// The drawings of the overview.
  private mutating func writeDrawings() {
    for (picture, inline) in pictures where picture.path.isEmpty {
      let title = Self.escaped(MarkdownEscaping.visibleText(picture.title))
      if picture.isFolded {
        lines.append("<details><summary>\(title)</summary><figure>\(inline.element)</figure></details>")
      } else {
        lines.append("<figure>\(inline.element)<figcaption>\(title)</figcaption></figure>")
      }
    }
  }

  private mutating func write(_ table: ReportTable) {
    guard !table.rows.isEmpty else { return }
    func mark(_ column: Int) -> String { table.alignments[column] == .right ? " class=\"right\"" : "" }
    lines.append("<div class=\"table\"><table>")
    let head = table.titles.enumerated().map { "<th scope=\"col\"\(mark($0.offset))>\(inline($0.element))</th>" }
    lines.append("<thead><tr>\(head.joined())</tr></thead>")
    lines.append("<tbody>")
    for row in table.rows {
      lines.append("<tr>\(row.enumerated().map { "<td\(mark($0.offset))>\(inline($0.element))</td>" }.joined())</tr>")
    }
    lines.append("</tbody></table></div>")
  }

  private mutating func write(_ items: [MarkdownText], isNumbered: Bool) {
    let isTasks = items.contains { $0.markup.hasPrefix("[x] ") || $0.markup.hasPrefix("[ ] ") }
    let tag = isNumbered ? "ol" : "ul"
    lines.append("<\(tag)\(isTasks ? " class=\"tasks\"" : "")>")
    for item in items {
      var markup = item.markup
      var box = ""
      if markup.hasPrefix("[x] ") || markup.hasPrefix("[ ] ") {
        let isDone = markup.hasPrefix("[x] ")
        box =
          "<span class=\"box\" role=\"img\" aria-label=\"\(isDone ? "done" : "not done")\">\(isDone ? "☑" : "☐")</span>"
        markup = String(markup.dropFirst(4))
      }
      lines.append("<li>\(box)\(inline(markup))</li>")
    }
    lines.append("</\(tag)>")
  }

  private mutating func writeFootnotes() {
    guard !order.isEmpty else { return }
    lines.append("<section class=\"footnotes\">\n<h2 id=\"footnotes\">How the figures come about</h2>\n<ol>")
    var index = 0
    // A note may refer to another, which then follows.
    while index < order.count {
      let label = order[index]
      index += 1
      let text = notes[label].map { inline($0) } ?? "?"
      lines.append("<li id=\"note-\(index)\"><b>\(Self.escaped(label))</b>: \(text)</li>")
    }
    lines.append("</ol>\n</section>")
  }

  // MARK: Text

  private mutating func inline(_ text: MarkdownText) -> String { inline(text.markup) }

  private mutating func inline(_ markup: String, isNested: Bool = false) -> String {
    let pieces = InlineMarkup.pieces(markup)
    var result = ""
    var open: [String] = []
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .text(let text): result += Self.escaped(text)
      case .code(let text): result += "<code>\(Self.escaped(text))</code>"
      case .strong, .emphasis:
        let tag = piece == .strong ? "strong" : "em"
        if open.last == tag {
          open.removeLast()
          result += "</\(tag)>"
        } else if pieces[(index + 1)...].contains(piece), !open.contains(tag) {
          open.append(tag)
          result += "<\(tag)>"
        } else {
          result += piece == .strong ? "**" : "*"
        }
      case .footnote(let label): result += footnote(label)
      case .reference(let text, let label):
        if let target = targets[label], !isNested {
          result += link(text, to: target)
        } else {
          result += "[" + (isNested ? Self.escaped(InlineMarkup.plain(text)) : inline(text, isNested: true)) + "]"
        }
      case .link(let text, let target), .picture(let text, let target):
        result += isNested ? Self.escaped(InlineMarkup.plain(text)) : link(text, to: target)
      }
    }
    for tag in open.reversed() { result += "</\(tag)>" }
    return result
  }

  /// A link that leads into the page or to a file beside it; what leads elsewhere is text.
  private mutating func link(_ text: String, to target: String) -> String {
    let content = inline(text, isNested: true)
    let isInside = target.hasPrefix("#")
    if isInside, !anchors.contains(Self.decoded(target.dropFirst())) { return content }
    guard isInside || !target.contains(":") else { return content }
    return "<a href=\"\(Self.escaped(target))\">\(content)</a>"
  }

  private mutating func footnote(_ label: String) -> String {
    guard notes[label] != nil else { return "" }
    let index: Int
    if let known = order.firstIndex(of: label) {
      index = known
    } else {
      index = order.count
      order.append(label)
    }
    return "<sup><a href=\"#note-\(index + 1)\" title=\"\(Self.escaped(label))\">\(index + 1)</a></sup>"
  }

  /// The text of an address with its percent signs read.
  private static func decoded(_ text: Substring) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let value = UInt8(String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        result.append(value)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Text without meaning for HTML, in content and in attributes.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
