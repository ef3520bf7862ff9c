import Foundation
import TestSupport
import Testing

/// The documents say what is there.
@Suite struct RepositoryTests {
  /// Every path in back-ticks of the code map exists.
  @Test func codeMapNamesPathsThatExist() throws {
    let text = try Repository.text("Sources/README.md")
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `") }
    #expect(rows.count > 15)
    var paths: [String] = []
    for row in rows {
      let parts = row.split(separator: "`", omittingEmptySubsequences: false)
      for (index, part) in parts.enumerated() where index % 2 == 1 && part.contains("/") && !part.hasPrefix("std/") {
        paths.append(String(part))
      }
    }
    #expect(paths.count > 30)
    for path in paths {
      #expect(FileManager.default.fileExists(atPath: Repository.url("Sources/" + path).path), "Sources/\(path)")
    }
  }

  /// Every folder of sources stands in the code map.
  @Test func codeMapIsComplete() throws {
    let text = try Repository.text("Sources/README.md")
    let sources = Repository.url("Sources").path
    for name in try FileManager.default.contentsOfDirectory(atPath: sources).sorted() where !name.hasSuffix(".md") {
      #expect(text.contains("`\(name)/`"), "\(name) is missing in Sources/README.md")
    }
  }

  /// The order of the layers, read from the imports themselves.
  @Test func dependenciesPointOneWay() throws {
    let allowed: [String: Set<String>] = [
      "ArchCells": [], "ArchSyntax": ["ArchCells"], "ArchDiagram": [],
      "ArchModel": ["ArchSyntax"],
      "ArchProject": ["ArchSyntax", "ArchModel"],
      "ArchAnalysis": ["ArchSyntax", "ArchModel"],
      "ArchRules": ["ArchSyntax", "ArchModel", "ArchAnalysis"],
      "ArchPatterns": ["ArchSyntax", "ArchModel", "ArchAnalysis"],
      "ArchViews": ["ArchSyntax", "ArchModel", "ArchDiagram"],
      "ArchText": ["ArchCells", "ArchDiagram"],
      "ArchGraphviz": ["ArchDiagram", "CGraphviz"],
      "ArchReport": ["ArchCells", "ArchSyntax", "ArchModel", "ArchAnalysis"],
      "ArchExchange": ["ArchSyntax", "ArchModel", "ArchAnalysis", "ArchPatterns", "ArchRules"],
    ]
    for (target, imports) in allowed.sorted(by: { $0.key < $1.key }) {
      let folder = Repository.url("Sources/" + target)
      let entries = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
      for file in entries.sorted() where file.hasSuffix(".swift") {
        let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
        for line in text.split(separator: "\n") where line.hasPrefix("import ") || line.hasPrefix("public import ") {
          let name = String(line.split(separator: " ").last ?? "")
          guard name.hasPrefix("Arch") || name.hasPrefix("C") else { continue }
          #expect(imports.contains(name), "\(target)/\(file) imports \(name)")
        }
      }
    }
  }

  /// Pure libraries touch neither files nor the clock.
  @Test func librariesArePure() throws {
    let pure = [
      "ArchCells", "ArchSyntax", "ArchModel", "ArchProject", "ArchAnalysis", "ArchPatterns", "ArchRules", "ArchDiagram",
      "ArchViews",
      "ArchText",
      "ArchReport",
    ]
    for target in pure {
      let folder = Repository.url("Sources/" + target)
      let entries = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
      for file in entries.sorted() where file.hasSuffix(".swift") {
        // The elementary functions come from the C library, by one file.
        if target == "ArchAnalysis", file == "Core/Mathematics.swift" { continue }
        let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
        for module in ["Foundation", "FoundationEssentials", "Glibc", "Darwin", "Dispatch"] {
          #expect(!text.contains("import \(module)\n"), "\(target)/\(file) imports \(module)")
        }
      }
    }
  }

  /// Relative links of the documents lead somewhere.
  @Test(arguments: [
    "README.md", "Tests/README.md", "docs/language.md", "docs/commands.md", "docs/analysis.md", "docs/export.md",
    "docs/benchmarks.md",
    "docs/checking.md", "docs/ci.md", "docs/preview.md",
  ])
  func linksLeadSomewhere(document: String) throws {
    let text = try Repository.text(document)
    let folder = Repository.url(document).deletingLastPathComponent()
    for part in text.components(separatedBy: "](").dropFirst() {
      let target = part.prefix { $0 != ")" && $0 != "#" }
      guard !target.isEmpty, !target.hasPrefix("http"), !target.contains(" ") else { continue }
      let path = folder.appendingPathComponent(String(target)).standardized.path
      #expect(FileManager.default.fileExists(atPath: path), "\(document): \(target)")
    }
  }

  /// The drawing in the README is what the sample gives today.
  @Test func readmeShowsTheSample() throws {
    let readme = try Repository.text("README.md")
    let drawing = try Repository.text("samples/beginner/beginner.txt")
    #expect(readme.contains(drawing.trimmingCharacters(in: .newlines)), "the drawing in README.md is stale")
    let file = try Repository.text("samples/beginner/beginner.arch")
    #expect(readme.contains(file.trimmingCharacters(in: .newlines)), "the first file in README.md is stale")
  }
}

