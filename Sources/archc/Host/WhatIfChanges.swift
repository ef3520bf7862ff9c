import ArchModel

/// What a what-if changes of a program, as people write it: on the command line and on the page of the preview.
struct WhatIfChanges: Hashable, Sendable {
  /// `NAME=COUNT`.
  var replicas: [String] = []
  /// `NAME.PROPERTY=VALUE`.
  var set: [String] = []
  /// Names of what is not there.
  var remove: [String] = []

  var isEmpty: Bool { replicas.isEmpty && set.isEmpty && remove.isEmpty }

  /// The changes of a model, and each of them in words.
  func overlay(of model: Model) throws(CommandFailure) -> (overlay: Overlay, words: [String]) {
    var overlay = Overlay()
    var words: [String] = []
    for change in replicas {
      let (name, value) = try Self.halves(change, example: "Orders=2")
      try overlay.set("replicas", of: try Self.path(name, in: model), to: value)
      words.append("\(name) has \(value) replicas")
    }
    for change in set {
      let (left, value) = try Self.halves(change, example: "Api.p99=80ms")
      guard let dot = left.lastIndex(of: "."), dot != left.startIndex else {
        throw CommandFailure("`\(change)` names no property", help: "write NAME.PROPERTY=VALUE, such as `Api.p99=80ms`")
      }
      let path = try Self.path(String(left[..<dot]), in: model)
      try overlay.set(String(left[left.index(after: dot)...]), of: path, to: value)
      words.append("\(left) is \(value)")
    }
    for name in remove {
      overlay.remove(try Self.path(name, in: model))
      words.append("\(name) is not there")
    }
    return (overlay, words)
  }

  private static func halves(_ text: String, example: String) throws(CommandFailure) -> (String, String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw CommandFailure("`\(text)` is no change", help: "write it as `\(example)`")
    }
    return (parts[0], parts[1])
  }

  /// The full path of a part, by which an `extend` finds it.
  private static func path(_ name: String, in model: Model) throws(CommandFailure) -> String {
    let kinds = KindSet.components | KindSet.boundaries | [.flow, .constraints]
    return model.path(try FigureQuery.element(name, of: kinds, in: model))
  }
}
