import ArchSyntax
import Foundation

/// What the parser reads in the samples, for grammars that are read by other parsers: a line a file, with each
/// statement's first letter and its place in bytes. A file with an error of syntax is `broken`.
public enum SyntaxOutlines {
  public static var text: String {
    var text = "Derived from the parser; `UPDATE_GOLDEN=1 swift test` rewrites it.\n"
    for folder in ["grammar/tree-sitter-arch/test/programs", "samples"] {
      for path in (try? Repository.archFiles(below: folder)) ?? [] {
        guard let data = try? Data(contentsOf: Repository.url(path)) else { continue }
        text += "\(path): \(outline(SourceFile(path: path, bytes: Array(data))))\n"
      }
    }
    return text
  }

  /// The statements of a file in the order of their beginnings: `d` declaration, `r` relation, `p` property, `f` flag,
  /// `i` import.
  public static func outline(_ source: SourceFile) -> String {
    let parsed = parse(source)
    guard parsed.diagnostics.isEmpty else { return "broken" }
    let tree = parsed.tree
    return tree.nodes.compactMap { node -> String? in
      guard let letter = letter(node.kind), !node.tokens.isEmpty else { return nil }
      let range = tree.span(ofTokens: node.tokens).range
      return "\(letter)\(range.lowerBound)-\(range.upperBound)"
    }.joined(separator: " ")
  }

  private static func letter(_ kind: NodeKind) -> Character? {
    switch kind {
    case .importStatement: "i"
    case .declaration: "d"
    case .relation: "r"
    case .property: "p"
    case .flag: "f"
    case .file, .block, .error: nil
    }
  }
}
