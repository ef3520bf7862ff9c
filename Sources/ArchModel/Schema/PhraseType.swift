/// What may stand behind `name:`. A type is built from a few parts, from which the checker, completion, signatures and
/// the export all derive; a new shape of phrase is a new combination, not new code.
public indirect enum PhraseType: Sendable, Hashable {
  /// `true` or `false`; a bare name is `true`.
  case flag
  /// A quoted text.
  case text
  /// A quoted text that is a link: `http`, `https`, `mailto` or relative.
  case link
  /// A date.
  case date
  /// A number or quantity of one of these dimensions. Where `count` is among them a plain number fits.
  case quantity([Dimension])
  /// As `quantity`, or a range of it.
  case range([Dimension])
  /// A whole number above or equal to zero, magnitudes allowed.
  case count
  /// This word.
  case word(String)
  /// One of these words; where it is open, any other word is taken with a warning (MOD013).
  case oneOf(Enumeration)
  /// Any name, such as a tag or a layer; it stands for itself.
  case name
  /// A technology and its version: names, numbers, versions, or a text.
  case technology
  /// A version: a number, a version token or a text.
  case version
  /// A declaration of one of these kinds.
  case reference(KindSet)
  /// A data class: a word of the enumeration, or an `asset` of the program.
  case dataClass
  /// A declaration of one of the kinds, or the name of a kind itself (`watches: [service, Orders]`).
  case referenceOrKind(KindSet)
  /// `[a, b]`; a single element needs no brackets only where `bare` is true.
  case list(PhraseType, bare: Bool)
  /// The parts one after the other.
  case sequence([PhraseType])
  /// Nothing, or the part.
  case optional(PhraseType)
  /// The first alternative whose beginning fits.
  case either([PhraseType])
  /// A figure: the part, then `total`, `inclusive`, a confidence and a text that names the source, each optional.
  case figure(PhraseType)
  /// A conditional requirement: see `Verification`.
  case verification
  /// The words of a `require:`; kept as they stand.
  case words
}

/// A closed or open set of words.
public struct Enumeration: Sendable, Hashable {
  /// The noun that messages use, such as "a protocol".
  public let noun: String
  public let words: [String]
  public let isOpen: Bool

  public init(_ noun: String, _ words: [String], isOpen: Bool = false) {
    self.noun = noun
    self.words = words
    self.isOpen = isOpen
  }
}
