import Foundation
import TestSupport
import Testing

@testable import ArchPreview

/// The files of the page are embedded as they are, and ask for nothing from elsewhere.
@Suite struct PreviewAssetTests {
  private static let folder = "Sources/ArchPreview/"

  private static func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: Repository.url(folder + "Page").path).sorted()
      .filter { !$0.hasPrefix(".") }
  }

  @Test func `what is embedded is what lies beside it`() throws {
    let names = try Self.names()
    #expect(names.count > 10)
    var expected: Set<String> = []
    for name in names {
      let parts = name.split(separator: ".")
      let constant = parts[0] + parts[1].uppercased()
      expected.insert(constant + ".swift")
      var text = try Repository.text(Self.folder + "Page/" + name)
      while text.hasSuffix("\n") { text.removeLast() }
      let swift = """
        // swift-format-ignore-file
        // Derived from Page/\(name): `UPDATE_GOLDEN=1 swift test --filter PreviewAssetTests` writes it anew.

        extension PreviewAsset {
          static let \(constant) = ##\"""
        \(text)
        \"""##
        }

        """
      try Golden.compare(swift, with: Self.folder + "Assets/\(constant).swift")
    }
    let made = try FileManager.default.contentsOfDirectory(atPath: Repository.url(Self.folder + "Assets").path)
    #expect(Set(made) == expected)
    // Each is served, under one address.
    #expect(PreviewAsset.all.count + 1 == names.count)
    #expect(Set(PreviewAsset.all.map(\.path)).count == PreviewAsset.all.count)
  }

  @Test func `each file is served as it is`() throws {
    for asset in PreviewAsset.all + [PreviewAsset.page] {
      let name = asset.path == "/" ? "index.html" : String(asset.path.split(separator: "/").last ?? "")
      let text = try Repository.text(Self.folder + "Page/" + name)
      #expect(asset.text + "\n" == text, "\(name)")
      #expect(asset.response.body == Array(asset.text.utf8))
    }
  }

  @Test func `all that the page asks for is there, and nothing from elsewhere`() throws {
    let html = PreviewAsset.page.text
    var references: [String] = []
    for match in html.matches(of: /(?:src|href)="([^"]*)"/) { references.append(String(match.1)) }
    for asset in PreviewAsset.all where asset.path.hasSuffix(".js") {
      for match in asset.text.matches(of: /from '\.\/([^']+)'/) { references.append("/page/" + match.1) }
    }
    #expect(references.count > 15)
    for reference in references { #expect(PreviewAsset.named(reference) != nil, "\(reference)") }
    for asset in PreviewAsset.all + [PreviewAsset.page] {
      let text = asset.text.replacing("http://www.w3.org/2000/svg", with: "")
        // The one place that tells links of the web from others.
        .replacing(#"/^https?:\/\//"#, with: "")
      for word in ["http:", "https:", "//cdn", "@import", "url(", "@font-face"] {
        #expect(!text.contains(word), "\(asset.path) has \(word)")
      }
    }
  }

  @Test func `nothing on the page needs an exception from the policy`() {
    let html = PreviewAsset.page.text
    #expect(html.firstMatch(of: /<script(?![^>]*src=)/) == nil)
    #expect(html.firstMatch(of: /<style|\sstyle=|\son[a-z]+=/) == nil)
    for asset in PreviewAsset.all where asset.path.hasSuffix(".js") {
      for word in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"] {
        #expect(!asset.text.contains(word), "\(asset.path) has \(word)")
      }
    }
  }
}
