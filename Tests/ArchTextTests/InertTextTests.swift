import ArchText
import Testing

struct InertTextTests {
  @Test(arguments: [
    ("a\u{202E}b", "aU+202Eb"), ("a\u{1B}[31m", "aU+001B[31m"), ("  a \n\t b ", "a b"), ("a\u{2028}b", "a b"),
    ("\u{301}x", "U+0301x"), ("e\u{301}", "e\u{301}"), ("👩‍💻", "👩‍💻"), ("a\u{200B}b", "aU+200Bb"),
    ("\u{2066}x\u{2069}", "U+2066xU+2069"), ("a\u{0}", "aU+0000"), ("\u{FEFF}a", "U+FEFFa"), ("", ""), ("\r\n", ""),
  ])
  func oneLine(text: String, inert: String) {
    #expect(InertText.oneLine(text) == inert)
  }
}
