import Foundation
import Testing

/// `--since`: what is new since the work tree and a revision parted.
@Suite struct SinceTests {
  private let first = """
    client Web { -> Sales { timeout: 3s } }
    service Sales {
      rate-limit: 20/s
      -> Ledger
    }
    service Ledger
    flow Buy { Web -> Sales -> Ledger }

    """
  /// Lines have moved, and there is one finding more.
  private var second: String {
    "// A line above.\n" + first + "service Stock { p50: 20ms, p99: 10ms }\nSales -> Stock { timeout: 1s }\n"
  }

  /// A repository with a branch `feature` that left `main` one commit ago.
  private func withRepository(_ body: (Binary) throws -> Void) throws {
    let binary = try Binary()
    defer { binary.remove() }
    try git(binary, "init", "-q", "-b", "main", ".")
    try binary.write(first, to: "shop.arch")
    try commit(binary, "one")
    try git(binary, "checkout", "-q", "-b", "feature")
    try git(binary, "checkout", "-q", "main")
    // Main goes on; what it mends or breaks is none of the branch's doing.
    try binary.write(
      first.replacingOccurrences(of: "-> Ledger\n", with: "-> Ledger { timeout: 1s }\n"), to: "shop.arch")
    try commit(binary, "two")
    try git(binary, "checkout", "-q", "feature")
    try binary.write(second, to: "shop.arch")
    try body(binary)
  }

  private func git(_ binary: Binary, _ arguments: String...) throws {
    let outcome = try binary.run(
      list: ["git", "-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false"] + arguments,
      binary: URL(fileURLWithPath: "/usr/bin/env"))
    try #require(outcome.status == 0, "git \(arguments): \(outcome.error)")
  }

  private func commit(_ binary: Binary, _ message: String) throws {
    try git(binary, "add", "-A")
    try git(binary, "commit", "-q", "-m", message)
  }

