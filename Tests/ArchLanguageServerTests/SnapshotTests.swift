import ArchLanguageServer
import ArchModel
import ArchProject
import Testing

@Suite struct SnapshotTests {
  @Test func `a snapshot holds files and model of one program`() {
    let files = FileSystem(files: ["/a.arch": "service Shop {}"])
    let program = ProgramLoader.load(path: "/a.arch", bytes: Array("service Shop {}".utf8), fileSystem: files)
    let snapshot = Snapshot(program: program, compilation: compileWithVariants(program.files, limit: 8))
    #expect(snapshot.program.files.count == 1)
    #expect(snapshot.compilation.diagnostics.isEmpty)
  }
}
