import ArchSyntax
import Foundation
import TestSupport
import Testing

/// The gallery of one mistake a file: each yields exactly what its markers say, and nothing else.
@Suite struct GalleryTests {
  static let files = (try? Repository.archFiles(below: "samples/bad").filter { !$0.contains("/parts/") }) ?? []

  @Test func galleryIsThere() {
    #expect(Self.files.count >= 40)
  }

  @Test(arguments: files)
  func yieldsItsMarkers(file: String) throws {
    let checked = try Checked(file: file)
    var expected: [Marker] = []
    var found: [Marker] = []
    for source in checked.sources where !source.path.hasPrefix("std/") {
      let text = String(decoding: source.bytes, as: UTF8.self)
      expected += Marker.all(in: text)
      found += checked.diagnostics.filter { $0.primary.span.file == source.id }.map { Marker($0, in: source) }
    }
    if Golden.isUpdating { try update(checked, found) }
    #expect(found == expected, "\(file)\n\(checked.rendered)")
  }

  /// Fills the ids of markers that stand at the right place.
  private func update(_ checked: Checked, _ found: [Marker]) throws {
    for source in checked.sources where !source.path.hasPrefix("std/") {
      guard var text = String(validating: source.bytes, as: UTF8.self) else { continue }
      for diagnostic in checked.diagnostics where diagnostic.primary.span.file == source.id {
        let marker = Marker(diagnostic, in: source)
        guard
          let old = Marker.all(in: text).first(where: {
            $0.line == marker.line && $0.column == marker.column && $0.length == marker.length
              && $0.id.hasSuffix("???")
          })
        else { continue }
        text = text.replacingOccurrences(of: "\(old.severity) \(old.id)", with: "\(marker.severity) \(marker.id)")
      }
      if Array(text.utf8) != source.bytes { try Data(text.utf8).write(to: URL(fileURLWithPath: source.path)) }
    }
  }

  /// Applying the fix of a mistake removes it and makes no other.
  @Test(arguments: files)
  func fixMends(file: String) throws {
    let checked = try Checked(file: file)
    guard let diagnostic = checked.diagnostics.first, let fix = diagnostic.fix else { return }
    let result = EditApplication.apply([fix], to: checked.sources)
    #expect(!result.applied.isEmpty)
    // Compile again with the changed files in memory; the others come from the checkout.
    let changed = Dictionary(result.changed.map { ($0.path, $0.bytes) }) { $1 }
    let after = try Checked(file: file, replacing: changed)
    #expect(after.diagnostics.filter { $0.severity == .error }.isEmpty, "\(file)\n\(after.rendered)")
  }
}
