import ArchProject

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension FileSystem {
  /// The file system of the machine. Plain system calls: a check of a small file is over before a framework has started.
  static let disk = FileSystem(
    read: { path in readFile(path, limit: ProgramLoader.sizeLimit) },
    resolve: { path in
      guard let resolved = realpath(path, nil) else { return nil }
      defer { free(resolved) }
      return String(cString: resolved)
    },
    list: { path in listFolder(path) })

  private static func readFile(_ path: String, limit: Int) -> Result<[UInt8], Problem> {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return .failure(errno == ENOENT ? .notFound : .unreadable(reason(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return .failure(.unreadable(reason(errno))) }
    if status.st_mode & S_IFMT == S_IFDIR { return .failure(.isFolder) }
    return readAll(descriptor, expected: Int(status.st_size), limit: limit)
  }

  /// Reads a descriptor to its end, but no more than a limit.
  static func readAll(_ descriptor: Int32, expected: Int, limit: Int) -> Result<[UInt8], Problem> {
    guard expected <= limit else { return .failure(.tooLarge(bytes: expected)) }
    var bytes: [UInt8] = []
    var isDone = false
    var problem: Problem?
    var size = max(4096, expected + 1)
    while !isDone, problem == nil {
      let offset = bytes.count
      let chunk = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        count = 0
        while count < size {
          let got = systemRead(descriptor, buffer.baseAddress?.advanced(by: count), size - count)
          if got < 0, errno == EINTR { continue }
          if got < 0 { problem = .unreadable(reason(errno)) }
          guard got > 0 else {
            isDone = true
            return
          }
          count += got
        }
      }
      if offset == 0 { bytes = chunk } else { bytes.append(contentsOf: chunk) }
      if bytes.count > limit { problem = .tooLarge(bytes: bytes.count) }
      size = 1 << 16
    }
    return problem.map { .failure($0) } ?? .success(bytes)
  }

  private static func listFolder(_ path: String) -> [Entry] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var entries: [Entry] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      var status = stat()
      guard lstat(Path.joined(path, name), &status) == 0 else { continue }
      let type = status.st_mode & S_IFMT
      // Links to files are followed when they are read, which checks where they lead; links to folders are not.
      if type == S_IFLNK, stat(Path.joined(path, name), &status) == 0, status.st_mode & S_IFMT == S_IFDIR { continue }
      entries.append(Entry(name: name, isFolder: type == S_IFDIR))
    }
    return entries.sorted { $0.name < $1.name }
  }

  static func reason(_ code: Int32) -> String {
    String(cString: strerror(code)).lowercased()
  }
}
