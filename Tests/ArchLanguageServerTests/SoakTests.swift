import TestTools
import Testing

/// Random edits and requests; `fuzz --soak` does many more.
@Suite struct SoakTests {
  @Test(arguments: 1...4)
  func `the server keeps the editor's text, whatever comes`(seed: Int) {
    var soak = EditorSoak(seed: seed)
    soak.run(steps: 400)
    #expect(soak.failure == nil)
    #expect(soak.checks > 5)
  }
}
