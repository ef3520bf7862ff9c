import Testing

@testable import ArchSyntax

@Suite("Unified differences")
struct UnifiedDiffTests {
  private func diff(_ old: String, _ new: String, context: Int = 3) -> [String] {
    let text = UnifiedDiff.text(from: old, to: new, path: "x.arch", context: context)
    return Array(text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).dropFirst(2).dropLast())
  }

  private func lines(_ numbers: ClosedRange<Int>) -> String { numbers.map { "\($0)\n" }.joined() }

  @Test func equalTextsDifferInNothing() {
    #expect(UnifiedDiff.text(from: "a\n", to: "a\n", path: "x") == "")
    #expect(UnifiedDiff.text(from: "", to: "", path: "x") == "")
  }

  @Test func oneLineWithContext() {
    let new = lines(1...4) + "five\n" + lines(6...10)
    #expect(
      UnifiedDiff.text(from: lines(1...10), to: new, path: "x.arch") == """
        --- a/x.arch
        +++ b/x.arch
        @@ -2,7 +2,7 @@
         2
         3
         4
        -5
        +five
         6
         7
         8

        """)
  }

  @Test func hunksMeetWhenSixLinesLieBetween() {
    let old = lines(1...20)
    let near = lines(1...4) + "x\n" + lines(6...11) + "y\n" + lines(13...20)
    #expect(diff(old, near).filter { $0.hasPrefix("@@") } == ["@@ -2,14 +2,14 @@"])
    let far = lines(1...4) + "x\n" + lines(6...12) + "y\n" + lines(14...20)
    #expect(diff(old, far).filter { $0.hasPrefix("@@") } == ["@@ -2,7 +2,7 @@", "@@ -10,7 +10,7 @@"])
  }

  @Test func emptySides() {
    #expect(diff("", "a\nb\n") == ["@@ -0,0 +1,2 @@", "+a", "+b"])
    #expect(diff("a\n", "") == ["@@ -1 +0,0 @@", "-a"])
    #expect(diff("a\nb\n", "a\nx\nb\n", context: 0) == ["@@ -1,0 +2 @@", "+x"])
  }

  @Test func noNewlineAtTheEnd() {
    let missing = "\\ No newline at end of file"
    #expect(diff("a\nb", "a\nb\n") == ["@@ -1,2 +1,2 @@", " a", "-b", missing, "+b"])
    #expect(diff("a\nb\n", "a\nb") == ["@@ -1,2 +1,2 @@", " a", "-b", "+b", missing])
    #expect(diff("a\nb", "x\nb") == ["@@ -1,2 +1,2 @@", "-a", "+x", " b", missing])
    #expect(diff("a", "b") == ["@@ -1 +1 @@", "-a", missing, "+b", missing])
  }

  @Test func theExampleOfMyers() {
    let old = "ABCABBA".map { "\($0)\n" }.joined()
    let new = "CBABAC".map { "\($0)\n" }.joined()
    let changed = diff(old, new).filter { $0.hasPrefix("-") || $0.hasPrefix("+") }
    #expect(changed.count == 5)
  }

  @Test func linesAreComparedAsBytes() {
    #expect(diff("e\u{301}\n", "\u{E9}\n").count == 3)
    #expect(UnifiedDiff.text(from: "a\r\n", to: "a\n", path: "x") == "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\r\n+a\n")
    let bytes = UnifiedDiff.bytes(from: [0xFF, 0x0A], to: [0xFE, 0x0A], path: "x")
    #expect(bytes == Array("--- a/x\n+++ b/x\n@@ -1 +1 @@\n-".utf8) + [0xFF, 0x0A, 0x2B, 0xFE, 0x0A])
  }

  @Test func names() {
    func header(_ path: String) -> String {
      String(UnifiedDiff.text(from: "a\n", to: "b\n", path: path).prefix { $0 != "\n" })
    }
    #expect(header("/root dir/ü.arch") == "--- a/root dir/ü.arch\t")
    #expect(header("a\"\n\u{1B}\\") == #"--- "a/a\"\n\033\\""#)
  }

  @Test func changesLeadFromOldToNew() {
    var state: UInt32 = 3
    func random(_ below: UInt32) -> Int {
      state = state &* 1_664_525 &+ 1_013_904_223
      return Int((state >> 16) % below)
    }
    for round in 0..<300 {
      let old = (0..<random(30)).map { _ in random(4) }
      let new = (0..<random(30)).map { _ in random(4) }
      let changes = LineDifference.changes(from: old, to: new, limit: round % 3 == 0 ? 4 : 1000)
      var result: [Int] = []
      var position = 0
      for (index, change) in changes.enumerated() {
        #expect(index == 0 || change.old.lowerBound > position)
        result += old[position..<change.old.lowerBound]
        #expect(result.count == change.new.lowerBound)
        result += new[change.new]
        position = change.old.upperBound
      }
      #expect(result + old[position...] == new)
      let edits = changes.reduce(0) { $0 + $1.old.count + $1.new.count }
      if round % 3 != 0 { #expect(edits == leastEdits(old, new)) }
    }
  }

  @Test func pastTheBoundTheMiddleIsReplaced() {
    let old = [9] + Array(0..<50) + [8]
    let new = [9] + Array((0..<50).reversed()) + [8]
    #expect(
      LineDifference.changes(from: old, to: new, limit: 10) == [LineDifference.Change(old: 1..<51, new: 1..<51)])
  }

  /// Removed and added lines by the longest common subsequence, computed in full.
  private func leastEdits(_ a: [Int], _ b: [Int]) -> Int {
    var last = Array(repeating: 0, count: b.count + 1)
    for x in a {
      var row = [0]
      for (j, y) in b.enumerated() { row.append(x == y ? last[j] + 1 : max(last[j + 1], row[j])) }
      last = row
    }
    return a.count + b.count - 2 * (last.last ?? 0)
  }
}
