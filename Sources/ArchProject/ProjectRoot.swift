/// The folder that no import may leave.
public struct ProjectRoot: Sendable, Hashable {
  /// The absolute path, links followed.
  public let folder: String
  /// What makes it the root: `.archc.yml`, `.git`, or nothing, when it is the folder of the root file.
  public let marker: String?

  /// The nearest ancestor with `.archc.yml` or `.git`, else the folder of the file.
  public static func of(file path: String, in fileSystem: FileSystem) -> ProjectRoot {
    let start = path == "-" ? "." : Path.folder(of: path)
    let folder = fileSystem.resolve(start) ?? start
    var current = folder
    // A path has a bounded number of parts, so this ends at the root of the disk.
    while true {
      for marker in [".archc.yml", ".git"] where fileSystem.resolve(Path.joined(current, marker)) != nil {
        return ProjectRoot(folder: current, marker: marker)
      }
      let parent = Path.folder(of: current)
      if parent == current || parent == "." { break }
      current = parent
    }
    return ProjectRoot(folder: folder, marker: nil)
  }
}
