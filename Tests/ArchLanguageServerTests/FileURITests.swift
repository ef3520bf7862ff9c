import Testing

@testable import ArchLanguageServer

/// Paths as URIs, and back.
@Suite struct FileURITests {
  @Test(arguments: ["/project/a.arch", "/wörk/ä b/#1?.arch", "/a%20b.arch", "/日本/帳簿.arch"])
  func `a path comes back`(path: String) {
    #expect(FileURI.of(path: path).map { FileURI.path(of: $0) } == path)
  }

  @Test func `editors write URIs in many ways`() {
    #expect(FileURI.path(of: "file:///c%3A/x.arch") == "/c:/x.arch")
    #expect(FileURI.path(of: "file://localhost/x.arch") == "/x.arch")
    #expect(FileURI.path(of: "file:/x.arch") == "/x.arch")
    #expect(FileURI.path(of: "untitled:Untitled-1") == "untitled:Untitled-1")
    #expect(FileURI.of(path: "std/typical") == nil)
  }
}
