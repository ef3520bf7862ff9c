import ArchProject
import ArchSyntax
import ArgumentParser

struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Lay out .arch files in the one canonical way.",
    discussion: """
      Files are rewritten in place; - reads standard input and writes standard output. Statements with syntax errors \
      are left as they are.

      Examples:
        archc fmt shop.arch
        archc fmt --check .
        archc fmt --diff shop.arch
        archc fmt - < shop.arch
      """)

  @Argument(
    help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "file"),
    completion: .file(extensions: ["arch"]))
  var files: [String]

  @Flag(help: "Change nothing; name the files that are not formatted and exit with 1.")
  var check = false

  @Flag(help: "Change nothing; print what would change and exit with 1.")
  var diff = false

  func validate() throws {
    if files.isEmpty { throw ValidationError("name a file, a folder, or - for standard input") }
  }

  func run() throws {
    var outputs = OutputFiles()
    var failed = false
    var unformatted = 0
    for input in try Inputs.read(files) {
      switch input.bytes {
      case .failure(let problem):
        Console.note(Inputs.unreadable(input.path, problem).text)
        failed = true
      case .success(let bytes):
        let source = SourceFile(path: input.path, bytes: bytes)
        let parsed = ArchSyntax.parse(source)
        let result = ArchSyntax.format(parsed)
        if !result.leftAlone.isEmpty || parsed.diagnostics.contains(where: { $0.severity == .error }) {
          failed = true
          let printer = FindingsPrinter(colour: Console.usesColour(.auto, on: .error), showsAll: false)
          try Console.write(printer.text(parsed.diagnostics, sources: [source]), to: .error)
          Console.note("note: what has a syntax error in `\(input.path)` is left as it is")
        }
        let changed = result.text != bytes
        if changed { unformatted += 1 }
        if diff {
          try Console.write(UnifiedDiff.bytes(from: bytes, to: result.text, path: input.path))
        } else if check {
          if changed { try Console.write("\(input.path)\n") }
        } else if input.path == "-" {
          try Console.write(result.text)
        } else if changed {
          outputs.add(input.path, bytes: result.text)
        }
      }
    }
    try outputs.write()
    if failed { throw CommandFailure(quietWithStatus: 2) }
    if (check || diff) && unformatted > 0 { throw CommandFailure(quietWithStatus: 1) }
  }
}
