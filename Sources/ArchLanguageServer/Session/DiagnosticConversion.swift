import ArchModel
import ArchRules
import ArchSyntax

/// Diagnostics as the protocol speaks of them.
struct DiagnosticConversion {
  let snapshot: Snapshot
  let encoding: PositionEncoding
  let client: ClientAbilities
  let page: (Diagnostic) -> String?

  /// Rules whose place is of no use to anybody.
  private static let unnecessary: Set<String> = ["unused-import", "stale-allow", "idle-rule", "view-empty"]
  /// Rules on what should not be used any more.
  private static let deprecated: Set<String> = ["deprecated-in-use"]
  /// So many other places are told.
  private static let placeLimit = 20

  /// The diagnostics of one file, in order.
  func diagnostics(of file: FileID) -> [LSP.Diagnostic] {
    snapshot.diagnostics.lazy.filter { $0.primary.span.file == file }.compactMap(convert)
  }

  func convert(_ diagnostic: Diagnostic) -> LSP.Diagnostic? {
    guard let place = snapshot.location(diagnostic.primary.span, encoding) else { return nil }
    var result = LSP.Diagnostic(range: place.range, message: Self.message(diagnostic))
    result.severity =
      switch diagnostic.severity {
      case .error: 1
      case .warning: 2
      case .info: 3
      }
    result.code = .string(diagnostic.id)
    result.source = "archc"
    if client.hasCodeDescriptions, let href = page(diagnostic) {
      result.codeDescription = LSP.CodeDescription(href: href)
    }
    if let name = diagnostic.name {
      let tag = Self.unnecessary.contains(name) ? 1 : Self.deprecated.contains(name) ? 2 : 0
      if client.diagnosticTags.contains(tag) { result.tags = [tag] }
    }
    if client.hasRelatedInformation {
      let related = diagnostic.labels.prefix(Self.placeLimit).compactMap { label in
        snapshot.location(label.span, encoding).map {
          LSP.DiagnosticRelatedInformation(location: $0, message: label.text.isEmpty ? "here" : label.text)
        }
      }
      if !related.isEmpty { result.relatedInformation = related }
    }
    if client.hasDiagnosticData {
      var data: [String: JSONValue] = ["id": .string(diagnostic.id)]
      if let name = diagnostic.name { data["name"] = .string(name) }
      if let fix = diagnostic.fix { data["fix"] = .string(fix.title) }
      result.data = .object(data)
    }
    return result
  }

  /// The header, and what is said besides, as `archc check` prints it, without the excerpt: the editor shows the text.
  static func message(_ diagnostic: Diagnostic) -> String {
    var text = diagnostic.message
    if let name = diagnostic.name, name != diagnostic.id { text += " [\(name)]" }
    if !diagnostic.primary.text.isEmpty { text += "\n\(diagnostic.primary.text)" }
    if let why = diagnostic.why { text += "\nwhy: \(why)" }
    if let note = diagnostic.note { text += "\nnote: \(note)" }
    if let help = diagnostic.help { text += "\nhelp: \(help)" }
    if let fix = diagnostic.fix { text += "\nfix: \(fix.title)\(fix.safety == .safe ? "" : " (to review)")" }
    return text
  }
}
