import ArchModel
import ArchRules
import ArchSyntax
import ArgumentParser

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain an error, a rule, a kind or a property.",
    discussion: """
      Examples:
        archc explain ARC012
        archc explain MOD003
        archc explain database
        archc explain circuit-breaker
        archc explain NoClientToData --in shop.arch
      """)

  @Argument(
    help: ArgumentHelp("An id such as ARC012, the name of a rule, a kind or a property.", valueName: "subject"),
    completion: .list(ManualPage.subjects))
  var subject: String

  @Option(
    name: .customLong("in"),
    help: ArgumentHelp("Also explain the rules that this file or folder declares.", valueName: "file"),
    completion: .file(extensions: ["arch"]))
  var files: [String] = []

  func run() throws {
    let declared = try DeclaredRules.of(files)
    if let rule = declared.first(where: { $0.id == subject }) { return try Console.write(ManualPage.text(rule)) }
    guard let text = ManualPage.text(of: subject) else {
      let near = Spelling.nearest(to: subject, among: declared.map(\.id) + ManualPage.subjects)
      throw CommandFailure(
        "nothing is called `\(subject)`",
        help: near.isEmpty
          ? "name an id such as ARC012, a rule, a kind or a property; `--in FILE` knows the rules of a program"
          : "nearest: \(near.map { "`\($0)`" }.joined(separator: ", "))")
    }
    try Console.write(text)
  }
}
