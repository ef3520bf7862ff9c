import ArchAnalysis
import ArchModel

/// What the catalogue says of the technology of one store or broker: what it fits, what it does not, and what else would.
public struct TechnologyAdvice: Sendable {
  /// Something that is asked of a part.
  public struct Need: Sendable, Hashable {
    /// A word of `TechnologyCatalogue.needs`.
    public let word: String
    /// What in the model says so: `needs`, or what it is read from.
    public let reason: String
    /// Whether the author asks for it in words.
    public let isStated: Bool
  }

  public let element: ElementID
  public let kind: Kind
  /// `tech:` as written; nil where it is not stated.
  public let technologyText: String?
  /// The row of the catalogue; nil where it has none.
  public let technology: Technology?
  /// The provider that is in effect for the part; nil where none is stated.
  public let provider: String?
  /// The needs that the technology is good at.
  public let fits: [Need]
  /// Those that it is not good at, while others are.
  public let unfit: [Need]
  /// Contradictions between what is stated and what the technology can do, in words.
  public let limits: [String]
  /// What to think over: it fits, and more or less than it is asked for.
  public let remarks: [String]
  /// What it is good at besides.
  public let alsoGoodAt: [String]
  /// Others for the same needs, the best first.
  public let alternatives: [SelectionGuide.Candidate]

  /// How many alternatives are named.
  public static let alternativeLimit = 3

  /// The advice for every store and broker of a model, in source order.
  ///
  /// The work grows with the size of the model: of all figures the load at peak alone is computed.
  public static func all(in model: Model) -> [TechnologyAdvice] {
    let index = InheritanceIndex(model)
    let elements = model.elements(of: KindSet.stores | KindSet.messaging).filter { !model[$0].isBroken }
    guard !elements.isEmpty else { return [] }
    let loads = LoadAnalysis.loads(Inputs(model), .peak)
    return elements.map { TechnologyAdvice($0, in: model, using: index, loads: loads) }
  }

  /// - Parameter loads: the load at peak; nil where it does not count.
  public init(_ element: ElementID, in model: Model, using index: InheritanceIndex? = nil, loads: Loads? = nil) {
    self.element = element
    kind = model[element].kind
    technologyText = model.technologyText(element)
    let technology = model.technology(element)
    self.technology = technology
    let reader = NeedReader(model: model, index: index, loads: loads)
    let provider = reader.provider(of: element)
    self.provider = provider
    let kindWord = kind.rawValue
    let needs = reader.needs(of: element)
    if let technology {
      fits = needs.filter { technology.goodAt.contains($0.word) }
      unfit = needs.filter { need in
        !technology.goodAt.contains(need.word)
          && !SelectionGuide.technologies(for: need.word, kind: kindWord).isEmpty
      }
      limits = reader.limits(of: technology, element, provider: provider)
      remarks = reader.remarks(on: technology, element, provider: provider)
      let known = Set(needs.map(\.word))
      alsoGoodAt = technology.goodAt.filter { !known.contains($0) }
    } else {
      fits = []
      unfit = []
      limits = []
      remarks = []
      alsoGoodAt = []
    }
    // What lives inside one program is no way out for what several use, unless that is asked for.
    let mayBeEmbedded = needs.contains { $0.word == "embedded" } || technology?.goodAt.contains("embedded") == true
    let others = SelectionGuide.candidates(for: needs.map(\.word), kind: kindWord, provider: provider).filter {
      mayBeEmbedded || !$0.technology.goodAt.contains("embedded")
    }
    // What meets less than what is there is no alternative, and neither is what this use speaks against.
    let least = technology == nil ? 1 : max(1, fits.count)
    alternatives = Array(
      others.lazy.filter {
        $0.technology.name != technology?.name && $0.meets.count >= least
          && reader.useLimits(of: $0.technology, element).isEmpty
      }.prefix(Self.alternativeLimit))
  }
}
