import ArchModel
import ArchRules
import ArchSyntax
import TestSupport
import Testing

/// The examples of the error pages are tests: `bad` yields exactly its error, `good` yields nothing.
@Suite struct PageTests {
  static let pages = ErrorPage.syntax + ErrorPage.names + ErrorPage.types

  @Test func idsAreUnique() {
    #expect(Set(Self.pages.map(\.id)).count == Self.pages.count)
  }

  @Test(arguments: pages.map(\.id))
  func badYieldsIt(id: String) throws {
    let page = try #require(Self.pages.first { $0.id == id })
    var bytes = Array(page.bad.utf8)
    if id == "ARC001" {
      // A Swift string holds no ill-formed byte; the example shows the replacement character in its place.
      let text = page.bad.unicodeScalars.split(separator: "\u{FFFD}", omittingEmptySubsequences: false)
      bytes =
        Array(String(String.UnicodeScalarView(text[0])).utf8) + [0xE9]
        + Array(String(String.UnicodeScalarView(text[1])).utf8)
    }
    let checked = Checked(bytes: bytes)
    #expect(checked.ids == [id], "\(checked.rendered)")
    #expect(checked.diagnostics.first?.severity == page.severity)
  }

  @Test(arguments: pages.map(\.id))
  func goodYieldsNoError(id: String) throws {
    let page = try #require(Self.pages.first { $0.id == id })
    let checked = Checked(page.good)
    #expect(checked.diagnostics.filter { $0.severity == .error }.isEmpty, "\(checked.rendered)")
  }

  /// Messages are sentences in the voice of the project.
  @Test func messagesAvoidTheWordsOfParsers() {
    for page in Self.pages {
      for diagnostic in Checked(page.bad).diagnostics {
        let said = [
          diagnostic.message, diagnostic.primary.text, diagnostic.why, diagnostic.note, diagnostic.help,
          diagnostic.fix?.title,
        ]
        .compactMap { $0 }.joined(separator: " ").lowercased()
        for word in ["invalid", "illegal", "unexpected token", "failed to", "please"] {
          #expect(!said.contains(word), "\(page.id): \(said)")
        }
        #expect(!diagnostic.message.hasSuffix("."), "\(page.id): \(diagnostic.message)")
      }
    }
  }
}
