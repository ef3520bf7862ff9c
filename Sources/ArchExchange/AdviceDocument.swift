import ArchModel
import ArchPatterns

/// Advice on technologies: `archc advise --format json`. Of the three lists the one that was asked for is there.
public struct AdviceDocument: Codable, Sendable, Hashable {
  public struct Need: Codable, Sendable, Hashable {
    public var need: String
    public var reason: String
    public var stated: Bool
  }

  public struct Candidate: Codable, Sendable, Hashable {
    public var technology: String
    public var kinds: [String]
    public var meets: [String]
    public var lacks: [String]
    public var why: String?
    public var providers: [String]
    public var managed: String
    public var consistency: String?
    public var strongestConsistency: String?
    public var cap: String?
    public var source: String
  }

  public struct Part: Codable, Sendable, Hashable {
    public var id: String
    public var kind: String
    public var technology: String?
    /// The name of the technology in the catalogue; absent where it is not known.
    public var known: String?
    public var provider: String?
    public var fits: [Need]
    public var fitsNot: [Need]
    public var limits: [String]
    /// What to think over, although it fits.
    public var remarks: [String]
    public var alsoGoodAt: [String]
    public var alternatives: [Candidate]
  }

  public struct Line: Codable, Sendable, Hashable {
    public var topic: String
    public var need: String
    public var word: String
    public var recommendation: [String]
    public var why: String
  }

  public var version = 1
  public var parts: [Part]?
  public var candidates: [Candidate]?
  public var guide: [Line]?

  public init(_ advice: [TechnologyAdvice], in model: Model) {
    parts = advice.map { item in
      Part(
        id: model.path(item.element), kind: item.kind.rawValue, technology: item.technologyText,
        known: item.technology?.name, provider: item.provider, fits: item.fits.map(Self.need),
        fitsNot: item.unfit.map(Self.need), limits: item.limits, remarks: item.remarks, alsoGoodAt: item.alsoGoodAt,
        alternatives: item.alternatives.map(Self.candidate))
    }
  }

  public init(_ candidates: [SelectionGuide.Candidate]) {
    self.candidates = candidates.map(Self.candidate)
  }

  public init(_ guide: [SelectionGuide.Recommendation]) {
    self.guide = guide.map {
      Line(topic: $0.topic, need: $0.need, word: $0.word, recommendation: $0.names, why: $0.why)
    }
  }

  private static func need(_ need: TechnologyAdvice.Need) -> Need {
    Need(need: need.word, reason: need.reason, stated: need.isStated)
  }

  private static func candidate(_ candidate: SelectionGuide.Candidate) -> Candidate {
    let technology = candidate.technology
    return Candidate(
      technology: technology.name, kinds: technology.kinds, meets: candidate.meets, lacks: candidate.lacks,
      why: candidate.why, providers: technology.providers, managed: technology.managed.rawValue,
      consistency: technology.consistency, strongestConsistency: technology.strongestConsistency,
      cap: technology.cap, source: technology.source)
  }
}
