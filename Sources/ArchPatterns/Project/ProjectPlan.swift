import ArchModel

/// What `archc new` was asked for.
public struct ProjectPlan: Sendable, Hashable {
  /// How much there is to carry.
  public enum Scale: String, Sendable, CaseIterable {
    case small, medium, large
  }

  /// Where checks run.
  public enum Pipeline: String, Sendable, CaseIterable {
    case github, gitlab, none
  }

  /// The styles there are templates for, the usual one first.
  public static let styles = ["microservices", "monolith", "modular-monolith", "serverless", "event-driven"]
  /// The providers there are templates for; `any` for none in particular.
  public static let providers = ["aws", "gcp", "azure", "any"]

  /// As people write it: `Ticket shop`.
  public var title: String
  public var style: String
  public var provider: String
  public var scale: Scale
  public var patterns: [PatternLibrary.Entry]
  public var pipeline: Pipeline

  public init(
    title: String, style: String, provider: String, scale: Scale, patterns: [PatternLibrary.Entry], pipeline: Pipeline
  ) {
    self.title = title
    self.style = style
    self.provider = provider
    self.scale = scale
    self.patterns = patterns
    self.pipeline = pipeline
  }

  /// The title as a name of the language: letters and digits, each word with a capital; nil where nothing is left or the
  /// first is no letter.
  public var name: String? {
    let name = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    guard let first = name.first, first.isLetter, name.utf8.count <= 60 else { return nil }
    return name
  }

  /// The title as the name of a file without its ending: small letters, digits and hyphens, never a way to elsewhere.
  public var stem: String? {
    guard name != nil else { return nil }
    return words.map { $0.lowercased() }.joined(separator: "-")
  }

  /// The words of the title, of letters of any script and of digits, as far as names of the language may hold them.
  private var words: [Substring] {
    title.split { character in
      guard let first = character.unicodeScalars.first else { return true }
      let isWord = character.isASCII ? character.isLetter || character.isNumber : first.properties.isXIDStart
      return !isWord || !character.unicodeScalars.allSatisfy(\.properties.isXIDContinue)
    }
  }
}

/// A file of a new project, by its path inside the project's folder.
public struct ProjectFile: Sendable, Hashable {
  public let path: String
  public let text: String
}

extension ProjectPlan {
  /// The files of the project; empty where the title gives no name.
  public var files: [ProjectFile] {
    guard let name, let stem else { return [] }
    var files = [
      ProjectFile(path: "\(stem).arch", text: ProjectTemplate(plan: self, name: name).text),
      ProjectFile(path: ".archc.yml", text: Self.settings),
    ]
    switch pipeline {
    case .github: files.append(ProjectFile(path: ".github/workflows/architecture.yml", text: Self.workflow))
    case .gitlab: files.append(ProjectFile(path: ".gitlab-ci.yml", text: Self.gitlab))
    case .none: break
    }
    return files
  }

  private static let settings = """
    # The folder of this file is the root of the project: no import leaves it.
    fail-on: error
    # select: [security]        more rules than the default ones
    # ignore: [missing-waf]     rules that do not speak to this system
    # baseline: archc-baseline.json

    """

  private static let workflow = """
    name: architecture
    on:
      pull_request:
      push: { branches: [main] }
    permissions:
      contents: read
      security-events: write   # for the SARIF file
      pull-requests: write     # for the comment
    jobs:
      archc:
        runs-on: ubuntu-24.04
        steps:
          - uses: actions/checkout@v4
            with: { fetch-depth: 0 }   # `since` needs the commit where the branch left
          - uses: OWNER/archc@main     # put the owner of the action here
            with:
              files: .
              since: ${{ github.base_ref && format('origin/{0}', github.base_ref) }}
              comment: true

    """

  private static let gitlab = """
    # The image is that of archc's Dockerfile, in the registry of this project; it starts archc, and GitLab wants a shell.
    architecture:
      stage: test
      image:
        name: $CI_REGISTRY_IMAGE/archc:latest
        entrypoint: [""]
      variables:
        GIT_DEPTH: "0"
      script:
        - archc check . --format gitlab > gl-code-quality-report.json
      artifacts:
        when: always
        reports:
          codequality: gl-code-quality-report.json

    """
}
