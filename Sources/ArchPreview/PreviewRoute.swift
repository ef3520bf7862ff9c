/// Where a request leads. There is nothing but these: no path is ever joined to that of a file.
enum PreviewRoute: Sendable, Hashable {
  case page
  case asset(PreviewAsset)
  case events
  case question(PreviewQuestion)

  /// The only method that a path answers to besides `HEAD`, which goes with `GET`; nil where there is no such path.
  static func method(of path: String) -> String? {
    switch path {
    case "/", "/events", "/api/state", "/api/findings", "/api/drawing", "/api/part", "/api/report", "/api/source",
      "/api/whatif":
      "GET"
    case "/api/open", "/api/show": "POST"
    default: PreviewAsset.named(path) == nil ? nil : "GET"
    }
  }

  /// The route of a path that `method(of:)` knows; nil where the query does not fit it.
  init?(path: String, query: [PreviewRequest.Item]) {
    func value(_ name: String) -> String { query.first { $0.name == name }?.value ?? "" }
    func number(_ name: String) -> Int? { Int(value(name)).flatMap { (0...10_000_000).contains($0) ? $0 : nil } }
    switch path {
    case "/": self = .page
    case "/events": self = .events
    case "/api/state": self = .question(.state)
    case "/api/findings": self = .question(.findings)
    case "/api/report": self = .question(.report)
    case "/api/part":
      guard let whatIf = Self.whatIf(query) else { return nil }
      self = .question(.part(value("id"), under: whatIf))
    case "/api/drawing":
      guard let whatIf = Self.whatIf(query) else { return nil }
      self = .question(
        .drawing(
          DrawingQuestion(view: value("view"), overlay: value("overlay"), whatIf: whatIf.isEmpty ? nil : whatIf)))
    case "/api/whatif":
      guard let whatIf = Self.whatIf(query), !whatIf.isEmpty else { return nil }
      self = .question(.whatIf(whatIf))
    case "/api/source":
      guard let file = number("file") else { return nil }
      self = .question(.source(file))
    case "/api/open":
      guard let file = number("file"), let line = number("line") else { return nil }
      self = .question(.open(file: file, line: line))
    case "/api/show":
      if !value("id").isEmpty {
        self = .question(.show(.part(value("id"))))
      } else if let line = number("line"), !value("path").isEmpty {
        self = .question(.show(.line(path: value("path"), line: line)))
      } else {
        return nil
      }
    default:
      guard let asset = PreviewAsset.named(path) else { return nil }
      self = .asset(asset)
    }
  }

  private static func whatIf(_ query: [PreviewRequest.Item]) -> WhatIfQuestion? {
    func values(_ name: String) -> [String] { query.filter { $0.name == name && !$0.value.isEmpty }.map(\.value) }
    let question = WhatIfQuestion(
      down: values("down"), downOne: values("downOne"), load: values("load").first ?? "",
      moment: values("at").first ?? "", variants: values("variant"), set: values("set"),
      remove: values("remove"))
    return question.count <= WhatIfQuestion.limit ? question : nil
  }
}
