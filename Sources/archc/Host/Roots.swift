import ArchModel
import ArchProject
import ArchSyntax

import Dispatch

/// A root file with its program.
struct Root {
  let path: String
  let program: Program
}

/// The programs that a list of files and folders means: the files that no other given file imports.
enum Roots {
  /// Loads all; a file that cannot be read ends it.
  static func of(_ arguments: [String], in fileSystem: FileSystem = .disk) throws(CommandFailure) -> [Root] {
    let loaded = load(try Inputs.read(arguments, in: fileSystem), in: fileSystem)
    if let (path, problem) = loaded.unreadable.first { throw Inputs.unreadable(path, problem) }
    return loaded.roots
  }

  static func load(
    _ inputs: [Input], in fileSystem: FileSystem = .disk
  ) -> (roots: [Root], unreadable: [(path: String, problem: FileSystem.Problem)]) {
    var unreadable: [(path: String, problem: FileSystem.Problem)] = []
    var readable: [(path: String, bytes: [UInt8])] = []
    for input in inputs {
      switch input.bytes {
      case .success(let bytes): readable.append((input.path, bytes))
      case .failure(let problem): unreadable.append((input.path, problem))
      }
    }
    let programs = Parallel.map(readable) { ProgramLoader.load(path: $0.path, bytes: $0.bytes, fileSystem: fileSystem) }
    guard programs.count > 1 else {
      return (zip(readable, programs).map { Root(path: $0.path, program: $1) }, unreadable)
    }
    var imported: Set<String> = []
    for program in programs {
      for file in program.sources.dropFirst() { imported.insert(fileSystem.resolve(file.path) ?? file.path) }
    }
    var roots: [Root] = []
    for (file, program) in zip(readable, programs)
    where !imported.contains(fileSystem.resolve(file.path) ?? file.path) {
      roots.append(Root(path: file.path, program: program))
    }
    // Files that import each other leave no root; the first one shows the circle.
    if roots.isEmpty, let first = readable.first, let program = programs.first {
      roots = [Root(path: first.path, program: program)]
    }
    return (roots, unreadable)
  }
}

/// Work on many files at once; the results keep the order of the inputs.
enum Parallel {
  static func map<Input: Sendable, Output: Sendable>(
    _ inputs: [Input], _ transform: @Sendable (Input) -> Output
  ) -> [Output] {
    guard inputs.count > 1 else { return inputs.map(transform) }
    return [Output](unsafeUninitializedCapacity: inputs.count) { buffer, count in
      // Each index is written once, by one thread.
      nonisolated(unsafe) let place = buffer
      DispatchQueue.concurrentPerform(iterations: inputs.count) { index in
        place.initializeElement(at: index, to: transform(inputs[index]))
      }
      count = inputs.count
    }
  }
}
