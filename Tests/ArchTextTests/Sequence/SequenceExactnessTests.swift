import ArchDiagram
import ArchText
import ArchViews
import TestSupport
import Testing

/// Whoever sees only the text recovers participants, messages, frames and notes, in order.
struct SequenceExactnessTests {
  private func check(
    _ diagram: SequenceDiagram, _ charset: TextDrawing.Charset, width: Int? = nil
  ) throws {
    let options = TextDrawing.Options(charset: charset, width: width)
    let drawing: TextDrawing
    do {
      drawing = try TextDrawing.draw(diagram, options: options)
    } catch .tooWide(let needed, let limit) {
      // What does not fit says how much it needs, and then it fits.
      #expect(needed > limit)
      try check(diagram, charset, width: needed)
      return
    }
    if let width { #expect(drawing.columns <= width, "\(diagram.title) at \(width)") }
    let found: ReadSequence
    do {
      found = try SequenceReader.read(drawing.text, isASCII: charset == .ascii)
    } catch {
      Issue.record("\(diagram.title), \(charset), \(width.map(String.init) ?? "-"): \(error)\n\(drawing.text)")
      return
    }
    let expected = ReadSequence(diagram)
    if width == nil {
      #expect(found == expected, "\(diagram.title), \(charset)\n\(drawing.text)")
    } else {
      #expect(found.packed == expected.packed, "\(diagram.title), \(charset), \(width ?? 0)\n\(drawing.text)")
    }
  }

  @Test(arguments: 0..<320)
  func randomDiagrams(seed: Int) throws {
    let diagram = RandomSequence.make(seed: UInt64(seed))
    for charset in [TextDrawing.Charset.unicode, .ascii] { try check(diagram, charset) }
    if seed % 10 == 0 { try check(diagram, .safe) }
  }

  @Test(arguments: 400..<460)
  func randomDiagramsInNarrowTerminals(seed: Int) throws {
    let diagram = RandomSequence.make(seed: UInt64(seed))
    for (index, width) in [150, 100, 80, 60, 40, 20].enumerated() {
      try check(diagram, (seed + index) % 2 == 0 ? .unicode : .ascii, width: width)
    }
  }

  @Test(arguments: (try? Repository.sampleRoots()) ?? [])
  func flowsOfSamples(root: String) throws {
    let model = try Checked(file: root).model
    #expect(!model.flows.isEmpty)
    for flow in model.flows {
      let diagram = SequenceProjection.diagram(of: flow, in: model)
      for charset in TextDrawing.Charset.allCases {
        try check(diagram, charset)
        try check(diagram, charset, width: 80)
      }
    }
  }
}