/// Files that are derived from the tables or from the samples are not stale.
@Suite struct DerivedFileTests {
  @Test(arguments: DerivedDocuments.all.map(\.path))
  func documentIsFresh(path: String) throws {
    let document = try #require(DerivedDocuments.all.first { $0.path == path })
    try Golden.compare(document.text(), with: path)
  }

  /// Each sample's text drawing and report, as the binary makes them.
  @Test(arguments: SampleTests.roots)
  func sampleOutputsAreFresh(root: String) throws {
    let binary = try Binary()
    defer { binary.remove() }
    let name = String(root.split(separator: "/")[1])
    // The report links to its source, so it is made where the golden file stands.
    try FileManager.default.copyItem(
      at: Repository.url("samples/\(name)"), to: binary.folder.appendingPathComponent(name))
    let built = try binary.run("build", "\(name)/\(name).arch", "-o", name)
    #expect(built.status == 0, "\(built.error)")
    for suffix in ["txt", "md"] {
      try Golden.compare(try binary.text("\(name)/\(name).\(suffix)"), with: "samples/\(name)/\(name).\(suffix)")
    }
    // The places in an SVG depend on the version of libgraphviz; what it shows does not.
    let svg = try binary.text("\(name)/\(name).svg")
    let model = try Checked(file: root).model
    let nodes = svg.components(separatedBy: "class=\"node ").count - 1
    let edges = svg.components(separatedBy: "class=\"edge").count - 1
    #expect(nodes >= model.components.filter { model.children($0).isEmpty }.count)
    #expect(edges == model.liveRelations.count)
  }
}

/// The grammars of editors hold the words of the schema.
@Suite struct EditorGrammarTests {
  /// Each list that a file wants exists, and each list is wanted by some file.
  @Test func listsHaveNames() {
    let known = Set(EditorGrammars.lists.map(\.name))
    var wanted: Set<String> = []
    for path in EditorGrammars.paths {
      let names = EditorGrammars.wanted(path)
      #expect(names.count >= 4, "\(path)")
      for name in names { #expect(known.contains(name), "\(path): \(name)") }
      wanted.formUnion(names)
    }
    #expect(wanted == known)
  }

  /// The lists are not empty, and their words are words of the language.
  @Test func listsAreThoseOfTheSchema() throws {
    let lists = Dictionary(uniqueKeysWithValues: EditorGrammars.lists.map { ($0.name, Set($0.words)) })
    for (name, words) in lists { #expect(!words.isEmpty && !words.contains(""), "\(name)") }
    #expect(lists["kinds"]?.isSuperset(of: ["service", "load-balancer", "use", "parallel"]) == true)
    #expect(lists["values"]?.isSuperset(of: ["at-least-once", "CP", "kafka", "mtls"]) == true)
    #expect(lists["words"]?.isSuperset(of: ["every", "keep", "assumed", "jitter", "peak"]) == true)
    let together = (lists["values"] ?? []).intersection(lists["words"] ?? [])
    #expect(together.isEmpty, "\(together)")
  }
}
