/// What a token is. Which words are kinds or properties is no matter of the lexer: nothing is reserved.
public enum TokenKind: UInt8, Sendable {
  case name
  /// `#word`, the sign included.
  case tag
  case string
  /// `"""` to `"""`.
  case multilineString
  /// Digits, with underscores and a decimal part.
  case number
  /// A number with whatever follows it without a space: a unit, a magnitude, a currency before it.
  case quantity
  /// Two numbers or quantities joined by `..`.
  case range
  /// Three runs of digits joined by `-`; whether the calendar has the day is checked later.
  case date
  /// `8.1.9`, `7.x`, `v1.2`, `20-alpine`.
  case version

  /// `->`
  case arrowCall
  /// `<->`
  case arrowTwoWay
  /// `~>`
  case arrowMessage
  /// `=>`
  case arrowReplication
  /// `->+`, a path of calls, in rules only.
  case arrowPath
  /// `<-`
  case arrowCallBack
  /// `<~`
  case arrowMessageBack

  case less, lessEqual, greater, greaterEqual, equalEqual, notEqual
  /// `=`, which the language does not have; the parser offers `:`.
  case equal
  case leftBrace, rightBrace, leftBracket, rightBracket, leftParenthesis, rightParenthesis
  case comma, semicolon, colon, dot
  /// Bytes that are no part of the language; the lexer has said why.
  case unknown
  case endOfFile
}

extension TokenKind {
  public var isArrow: Bool { rawValue >= Self.arrowCall.rawValue && rawValue <= Self.arrowMessageBack.rawValue }
  public var isOperatorSign: Bool { rawValue >= Self.less.rawValue && rawValue <= Self.notEqual.rawValue }
  public var isString: Bool { self == .string || self == .multilineString }
  /// Whether the token begins with a digit, a sign or a currency.
  public var isNumeric: Bool { rawValue >= Self.number.rawValue && rawValue <= Self.version.rawValue }
}

/// A token: its kind, its bytes, and what the white space and comments before it hold.
///
/// Tokens lie in a flat array; the bytes between the end of one and the start of the next are trivia (white space and
/// comments), so that the tokens and the gaps together are the text.
public struct Token: Sendable {
  /// Facts about the trivia before a token, and about the token itself.
  public struct Flags: OptionSet, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// A line ends between the previous token and this one.
    public static let newlineBefore = Flags(rawValue: 1)
    public static let commentBefore = Flags(rawValue: 2)
    /// At least one of the comments is a `///` line.
    public static let docBefore = Flags(rawValue: 4)
    /// White space or a comment stands between the previous token and this one.
    public static let spaceBefore = Flags(rawValue: 8)
    /// The lexer has reported the token; nobody else shall.
    public static let malformed = Flags(rawValue: 16)
    /// The text holds an escape or bytes above ASCII, so that its value is not simply its bytes.
    public static let notPlain = Flags(rawValue: 32)
  }

  public let kind: TokenKind
  public let flags: Flags
  private let lower: UInt32
  private let upper: UInt32

  init(kind: TokenKind, flags: Flags, start: Int, end: Int) {
    self.kind = kind
    self.flags = flags
    lower = UInt32(truncatingIfNeeded: start)
    upper = UInt32(truncatingIfNeeded: end)
  }

  public var start: Int { Int(lower) }
  public var end: Int { Int(upper) }
  public var range: Range<Int> { Int(lower)..<Int(upper) }
  public var newlineBefore: Bool { flags.contains(.newlineBefore) }
  public var isMalformed: Bool { flags.contains(.malformed) }
}
