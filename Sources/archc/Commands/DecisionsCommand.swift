import ArchModel
import ArchProject
import ArchReport
import ArchSyntax
import ArgumentParser

struct DecisionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adr",
    abstract: "Write the decisions as files, one each, in the form of MADR, with an index.",
    discussion: """
      A decision keeps its number and its file whatever becomes of its title and its neighbours: `decision D7` is 0007 \
      where that is free, others get the next number. A second run without a change writes nothing. A file that \
      somebody edited is left as it is, and said; --force writes over it.

      Examples:
        archc adr shop.arch -o docs/decisions
        archc adr shop.arch -o docs/decisions --check

      Exit status: 0 all is written or up to date, 1 a file was edited by hand or with --check is not up to date, 2 could \
      not run.
      """)

  @Argument(
    help: ArgumentHelp("The root file, or - for standard input.", valueName: "file"),
    completion: .file(extensions: ["arch"]))
  var file: String

  @Option(
    name: [.short, .long], help: ArgumentHelp("The folder to write to.", valueName: "folder"), completion: .directory)
  var output: String

  @Flag(help: "Write over files that were edited by hand.")
  var force = false

  @Flag(help: "Change nothing; name the files that are not up to date and exit with 1.")
  var check = false

  func run() throws {
    let compiled = try CompiledProgram.load(file)
    let paths = compiled.program.sources.map { ReportMaker.sourcePath($0.path, from: output) }
    let records = DecisionRecordFiles(
      compiled.model, existing: try existing(),
      sourcePath: { file in Int(file.index) < paths.count ? paths[Int(file.index)] : "" },
      digest: { text in
        var digest = TextDigest()
        digest.add(text.utf8)
        return digest.text
      })
    var files = OutputFiles()
    var edited: [String] = []
    for record in records.files where record.fate != .unchanged {
      if record.fate == .edited, !force {
        edited.append(record.name)
      } else {
        files.add(Path.joined(output, record.name), record.text)
      }
    }
    for name in edited {
      Console.note(
        "note: `\(Path.joined(output, name))` was edited by hand and is left as it is; `--force` writes over it")
    }
    for name in records.orphans {
      Console.note("note: `\(Path.joined(output, name))` records a decision that the program no longer declares")
    }
    if !check { try files.write() }
    for path in files.paths { try Console.write(path + "\n") }
    if !edited.isEmpty || check && !files.paths.isEmpty { throw CommandFailure(quietWithStatus: 1) }
  }

  /// The Markdown files of the folder; none where there is no folder yet.
  private func existing() throws(CommandFailure) -> [DecisionRecordFiles.Existing] {
    var result: [DecisionRecordFiles.Existing] = []
    for name in FileSystem.disk.list(output).filter({ !$0.isFolder }).map(\.name) where name.hasSuffix(".md") {
      switch FileSystem.disk.read(Path.joined(output, name)) {
      case .success(let bytes):
        result.append(DecisionRecordFiles.Existing(name: name, text: String(decoding: bytes, as: UTF8.self)))
      case .failure(.isFolder): continue
      case .failure(let problem): throw Inputs.unreadable(Path.joined(output, name), problem)
      }
    }
    return result
  }
}
