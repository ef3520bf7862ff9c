import ArchProject
import Synchronization

/// What a run saw of the file system: every file it read, every path it looked for, every folder it searched, each with
/// a digest of the answer. As long as all answers are the same, so is what the run comes to.
struct FileSystemTrace: Sendable {
  enum Question: UInt8, Sendable {
    case read, resolve, list
  }

  struct Observation: Sendable {
    let question: Question
    let path: String
    let answer: SHA256
  }

  /// In no particular order.
  var observations: [Observation] = []

  /// Whether the file system still answers as it did.
  func holds(in fileSystem: FileSystem) -> Bool {
    let size = 64
    let starts = Array(stride(from: 0, to: observations.count, by: size))
    return Parallel.map(starts) { start in
      observations[start..<min(start + size, observations.count)].allSatisfy { seen in
        let answer =
          switch seen.question {
          case .read: Self.digest(fileSystem.read(seen.path))
          case .resolve: Self.digest(fileSystem.resolve(seen.path))
          case .list: Self.digest(fileSystem.list(seen.path))
          }
        return answer == seen.answer
      }
    }.allSatisfy { $0 }
  }

  // MARK: Answers

  fileprivate static func digest(_ answer: Result<[UInt8], FileSystem.Problem>) -> SHA256 {
    switch answer {
    case .success(let bytes): SHA256(bytes)
    // No file has these bytes as its digest, not even one that holds this text.
    case .failure(let problem): SHA256(Array("\(problem)".utf8)).complement
    }
  }

  fileprivate static func digest(_ answer: String?) -> SHA256 {
    SHA256(answer.map { [1] + Array($0.utf8) } ?? [0])
  }

  fileprivate static func digest(_ answer: [FileSystem.Entry]) -> SHA256 {
    // A name holds no slash, so that no two lists look the same.
    SHA256(answer.flatMap { Array($0.name.utf8) + Array(($0.isFolder ? "//" : "/").utf8) })
  }
}

/// Remembers what a file system answered.
final class FileSystemRecorder: Sendable {
  private struct Key: Hashable {
    let question: FileSystemTrace.Question
    let path: String
  }

  private struct Memory {
    var answers: [Key: SHA256] = [:]
    /// Whether one question had two answers: something changed while the run read it.
    var isTorn = false
  }

  private let memory = Mutex(Memory())

  /// A file system that answers as another one.
  func recording(_ base: FileSystem) -> FileSystem {
    FileSystem(
      read: { path in
        let answer = base.read(path)
        self.note(.read, path, FileSystemTrace.digest(answer))
        return answer
      },
      resolve: { path in
        let answer = base.resolve(path)
        self.note(.resolve, path, FileSystemTrace.digest(answer))
        return answer
      },
      list: { path in
        let answer = base.list(path)
        self.note(.list, path, FileSystemTrace.digest(answer))
        return answer
      })
  }

  /// What was seen; nil where it changed meanwhile, so that no state of the files has these answers.
  var trace: FileSystemTrace? {
    memory.withLock { memory in
      guard !memory.isTorn else { return nil }
      return FileSystemTrace(
        observations: memory.answers.map {
          FileSystemTrace.Observation(question: $0.key.question, path: $0.key.path, answer: $0.value)
        })
    }
  }

  private func note(_ question: FileSystemTrace.Question, _ path: String, _ answer: SHA256) {
    memory.withLock { memory in
      let old = memory.answers.updateValue(answer, forKey: Key(question: question, path: path))
      if let old, old != answer { memory.isTorn = true }
    }
  }
}

extension FileSystem {
  /// The same files, with folders of which only those entries are listed that a search for programs looks at: `.arch`
  /// files and folders. What else comes and goes, as the entries of a cache do, is no reason to check again.
  var forSearches: FileSystem {
    FileSystem(
      read: read, resolve: resolve,
      list: { path in
        list(path).filter { $0.isFolder ? !$0.name.hasPrefix(".") : $0.name.hasSuffix(".arch") }
      })
  }
}
