import ArchCells
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
