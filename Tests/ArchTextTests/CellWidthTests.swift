import ArchText
import Testing

struct CellWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("订单", 4), ("がく", 4), ("ｶ", 1), ("Ａ", 2), ("한국", 4),
    ("\u{1112}\u{1161}\u{11AB}", 2), ("🚀", 2), ("👩‍💻", 2), ("👍🏽", 2), ("🇩🇪", 2), ("❤️", 2), ("1️⃣", 2), ("─┼▶", 3),
    ("\u{200D}", 0), ("±µ", 2),
  ])
  func cells(text: String, width: Int) {
    #expect(CellWidth.of(text) == width)
  }
}

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
