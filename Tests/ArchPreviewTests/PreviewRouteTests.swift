import Testing

@testable import ArchPreview

@Suite struct PreviewRouteTests {
  private func question(_ target: String) throws -> PreviewQuestion? {
    let request = PreviewRequest(target: target)
    guard case .question(let question) = PreviewRoute(path: request.path, query: try #require(request.query)) else {
      return nil
    }
    return question
  }

  @Test func `queries become questions`() throws {
    #expect(try question("/api/part?id=Back.Orders") == .part("Back.Orders"))
    #expect(try question("/api/part?id=L%C3%A4den%20%26%20Co") == .part("Läden & Co"))
    #expect(try question("/api/part?id=a+b") == .part("a+b"))
    #expect(
      try question("/api/part?id=A&variant=scenario:Easter&set=A.p99=8ms&remove=B")
        == .part("A", under: WhatIfQuestion(variants: ["scenario:Easter"], set: ["A.p99=8ms"], remove: ["B"])))
    #expect(try question("/api/source?file=3") == .source(3))
    #expect(try question("/api/drawing") == .drawing(DrawingQuestion()))
    #expect(
      try question("/api/drawing?view=shop.Buy&overlay=load")
        == .drawing(DrawingQuestion(view: "shop.Buy", overlay: "load")))
    #expect(
      try question("/api/drawing?down=A&down=B&downOne=C&load=2x&at=1y")
        == .drawing(
          DrawingQuestion(whatIf: WhatIfQuestion(down: ["A", "B"], downOne: ["C"], load: "2x", moment: "1y"))))
    #expect(try question("/api/whatif?load=2x") == .whatIf(WhatIfQuestion(load: "2x")))
    #expect(
      try question("/api/whatif?variant=scenario:Easter&variant=option:D1.Dyn")
        == .whatIf(WhatIfQuestion(variants: ["scenario:Easter", "option:D1.Dyn"])))
    #expect(
      try question("/api/whatif?set=A.replicas%3D4..6&remove=B.C")
        == .whatIf(WhatIfQuestion(set: ["A.replicas=4..6"], remove: ["B.C"])))
    let changes = (0..<40).map { "set=A\($0).p99%3D1ms&remove=B\($0)" }.joined(separator: "&")
    #expect(try question("/api/whatif?" + changes) == nil)
    let many = (0..<40).map { "down=A\($0)&variant=scenario:S\($0)" }.joined(separator: "&")
    #expect(try question("/api/whatif?" + many) == nil)
    #expect(try question("/api/show?id=A") == .show(.part("A")))
    #expect(try question("/api/show?path=/a/b.arch&line=3") == .show(.line(path: "/a/b.arch", line: 3)))
    #expect(try question("/api/show?path=/a/b.arch") == nil)
  }

  @Test func `variants alone leave all parts well`() {
    #expect(WhatIfQuestion().isEmpty && WhatIfQuestion().isCalm)
    #expect(WhatIfQuestion(variants: ["scenario:S"]).isCalm && !WhatIfQuestion(variants: ["scenario:S"]).isEmpty)
    #expect(!WhatIfQuestion(downOne: ["A"], variants: ["scenario:S"]).isCalm)
    for changed in [WhatIfQuestion(set: ["A.p99=1ms"]), WhatIfQuestion(remove: ["A"])] {
      #expect(changed.isCalm && changed.changesProgram && !changed.isEmpty)
    }
    #expect(!WhatIfQuestion(down: ["A"], load: "2x").changesProgram)
  }

  @Test func `every question has a path that is answered`() {
    for path in [
      "/", "/events", "/api/state", "/api/findings", "/api/drawing", "/api/part", "/api/report", "/api/source",
      "/api/whatif",
    ] {
      #expect(PreviewRoute.method(of: path) == "GET")
    }
    #expect(PreviewRoute.method(of: "/api/open") == "POST")
    #expect(PreviewRoute.method(of: "/api/show") == "POST")
    for asset in PreviewAsset.all { #expect(PreviewRoute.method(of: asset.path) == "GET") }
    #expect(PreviewRoute.method(of: "/api/other") == nil)
  }

  @Test func `cookies are found by their whole name`() {
    let request = PreviewRequest(target: "/", headers: ["cookie": "xarchc-1=a; archc-1=b;archc-10=c; archc-2"])
    #expect(request.cookie("archc-1") == "b")
    #expect(request.cookie("archc-10") == "c")
    #expect(request.cookie("archc-2") == nil)
    #expect(PreviewRequest(target: "/").cookie("archc-1") == nil)
  }

  @Test func `events are lines that cannot be forged`() {
    #expect(PreviewEvent.changed(revision: 7).text == "event: changed\ndata: 7\n\n")
    #expect(PreviewEvent.show("A.B").text == "event: show\ndata: A.B\n\n")
    #expect(
      PreviewEvent.show("a\n\nevent: changed\r\nb\rc").text
        == "event: show\ndata: a\ndata: \ndata: event: changed\ndata: b\ndata: c\n\n")
    #expect(PreviewEvent.beat.hasPrefix(":"))
  }
}
