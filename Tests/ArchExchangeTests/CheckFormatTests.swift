import Foundation
import Testing

@testable import ArchExchange

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The formats that code hosts read, with text that means harm.
@Suite struct CheckFormatTests {
  /// A document with one finding of each severity, an allowed one and an old one.
  private var document: FindingsDocument {
    func finding(
      _ id: String, _ name: String?, _ severity: String, _ message: String, file: String = "a b/shop.arch"
    ) -> FindingsDocument.Finding {
      let start = PositionDocument(line: 3, column: 5, offset: 40)
      let end = PositionDocument(line: 3, column: 9, offset: 44)
      var finding = FindingsDocument.Finding(
        id: id, name: name, principle: name.map { _ in "reliability" }, severity: severity, message: message,
        element: "Orders", file: file, range: RangeDocument(start: start, end: end), related: [],
        key: "\(id)|Inner.Orders")
      finding.caller = "Orders"
      return finding
    }
    var error = finding("REL014", "synchronous-cycle", "error", "a circle of `A` and `B`")
    error.why = "they wait for each other"
    error.related = [.init(message: "then here", file: "a b/shop.arch", range: error.range)]
    error.fix = .init(
      title: "cut it", safety: .needsReview,
      edits: [
        .init(file: "a b/shop.arch", start: 40, end: 44, text: "x"), .init(file: "b.arch", start: 1, end: 1, text: "y"),
      ])
    var hostile = finding(
      "REL001", "missing-timeout", "warning",
      "100%\r\n::error file=x,line=1::`<img src=x>` | @all [x](y) &amp; \u{202E}\u{1B}[31m")
    hostile.file = "x,y:z\n.arch"
    var allowed = finding("REL002", "unbounded-retry", "error", "allowed")
    allowed.suppressed = .init(reason: "by <us> & \"them\"", file: "a b/shop.arch", range: allowed.range)
    var old = finding("REL003", "retry-without-backoff", "warning", "old")
    old.baseline = "unchanged"
    return FindingsDocument(findings: [
      error, hostile, finding("ARC021", nil, "error", "a service has no property `x`"), allowed, old,
      finding("PER005", "missing-cache", "info", "a note"),
    ])
  }

  private func sarif(_ document: FindingsDocument, rules: [RuleDescription] = []) throws -> [String: Any] {
    let bytes = try JSONDocument.bytes(
      of: SARIFDocument(document, rules: rules, version: "1.2.3", isComplete: false))
    let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
    #expect(object?["version"] as? String == "2.1.0")
    #expect((object?["$schema"] as? String)?.hasSuffix("sarif-schema-2.1.0.json") == true)
    return try #require((object?["runs"] as? [[String: Any]])?.first)
  }

  private func rule(_ id: String, isPath: Bool = false) -> RuleDescription {
    RuleDescription(
      id: id, name: "n", summary: "s", why: "w", help: "h", helpMarkdown: "**h**", severity: "error", isDefault: false,
      tags: ["reliability"], isPath: isPath)
  }

