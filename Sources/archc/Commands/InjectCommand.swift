import ArchProject
import ArchReport
import ArchSyntax
import ArgumentParser

struct InjectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inject",
    abstract: "Keep drawings and tables in Markdown files up to date.",
    discussion: """
      What stands between a marker and its end is made anew; everything else stays as it is, byte for byte. Paths are \
      relative to the Markdown file.

        <!-- archc:diagram shop.arch --view Money -->
        <!-- archc:end -->

      Markers: diagram FILE (with the options of `archc diagram`), picture FILE -o IMAGE.svg (the same as a file and a \
      link to it), table FILE SECTION and section FILE SECTION (of the report), rules FILE.

      Examples:
        archc inject README.md
        archc inject README.md docs/*.md
        archc inject --check README.md

      Exit status: 0 all is up to date or was written, 1 with --check or --diff something is not, 2 could not run.
      """)

  @Argument(help: ArgumentHelp("Markdown files.", valueName: "file"), completion: .file(extensions: ["md"]))
  var files: [String]

  @Flag(help: "Change nothing; name the files that are not up to date and exit with 1.")
  var check = false

  @Flag(help: "Change nothing; print what would change and exit with 1.")
  var diff = false

  func validate() throws {
    if files.isEmpty { throw ValidationError("name a Markdown file") }
    if check, diff { throw ValidationError("--check and --diff exclude each other") }
  }

  func run() throws {
    var stale: [(path: String, old: [UInt8], new: [UInt8])] = []
    var seen: Set<String> = []
    var failures: [CommandFailure] = []
    // All files are looked at, so that one run tells of every marker that is wrong; then nothing is written.
    for file in files {
      do throws(CommandFailure) {
        let page = try InjectedPage(file)
        if !page.holdsMarkers { Console.note("note: `\(file)` holds no marker such as `<!-- archc:diagram FILE -->`") }
        for output in try page.outputs() where output.old != output.new && seen.insert(output.path).inserted {
          stale.append((output.path, output.old ?? [], output.new))
        }
      } catch let failure {
        failures.append(failure)
      }
    }
    if let last = failures.last {
      for failure in failures.dropLast() { Console.note(failure.text) }
      throw last
    }
    if check {
      for file in stale { try Console.write("\(file.path)\n") }
    } else if diff {
      for file in stale { try Console.write(UnifiedDiff.bytes(from: file.old, to: file.new, path: file.path)) }
    } else {
      var outputs = OutputFiles()
      for file in stale { outputs.add(file.path, bytes: file.new) }
      try outputs.write()
      for file in stale { Console.note("wrote \(file.path)") }
    }
    if check || diff, !stale.isEmpty { throw CommandFailure(quietWithStatus: 1) }
  }
}
