import Foundation
import Testing

/// `--cache`: a second check of the same files gives what the first one gave, and nothing that has changed is missed.
@Suite struct CheckCacheTests {
  private let shop = """
    import "parts/stock.arch"
    client Web { -> Orders { timeout: 3s } }
    service Orders {
      rate-limit: 20/s
      -> Ledger
      -> Stock
    }
    service Ledger
    flow Buy { Web -> Orders -> Stock }
    flow Note { Web -> Orders -> Ledger }

    """
  private let stock = "service Stock { p50: 20ms, p99: 10ms }\n"

  private func with(_ body: (Binary) throws -> Void) throws {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.write(shop, to: "shop.arch")
    try binary.write(stock, to: "parts/stock.arch")
    try body(binary)
  }

  /// The entries of a cache, each with the number of its file: an entry that is used stays, one that is made anew is
  /// another file.
  private func entries(_ binary: Binary, in folder: String = "cache") throws -> [String: Int] {
    let url = binary.folder.appendingPathComponent(folder)
    var result: [String: Int] = [:]
    for name in (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? [] {
      guard name.hasSuffix(".archc-check"), !name.hasPrefix(".") else { continue }
      let attributes = try FileManager.default.attributesOfItem(atPath: url.appendingPathComponent(name).path)
      result[name] = try #require(attributes[.systemFileNumber] as? Int)
    }
    return result
  }

  /// Runs a check with the cache and without, which have to agree; says whether the cache had the answer.
  private func isKept(_ binary: Binary, _ arguments: [String] = ["shop.arch"], _ note: String = "") throws -> Bool {
    let before = try entries(binary)
    let fast = try binary.run(list: ["check"] + arguments + ["--cache", "cache"])
    let slow = try binary.run(list: ["check"] + arguments + ["--no-cache"])
    #expect(fast.status == slow.status, "\(note) \(fast.error)")
    #expect(fast.output == slow.output, "\(note)")
    #expect(fast.error == slow.error, "\(note)")
    let after = try entries(binary)
    #expect(!after.isEmpty, "\(note)")
    return before == after
  }

  @Test(arguments: ["text", "json", "sarif", "github", "gitlab", "junit", "markdown"])
  func secondRunPrintsTheSame(format: String) throws {
    try with { (binary: Binary) throws in
      for files in [["shop.arch"], ["."], ["shop.arch", "none.arch"]] {
        let arguments = files + ["--format", format]
        #expect(try !isKept(binary, arguments))
        #expect(try isKept(binary, arguments), "\(arguments)")
        #expect(try isKept(binary, arguments), "\(arguments)")
      }
    }
  }

  private struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var arguments = ["shop.arch"]
    /// What is there besides when the cache is filled; nil takes a file away.
    var first: [String: String?] = [:]
    let then: [String: String?]
  }

  private static let changes: [Change] = [
    Change(testDescription: "root file", then: ["shop.arch": "service Orders\n"]),
    Change(testDescription: "imported file", then: ["parts/stock.arch": "service Stock { p99: 10ms }\n"]),
    Change(testDescription: "imported file goes", then: ["parts/stock.arch": nil]),
    Change(
      testDescription: "missing import appears", first: ["parts/stock.arch": nil],
      then: ["parts/stock.arch": "service Stock\n"]),
    Change(
      testDescription: "a nearer name appears", first: ["parts/stock.arch": nil],
      then: ["parts/stocks.arch": "service Stock\n"]),
    Change(testDescription: "settings appear", then: [".archc.yml": "ignore: [MOD, REL]\n"]),
    Change(
      testDescription: "settings change", first: [".archc.yml": "ignore: [MOD, REL]\n"],
      then: [".archc.yml": "ignore: [MOD]\n"]),
    Change(testDescription: "settings go", first: [".archc.yml": "ignore: [MOD, REL]\n"], then: [".archc.yml": nil]),
    Change(
      testDescription: "extended settings change",
      first: [".archc.yml": "extends: team.yml\n", "team.yml": "ignore: MOD\n"], then: ["team.yml": "ignore: REL\n"]),
    Change(
      testDescription: "baseline changes", arguments: ["shop.arch", "--baseline", "base.json"],
      first: ["base.json": "{\"version\": 1, \"findings\": []}\n"],
      then: ["base.json": "{\"version\": 2, \"findings\": []}\n"]),
    Change(
      testDescription: "baseline goes",
      first: [".archc.yml": "baseline: b.json\n", "b.json": "{\"version\": 1, \"findings\": []}\n"],
      then: ["b.json": nil]),
    Change(
      testDescription: "new file in the folder", arguments: ["."],
      then: ["more.arch": "service More { p50: 9ms, p99: 1ms }\n"]),
    Change(
      testDescription: "new file in a new folder", arguments: ["."],
      then: ["deep/er/more.arch": "service More { p50: 9ms, p99: 1ms }\n"]),
    Change(
      testDescription: "file of the folder goes", arguments: ["."], first: ["more.arch": "service More\n"],
      then: ["more.arch": nil]),
    Change(
      testDescription: "named file appears", arguments: ["shop.arch", "late.arch"],
      then: ["late.arch": "service Late\n"]),
    Change(
      testDescription: "the file that is named becomes a folder", arguments: ["part"], first: ["part": "service A\n"],
      then: ["part": nil, "part/a.arch": "service A { p50: 9ms, p99: 1ms }\n"]),
  ]

