import ArchProject
import ArchSyntax
import Testing

@Suite struct ProgramLoaderTests {
  private func load(_ files: [String: String], root: String = "/p/main.arch") -> Program {
    let system = FileSystem(files: files)
    return ProgramLoader.load(path: root, bytes: Array((files[root] ?? "").utf8), fileSystem: system)
  }

  @Test func followsImportsOnce() {
    let program = load([
      "/p/main.arch": "import \"a.arch\"\nimport \"b/b.arch\"\n", "/p/a.arch": "import \"b/b.arch\"\n",
      "/p/b/b.arch": "service B {}\n",
    ])
    #expect(program.diagnostics.isEmpty)
    #expect(program.sources.map(\.path) == ["/p/main.arch", "/p/a.arch", "/p/b/b.arch"])
    #expect(program.imports.count == 3)
  }

  @Test func readsBuiltInModules() {
    let program = load(["/p/main.arch": "import \"std/typical\"\n"])
    #expect(program.diagnostics.isEmpty)
    #expect(program.sources.map(\.path) == ["/p/main.arch", "std/typical"])
  }

  @Test func reportsMissingFilesWithTheNearest() {
    let program = load(["/p/main.arch": "import \"bese.arch\"\n", "/p/base.arch": ""])
    #expect(program.diagnostics.map(\.id) == ["ARC080"])
    #expect(program.diagnostics.first?.fix?.edits.first?.text == "\"base.arch\"")
  }

  @Test func reportsCircles() {
    let program = load([
      "/p/main.arch": "import \"a.arch\"\n", "/p/a.arch": "import \"b.arch\"\n", "/p/b.arch": "import \"a.arch\"\n",
    ])
    #expect(program.diagnostics.map(\.id) == ["ARC082"])
    #expect(program.diagnostics.first?.primary.span.file.index == 2)
  }

  @Test(arguments: ["../secret.arch", "/etc/secret.arch", "a/../../secret.arch", "./../secret.arch"])
  func staysInsideTheProject(path: String) {
    let program = load([
      "/p/main.arch": "import \"\(path)\"\n", "/secret.arch": "", "/etc/secret.arch": "", "/p/a/x.arch": "",
    ])
    #expect(program.diagnostics.map(\.id) == ["ARC081"])
    #expect(program.files.count == 1)
  }

  @Test func theNearestMarkerIsTheRoot() {
    let files = [
      "/p/.archc.yml": "", "/p/x/main.arch": "import \"../base.arch\"\n", "/p/base.arch": "service A {}\n",
    ]
    #expect(load(files, root: "/p/x/main.arch").diagnostics.isEmpty)
    #expect(
      load(files.filter { $0.key != "/p/.archc.yml" }, root: "/p/x/main.arch").diagnostics.map(\.id) == ["ARC081"])
  }

  /// A link inside the project that leads outside is followed before the place is judged.
  @Test func linksAreFollowedFirst() {
    let plain = FileSystem(files: ["/p/main.arch": "import \"link.arch\"\n", "/outside.arch": "service A {}\n"])
    let linked = FileSystem(
      read: plain.read, resolve: { $0 == "/p/link.arch" ? "/outside.arch" : plain.resolve($0) }, list: plain.list)
    let program = ProgramLoader.load(
      path: "/p/main.arch", bytes: Array("import \"link.arch\"\n".utf8), fileSystem: linked)
    #expect(program.diagnostics.map(\.id) == ["ARC081"])
  }

  @Test func pathsAreNormalized() {
    #expect(Path.normalized("/a/./b//../c") == "/a/c")
    #expect(Path.normalized("../x") == "../x")
    #expect(Path.normalized("/../x") == "/x")
    #expect(Path.folder(of: "/a/b") == "/a")
    #expect(Path.stem(of: "/a/b.c.arch") == "b.c")
    #expect(!Path.isInside("/project2/x", folder: "/project"))
  }
}
