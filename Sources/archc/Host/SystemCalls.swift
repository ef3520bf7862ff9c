/// The system calls whose names our own functions shadow, under names of their own, for each C library.
#if canImport(Glibc)
  import Glibc

  func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    Glibc.read(descriptor, buffer, count)
  }

  func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
    Glibc.write(descriptor, buffer, count)
  }
#elseif canImport(Musl)
  import Musl

  func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    Musl.read(descriptor, buffer, count)
  }

  func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
    Musl.write(descriptor, buffer, count)
  }
#else
  import Darwin

  func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    Darwin.read(descriptor, buffer, count)
  }

  func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
    Darwin.write(descriptor, buffer, count)
  }
#endif

/// Takes the right to write a file from everybody; where that fails, it stays as it is.
func makeReadOnly(_ path: String) { chmod(path, 0o444) }