  @Test(arguments: changes) private func whatChangesIsSeen(change: Change) throws {
    try with { (binary: Binary) throws in
      func make(_ files: [String: String?]) throws {
        for (name, text) in files.sorted(by: { ($0.value != nil ? 1 : 0, $0.key) < ($1.value != nil ? 1 : 0, $1.key) })
        {
          if let text {
            try binary.write(text, to: name)
          } else {
            try FileManager.default.removeItem(at: binary.folder.appendingPathComponent(name))
          }
        }
      }
      // What fails before it has checked anything is kept by nobody.
      try make(change.first)
      _ = try binary.run(list: ["check"] + change.arguments + ["--cache", "cache"])
      #expect(try isKept(binary, change.arguments, "before"))
      try make(change.then)
      let before = try entries(binary)
      let fast = try binary.run(list: ["check"] + change.arguments + ["--cache", "cache"])
      let slow = try binary.run(list: ["check"] + change.arguments + ["--no-cache"])
      #expect(fast.status == slow.status && fast.output == slow.output && fast.error == slow.error)
      // The change is one that shows, so that a stale answer would, too.
      #expect(try fast.status == 2 || entries(binary) != before)
    }
  }

  @Test func otherOptionsAreOtherChecks() throws {
    try with { (binary: Binary) throws in
      var count = 0
      for options in [
        [], ["--strict"], ["--select", "SEC"], ["--ignore", "REL"], ["--ignore", "REL", "--ignore", "MOD"],
        ["--fail-on", "warning"], ["--fail-on", "never"], ["--today", "2031-01-01"], ["--all"], ["--quiet"],
        ["--statistics"], ["--color", "always"], ["--format", "json"],
      ] {
        #expect(try !isKept(binary, ["shop.arch"] + options), "\(options)")
        #expect(try isKept(binary, ["shop.arch"] + options), "\(options)")
        count += 1
        #expect(try entries(binary).count == count)
      }
    }
  }

  @Test func damagedEntriesAreNoAnswers() throws {
    try with { (binary: Binary) throws in
      #expect(try !isKept(binary))
      let name = try #require(try entries(binary).keys.first)
      let url = binary.folder.appendingPathComponent("cache/" + name)
      let whole = try Data(contentsOf: url)
      var damaged = [Data(), Data(whole.dropLast()), Data(whole.prefix(whole.count / 2)), whole + Data([0])]
      for place in stride(from: 0, to: whole.count, by: max(1, whole.count / 12)) {
        var copy = whole
        copy[place] ^= 0x55
        damaged.append(copy)
      }
      damaged.append(Data(repeating: 0xFF, count: whole.count))
      for bytes in damaged {
        try bytes.write(to: url)
        #expect(try !isKept(binary), "\(bytes.count) bytes")
        #expect(try isKept(binary))
      }
    }
  }

  @Test func manyAtOnceShareOneCache() throws {
    try with { (binary: Binary) throws in
      let expected = try binary.run("check", "shop.arch", "--no-cache")
      let outcomes = try (0..<8).map { _ in
        let process = Process()
        process.executableURL = Binary.path
        process.arguments = ["check", "shop.arch", "--cache", "cache"]
        process.currentDirectoryURL = binary.folder
        let output = binary.folder.appendingPathComponent("out-\(UUID().uuidString).txt")
        try Data().write(to: output)
        process.standardOutput = try FileHandle(forWritingTo: output)
        try process.run()
        return (process, output)
      }
      for (process, output) in outcomes {
        process.waitUntilExit()
        #expect(process.terminationStatus == expected.status)
        #expect(String(decoding: try Data(contentsOf: output), as: UTF8.self) == expected.output)
      }
      #expect(try entries(binary).count == 1)
      #expect(!binary.files.contains { $0.hasSuffix(".tmp") })
      #expect(try isKept(binary))
    }
  }

