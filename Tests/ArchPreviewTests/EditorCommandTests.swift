import ArchPreview
import Testing

@Suite struct EditorCommandTests {
  @Test func `words are filled in and never split`() {
    #expect(
      EditorCommand.words("code -g {path}:{line}", path: "/a b/c.arch", line: 7) == ["code", "-g", "/a b/c.arch:7"])
    #expect(EditorCommand.words("vi +{line}", path: "/c.arch", line: 7) == ["vi", "+7", "/c.arch"])
    #expect(EditorCommand.words("'/my tools/ed' \"{path}\"", path: "/c", line: 1) == ["/my tools/ed", "/c"])
    #expect(EditorCommand.words("ed '' {path}", path: "/c", line: 1) == ["ed", "", "/c"])
  }

  @Test func `a path that looks like a place holder or a command stays a path`() {
    #expect(EditorCommand.words("ed {path}", path: "/{line}{path}", line: 7) == ["ed", "/{line}{path}"])
    #expect(EditorCommand.words("ed {path}", path: "/a; rm -rf '$(x)'", line: 7) == ["ed", "/a; rm -rf '$(x)'"])
    #expect(EditorCommand.words("ed {other} {path}", path: "/c", line: 7) == ["ed", "{other}", "/c"])
  }

  @Test(arguments: ["", "   ", "'code", "''", "\"a b"])
  func `what is no command is refused`(template: String) {
    #expect(EditorCommand.words(template, path: "/c", line: 1) == nil)
  }

  @Test(arguments: ["vscode://file/{path}:{line}", "idea://open?file={path}&line={line}", "x-editor+2.0:{path}"])
  func `links of editors are links`(template: String) {
    #expect(EditorCommand.isLink(template))
  }

  @Test(arguments: [
    "javascript:alert('{path}')", "JavaScript:{path}", "data:text/html,{path}", "vbscript:{path}", "blob:{path}",
    "vscode://file/", "{path}", " javascript:{path}", "java\nscript:{path}", "1x:{path}", ":{path}", "",
  ])
  func `what runs in the browser is none`(template: String) {
    #expect(!EditorCommand.isLink(template))
  }
}
