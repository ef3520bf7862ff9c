#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reading and writing descriptors.
enum SystemCalls {
  private static let chunk = 1 << 16

  /// A client that is gone shall not end the process in the middle of a write.
  static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

  /// Reads what there is, waiting for some; false at the end.
  static func read(_ descriptor: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Void) -> Bool {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: chunk) { buffer in
      while true {
        #if canImport(Glibc)
          let count = Glibc.read(descriptor, buffer.baseAddress, chunk)
        #elseif canImport(Musl)
          let count = Musl.read(descriptor, buffer.baseAddress, chunk)
        #else
          let count = Darwin.read(descriptor, buffer.baseAddress, chunk)
        #endif
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        body(UnsafeBufferPointer(rebasing: buffer[..<count]))
        return true
      }
    }
  }

  /// Writes all; what the other side does not take any more is lost.
  static func write(_ bytes: [UInt8], to descriptor: Int32) {
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        #if canImport(Glibc)
          let count = Glibc.write(descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
        #elseif canImport(Musl)
          let count = Musl.write(descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
        #else
          let count = Darwin.write(descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
        #endif
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return }
        offset += count
      }
    }
  }
}
