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
      """)

  @Argument(
    help: ArgumentHelp("An id such as ARC012, the name of a rule, a kind or a property.", valueName: "subject"),
    completion: .list(ManualPage.subjects))
  var subject: String

  func run() throws {
    guard let text = ManualPage.text(of: subject) else {
      let near = Spelling.nearest(to: subject, among: ManualPage.subjects)
      throw CommandFailure(
        "nothing is called `\(subject)`",
        help: near.isEmpty
          ? "name an id such as ARC012, a rule, a kind or a property"
          : "nearest: \(near.map { "`\($0)`" }.joined(separator: ", "))")
    }
    try Console.write(text)
  }
}
