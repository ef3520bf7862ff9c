import ArchReport
import Testing

@Suite struct MarkedDocumentTests {
  private func made(_ text: String, _ contents: String...) throws -> String {
    let document = try MarkedDocument(Array(text.utf8))
    #expect(document.regions.count == contents.count)
    return String(decoding: document.replacing(contents), as: UTF8.self)
  }

  private func problem(_ text: String) -> MarkerProblem? {
    do {
      _ = try MarkedDocument(Array(text.utf8))
      return nil
    } catch {
      return error
    }
  }

  @Test func replacesWhatStandsBetweenMarkers() throws {
    let text = """
      # Shop

      <!-- archc:diagram shop.arch --view "My view" -->
      old
      <!-- archc:end -->
      between
      <!--archc:table shop.arch components-->
      <!-- archc:end -->

      """
    let document = try MarkedDocument(Array(text.utf8))
    #expect(
      document.regions.map(\.words) == [
        ["diagram", "shop.arch", "--view", "My view"], ["table", "shop.arch", "components"],
      ])
    #expect(document.regions.map(\.line) == [3, 7])
    let new = try made(text, "one\ntwo\n", "three")
    #expect(
      new == """
        # Shop

        <!-- archc:diagram shop.arch --view "My view" -->

        one
        two

        <!-- archc:end -->
        between
        <!--archc:table shop.arch components-->

        three

        <!-- archc:end -->

        """)
    // Once more changes nothing.
    #expect(try made(new, "one\ntwo\n", "three") == new)
  }

  @Test func keepsAllOtherBytes() throws {
    let before: [UInt8] = [0xEF, 0xBB, 0xBF, 0xFF, 0x00, 0x0D, 0x0A]
    let marker = Array("<!-- archc:diagram a.arch -->\r\nx\r\n<!-- archc:end -->".utf8)
    let after: [UInt8] = [0x0D, 0x0A, 0x09, 0x20, 0xFE]
    let document = try MarkedDocument(before + marker + after)
    let new = document.replacing(["a\nb"])
    #expect(
      new == before + Array("<!-- archc:diagram a.arch -->\r\n\r\na\r\nb\r\n\r\n<!-- archc:end -->".utf8) + after)
    #expect(try MarkedDocument([]).replacing([]) == [])
    let plain = Array("no marker\r\n\r".utf8)
    #expect(try MarkedDocument(plain).replacing([]) == plain)
  }

  @Test func keepsTheLineEndsOfEachPlace() throws {
    #expect(
      try made("<!-- archc:diagram a -->\r<!-- archc:end -->\r", "x\ny")
        == "<!-- archc:diagram a -->\r\rx\ry\r\r<!-- archc:end -->\r")
    #expect(
      try made("  <!-- archc:diagram a -->\n  <!-- archc:end -->", "x")
        == "  <!-- archc:diagram a -->\n\n  x\n\n  <!-- archc:end -->")
  }

  @Test(arguments: [
    "```\n<!-- archc:diagram a -->\n```\n", "~~~~ text\n~~~\n<!-- archc:end -->\n~~~~\n",
    "- item\n  ```html\n  <!-- archc:diagram a -->\n  ```\n", "> ```\n> x\n> ```\n",
    "    <!-- archc:diagram a -->\n", "text <!-- archc:diagram a -->\n", "<!-- other:diagram a -->\n",
    "<!-- archc -->\n",
    "```\n<!-- archc:diagram a -->\n",
  ]) func codeAndTextHoldNoMarkers(text: String) throws {
    #expect(try made(text) == text)
  }

  /// What was made before may hold anything.
  @Test func fencesInsideAreRespected() throws {
    let text = "<!-- archc:diagram a -->\n```text\n<!-- archc:end -->\n```\n<!-- archc:end -->\nrest\n"
    #expect(try made(text, "new") == "<!-- archc:diagram a -->\n\nnew\n\n<!-- archc:end -->\nrest\n")
  }

  @Test(arguments: [
    ("a\n<!-- archc:end -->\n", 2, "`archc:end` ends nothing"),
    ("<!-- archc:diagram a -->\n", 1, "`archc:diagram` is not ended"),
    (
      "\n<!-- archc:diagram a -->\n<!-- archc:table b c -->\n<!-- archc:end -->\n", 2,
      "`archc:diagram` is not ended before the next marker in line 3"
    ),
    ("<!-- archc:diagram a\n-->\n<!-- archc:end -->\n", 1, "a marker stands alone on its line, and ends in `-->`"),
    ("<!-- archc:diagram a --> x\n<!-- archc:end -->\n", 1, "a marker stands alone on its line, and ends in `-->`"),
    ("<!-- archc:diagram \"a -->\n<!-- archc:end -->\n", 1, "a quote of the marker is not closed"),
    ("<!-- archc: -->\n", 1, "the marker does not say what stands here"),
  ]) func saysWhatIsWrong(text: String, line: Int, message: String) {
    let found = problem(text)
    #expect(found?.line == line)
    #expect(found?.message == message)
    #expect(found?.help.isEmpty == false)
  }
}
