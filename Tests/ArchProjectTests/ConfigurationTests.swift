import ArchProject
import Testing

/// What `.archc.yml` may say, and what is said about what it may not.
@Suite struct ConfigurationTests {
  private func read(_ text: String) throws(ConfigurationProblem) -> Configuration {
    try Configuration(path: ".archc.yml", bytes: Array(text.utf8))
  }

  private func failure(_ text: String) -> ConfigurationProblem? {
    do {
      _ = try read(text)
      return nil
    } catch {
      return error
    }
  }

  @Test func allSettingsAreRead() throws {
    let settings = try read(
      """
      rules: 2026.12
      extends: [team.yml, "more/base.yml"]
      strict: yes
      select: security   # one, or a list
      ignore: [OBS001, missing-waf]
      severities: { REL001: error, PER002: off }
      fail-on: warning
      baseline: archc-baseline.json
      options:
        PER002: { threshold: 5 }
      paths:
        "legacy/**":
          ignore: [SEC]
          severities: { REL001: info }
      """)
    #expect(settings.rules?.text == "2026.12")
    #expect(settings.extends.map(\.text) == ["team.yml", "more/base.yml"])
    #expect(settings.strict == true)
    #expect(settings.general.select.map(\.text) == ["security"])
    #expect(settings.general.ignore.map(\.text) == ["OBS001", "missing-waf"])
    #expect(settings.general.severities.map(\.rule.text) == ["REL001", "PER002"])
    #expect(settings.general.severities.map(\.severity.text) == ["error", "off"])
    #expect(settings.failOn == Configuration.Word("warning", line: 7, column: 10))
    #expect(settings.baseline?.text == "archc-baseline.json")
    #expect(settings.options.map(\.value.text) == ["5"])
    #expect(settings.paths.map(\.pattern.text) == ["legacy/**"])
    #expect(settings.paths.first?.section.ignore.map(\.text) == ["SEC"])
  }

  /// A file of comments, an empty one and keys whose values are commented out say nothing.
  @Test(arguments: [
    "", "\n", "# nothing\n", "---\n", "null\n", "ignore:\n", "paths:\n", "select: []\n", "options: {}\n",
  ])
  func nothingIsSaid(text: String) throws {
    #expect(try read(text) == Configuration(path: ".archc.yml"))
  }

  @Test(arguments: [
    ("selct: SEC\n", ".archc.yml:1:1: `selct` is no setting", "did you mean `select`?"),
    ("failon: error\n", ".archc.yml:1:1: `failon` is no setting", "did you mean `fail-on`?"),
    ("paths: { \"a/*\": { ignroe: SEC } }\n", ".archc.yml:1:19: `ignroe` is no setting", "did you mean `ignore`?"),
    ("strict: maybe\n", ".archc.yml:1:9: `maybe` is neither true nor false", nil),
    ("- a\n", ".archc.yml:1:1: the file takes keys with values", nil),
    ("hello\n", ".archc.yml:1:1: the file takes keys with values", nil),
    ("paths: [a]\n", ".archc.yml:1:8: `paths` takes keys with values", nil),
    ("fail-on: [error]\n", ".archc.yml:1:10: here belongs error, warning, info or never", nil),
    ("fail-on:\n", ".archc.yml:1:9: here belongs error, warning, info or never", nil),
    ("select: REL\nignore: SEC\nselect: API\n", ".archc.yml:1:1: `select` stands twice", "one of them would be lost"),
    ("? { a: b }\n: c\n", ".archc.yml:1:3: here belongs a word", nil),
  ])
  func problemsNameThePlace(text: String, message: String, help: String?) throws {
    let problem = try #require(failure(text))
    #expect(problem.text == message)
    #expect(problem.help == help)
  }

  /// What is no YAML at all: the reason of the parser, and nothing breaks.
  @Test(arguments: [
    "select: [SEC\n", "\tselect: x\n", "a: 'b\n", "select: \u{1}\n", "a: b: c\n", "%\n", "--- a\n--- b\n", "{", "}",
    "!!",
    String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 50_000),
    (0..<2_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
  ])
  func noYAML(text: String) {
    #expect(failure(text) != nil)
  }

  /// Nine lines that stand for a billion nodes end at the first of them.
  @Test func aliasesAreNotRead() throws {
    var text = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
    var last = "a"
    for name in "bcdefghi" {
      text += "\(name): &\(name) [\(Array(repeating: "*\(last)", count: 10).joined(separator: ", "))]\n"
      last = String(name)
    }
    text += "? *\(last)\n: 1\n"
    #expect(failure(text)?.text == ".archc.yml:1:4: `&` and `*` of YAML are not read here")
    for text in [
      "select: *x\n", "select: [REL, *x]\n", "- *x\n", "? *x\n", "a: \"b\n c\" \nd: *x", "# *x\r\nselect: &a b\n",
    ] {
      #expect(failure(text)?.message == "`&` and `*` of YAML are not read here", "\(text)")
    }
    // In quotes, comments and words they are characters as others.
    let plain = try read("# *a & &b\nextends: [\"*.yml\", '&it''s *x', \"a \\\" *b\", R&D.yml, a*b]\n")
    #expect(plain.extends.map(\.text) == ["*.yml", "&it's *x", "a \" *b", "R&D.yml", "a*b"])
  }

  @Test func largeFilesAreRefused() {
    let text = "# " + String(repeating: "x", count: Configuration.sizeLimit)
    #expect(failure(text)?.text == ".archc.yml: the file is larger than a megabyte")
  }
}
