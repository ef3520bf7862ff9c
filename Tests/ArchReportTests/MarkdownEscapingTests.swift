import Testing

@testable import ArchReport

@Suite struct MarkdownEscapingTests {
  @Test(arguments: [
    ("plain text, 3 words", "plain text, 3 words"), ("a|b", #"a\|b"#), ("*a* _b_ a_b __c", #"\*a\* \_b\_ a_b \_\_c"#),
    ("`x`", #"\`x\`"#), (#"\"#, #"\\"#), ("~~x~~", #"\~\~x\~\~"#), ("A~>B", "A~>B"), ("A ~> B", #"A \~> B"#),
    ("[x](y)", #"\[x\](y)"#), ("![x]", #"\!\[x\]"#), ("Stop!", #"Stop\!"#),
    ("a! b", "a! b"), ("<b>", #"\<b>"#), ("p99 < 400ms <= 5", "p99 < 400ms <= 5"), ("a <", #"a \<"#),
    ("&lt; &#60; R&D & co", #"\&lt; \&#60; R&D & co"#), ("R&", #"R\&"#), ("$18k", "$18k"), ("$x$", #"\$x\$"#),
    ("# h", "\\# h"), ("C# is", "C# is"), ("- a", #"\- a"#), ("-5", "-5"), ("---", #"\---"#), ("===", #"\==="#),
    ("> q", #"\> q"#), ("1. a", #"1\. a"#), ("12) a", #"12\) a"#), ("1.5 a", "1.5 a"), ("v1. a", "v1. a"),
    (":--", #"\:--"#), ("a\n b\t\tc ", "a b c"), ("a\u{2028}b\u{85}c", "a b c"),
  ])
  func signsAreEscaped(text: String, expected: String) {
    #expect(MarkdownEscaping.escape(text) == expected)
  }

  @Test(arguments: [
    ("@name", "`@name`"), ("ask (@org/team).", "ask (`@org/team`)."), ("a @ b", "a @ b"), ("#12", "`#12`"),
    ("see org/repo#12,", "see `org/repo#12`,"), ("GH-12", "`GH-12`"), ("high-12", "high-12"), (":word:", "`:word:`"),
    ("a: b: c", "a: b: c"), ("std::vector", "std::vector"), ("me@example.org", "`me@example.org`"),
    ("https://example.org/a_b", "`https://example.org/a_b`"), ("WWW.example.org", "`WWW.example.org`"),
    ("https://a|b@c", #"`https://a`\|`b@c`"#), ("`@a`", "&#96;`@a`&#96;"), ("**@a**", #"\*\*`@a`\*\*"#),
    (#"\@a"#, #"\\`@a`"#), ("<me@x.org>", #"\<`me@x.org`>"#),
  ])
  func whatForgesLinkIsCode(text: String, expected: String) {
    #expect(MarkdownEscaping.escape(text) == expected)
  }

  @Test(arguments: [
    ("a\u{202E}b", "aU+202Eb"), ("\u{0}", "U+0000"), ("\u{1B}[31m", #"U+001B\[31m"#), ("a\u{200B}b", "aU+200Bb"),
    ("\u{FEFF}", "U+FEFF"), ("\u{E0041}", "U+E0041"), ("\u{301}a", "U+0301a"), ("x \u{301}", "x U+0301"),
    ("e\u{301}", "e\u{301}"), ("👩‍💻", "👩‍💻"), ("❤️", "❤️"), ("漢字", "漢字"), ("\u{3164}", "U+3164"),
    ("\u{E000}", "U+E000"),
  ])
  func whatCannotBeSeenIsSpelled(text: String, expected: String) {
    #expect(MarkdownEscaping.escape(text) == expected)
  }

  @Test(arguments: [("a", "`a`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), ("", ""), ("a\nb", "`a b`")])
  func codeHasAFenceThatItsTextCannotLeave(text: String, expected: String) {
    #expect(MarkdownEscaping.code(text) == expected)
  }

  @Test func textIsEscapedOnlyOnce() {
    let name = "a*b"
    let inner: MarkdownText = "x \(name)"
    let outer: MarkdownText = "*\(inner)*"
    #expect(outer.markup == #"*x a\*b*"#)
  }

  @Test func listsWithCommasArePartedBySemicolons() {
    #expect(MarkdownText.list(["a", "b"]).markup == "a, b")
    #expect(MarkdownText.list(["a, b", "c"]).markup == "a, b; c")
    #expect(MarkdownText.shortList(["a", "b", "c"], limit: 2).markup == "a, b and 1 more")
  }
}
