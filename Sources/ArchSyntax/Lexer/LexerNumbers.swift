extension Lexer {
  /// Everything that begins with a digit, or with a sign or currency before one.
  ///
  /// The unit is not judged here: a token holds all letters that follow without a space, so that a wrong unit is one
  /// error at the right place.
  func number(_ cursor: Cursor, at start: Int, digits: Int, flags: Token.Flags) -> Token {
    func token(_ kind: TokenKind, _ end: Int) -> Token { Token(kind: kind, flags: flags, start: start, end: end) }
    var index = digitsEnd(cursor, from: digits)
    if cursor.byte(index) == UInt8(ascii: "-"), start == digits {
      let isDigit = cursor.class(index + 1) & CharacterClass.digit != 0
      if isDigit {
        var end = index
        while cursor.byte(end) == UInt8(ascii: "-"), cursor.class(end + 1) & CharacterClass.digit != 0 {
          end = digitsEnd(cursor, from: end + 1)
        }
        if index - start == 4 { return token(.date, end) }
        return token(.version, versionEnd(cursor, from: end))
      }
      if cursor.class(index + 1) & CharacterClass.nameStart != 0 {
        return token(.version, versionEnd(cursor, from: index))
      }
    }
    if cursor.byte(index) == UInt8(ascii: ".") {
      let next = cursor.byte(index + 1)
      if cursor.class(index + 1) & CharacterClass.digit != 0 {
        index = digitsEnd(cursor, from: index + 1)
        let after = cursor.byte(index)
        let isVersion =
          (after == UInt8(ascii: ".") && cursor.class(index + 1) & CharacterClass.nameContinue != 0)
          || (after == UInt8(ascii: "-") && cursor.class(index + 1) & CharacterClass.nameContinue != 0)
        if isVersion { return token(.version, versionEnd(cursor, from: index)) }
      } else if next == UInt8(ascii: "x") || next == UInt8(ascii: "X") {
        return token(.version, versionEnd(cursor, from: index))
      }
    }
    let end = suffixEnd(cursor, from: index)
    if cursor.byte(end) == UInt8(ascii: "."), cursor.byte(end + 1) == UInt8(ascii: ".") {
      var second = end + 2
      let sign = cursor.byte(second)
      if sign == UInt8(ascii: "$") || sign == UInt8(ascii: "-") { second += 1 }
      if cursor.class(second) & CharacterClass.digit != 0 {
        second = digitsEnd(cursor, from: second)
        if cursor.byte(second) == UInt8(ascii: "."), cursor.class(second + 1) & CharacterClass.digit != 0 {
          second = digitsEnd(cursor, from: second + 1)
        }
        return token(.range, suffixEnd(cursor, from: second))
      }
    }
    return token(
      end == index && start == digits ? .number : end == index && isSign(cursor, start) ? .number : .quantity, end)
  }

  private func isSign(_ cursor: Cursor, _ start: Int) -> Bool { cursor.byte(start) == UInt8(ascii: "-") }

  private func digitsEnd(_ cursor: Cursor, from start: Int) -> Int {
    var index = start
    while true {
      if cursor.class(index) & CharacterClass.digit != 0 {
        index += 1
      } else if cursor.byte(index) == UInt8(ascii: "_"), cursor.class(index + 1) & CharacterClass.digit != 0 {
        index += 2
      } else {
        return index
      }
    }
  }

  /// The end of a unit: letters and `%`, then parts that begin with `/`.
  private func suffixEnd(_ cursor: Cursor, from start: Int) -> Int {
    var index = start
    while true {
      let byte = cursor.byte(index)
      if cursor.class(index) & CharacterClass.nameContinue != 0 || byte == UInt8(ascii: "%") {
        index += 1
      } else if byte == UInt8(ascii: "/"), cursor.class(index + 1) & CharacterClass.nameContinue != 0 {
        index += 2
      } else if byte == UInt8(ascii: "$") {
        // `900$` too, for the same reason.
        index += 1
      } else if byte == 0xC2 || byte == 0xCE || byte == 0xE2, let decoded = DecodedScalar(cursor.bytes, at: index),
        [0xB5, 0x3BC, 0xA3, 0x20AC].contains(decoded.scalar.value)
      {
        // `µs` reads as one token, so that its message can offer `us`.
        index += decoded.length
      } else {
        return index
      }
    }
  }
}
