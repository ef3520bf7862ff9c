import ArchDiagram
import CGraphviz
import Foundation
import Testing

@testable import ArchGraphviz

extension LayoutEngine {
  /// A layout with limits of its own.
  static func run(
    _ dot: [UInt8], nodeCount: Int, clusterCount: Int, edgeCount: Int, secondsLimit: Double = 30,
    bytesLimit: UInt64 = 2_000_000_000
  ) throws(GraphvizError) -> [Double] {
    var limits = EngineLimits(seconds: secondsLimit, bytes: bytesLimit)
    return try run(dot, nodeCount: nodeCount, clusterCount: clusterCount, edgeCount: edgeCount, within: &limits)
  }
}

/// What libgvc is known to do to a process that it runs in. None of it may reach this one.
@Suite struct EngineHazardTests {
  private func lines(of file: String) -> [Substring] {
    // These files have no size and come in pieces, which `String(contentsOfFile:)` takes for the end.
    let bytes = (try? FileHandle(forReadingAtPath: file)?.readToEnd()) ?? Data()
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
  }

  private var residentPages: Int {
    lines(of: "/proc/self/statm").first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
  }

  /// By how many pages of 4 KB this process grows at least, of three times. Other tests run beside, and take memory and
  /// give it back; what leaks does so each time.
  private func leastGrowth(_ work: () throws -> Void) throws -> Int {
    try (0..<3).map { _ in
      let before = residentPages
      try work()
      return residentPages - before
    }.min() ?? 0
  }

