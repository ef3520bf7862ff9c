import ArchModel
import ArchProject

/// Modules of the standard library as files that an editor can open. They are part of the program and no files, so each
/// one is written where caches lie, when somebody goes there.
enum LibraryCopy {
  /// The file of a module with its text, read-only; nil where there is no such module, or where nothing can be written.
  static func path(of module: String) -> String? {
    guard let text = StandardLibrary.text(of: module), let folder else { return nil }
    let path = Path.joined(folder, module + ".arch")
    if case .success(let bytes) = FileSystem.disk.read(path), bytes == Array(text.utf8) {
      return FileSystem.disk.resolve(path)
    }
    var outputs = OutputFiles()
    outputs.add(path, text)
    guard (try? outputs.write()) != nil else { return nil }
    makeReadOnly(path)
    return FileSystem.disk.resolve(path)
  }

  /// Whether a file is such a copy: there is nothing to find in it that its reader could mend.
  static func isCopy(_ path: String) -> Bool {
    guard let folder, let resolved = FileSystem.disk.resolve(folder) else { return false }
    return path.hasPrefix(resolved + "/std/")
  }

  /// A folder for each version, as its modules are its own; nil where the user has no folder.
  private static var folder: String? {
    guard let caches else { return nil }
    return Path.joined(caches, "archc/" + Archc.version)
  }

  private static var caches: String? {
    // A relative path means nothing here, says the XDG Base Directory Specification.
    if let path = Console.environment("XDG_CACHE_HOME"), path.hasPrefix("/") { return path }
    guard let home = Console.environment("HOME"), home.hasPrefix("/") else { return nil }
    #if os(macOS)
      return Path.joined(home, "Library/Caches")
    #else
      return Path.joined(home, ".cache")
    #endif
  }
}
