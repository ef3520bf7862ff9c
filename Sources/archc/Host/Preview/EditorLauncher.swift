import ArchPreview
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// Starts programs of the reader: the editor, the browser. Nobody waits for them.
enum EditorLauncher {
  /// Opens a line with a command such as `code -g {path}:{line}`. No shell reads it.
  ///
  /// - Returns: a sentence where the command is none.
  static func open(_ template: String, path: String, line: Int) -> String? {
    guard let words = EditorCommand.words(template, path: path, line: line), let command = words.first else {
      return "The editor's command cannot be read."
    }
    start(command, Array(words.dropFirst()))
    return nil
  }

  static func openPage(_ url: String) {
    #if os(macOS)
      start("open", [url])
    #else
      start("xdg-open", [url])
    #endif
  }

  private static func start(_ command: String, _ arguments: [String]) {
    let executable: Executable = command.contains("/") ? .path(FilePath(command)) : .name(command)
    Task {
      do {
        _ = try await Subprocess.run(
          executable, arguments: Arguments(arguments), input: .none, output: .discarded, error: .discarded)
      } catch {
        Console.note("note: `\(command)` could not be started")
      }
    }
  }
}
