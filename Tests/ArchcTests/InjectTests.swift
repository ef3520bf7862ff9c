import Foundation
import TestSupport
import Testing

/// `archc inject` as a user meets it.
@Suite struct InjectTests {
  private let shop = """
    rule Owned "Each service has an owner" { severity: warning, require: every service has owner }
    client Web { -> Api { timeout: 2s } }
    service Api { rate-limit: 9/s, owner: "Sales" }
    flow Read "Read `it`" { rate: 3/s, Web -> Api }
    view Front { include: [Web] }

    """
  private let page = """
    # Shop
    <!-- archc:diagram model/shop.arch -->
    <!-- archc:end -->
    Text.
    <!-- archc:table model/shop.arch components -->
    <!-- archc:end -->
    <!-- archc:rules model/shop.arch -->
    <!-- archc:end -->
    <!-- archc:diagram model/shop.arch --flow Read -->
    <!-- archc:end -->
    <!-- archc:picture model/shop.arch -o images/shop.svg -->
    <!-- archc:end -->

    """

  private func with(_ body: (Binary) throws -> Void) throws {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.write("", to: ".archc.yml")
    try binary.write(shop, to: "model/shop.arch")
    try body(binary)
  }

  private func text(_ path: String, _ binary: Binary) throws -> String {
    String(decoding: try Data(contentsOf: binary.folder.appendingPathComponent(path)), as: UTF8.self)
  }

  @Test func writesAndChecks() throws {
    try with { (binary: Binary) throws in
      try binary.write(page, to: "README.md")
      let stale = try binary.run("inject", "--check", "README.md")
      #expect(stale.status == 1)
      #expect(stale.output == "README.md\nimages/shop.svg\n")
      #expect(try text("README.md", binary) == page)
      let diff = try binary.run("inject", "--diff", "README.md")
      #expect(diff.status == 1)
      #expect(diff.output.contains("+```text"))

      let made = try binary.run("inject", "README.md")
      #expect(made.status == 0, "\(made.error)")
      let new = try text("README.md", binary)
      #expect(new.contains("```text\n") && new.contains("Web") && new.contains("| `Owned` | warning |"))
      #expect(new.contains("![shop](<images/shop.svg>)"))
      #expect(new.contains("\nText.\n"))
      #expect(try text("images/shop.svg", binary).contains("<svg"))
      #expect(try binary.run("inject", "--check", "README.md").status == 0)
      #expect(try binary.run("inject", "README.md").error == "")

      try binary.write(shop + "service Late { <- Api { timeout: 1s }, owner: \"x\" }\n", to: "model/shop.arch")
      #expect(try binary.run("inject", "--check", "README.md").status == 1)
      let left = try FileManager.default.contentsOfDirectory(atPath: binary.folder.path)
      #expect(!left.contains { $0.hasSuffix(".tmp") })
    }
  }

  @Test func keepsLineEndsAndFindsPathsBesideThePage() throws {
    try with { (binary: Binary) throws in
      let crlf = "a\r\n<!-- archc:diagram ../model/shop.arch --view Front -->\r\n<!-- archc:end -->\r\nb"
      try binary.write(crlf, to: "docs/page.md")
      #expect(try binary.run("inject", "docs/page.md").status == 0)
      let new = try text("docs/page.md", binary)
      #expect(!new.replacingOccurrences(of: "\r\n", with: "").contains("\n"))
      #expect(new.hasPrefix("a\r\n<!-- archc:diagram") && new.hasSuffix("<!-- archc:end -->\r\nb"))
    }
  }

  @Test(arguments: [
    ("archc:diagramm model/shop.arch", "there is no marker `archc:diagramm`", "did you mean `archc:diagram`?"),
    ("archc:diagram", "`archc:diagram` names no .arch file", "shop.arch"),
    ("archc:diagram model/shp.arch", "there is no file `model/shp.arch`", "beside page.md"),
    ("archc:diagram ../../outside.arch", "there is no file", "beside page.md"),
    ("archc:diagram /etc/passwd", "`/etc/passwd` leaves the project", ".archc.yml"),
    ("archc:diagram model/shop.arch --view Nobody", "the program has no view `Nobody`", "`Front`"),
    ("archc:diagram model/shop.arch --colour", "colour", "archc diagram"),
    ("archc:diagram model/shop.arch -o a.txt", "stands in the page as text", "archc:picture"),
    ("archc:picture model/shop.arch", "names no .svg file", "-o shop.svg"),
    ("archc:picture model/shop.arch -o ../../shop.svg", "leaves the project", ".archc.yml"),
    ("archc:table model/shop.arch", "names no section", "components"),
    ("archc:table model/shop.arch componets", "the report has no section `componets`", "`components`"),
    ("archc:table model/shop.arch components more", "`more` is left over", "quotes"),
  ]) func saysWhatIsWrong(marker: String, message: String, help: String) throws {
    try with { (binary: Binary) throws in
      let page = "one\n<!-- \(marker) -->\n<!-- archc:end -->\n"
      try binary.write(page, to: "page.md")
      let result = try binary.run("inject", "page.md")
      #expect(result.status == 2, "\(result.error)")
      #expect(result.error.contains("page.md:2: ") && result.error.contains(message), "\(result.error)")
      #expect(result.error.contains(help), "\(result.error)")
      #expect(try text("page.md", binary) == page)
    }
  }

  /// One mistake keeps all files as they were.
  @Test func nothingIsWrittenWhereSomethingIsWrong() throws {
    try with { (binary: Binary) throws in
      try binary.write(page, to: "good.md")
      try binary.write("<!-- archc:end -->\n", to: "bad.md")
      let result = try binary.run("inject", "good.md", "bad.md")
      #expect(result.status == 2)
      #expect(result.error.contains("bad.md:1: `archc:end` ends nothing"))
      #expect(try text("good.md", binary) == page)
      #expect(!FileManager.default.fileExists(atPath: binary.folder.appendingPathComponent("images").path))
    }
  }

  @Test func linksDoNotLeaveTheProject() throws {
    try with { (binary: Binary) throws in
      try binary.write("<!-- archc:diagram shop.arch -->\n<!-- archc:end -->\n", to: "inner/page.md")
      try binary.write("", to: "inner/.archc.yml")
      try FileManager.default.createSymbolicLink(
        atPath: binary.folder.appendingPathComponent("inner/shop.arch").path, withDestinationPath: "../model/shop.arch")
      let result = try binary.run("inject", "inner/page.md")
      #expect(result.status == 2)
      #expect(result.error.contains("`shop.arch` leaves the project"), "\(result.error)")
      #expect(try binary.run("inject", "-").status == 2)
      try binary.write("plain\n", to: "plain.md")
      let plain = try binary.run("inject", "plain.md")
      #expect(plain.status == 0 && plain.error.contains("holds no marker"))
    }
  }
}