  @Test func onlyWhatIsNewCounts() throws {
    try withRepository { (binary: Binary) throws in
      for revision in ["main", "HEAD", "feature", "main~1"] {
        let outcome = try binary.run("check", "shop.arch", "--since", revision)
        #expect(outcome.status == 1, "\(revision) \(outcome.error)")
        #expect(outcome.output.contains("MOD003") && !outcome.output.contains("REL001"), "\(outcome.output)")
        #expect(outcome.output.hasSuffix("1 error; 1 from before \(revision)\n"), "\(outcome.output)")
      }
      // What was there before fails no pull request, and what is mended is said.
      try binary.write(first, to: "shop.arch")
      #expect(try binary.run("check", "shop.arch", "--since", "main", "--fail-on", "info").status == 0)
      try binary.write(
        first.replacingOccurrences(of: "-> Ledger\n", with: "-> Ledger { timeout: 1s }\n"), to: "shop.arch")
      #expect(
        try binary.run("check", "shop.arch", "--since", "main").output.contains(
          "; 0 from before main, 1 mended since\n"))
    }
  }

  @Test func foldersImportsAndNewFilesAreCompared() throws {
    try withRepository { (binary: Binary) throws in
      try binary.write("import \"../shop.arch\"\n", to: "more/all.arch")
      try commit(binary, "three")
      try binary.write("service Late { p50: 9s, p99: 1s }\n", to: "late/late.arch")
      let outcome = try binary.run("check", ".", "--since", "HEAD")
      #expect(outcome.output.contains("`Late` has a `p50` of 9s") && !outcome.output.contains("`Stock` has"))
      #expect(try binary.run("check", "late", "--since", "HEAD").status == 1)
      // From inside a folder, and through a link to it.
      #expect(try binary.run("check", "all.arch", "--since", "HEAD", in: "more").status == 0)
      let link = binary.folder.appendingPathComponent("link").path
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "more")
      #expect(try binary.run("check", "\(link)/all.arch", "--since", "HEAD").status == 0)
    }
  }

  @Test func aMovedFileIsTheSameFile() throws {
    try withRepository { (binary: Binary) throws in
      try commit(binary, "three")
      try FileManager.default.createDirectory(
        at: binary.folder.appendingPathComponent("system"), withIntermediateDirectories: true)
      try git(binary, "mv", "shop.arch", "system/web.arch")
      let outcome = try binary.run("check", "system/web.arch", "--since", "HEAD")
      #expect(outcome.status == 0, "\(outcome.output)")
    }
  }

  /// The settings of then choose the rules of then, or else what they switch on would hide itself.
  @Test func settingsOfThenHoldForThen() throws {
    try withRepository { (binary: Binary) throws in
      try binary.write(first, to: "shop.arch")
      try binary.write("ignore: REL\n", to: ".archc.yml")
      try commit(binary, "three")
      try binary.write("ignore: []\n", to: ".archc.yml")
      #expect(try binary.run("check", "shop.arch", "--since", "HEAD").output.contains("REL001"))
    }
  }

  @Test(arguments: [
    "--upload-pack=touch pwned", "--output=pwned", "-h", "--all", "nope", "HEAD~99", "main..feature", "^main",
    "main^{tree}", "HEAD:shop.arch", "main\nHEAD", "main --help", "$(touch pwned)", "`touch pwned`", "; touch pwned",
    "../../etc", "\u{1B}[2J",
  ])
  func hostileRevisionsAreUnknown(revision: String) throws {
    try withRepository { (binary: Binary) throws in
      let outcome = try binary.run("check", "shop.arch", "--since=\(revision)")
      #expect(outcome.status == 2)
      #expect(outcome.error.contains("git knows no revision `"), "\(outcome.error)")
      #expect(!outcome.error.contains("\u{1B}"))
      #expect(!binary.exists("pwned") && !binary.files.contains { $0.hasSuffix("pwned") && !$0.contains(".git/") })
    }
  }

  @Test func shallowClonesAndOtherFoldersSaySo() throws {
    try withRepository { (binary: Binary) throws in
      try commit(binary, "three")
      try git(binary, "clone", "-q", "--depth", "1", "file://\(binary.folder.path)", "shallow")
      let shallow = try binary.run("check", "shop.arch", "--since", "origin/main", in: "shallow")
      #expect(shallow.status == 2)
      #expect(shallow.error.contains("fetch-depth: 0"), "\(shallow.error)")
      // The commit is there, and where both parted is not.
      try git(binary, "-C", "shallow", "fetch", "-q", "--depth", "1", "origin", "main")
      let tip = try binary.run("check", "shop.arch", "--since", "FETCH_HEAD", in: "shallow")
      #expect(tip.error.contains("note: the clone is shallow"), "\(tip.error)")
      #expect(tip.status == 1)
    }
    let binary = try Binary()
    defer { binary.remove() }
    try binary.write(first, to: "shop.arch")
    let outside = try binary.run("check", "shop.arch", "--since", "main", environment: ["GIT_CEILING_DIRECTORIES": "/"])
    #expect(outside.status == 2)
    #expect(outside.error.contains("lies in no git repository"), "\(outside.error)")
    #expect(try binary.run("check", "-", "--since", "main", input: first).status == 2)
    #expect(try binary.run("check", "shop.arch", "--since", "").status == 2)
    let without = try binary.run("check", "shop.arch", "--since", "main", environment: ["PATH": "/nonexistent"])
    #expect(without.error.contains("git could not be run"))
  }

  /// Hooks of git set variables that point to their own repository; the folder decides.
  @Test func variablesOfHooksMisleadNobody() throws {
    try withRepository { (binary: Binary) throws in
      let outcome = try binary.run(
        "check", "shop.arch", "--since", "main",
        environment: ["GIT_DIR": "/nonexistent", "GIT_INDEX_FILE": "/nonexistent", "GIT_WORK_TREE": "/"])
      #expect(outcome.output.contains("; 1 from before main"), "\(outcome.error)")
    }
  }
}