  @Test func sarifHasTheStructureThatHostsRead() throws {
    let run = try sarif(document, rules: [rule("REL001"), rule("REL014", isPath: true), rule("UNUSED")])
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    #expect(driver["name"] as? String == "archc")
    let rules = try #require(driver["rules"] as? [[String: Any]])
    #expect(rules.map { $0["id"] as? String } == ["REL001", "REL014"])
    #expect((rules[0]["help"] as? [String: String])?["markdown"] == "**h**")
    #expect(((run["invocations"] as? [[String: Any]])?.first)?["executionSuccessful"] as? Bool == false)
    #expect(run["columnKind"] as? String == "unicodeCodePoints")

    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.count == 6)
    let cycle = results[0]
    #expect(cycle["ruleIndex"] as? Int == 1 && cycle["level"] as? String == "error")
    #expect((cycle["message"] as? [String: String])?["text"] == "a circle of `A` and `B`. they wait for each other.")
    let location = try #require((cycle["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any])
    let artifact = try #require(location["artifactLocation"] as? [String: String])
    #expect(artifact == ["uri": "a%20b/shop.arch", "uriBaseId": "%SRCROOT%"])
    #expect(
      location["region"] as? [String: Int] == [
        "startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9, "byteOffset": 40, "byteLength": 4,
      ])
    #expect((cycle["relatedLocations"] as? [[String: Any]])?.count == 1)
    // The way through the places, of rules that are about ways.
    let flow = try #require(cycle["codeFlows"] as? [[String: Any]]).first?["threadFlows"] as? [[String: Any]]
    #expect((flow?.first?["locations"] as? [Any])?.count == 2)
    #expect(results.dropFirst().allSatisfy { $0["codeFlows"] == nil })
    let changes = try #require((cycle["fixes"] as? [[String: Any]])?.first?["artifactChanges"] as? [[String: Any]])
    #expect(changes.count == 2)
    let prints = try #require(cycle["partialFingerprints"] as? [String: String])
    #expect(prints["archcKey/v1"] == "REL014|Inner.Orders")
    // All results say whether they are suppressed once one does, or else a host takes them all as open.
    #expect(results.map { ($0["suppressions"] as? [[String: Any]])?.count } == [0, 0, 0, 1, 0, 0])
    let suppression = try #require((results[3]["suppressions"] as? [[String: Any]])?.first)
    #expect(suppression["kind"] as? String == "inSource")
    #expect(suppression["justification"] as? String == "by <us> & \"them\"")
    #expect(results[4]["baselineState"] as? String == "unchanged")
    #expect(results[5]["level"] as? String == "note")
    // A result without a description has no index; an index that leads astray is worse.
    #expect(results[2]["ruleIndex"] == nil)
  }

  @Test func sarifKeepsTheLimitsOfHosts() throws {
    var many = document
    let note = many.findings[5]
    let error = many.findings[0]
    many.findings = Array(repeating: note, count: 25_010) + [error]
    many.findings[0].related = Array(repeating: error.related[0], count: 1_200)
    let results = try #require(try sarif(many)["results"] as? [[String: Any]])
    #expect(results.count == 25_000)
    #expect(results.last?["level"] as? String == "error")
    #expect((results.first?["relatedLocations"] as? [Any])?.count == 1_000)
  }

  @Test func sarifNamesEveryFileByAURI() throws {
    for (path, uri) in [
      ("./x/ä.arch", "x/%C3%A4.arch"), ("/abs/a.arch", "file:///abs/a.arch"), ("-", "stdin.arch"),
      ("a?b#c%.arch", "a%3Fb%23c%25.arch"), ("../up.arch", "../up.arch"),
    ] {
      var one = document
      one.findings = [one.findings[5]]
      one.findings[0].file = path
      let result = try #require((try sarif(one)["results"] as? [[String: Any]])?.first)
      let place = (result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any]
      #expect((place?["artifactLocation"] as? [String: String])?["uri"] == uri)
    }
  }

  /// Text of a model can neither start a command nor end a property.
  @Test func workflowCommandsAreEscaped() {
    let lines = GitHubAnnotations.text(document).split(separator: "\n", omittingEmptySubsequences: false)
    // Four findings count, each a line; what is allowed or old is none.
    #expect(lines.count == 5 && lines.last == "")
    #expect(
      lines[0]
        == "::error file=a b/shop.arch,line=3,endLine=3,col=5,endColumn=8,title=REL014 synchronous-cycle::"
        + "a circle of `A` and `B`%0Athey wait for each other")
    #expect(lines[1].hasPrefix("::warning file=x%2Cy%3Az%0A.arch,line=3,"))
    #expect(lines[1].contains("::100%25%0D%0A::error file=x"))
    #expect(lines[2].hasPrefix("::error ") && lines[2].contains("title=ARC021::"))
    #expect(lines[3].hasPrefix("::notice "))
  }

  @Test func codeQualityIsAListOfIssues() throws {
    let bytes = try JSONDocument.bytes(of: CodeQualityDocument(document))
    let issues = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [[String: Any]])
    #expect(issues.map { $0["severity"] as? String } == ["critical", "major", "critical", "info"])
    #expect(Set(issues.compactMap { $0["fingerprint"] as? String }).count == 4)
    #expect(issues.allSatisfy { ($0["fingerprint"] as? String)?.count == 16 })
    #expect((issues[0]["location"] as? [String: Any])?["path"] as? String == "a b/shop.arch")
    #expect(issues[0]["check_name"] as? String == "synchronous-cycle")
  }

  @Test func junitIsXMLAndFailsWhatFails() throws {
    let text = JUnitDocument.text(document, files: ["clean.arch", "a b/shop.arch"]) { $0.severity == "error" }
    let reader = JUnitReader()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = reader
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    #expect(reader.counts["testsuite"] == 3)
    #expect(reader.counts["testcase"] == 7)
    #expect(reader.counts["failure"] == 2)
    #expect(reader.counts["skipped"] == 1)
    #expect(text.contains("tests=\"7\" failures=\"2\" errors=\"0\" skipped=\"1\""))
    #expect(!text.contains("\u{1B}") && !text.contains("<img"))
  }

  private final class JUnitReader: NSObject, XMLParserDelegate {
    var counts: [String: Int] = [:]

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      counts[name, default: 0] += 1
    }
  }

  @Test func commentsAreOneLineForEachRuleAndCaller() {
    var document = document
    document.findings.append(document.findings[0])
    document.findings.append(document.findings[0])
    document.findings[7].caller = "Other"
    let text = MarkdownComment.text(
      document, scope: "new since `x`", summary: "1 file: 2 errors", mended: ["`A` is mended", "<b>"])
    let lines = text.split(separator: "\n")
    #expect(lines[0] == "<!-- archc check -->")
    #expect(lines[1] == "### archc: 4 errors, 1 warning, 1 info (new since `x`)")
    let rows = lines.filter { $0.hasPrefix("| ") && !$0.hasPrefix("| |") }
    #expect(rows.count == 5, "\(text)")
    #expect(
      rows[0] == "| error | REL014 synchronous-cycle | `a b/shop.arch:3` | a circle of `A` and `B`, and 1 more |")
    #expect(rows[1].hasPrefix("| error | ARC021 |"))
    // Errors come first, and nothing of a model is markup, a mention or an end of the cell.
    #expect(rows[3].hasPrefix("| warning | REL001 "))
    #expect(rows[3].contains("`x,y:z .arch:3`"))
    #expect(rows[3].contains("`<img src=x>` &#124; &#64;all &#91;x&#93;(y) &#38;amp;"))
    #expect(rows.allSatisfy { $0.filter { $0 == "|" }.count == 5 })
    for hostile in ["\u{202E}", "\u{1B}", "\r", "<b>"] { #expect(!text.contains(hostile)) }
    #expect(text.contains("- **REL014**: they wait for each other; fix: cut it\n"))
    #expect(text.contains("Mended:\n\n- `A` is mended\n- &#60;b&#62;\n"))
    #expect(text.hasSuffix("\n1 file: 2 errors\n"))
  }

  @Test func longCommentsEnd() {
    var document = document
    document.findings = (0..<500).map { number in
      var finding = document.findings[0]
      finding.caller = "Caller\(number)"
      finding.message = String(repeating: "x", count: 300)
      return finding
    }
    let text = MarkdownComment.text(document, scope: "all", summary: "s")
    #expect(text.utf8.count < 60_000)
    #expect(text.contains("And 440 more; `archc check --all` prints them."))
  }

  @Test(arguments: [
    ("`a`|`b`", "`a`&#124;`b`"), ("odd ` tick", "odd &#96; tick"), ("`a|b`", "`a\\|b`"), ("``", "&#96;&#96;"), ("", ""),
    ("a*b_c ~d", "a&#42;b&#95;c &#126;d"), ("-->", "--&#62;"),
  ])
  func textStaysText(text: String, expected: String) {
    #expect(MarkdownText.inline(text) == expected)
  }
}
