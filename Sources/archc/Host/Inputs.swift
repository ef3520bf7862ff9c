import ArchModel
import ArchProject
import ArchSyntax

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file as it was given, with its bytes or the reason why there are none.
struct Input {
  let path: String
  let bytes: Result<[UInt8], FileSystem.Problem>
}

/// The files that arguments mean: files, `-` for standard input, folders with all `.arch` files below.
enum Inputs {
  /// How deep folders are followed.
  private static let depthLimit = 64

  static func read(
    _ arguments: [String], in fileSystem: FileSystem = .disk
  ) throws(CommandFailure) -> [Input] {
    var inputs: [Input] = []
    var seen: Set<String> = []
    for argument in arguments {
      if argument == "-" {
        guard seen.insert("-").inserted else { continue }
        inputs.append(
          Input(path: "-", bytes: FileSystem.readAll(STDIN_FILENO, expected: 0, limit: ProgramLoader.sizeLimit)))
        continue
      }
      let bytes = fileSystem.read(argument)
      if case .failure(.isFolder) = bytes {
        let found = files(below: argument, depth: 0, in: fileSystem)
        guard !found.isEmpty else {
          throw CommandFailure("`\(argument)` holds no `.arch` file")
        }
        for path in found where seen.insert(fileSystem.resolve(path) ?? path).inserted {
          inputs.append(Input(path: path, bytes: fileSystem.read(path)))
        }
      } else if seen.insert(fileSystem.resolve(argument) ?? argument).inserted {
        inputs.append(Input(path: argument, bytes: bytes))
      }
    }
    return inputs
  }

  /// Whether a folder holds no `.arch` file at any depth.
  static func isEmpty(folder: String, in fileSystem: FileSystem) -> Bool {
    files(below: folder, depth: 0, in: fileSystem).isEmpty
  }

  private static func files(below folder: String, depth: Int, in fileSystem: FileSystem) -> [String] {
    guard depth < depthLimit else { return [] }
    var result: [String] = []
    for entry in fileSystem.list(folder) where !entry.name.hasPrefix(".") {
      let path = folder == "." ? entry.name : Path.joined(folder, entry.name)
      if entry.isFolder {
        result += files(below: path, depth: depth + 1, in: fileSystem)
      } else if entry.name.hasSuffix(".arch") {
        result.append(path)
      }
    }
    return result
  }

  /// The one program that a command works on.
  static func program(_ path: String) throws(CommandFailure) -> Program {
    let bytes =
      path == "-"
      ? FileSystem.readAll(STDIN_FILENO, expected: 0, limit: ProgramLoader.sizeLimit) : FileSystem.disk.read(path)
    switch bytes {
    case .success(let bytes): return ProgramLoader.load(path: path, bytes: bytes, fileSystem: .disk)
    case .failure(let problem): throw unreadable(path, problem)
    }
  }

  static func unreadable(_ path: String, _ problem: FileSystem.Problem) -> CommandFailure {
    CommandFailure(
      "`\(path)` cannot be read: \(problem.words)",
      help: problem == .isFolder ? "name the root file in it" : nil)
  }
}
