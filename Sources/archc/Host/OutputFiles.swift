import ArchProject

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Files that are written together: each to a temporary name first, then all are renamed. Until the last one is on the
/// disk whole, the old ones stay; on a failure nothing partial is left.
struct OutputFiles {
  private var files: [(path: String, bytes: [UInt8])] = []

  mutating func add(_ path: String, _ text: String) {
    files.append((path, Array(text.utf8)))
  }

  mutating func add(_ path: String, bytes: [UInt8]) {
    files.append((path, bytes))
  }

  var paths: [String] { files.map(\.path) }

  /// Writes all files, making their folders.
  func write() throws(CommandFailure) {
    var temporary: [String] = []
    var regular: [String] = []
    var streams: [(path: String, bytes: [UInt8])] = []
    func fail(_ path: String, _ code: Int32) -> CommandFailure {
      for name in temporary { unlink(name) }
      return CommandFailure("`\(path)` cannot be written: \(FileSystem.reason(code))")
    }
    for file in files {
      if let code = Self.makeFolder(Path.folder(of: file.path)) { throw fail(file.path, code) }
      var status = stat()
      let exists = stat(file.path, &status) == 0
      if exists, status.st_mode & S_IFMT == S_IFDIR { throw fail(file.path, EISDIR) }
      // A device or a pipe is written to; replacing it would take it from everybody.
      if exists, status.st_mode & S_IFMT != S_IFREG {
        streams.append(file)
        continue
      }
      // A link is followed: the file it leads to is replaced, not the link.
      let target = exists ? FileSystem.disk.resolve(file.path) ?? file.path : file.path
      let name = Path.joined(Path.folder(of: target), ".\(Path.name(of: target)).\(getpid()).tmp")
      let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, exists ? status.st_mode & 0o777 : 0o666)
      guard descriptor >= 0 else { throw fail(file.path, errno) }
      temporary.append(name)
      let code = Self.write(file.bytes, to: descriptor)
      if close(descriptor) != 0 || code != nil { throw fail(file.path, code ?? errno) }
      regular.append(file.path)
    }
    for stream in streams {
      let descriptor = open(stream.path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw fail(stream.path, errno) }
      let code = Self.write(stream.bytes, to: descriptor)
      if close(descriptor) != 0 || code != nil { throw fail(stream.path, code ?? errno) }
    }
    for (path, name) in zip(regular, temporary) {
      let target = FileSystem.disk.resolve(path) ?? path
      guard rename(name, target) == 0 else { throw fail(path, errno) }
    }
  }

  /// Writes all bytes; gives the error code of a failure.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = systemWrite(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return errno }
        done += count
      }
      return nil
    }
  }

  /// Makes a folder and those above it; gives the error code of a failure.
  static func makeFolder(_ path: String) -> Int32? {
    var status = stat()
    if path == "." || path == "/" || stat(path, &status) == 0 { return nil }
    if let code = makeFolder(Path.folder(of: path)) { return code }
    return mkdir(path, 0o777) == 0 || errno == EEXIST ? nil : errno
  }
}
