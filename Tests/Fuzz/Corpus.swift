import Foundation

/// The files that cases begin with, in an order that does not depend on the machine.
struct Corpus {
  /// What is longer is cut, so that a case takes milliseconds.
  static let sizeLimit = 1 << 15

  let texts: [[UInt8]]

  init(_ paths: [String]) throws(FuzzError) {
    var files: [String] = []
    for path in paths {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw FuzzError("there is no `\(path)`")
      }
      if isFolder.boolValue {
        let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        files += names.filter { $0.hasSuffix(".arch") }.sorted().map { path + "/" + $0 }
      } else {
        files.append(path)
      }
    }
    var texts: [[UInt8]] = []
    for file in files {
      guard let data = FileManager.default.contents(atPath: file) else { throw FuzzError("`\(file)` cannot be read") }
      texts.append(Array(data.prefix(Self.sizeLimit)))
    }
    self.texts = texts
  }
}
