/// A file of the page, embedded in the binary. Its text lies in `Page/`, and what Swift reads in `Assets/` is derived
/// from that.
struct PreviewAsset: Sendable, Hashable {
  /// Where it is served.
  let path: String
  let type: String
  let text: String

  var response: PreviewResponse { PreviewResponse(type: type, body: Array(text.utf8)) }

  static let page = PreviewAsset(path: "/", type: "text/html; charset=utf-8", text: Self.indexHTML)

  static let all: [PreviewAsset] = [
    PreviewAsset(path: "/favicon.svg", type: "image/svg+xml", text: Self.faviconSVG),
    style("page.css", Self.pageCSS), style("panel.css", Self.panelCSS),
    script("main.js", Self.mainJS), script("api.js", Self.apiJS), script("place.js", Self.placeJS),
    script("stage.js", Self.stageJS), script("drawing.js", Self.drawingJS), script("search.js", Self.searchJS),
    script("part.js", Self.partJS), script("findings.js", Self.findingsJS), script("whatif.js", Self.whatifJS),
    script("changes.js", Self.changesJS),
    script("source.js", Self.sourceJS), script("markdown.js", Self.markdownJS), script("dom.js", Self.domJS),
  ]

  static func named(_ path: String) -> PreviewAsset? { all.first { $0.path == path } }

  private static func script(_ name: String, _ text: String) -> PreviewAsset {
    PreviewAsset(path: "/page/" + name, type: "text/javascript; charset=utf-8", text: text)
  }

  private static func style(_ name: String, _ text: String) -> PreviewAsset {
    PreviewAsset(path: "/page/" + name, type: "text/css; charset=utf-8", text: text)
  }
}
