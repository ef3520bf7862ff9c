import ArchSyntax
import TestSupport
import TestTools
import Testing

/// The samples are clean, laid out canonically, and keep their meaning when they are formatted.
@Suite struct SampleTests {
  static let roots = (try? Repository.sampleRoots()) ?? []

  @Test func samplesAreThere() {
    #expect(Self.roots.count >= 5)
  }

  @Test(arguments: roots)
  func isClean(root: String) throws {
    let checked = try Checked(file: root)
    #expect(checked.diagnostics.isEmpty, "\(checked.rendered)")
    #expect(!checked.model.components.isEmpty)
    #expect(!checked.model.flows.isEmpty)
    #expect(checked.model.flows.allSatisfy { !$0.isBroken && !$0.steps.isEmpty })
  }

  @Test(arguments: roots)
  func isFormatted(root: String) throws {
    let checked = try Checked(file: root)
    for file in checked.program.files where !file.tree.source.path.hasPrefix("std/") {
      #expect(!format(file).changed, "\(file.tree.source.path) is not formatted; `archc fmt` it")
    }
  }

  /// What the generator writes is clean too, so that benchmarks and fuzzing start from sound programs.
  @Test(arguments: 0..<10)
  func generatedProgramsAreClean(seed: Int) {
    let checked = Checked(ModelGenerator.text(components: 8 + seed * 5, seed: seed))
    #expect(checked.diagnostics.isEmpty, "\(checked.rendered)")
  }
}
