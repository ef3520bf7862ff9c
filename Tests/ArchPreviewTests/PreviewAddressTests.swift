import Testing

@testable import ArchPreview

@Suite struct PreviewAddressTests {
  @Test func `a preview is for this machine alone unless told otherwise`() {
    #expect(PreviewAddress().host == "127.0.0.1")
    #expect(PreviewAddress().isLoopback)
  }

  @Test(arguments: [
    ("localhost", true), ("127.0.0.1", true), ("127.3.2.1", true), ("::1", true), ("0.0.0.0", false), ("::", false),
    ("192.168.1.4", false), ("127.evil.example", false), ("127.0.0.1.evil.example", false), ("127.0.0", false),
  ])
  func `what only this machine reaches is known by its number`(host: String, isLoopback: Bool) {
    #expect(PreviewAddress(host: host, port: 80).isLoopback == isLoopback)
  }

  @Test func `the page's address can be opened`() {
    #expect(PreviewAddress(port: 4000).url(key: "k") == "http://127.0.0.1:4000/?key=k")
    #expect(PreviewAddress(host: "::1", port: 4000).url(key: "k") == "http://[::1]:4000/?key=k")
    #expect(PreviewAddress(host: "0.0.0.0", port: 4000).url(key: "k") == "http://127.0.0.1:4000/?key=k")
    #expect(PreviewAddress(host: "::", port: 4000).url(key: "k") == "http://[::1]:4000/?key=k")
  }

  @Test(arguments: ["127.0.0.1:4000", "localhost:4000", "LOCALHOST:4000", "[::1]:4000"])
  func `the machine's own names are its names`(header: String) {
    #expect(PreviewAddress(port: 4000).isNamed(header))
  }

  @Test(arguments: [
    "evil.example:4000", "127.0.0.1", "127.0.0.1:4001", "localhost", "localhost:40000", "localhost.evil.example:4000",
    "127.0.0.1.evil.example:4000", "evil.example", "", "192.168.1.4:4000", "127.0.0.1:4000, evil.example",
  ])
  func `any other name may be that of a page elsewhere`(header: String) {
    #expect(!PreviewAddress(port: 4000).isNamed(header))
  }

  @Test func `who listens to all addresses is reached by number`() {
    let all = PreviewAddress(host: "0.0.0.0", port: 4000)
    #expect(all.isNamed("192.168.1.4:4000"))
    #expect(all.isNamed("[fe80::1]:4000"))
    #expect(!all.isNamed("evil.example:4000"))
    #expect(!all.isNamed("192.168.1.4:80"))
    #expect(!all.isNamed("192.168.1.4.example:4000"))
    #expect(!all.isNamed("[evil.example]:4000"))
  }

  @Test func `browsers leave the usual port out`() {
    #expect(PreviewAddress(port: 80).isNamed("localhost"))
    #expect(PreviewAddress(port: 80).isNamed("[::1]"))
    #expect(!PreviewAddress(port: 80).isNamed("evil.example"))
  }
}
