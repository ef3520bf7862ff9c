import ArchModel

/// What `style:` of the system changes in `archc check`: rules that practitioners of the style want without being asked,
/// and rules that do not speak to it.
///
/// What the command line, `.archc.yml` or a `rule` of the program say about a rule wins.
public struct StyleProfile: Sendable {
  /// A rule with why the style wants it, or does without.
  public struct Choice: Sendable {
    public let rule: String
    public let why: String
  }

  /// The word behind `style:`.
  public let style: String
  /// What the style is, in a sentence.
  public let summary: String
  /// Rules that run by default.
  public let wanted: [Choice]
  /// Rules that do not run, with `--strict` neither.
  public let unwanted: [Choice]

  /// The profile of the system's style, or nil where it states none that is known.
  public static func of(_ model: Model) -> StyleProfile? {
    guard let system = model.system, let stated = model.stated(.style, of: system),
      let word = model.word(stated.value)
    else { return nil }
    return all.first { $0.style == word }
  }

  /// Every style that `system` may declare.
  public static let all: [StyleProfile] = [microservices, monolith, modularMonolith, serverless, eventDriven]

  private static let contradicted = Choice(
    rule: "MNT005", why: "Who names a style wants to know where the structure is another one.")

  private static let microservices = StyleProfile(
    style: "microservices",
    summary: "Small services, each with its own data and its own releases, that call each other over the network.",
    wanted: [
      contradicted,
      Choice(rule: "REL003", why: "Many callers that repeat at once bring down what just recovered."),
      Choice(rule: "REL007", why: "A call that hangs in one service is a thread that hangs in all before it."),
      Choice(rule: "API001", why: "Services are released apart, so contracts live in several versions."),
      Choice(rule: "MNT003", why: "A service's data is its own; others ask the service."),
      Choice(rule: "PER002", why: "Each further hop adds latency and takes availability."),
      Choice(rule: "PER004", why: "What was a function call before is one over the network."),
    ],
    unwanted: [])

  private static let monolith = StyleProfile(
    style: "monolith",
    summary: "One program, built and released in one piece, most often with one database.",
    wanted: [
      contradicted,
      Choice(
        rule: "REL020", why: "The first way to grow is a second instance, which state inside the program forbids."),
      Choice(rule: "SCA009", why: "It grows as a whole; the ceiling has to be seen in time."),
    ],
    unwanted: [
      Choice(rule: "OBS003", why: "A request stays in one process, where a stack trace tells its way."),
      Choice(rule: "MNT006", why: "There is one program, behind one address."),
      Choice(rule: "REL012", why: "Its parts fall and stand together."),
    ])

  private static let modularMonolith = StyleProfile(
    style: "modular-monolith",
    summary: "One program of modules with borders that are kept, released in one piece.",
    wanted: [
      contradicted,
      Choice(rule: "MNT001", why: "A module that everybody needs and that needs everybody is no module."),
      Choice(rule: "MNT003", why: "Modules that read each other's tables cannot be taken apart later."),
      Choice(
        rule: "REL020", why: "The first way to grow is a second instance, which state inside the program forbids."),
    ],
    unwanted: [
      Choice(rule: "OBS003", why: "A request stays in one process, where a stack trace tells its way."),
      Choice(rule: "MNT006", why: "There is one program, behind one address."),
      Choice(rule: "PER004", why: "Calls between modules are calls of functions."),
    ])

  private static let serverless = StyleProfile(
    style: "serverless",
    summary: "Functions and services that the provider runs, sizes and bills by use.",
    wanted: [
      contradicted,
      Choice(rule: "API004", why: "A function has a longest duration, and whoever waits for it pays twice."),
      Choice(rule: "PER006", why: "Payloads of events and invocations have hard limits."),
      Choice(rule: "REL003", why: "The platform repeats at any scale; repetitions without a pause become a flood."),
      Choice(rule: "SEC009", why: "The platform gives each function an identity, so no secret has to be kept."),
    ],
    unwanted: [
      Choice(rule: "SCA008", why: "The platform sets the number of instances."),
      Choice(rule: "SCA009", why: "The platform sets the number of instances."),
      Choice(rule: "REL023", why: "The platform replaces what does not answer."),
      Choice(rule: "CST002", why: "What is not used is not billed."),
    ])

  private static let eventDriven = StyleProfile(
    style: "event-driven",
    summary: "Parts announce what happened and react to what others announce; few wait for an answer.",
    wanted: [
      contradicted,
      Choice(rule: "DAT011", why: "Events of one thing that arrive in another order tell another story."),
      Choice(rule: "OBS004", why: "Nobody waits, so nobody notices a backlog but an alert."),
      Choice(rule: "REL015", why: "A consumer that stands still fills what lies before it."),
      Choice(rule: "REL024", why: "Events that come back to where they started never end."),
      Choice(rule: "PER002", why: "Long chains that wait are what events are there to end."),
      Choice(rule: "PER006", why: "What is too large for the broker does not arrive at all."),
    ],
    unwanted: [])
}
