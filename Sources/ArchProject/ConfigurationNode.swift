import ArchSyntax
import Yams

/// A node of a configuration file, read with messages that name the place.
struct ConfigurationNode {
  private let node: Yams.Node
  private let path: String

  init(_ node: Yams.Node, path: String) {
    self.node = node
    self.path = path
  }

  /// The keys and values of a mapping, in order.
  func entries(
    _ owner: String
  ) throws(ConfigurationProblem) -> [(key: Configuration.Word, value: ConfigurationNode)] {
    if isEmpty { return [] }
    guard case .mapping(let mapping) = node else { throw problem("\(owner) takes keys with values") }
    var result: [(key: Configuration.Word, value: ConfigurationNode)] = []
    for (key, value) in mapping {
      result.append((try Self(key, path: path).word("a word"), Self(value, path: path)))
    }
    return result
  }

  /// One word or number, as it is written.
  func word(_ wanted: String) throws(ConfigurationProblem) -> Configuration.Word {
    guard case .scalar(let scalar) = node, !isEmpty else { throw problem("here belongs \(wanted)") }
    let (line, column) = place
    return Configuration.Word(scalar.string, line: line, column: column)
  }

  /// A list of words, or one.
  func words(_ wanted: String) throws(ConfigurationProblem) -> [Configuration.Word] {
    if isEmpty { return [] }
    guard case .sequence(let sequence) = node else { return [try word(wanted)] }
    var result: [Configuration.Word] = []
    for item in sequence { result.append(try Self(item, path: path).word(wanted)) }
    return result
  }

  /// Whether nothing is written, or `null`: a key whose values are all commented out.
  private var isEmpty: Bool { node.null != nil }

  func flag() throws(ConfigurationProblem) -> Bool {
    let word = try word("true or false")
    switch word.text {
    case "true", "yes", "on": return true
    case "false", "no", "off": return false
    default: throw problem("`\(word.text)` is neither true nor false")
    }
  }

  func unknown(_ key: Configuration.Word, among keys: [String]) -> ConfigurationProblem {
    let near = Spelling.nearest(to: key.text, among: keys)
    return ConfigurationProblem(
      path: path, line: key.line, column: key.column, message: "`\(key.text)` is no setting",
      help: near.isEmpty
        ? "the settings are \(keys.map { "`\($0)`" }.joined(separator: ", "))"
        : "did you mean \(near.map { "`\($0)`" }.joined(separator: " or "))?")
  }

  private var place: (line: Int, column: Int) { (node.mark?.line ?? 0, node.mark?.column ?? 0) }

  private func problem(_ message: String) -> ConfigurationProblem {
    let (line, column) = place
    return ConfigurationProblem(path: path, line: line, column: column, message: message)
  }
}
