import Foundation
import Testing

/// Files that hold what the compiler is expected to put out. `UPDATE_GOLDEN=1` rewrites them; look at each change.
public enum Golden {
  public static let isUpdating = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"

  /// Compares an output with its golden file, or rewrites the file.
  public static func compare(_ text: String, with path: String, _ location: SourceLocation = #_sourceLocation) throws {
    if isUpdating {
      try Data(text.utf8).write(to: Repository.url(path))
      return
    }
    let expected = try? Repository.text(path)
    #expect(expected == text, "\(path) is stale; UPDATE_GOLDEN=1 rewrites it", sourceLocation: location)
  }
}
