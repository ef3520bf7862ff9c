import ArchPreview
import Testing

@Suite struct PreviewAddressTests {
  @Test func `a preview is for this machine alone unless told otherwise`() {
    #expect(PreviewAddress().host == "127.0.0.1")
  }
}
