import ArgumentParser

/// The command. Every subcommand exits with 0 when all is well, 1 when there are findings, 2 when it could not run.
@main
struct Archc: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "archc",
    abstract: "The compiler for software architectures.",
    discussion: """
      A .arch file declares components, relations, flows, requirements and decisions. archc checks it, draws it and \
      writes the report.

      Examples:
        archc init shop.arch                 start with a commented file
        archc check shop.arch                what is wrong with it
        archc diagram shop.arch              draw it in the terminal
        archc diagram shop.arch -o shop.svg  draw it as SVG
        archc build shop.arch -o out         drawings and report in one go
        archc figures shop.arch              load, latency, availability, cost
        archc serve shop.arch --open         all of it in a browser, live while you write

      Exit status: 0 all is well, 1 there are findings, 2 could not run.
      """,
    version: version,
    subcommands: [
      CheckCommand.self, DiffCommand.self, BuildCommand.self, DiagramCommand.self, ReportCommand.self,
      FormatCommand.self,
      InitCommand.self, FiguresCommand.self, WhyCommand.self, WhatIfCommand.self, FailuresCommand.self,
      CompareCommand.self,
      ExplainCommand.self, RulesCommand.self, PatternCommand.self, AdviseCommand.self, ExportCommand.self,
      InjectCommand.self, ServeCommand.self, LanguageServerCommand.self,
    ])

  static func main() {
    do {
      if let check = plainCheck {
        try check.run()
      } else {
        var command = try parseAsRoot()
        try command.run()
      }
    } catch let failure as CommandFailure {
      if !failure.message.isEmpty { Console.note(failure.text) }
      leave(failure.status)
    } catch {
      let code = exitCode(for: error)
      let message = fullMessage(for: error)
      if code.isSuccess {
        try? Console.write(message + "\n")
        leave(0)
      }
      if !message.isEmpty { Console.note(message) }
      // The library's own code for wrong usage is 64; here what could not run is 2.
      leave(code == .validationFailure ? 2 : code.rawValue)
    }
  }

  /// `archc check FILE…` without a single option, which is what editors and hooks start all day. There is nothing to
  /// parse in it, and the parser's own start takes half the time of a small check.
  private static var plainCheck: CheckRun? {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.first == CheckCommand.configuration.commandName, arguments.count > 1 else { return nil }
    let files = arguments.dropFirst()
    return files.allSatisfy { $0 == "-" || !$0.hasPrefix("-") } ? CheckRun(files: Array(files)) : nil
  }
}
