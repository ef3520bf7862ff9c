import ArchLanguageServer
import ArchProject
import Dispatch
import Subprocess
import Synchronization

#if canImport(System)
  import System
#else
  import SystemPackage
#endif
#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The preview that an editor opens through the language server: `archc serve` as a process of its own, which ends with
/// the server, as its standard input does.
enum EditorPreview {
  /// What `archc serve --json` prints.
  private struct Line: Decodable {
    struct Place: Decodable {
      let path: String
      let line: Int
    }

    let url: String?
    let open: Place?
  }

  private enum Item: Sendable {
    case event(PreviewEvent)
    case ended(String?)
  }

  /// Runs a preview until it ends, and hands over what it tells.
  ///
  /// - Parameter opens: whether it opens a browser by itself.
  /// - Returns: why it ended, where it did not come up.
  static func run(_ root: String, opens: Bool, _ tell: (PreviewEvent) -> Void) -> String? {
    guard let command = FileSystem.disk.resolve("/proc/self/exe") ?? CommandLine.arguments.first else {
      return "the command does not know where it lies"
    }
    let queue = Queue()
    let arguments = ["serve", "--json", "--until-eof"] + (opens ? ["--open"] : []) + ["--", root]
    Task.detached { await follow(command, arguments, into: queue) }
    while true {
      switch queue.take() {
      case .event(let event): tell(event)
      case .ended(let problem): return problem
      }
    }
  }

  private static func follow(_ command: String, _ arguments: [String], into queue: Queue) async {
    let executable: Executable = command.contains("/") ? .path(FilePath(command)) : .name(command)
    do {
      _ = try await Subprocess.run(
        executable, arguments: Arguments(arguments), input: .inputWriter, output: .sequence, error: .discarded
      ) { execution in
        var rest: [UInt8] = []
        for try await buffer in execution.standardOutput {
          buffer.withUnsafeBytes { rest.append(contentsOf: $0) }
          while let end = rest.firstIndex(of: 0x0A) {
            if let event = event(Array(rest[..<end])) { queue.put(.event(event)) }
            rest.removeFirst(end + 1)
          }
        }
      }
      queue.put(.ended("the preview has ended: `archc serve \(Path.name(of: arguments.last ?? ""))` tells why"))
    } catch {
      queue.put(.ended("the preview could not be started"))
    }
  }

  private static func event(_ line: [UInt8]) -> PreviewEvent? {
    guard let line = try? JSONDecoder().decode(Line.self, from: Data(line)) else { return nil }
    if let url = line.url { return .ready(url: url) }
    return line.open.map { .open(path: $0.path, line: $0.line) }
  }

  /// Hands items from the task that follows the process to the thread that waits for them.
  private final class Queue: Sendable {
    private let items = Mutex<[Item]>([])
    private let signal = DispatchSemaphore(value: 0)

    func put(_ item: Item) {
      items.withLock { $0.append(item) }
      signal.signal()
    }

    func take() -> Item {
      signal.wait()
      return items.withLock { $0.isEmpty ? .ended(nil) : $0.removeFirst() }
    }
  }
}
