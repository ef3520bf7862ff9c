import Foundation
import TestTools
import Testing

@testable import ArchLanguageServer

/// Messages taken out of a stream, whole and broken.
@Suite struct FramingTests {
  /// What a stream gives: the contents, and "!" for what is reported.
  private func read(_ text: String, by size: Int = .max) -> [String] {
    var framing = MessageFraming()
    var result: [String] = []
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
      let end = size < bytes.count - start ? start + size : bytes.count
      bytes[start..<end].withUnsafeBufferPointer { framing.append($0) }
      start = end
      while let next = framing.next() {
        switch next {
        case .success(let data): result.append(String(decoding: data, as: UTF8.self))
        case .failure: result.append("!")
        }
      }
    }
    return result
  }

  @Test(arguments: [1, 2, 3, 7, 1_000])
  func `messages are found however the stream is cut`(size: Int) {
    let stream = "Content-Length: 2\r\n\r\n{}content-length:4\r\nContent-Type: x\r\n\r\nnullContent-Length: 0\n\n"
    #expect(read(stream, by: size) == ["{}", "null", ""])
  }

  @Test(arguments: [
    "Content-Length: -1\r\n\r\n", "Content-Length: ten\r\n\r\n", "Content-Type: x\r\n\r\n", "no header\r\n\r\n",
    "Content-Length: 99999999999999\r\n\r\n", "Content-Length: 99999999999999999999999\r\n\r\n",
    String(repeating: "x", count: 9_000),
  ])
  func `after a header that makes no sense the next one counts`(header: String) {
    let found = read(header + "Content-Length: 2\r\n\r\n{}", by: 64)
    #expect(found.first == "!")
    #expect(found.last == "{}")
    #expect(found.count == 2)
  }

  @Test func `what is written can be read`() {
    let bytes = MessageFraming.framed(Data("{\"a\":\"é\"}".utf8))
    #expect(read(String(decoding: bytes, as: UTF8.self)) == ["{\"a\":\"é\"}"])
  }
}
