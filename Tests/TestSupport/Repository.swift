import Foundation

/// Places of the checkout, found from the place of this file.
public enum Repository {
  public static let root: URL = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  public static func url(_ path: String) -> URL { root.appendingPathComponent(path) }

  public static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: url(path)), as: UTF8.self)
  }

  /// The `.arch` files below a folder, by path, sorted.
  public static func archFiles(below folder: String) throws -> [String] {
    let base = url(folder)
    guard let entries = FileManager.default.enumerator(atPath: base.path) else { return [] }
    return entries.compactMap { $0 as? String }.filter { $0.hasSuffix(".arch") }.sorted().map { folder + "/" + $0 }
  }

  /// The folders of the samples that are clean: all but the gallery of mistakes.
  public static func sampleRoots() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: url("samples").path).sorted()
      .filter { $0 != "bad" && !$0.hasPrefix(".") }
      .map { "samples/\($0)/\($0).arch" }
  }
}
