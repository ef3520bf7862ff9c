import Foundation

/// Files that hold what the compiler is expected to put out. `UPDATE_GOLDEN=1` rewrites them; look at each change.
public enum Golden {
  /// A golden file that does not hold what was put out.
  public struct Stale: Error, CustomStringConvertible {
    let path: String

    public var description: String { "\(path) is stale; UPDATE_GOLDEN=1 rewrites it" }
  }

  public static let isUpdating = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"

  /// Compares an output with its golden file, or rewrites the file.
  ///
  /// - Throws: `Stale` where they differ or the file is missing.
  public static func compare(_ text: String, with path: String) throws {
    if isUpdating {
      try Data(text.utf8).write(to: Repository.url(path))
    } else if (try? Repository.text(path)) != text {
      throw Stale(path: path)
    }
  }
}