  @Test func oldEntriesGoAndOtherFilesStay() throws {
    try with { (binary: Binary) throws in
      try binary.write("mine", to: "cache/notes.txt")
      _ = try (0..<70).map { try binary.run("check", "shop.arch", "--cache", "cache", "--today", "\(2031 + $0)-01-01") }
      #expect(try entries(binary).count <= 64)
      #expect(try binary.text("cache/notes.txt") == "mine")
      // A folder that was there before is left as it is; one of our own is kept out of repositories.
      #expect(!binary.exists("cache/.gitignore"))
      _ = try binary.run("check", "shop.arch", "--cache", "own/cache")
      #expect(try binary.text("own/cache/.gitignore") == "*\n")
    }
  }

  @Test func linksInTheCacheLeadNowhere() throws {
    try with { (binary: Binary) throws in
      #expect(try !isKept(binary))
      let name = try #require(try entries(binary).keys.first)
      let url = binary.folder.appendingPathComponent("cache/" + name)
      let kept = try Data(contentsOf: url)
      try kept.write(to: binary.folder.appendingPathComponent("victim"))
      try FileManager.default.removeItem(at: url)
      try FileManager.default.createSymbolicLink(atPath: url.path, withDestinationPath: "../victim")
      _ = try binary.run("check", "shop.arch", "--cache", "cache")
      // It is no link any more, so what the link led to was not taken for an answer.
      let type = try FileManager.default.attributesOfItem(atPath: url.path)[.type] as? FileAttributeType
      #expect(type == .typeRegular)
      #expect(try Data(contentsOf: binary.folder.appendingPathComponent("victim")) == kept)
      #expect(try isKept(binary))
    }
  }

  @Test func settingsNameTheCache() throws {
    try with { (binary: Binary) throws in
      try binary.write("cache: .kept/checks\n", to: ".archc.yml")
      let first = try binary.run("check", ".")
      let before = try entries(binary, in: ".kept/checks")
      #expect(before.count == 1)
      let second = try binary.run("check", ".")
      #expect(second.output == first.output && second.status == first.status)
      #expect(try entries(binary, in: ".kept/checks") == before)
      _ = try binary.run("check", ".", "--strict", "--no-cache")
      #expect(try entries(binary, in: ".kept/checks") == before)
      // The project is that of the files, wherever the command runs.
      _ = try binary.run("check", "../shop.arch", in: "parts")
      #expect(try entries(binary, in: ".kept/checks").count == 2)

      for outside in ["../elsewhere", "/tmp/elsewhere", "a/../../b"] {
        try binary.write("cache: \(outside)\n", to: ".archc.yml")
        let outcome = try binary.run("check", "shop.arch")
        #expect(outcome.status == 2 && outcome.error.contains("lies outside the project"), "\(outcome.error)")
      }
      let other = try Binary()
      defer { other.remove() }
      try FileManager.default.createSymbolicLink(
        atPath: binary.folder.appendingPathComponent("way").path, withDestinationPath: other.folder.path)
      try binary.write("cache: way/out\n", to: ".archc.yml")
      #expect(try binary.run("check", "shop.arch").status == 2)
      #expect(other.files.isEmpty)
    }
  }

  @Test func whatDependsOnMoreThanFilesIsNotKept() throws {
    try with { (binary: Binary) throws in
      let fixable = "service Ledger {\n  p99: 10 ms\n}\n"
      try binary.write(fixable, to: "fix.arch")
      for arguments in [
        ["-"], ["shop.arch", "--baseline", "b.json", "--write-baseline"], ["fix.arch", "--fix"],
        ["shop.arch", "--timings"],
      ] {
        _ = try binary.run(list: ["check"] + arguments + ["--cache", "cache"], input: shop)
        #expect(try entries(binary).isEmpty, "\(arguments)")
      }
      // Nor is the check itself any worse where nothing can be kept.
      let expected = try binary.run("check", "shop.arch")
      let outcome = try binary.run("check", "shop.arch", "--cache", "shop.arch/cache")
      #expect(outcome.status == expected.status && outcome.output == expected.output)
      #expect(outcome.error.contains("cannot be made"), "\(outcome.error)")
      #expect(try binary.run("check", "shop.arch", "--cache", "cache", "--no-cache").status == 2)
    }
  }
}
