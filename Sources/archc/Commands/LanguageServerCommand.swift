import ArchLanguageServer
import ArchProject
import ArgumentParser

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

struct LanguageServerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "Serve an editor: the language server, over standard input and output.",
    discussion: """
      Editors start it themselves; docs/editor.md says how to set each of them up. It speaks the Language Server \
      Protocol 3.17.

      Exit status: 0 after the editor has shut it down, 1 when the editor was gone without a word.
      """)

  @Flag(help: "Standard input and output, which is what it uses in any case; many editors say so.")
  var stdio = false

  func run() throws {
    let status = ServerProcess.serve(EditorHost.make(), input: STDIN_FILENO, output: STDOUT_FILENO)
    // Work in the background may still be under way, and nobody waits for it.
    leave(status)
  }
}