  /// libgvc 2.42 leaks about 20 KB for each cluster: 120 layouts of 30 clusters would leave 72 MB.
  @Test func layoutsLeaveNoMemoryBehind() throws {
    var dot = "digraph{node[shape=box,fixedsize=true,label=\"\"];"
    for index in 0..<30 { dot += "subgraph cluster\(index){n\(2 * index)->n\(2 * index + 1)[id=\(index)];}" }
    let text = Array((dot + "}").utf8)
    for _ in 0..<10 { _ = try LayoutEngine.run(text, nodeCount: 60, clusterCount: 30, edgeCount: 30) }
    #expect(
      try leastGrowth {
        for _ in 0..<120 { _ = try LayoutEngine.run(text, nodeCount: 60, clusterCount: 30, edgeCount: 30) }
      } < 9_000)
  }

  /// The same of whole drawings, a thousand of them; what libgvc leaks for 300 of these would be 54 MB.
  @Test func aThousandDrawingsLeaveNoMemoryBehind() throws {
    let zones = (0..<10).map { Diagram.Boundary(id: "Z\($0)", title: "Z\($0)", kind: "zone") }
    let nodes = (0..<10).map { (index: Int) in Sample.node("N\(index)", "N\(index)", "service", .compute, [], index) }
    let diagram = Diagram(boundaries: zones, nodes: nodes, edges: (1..<10).map { Sample.edge($0 - 1, .call, $0) })
    for _ in 0..<100 { _ = try SVGDrawing.draw(diagram) }
    #expect(try leastGrowth { for _ in 0..<300 { _ = try SVGDrawing.draw(diagram) } } < 7_000)
  }

  @Test func noChildStaysBehind() async throws {
    _ = try? LayoutEngine.run(Self.complete(60), nodeCount: 60, clusterCount: 0, edgeCount: 0, secondsLimit: 0.02)
    _ = try? LayoutEngine.run(Array("digraph{n0".utf8), nodeCount: 1, clusterCount: 0, edgeCount: 0)
    _ = try LayoutEngine.run(Self.complete(8), nodeCount: 8, clusterCount: 0, edgeCount: 0)
    #if os(Linux)
      // Those of tests beside this one come and go; one that is left would be there at every look.
      var left: Set<String>?
      for _ in 0..<40 where left?.isEmpty != true {
        let dead = Self.deadChildren()
        left = left.map { $0.intersection(dead) } ?? dead
        try await Task.sleep(for: .milliseconds(50))
      }
      #expect(left?.isEmpty == true)
    #endif
  }

  /// Processes that ended and that this one never asked about.
  private static func deadChildren() -> Set<String> {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return Set(
      all.filter { name in
        guard Int(name) != nil, let stat = try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8) else {
          return false
        }
        let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
        return fields.count > 1 && fields[0] == "Z" && fields[1] == "\(getpid())"
      })
  }

  private static func complete(_ count: Int) -> [UInt8] {
    var dot = "digraph{"
    for first in 0..<count { for second in (first + 1)..<count { dot += "n\(first)->n\(second);" } }
    return Array((dot + "}").utf8)
  }

  /// The callback for errors gets each message in 1,024 bytes, and longer ones crash there.
  @Test(arguments: [1_000, 1_024, 1_025, 5_000, 200_000])
  func longNamesInMessagesAreNoHarm(length: Int) throws {
    let name = String(repeating: "x", count: length)
    // An unknown port is a warning with the name in it, an unknown shape too; the layout is made.
    let warned = "digraph{n0[shape=\"\(name)\"];n1[label=\"\(name)\"];n0:\"\(name)\"->n1:\"\(name)\"[id=0];}"
    let values = try LayoutEngine.run(Array(warned.utf8), nodeCount: 2, clusterCount: 0, edgeCount: 1)
    #expect(values.count > 10)
    do {
      _ = try LayoutEngine.run(
        Array("digraph \"\(name)\" { \(name) -> -> }".utf8), nodeCount: 0, clusterCount: 0, edgeCount: 0)
      Issue.record("a broken text was laid out")
    } catch {
      #expect(error.message.contains("syntax error"))
      #expect(error.message.utf8.count < 1_500)
    }
  }

  /// A crash in the library, here of a number that overflows, is an error of one layout.
  @Test func aCrashOfTheEngineIsAnError() throws {
    do {
      _ = try LayoutEngine.run(
        Array("digraph{n0[shape=polygon,sides=2000000000]}".utf8), nodeCount: 1, clusterCount: 0, edgeCount: 0)
      Issue.record("a polygon of 2,000,000,000 sides was laid out")
    } catch {
      #expect(error.message.contains("ended without an answer") || error.message.contains("memory"))
    }
    _ = try LayoutEngine.run(Array("digraph{n0}".utf8), nodeCount: 1, clusterCount: 0, edgeCount: 0)
  }

  #if os(Linux)
    @Test func memoryIsLimited() {
      do {
        _ = try LayoutEngine.run(
          Self.complete(60), nodeCount: 60, clusterCount: 0, edgeCount: 0, secondsLimit: 20, bytesLimit: 20_000_000)
        Issue.record("1,770 edges were laid out in 20 MB")
      } catch {
        // A child of a process that has freed much may use that, as the limit is one on what is new; then time ends it.
        let ends = ["memory", "ended without an answer", "took more than"]
        #expect(ends.contains { error.message.contains($0) }, "\(error.message)")
      }
    }

    /// The usual context loads pango, cairo and the configuration of fonts; widths then depend on the machine.
    @Test func noFontLibraryIsLoaded() throws {
      _ = try SVGDrawing.draw(Sample.shop)
      let loaded = lines(of: "/proc/self/maps")
      #expect(loaded.contains { $0.contains("libgvplugin_dot_layout") }, "\(loaded.count) lines")
      // Painting a PNG loads them, in the child alone.
      _ = try PaintedDrawing.paint(SVGDrawing.draw(Sample.shop), as: .png)
      for name in ["libpango", "libcairo", "libfontconfig", "libgvplugin_pango"] {
        #expect(!loaded.contains { $0.contains(name) }, "\(name)")
      }
    }
  #endif

  @Test func drawingsNameNoVersion() throws {
    let text = try SVGDrawing.draw(Sample.shop).text.lowercased()
    #expect(!text.contains("graphviz") && !text.contains("generated") && !text.contains("<!--"))
  }

  /// Without a table of our own such text is measured in the widths of Times, a third of what it takes.
  @Test func wideWritingGetsItsRoom() {
    #expect(TextMetrics.width("日本語の名前", size: 10).points == 60)
    #expect(TextMetrics.width("한국어", size: 10).points == 30)
    #expect(TextMetrics.width("🚀", size: 10).points == 12.5)
    #expect(TextMetrics.width("e\u{301}", size: 10).points == TextMetrics.width("e", size: 10).points)
    let (wide, narrow) = (
      NodeBox(Sample.node("A", "注文サービスの台帳", "service", .compute)),
      NodeBox(Sample.node("A", "iiiiiiiii", "service", .compute))
    )
    #expect(wide.size.width >= 9 * 14 + 48)
    #expect(narrow.size.width < wide.size.width)
  }

  @Test func limitsTellWhatToDo() {
    func check(_ status: CGraphvizStatus, _ words: String = "") -> GraphvizError? {
      var bytes = Array(words.utf8)
      var limits = EngineLimits(seconds: 2.5)
      return bytes.withUnsafeMutableBufferPointer { buffer -> GraphvizError? in
        let answer = CGraphvizAnswer(
          status: status, values: nil, valueCount: 0, bytes: buffer.baseAddress, byteCount: buffer.count, seconds: 1)
        do {
          try limits.check(answer)
          #expect(limits.seconds == 1.5)
          return nil
        } catch {
          return error as? GraphvizError
        }
      }
    }
    #expect(check(CGraphvizDone) == nil)
    let plugin = check(CGraphvizNoPlugin, "rsvg")
    #expect(plugin?.message.contains("`rsvg`") == true)
    #expect(plugin?.remedy?.contains("apt install libgvc6-plugins-gtk") == true)
    #expect(check(CGraphvizTimedOut)?.message.contains("2.5 seconds") == true)
    #expect(check(CGraphvizOutOfMemory)?.message.contains("2000 MB") == true)
    #expect(check(CGraphvizCrashed, "it was ended by signal 11")?.message.contains("signal 11") == true)
    #expect(check(CGraphvizRefused, "a\u{1B}[31m")?.message.contains("\u{1B}") == false)
  }
}
