import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let breakingPublicInterface = Rule(
    "ESC005", "breaking-public-api", .info,
    summary: "A public endpoint that is gone, answers elsewhere, asks for more or gives less than before.",
    why: "Callers that nobody here can change stop working on the day of the release.",
    fix: "Keep the old one beside the new one until its callers have moved, or let whoever answers for them decide.",
    remedy: "keep the old endpoint for a time",
    sources: [
      "Google API Improvement Proposals, AIP-180: backwards compatibility",
      "Semantic Versioning 2.0.0, section 8",
    ],
    bad: [
      """
      client Web { -> Api { timeout: 1s } }
      gateway Api { rate-limit: 9/s, auth: jwt, endpoint Place "POST /v2/orders" {} }
      // file: before.arch
      client Web { -> Api { timeout: 1s } }
      gateway Api { rate-limit: 9/s, auth: jwt, endpoint Place "POST /v1/orders" {} }
      """,
      """
      service Api { rate-limit: 9/s, auth: jwt }
      // file: before.arch
      service Api { rate-limit: 9/s, auth: jwt, endpoint List "GET /v1/shows" { public: true } }
      """,
    ],
    good: [
      """
      client Web { -> Api { timeout: 1s } }
      gateway Api { rate-limit: 9/s, auth: jwt, endpoint Place "POST /v1/orders" {}, endpoint More "POST /v2/orders" {} }
      // file: before.arch
      client Web { -> Api { timeout: 1s } }
      gateway Api { rate-limit: 9/s, auth: jwt, endpoint Buy "POST /v1/orders" {} }
      """,
      """
      service Web { -> Api { timeout: 1s } }
      service Api
      // file: before.arch
      service Web { -> Api { timeout: 1s } }
      service Api { endpoint List "GET /v1/shows" {} }
      """,
    ],
    check: { context in
      guard let comparison = context.comparison else { return [] }
      return comparison.brokenInterfaces.filter(\.isPublic).map { broken in
        // What is gone is told where it was.
        let holder = comparison.successor(comparison.before[broken.endpoint].parent)
        let (subject, span) = context.place(ofChange: [broken.after ?? holder].compactMap { $0 })
        return Finding(
          subject,
          "the public endpoint `\(comparison.before.shortName(broken.endpoint))` \(broken.breaks.joined(separator: ", "))",
          at: span, help: "keep the old one beside the new one until its callers have moved")
      }
    })
}
