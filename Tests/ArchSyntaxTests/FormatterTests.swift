import Testing

@testable import ArchSyntax

/// Checks that a source takes a layout, and that the layout keeps itself.
private func check(
  _ source: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  let result = FormatterProperties.check(Array(source.utf8), "case")
  #expect(String(decoding: result.text, as: UTF8.self) == expected, sourceLocation: sourceLocation)
}

/// Checks that a source has its layout already.
private func checkStays(_ source: String, sourceLocation: SourceLocation = #_sourceLocation) {
  check(source, source, sourceLocation: sourceLocation)
}

@Suite("Layout of statements and blocks")
struct FormatterLayoutTests {
  @Test func indentation() {
    check("zone A {\nservice B {\n tech: Swift\n}\n    }", "zone A {\n  service B {\n    tech: Swift\n  }\n}\n")
    check("\tzone A {\n\t\ttech: Swift\n\t}\n", "zone A {\n  tech: Swift\n}\n")
  }

  @Test func spaces() {
    check("client  Web{tech:React}", "client Web { tech: React }\n")
    check("a : [ b ,c,  d ]", "a: [b, c, d]\n")
    check("A->B  ~>  C", "A -> B ~> C\n")
    check("a: x<5ms and( y>=3 )", "a: x < 5ms and (y >= 3)\n")
    check("service A . B\"t\"#x", "service A.B \"t\" #x\n")
    checkStays("a: -3 == -4\n")
  }

  @Test func spellingsStay() {
    checkStays("a: 1.10 1_000 $70/month \"\\u{41}\\n\" 2026-10-02 4..20 v1.2\n")
  }

  @Test func emptyBlocks() {
    check("service A {\n\n}", "service A {}\n")
    check("service A { }", "service A {}\n")
    check("zone A {\n  service B {\n }\n}", "zone A {\n  service B {}\n}\n")
  }

  @Test func blankLines() {
    check("\n\n\nservice A\n\n\n\nservice B\n\n\n", "service A\n\nservice B\n")
    check("zone A {\n\n\n  tech: Swift\n\n\n  x: 1\n\n}", "zone A {\n  tech: Swift\n\n  x: 1\n}\n")
    check("a\n,\nb", "a\nb\n")
  }

  @Test func lineEnds() {
    check("service A\r\n\r\nservice B\rservice C", "service A\n\nservice B\nservice C\n")
    check("\u{FEFF}service A {}\r\n", "service A {}\n")
    check("", "")
    check(" \n ", "")
  }

  @Test func separators() {
    check("a: 1; b: 2;\nc: 3,\n", "a: 1, b: 2\nc: 3\n")
    check("zone A { a: 1; b: 2, }", "zone A { a: 1, b: 2 }\n")
    check("service A {} service B {}", "service A {}\nservice B {}\n")
    check("service A { x: 1 }; A -> B;; B -> C", "service A { x: 1 }\nA -> B\nB -> C\n")
  }

  @Test func oneLineBlocksStay() {
    checkStays("client Web { tech: React }\n")
    checkStays("zone A { service B { tech: Swift, replicas: 3 }, trust: private }\n")
    checkStays("flow F { rate: 3/s peak 9/s, A -> B -> C }\n")
    check("client Web { tech: React\n}", "client Web {\n  tech: React\n}\n")
  }

  @Test func groupedPropertiesStay() {
    checkStays("service A {\n  tech: Swift, replicas: 4\n  cost: $7/month, routing, public\n}\n")
    check(
      "decision D {\n  a: 1, option B { pros: [x] }\n  A -> B, b: 2, c: 3\n}",
      "decision D {\n  a: 1\n  option B { pros: [x] }\n  A -> B\n  b: 2, c: 3\n}\n")
  }

  @Test func groupsFillLines() {
    let property = "property-of-some-length: 100000ms"
    check(
      "service A {\n  " + Array(repeating: property, count: 5).joined(separator: ", ") + "\n}",
      "service A {\n  \(property), \(property), \(property)\n  \(property), \(property)\n}\n")
  }

  @Test func longBlocksOpen() {
    let name = String(repeating: "n", count: 44)
    checkStays("service A { \(name): 1, \(name): 2, x: 99999 }\n")
    check(
      "service A { \(name): 1, \(name): 2, b, xx: 9999 }",
      "service A {\n  \(name): 1, \(name): 2, b, xx: 9999\n}\n")
    check(
      "service A { \(name): 1, \(name): 2, \(name): 3, -> B, c: 4 }",
      "service A {\n  \(name): 1, \(name): 2\n  \(name): 3\n  -> B\n  c: 4\n}\n")
    check(
      "zone Z { service A { \(name): 1, \(name): 2 }, service B { x: 1 } }",
      "zone Z {\n  service A { \(name): 1, \(name): 2 }\n  service B { x: 1 }\n}\n")
  }

  @Test func longLists() {
    let names = (0..<5).map { "A-component-with-a-long-name-\($0)" }
    let opened = names.map { "  \($0)" }.joined(separator: ",\n")
    check("of: [\(names.joined(separator: ", "))]", "of: [\n\(opened)\n]\n")
    check("of: [A,\n  B,\n]", "of: [A, B]\n")
    check(
      "A -> [\(names.joined(separator: ","))] \"x\" { sync }", "A -> [\n\(opened)\n] \"x\" { sync }\n")
  }

  @Test func nestedLists() {
    let row = "[" + (0..<3).map { "A-component-with-a-long-name-\($0)" }.joined(separator: ", ") + "]"
    check("rank: [\(row), \(row)]", "rank: [\n  \(row),\n  \(row)\n]\n")
  }

  @Test func continuationLinesJoin() {
    check("A ->\n  B ->\n  C", "A -> B -> C\n")
    check("a:\n  5ms", "a: 5ms\n")
    check("verify: A.p99 <\n 400ms and\n  B.p99 < 5ms", "verify: A.p99 < 400ms and B.p99 < 5ms\n")
  }

  @Test func longRelationsBreakBehindArrows() {
    let name = String(repeating: "n", count: 50)
    check("\(name) -> \(name) ~> \(name)", "\(name) -> \(name) ~>\n    \(name)\n")
    check("\(name) -> \(name) ~> \(name) { x: 1 }", "\(name) -> \(name) ~>\n    \(name) { x: 1 }\n")
  }

  @Test func longConditionsBreakBehindAnd() {
    let term = "Checkout-of-a-shop-with-a-longer-name.p99 < 400ms at peak"
    check("verify: \(term) and \(term) and \(term)", "verify: \(term) and\n    \(term) and\n    \(term)\n")
    // On a line of its own `Browse available` would begin a declaration.
    let unsafe = "x \(String(repeating: "n", count: 70)) < 4"
    checkStays("verify: \(unsafe) and \(unsafe)\n")
  }

  @Test func multilineStrings() {
    check(
      "zone A {\ncontext: \"\"\"\n      Two\n\n        lines\n      \"\"\", b: 1\n}",
      "zone A {\n  context: \"\"\"\n    Two\n\n      lines\n    \"\"\"\n  b: 1\n}\n")
    check("service A \"\"\"\nText\n\"\"\" { x: 1 }", "service A \"\"\"\n  Text\n  \"\"\" { x: 1 }\n")
    checkStays("a: \"\"\"\n   x \n  y\"\"\"\n")
    checkStays("a: \"\"\"one line\"\"\"\n")
  }

  @Test func braceOnTheNextLineMovesUp() {
    check("service A\n{\n  x: 1\n}", "service A {\n  x: 1\n}\n")
  }
}

@Suite("Turned arrows")
struct FormatterArrowTests {
  @Test func turned() {
    check("A <- B", "B -> A\n")
    check("A <~ B.C \"label\" #t { x: 1 }", "B.C ~> A \"label\" #t { x: 1 }\n")
    check("A <- [B, C]", "[B, C] -> A\n")
    check("[A,B,] <- C", "C -> [A, B]\n")
    check("A <- B <~ C", "C ~> B -> A\n")
  }

  @Test func leftAsWritten() {
    checkStays("A <- B -> C\n")
    checkStays("service A { <- B }\n")
    // The label belongs to the last hop as written.
    checkStays("A <- B <- C \"x\"\n")
    checkStays("A /* a */ <- B\n")
    checkStays("A <-> B\n")
  }

  @Test func lineOfAComponent() {
    checkStays("service A {\n  routing\n  -> B\n  ~> C\n}\n")
    check("service A { routing, -> B\n ~> C }", "service A {\n  routing\n  -> B\n  ~> C\n}\n")
  }

  @Test func arrowAtTheTopLevel() {
    // Without the comma the second line would go on the chain of the first.
    checkStays("A -> B,\n-> C\n")
    check("A -> B\n-> C", "A -> B -> C\n")
  }
}

@Suite("Comments keep their place")
struct FormatterCommentTests {
  @Test func ownLines() {
    check(
      "// a\n\n\n/// b\n   service A {\n// c\n  x: 1\n\n\n // d\n}\n  // e",
      "// a\n\n/// b\nservice A {\n  // c\n  x: 1\n\n  // d\n}\n// e\n")
    checkStays("// only a comment\n")
    checkStays("// one\n\n// two\n")
  }

  @Test func lineEnds() {
    check(
      "service A { // a\n  x: 1// b\n  y: 2,// c\n} // d", "service A {  // a\n  x: 1  // b\n  y: 2  // c\n}  // d\n")
    check("a: 1 //  b  \t\n", "a: 1  //  b\n")
  }

  @Test func blockComments() {
    check(
      "/*a*/service/*b*/A/*c*/{/*d*/x/*e*/:/*f*/1/*g*/,/*h*/y: 2/*i*/}/*j*/",
      "/*a*/ service /*b*/ A /*c*/ { /*d*/ x /*e*/: /*f*/ 1 /*g*/, /*h*/ y: 2 /*i*/ } /*j*/\n")
    check("a: [/*a*/x/*b*/,/*c*/y/*d*/,/*e*/]", "a: [/*a*/ x /*b*/, /*c*/ y /*d*/ /*e*/]\n")
    check("a: (/*a*/x/*b*/)", "a: (/*a*/ x /*b*/)\n")
    checkStays("A /*a*/ -> /*b*/ B /*c*/ \"x\" /*d*/ #t\n")
    check("service A {}, /*b*/ service B {}", "service A {}\n/*b*/ service B {}\n")
    check("service A {} /*a*/, service B {}", "service A {} /*a*/\nservice B {}\n")
  }

  @Test func betweenHeadAndBlock() {
    checkStays("service A  // why\n{\n  x: 1\n}\n")
    checkStays("service A /* why */ { x: 1 }\n")
  }

  @Test func insideLists() {
    check(
      "a: [ // open\n x, // first\n // own\n y // last\n, // after\n]",
      "a: [  // open\n  x,  // first\n  // own\n  y  // last\n  // after\n]\n")
    check("a: [// nothing\n]", "a: [  // nothing\n]\n")
    check("A -> [B, // b\n C]", "A -> [\n  B,  // b\n  C\n]\n")
  }

  @Test func insideStatements() {
    check("A -> // why\n B", "A ->  // why\n    B\n")
    check("A ->\n // why\n B", "A ->\n    // why\n    B\n")
    check("a: x and // why\n 3", "a: x and  // why\n    3\n")
  }

  @Test func severalLinesMove() {
    check(
      "zone A {\n      /* one\n         two\n      */\n  x: 1\n}",
      "zone A {\n  /* one\n     two\n  */\n  x: 1\n}\n")
    check("zone A {\n      /* one\n two */\n}", "zone A {\n  /* one\n two */\n}\n")
  }

  @Test func aligned() {
    check("a: 1 // x\nbbb: 2 // y\n\nc: 3 // z", "a: 1    // x\nbbb: 2  // y\n\nc: 3  // z\n")
    checkStays("a: 1  // x\nbbb: 2\nc: 3  // z\n")
    let long = String(repeating: "n", count: 30)
    checkStays("a: 1  // x\n\(long): 2  // y\n")
    checkStays("zone A {  // a\n  x: 1  // b\n}  // c\n")
  }
}

@Suite("Declarations below each other")
struct FormatterAlignmentTests {
  @Test func titlesAndBraces() {
    check(
      "endpoint PlaceOrder \"POST /v1/orders\" { to: A }\nendpoint List \"GET /v1/shows\" { to: B }",
      "endpoint PlaceOrder \"POST /v1/orders\" { to: A }\nendpoint List       \"GET /v1/shows\"   { to: B }\n")
    check("cache A { x: 1 }\ncache Long { x: 1 }", "cache A    { x: 1 }\ncache Long { x: 1 }\n")
    check(
      "actor A \"a\"\nactor Long \"long\"\nactor Middle", "actor A    \"a\"\nactor Long \"long\"\nactor Middle\n")
  }

  @Test func onlyTheSameKindOnAdjacentLines() {
    checkStays("cache A { x: 1 }\nqueue Long { x: 1 }\n")
    checkStays("cache A { x: 1 }\n\ncache Long { x: 1 }\n")
    checkStays("cache A { x: 1 }\n// about\ncache Long { x: 1 }\n")
    checkStays("cache A { x: 1 }\ncache Long {\n  x: 1\n}\n")
    check(
      "cache A { x: 1 } // a\ncache Long { x: 1 } // b", "cache A    { x: 1 }  // a\ncache Long { x: 1 }  // b\n")
  }

  @Test func notTooWide() {
    let long = String(repeating: "N", count: 30)
    checkStays("cache A { x: 1 }\ncache \(long) { x: 1 }\n")
    // Aligned braces would pass the limit.
    let value = String(repeating: "v", count: 99)
    checkStays("cache A \"a\" { x: \(value) }\ncache B \"longer\" { x: 1 }\n")
  }

  @Test func emptyBlocksAreNotAligned() {
    checkStays("service A {}\nservice Long {}\n")
  }
}

@Suite("Broken statements keep their bytes")
struct FormatterBrokenTests {
  private func leftAlone(_ source: String) -> [String] {
    let file = SourceFile(path: "a", text: source)
    return format(parse(file)).leftAlone.map { file.text($0.range) }
  }

  @Test func theRestIsFormatted() {
    let source = "zone  A {\n service  Takes   the orders\n   x :  1\n}"
    check(source, "zone A {\n  service  Takes   the orders\n  x: 1\n}\n")
    #expect(leftAlone(source) == ["service  Takes   the orders"])
  }

  @Test func theWholeLineIsKept() {
    check("a :1 , b:   1,000/s\nc :  2", "a :1 , b:   1,000/s\nc: 2\n")
    check("service  A { a: & }\nc :  2", "service  A { a: & }\nc: 2\n")
  }

  @Test func theHeadIsKept() {
    let source = "zone  A  B C {\n service  D\n}"
    check(source, "zone  A  B C {\n  service D\n}\n")
    #expect(leftAlone(source) == ["zone  A  B C"])
  }

  @Test func unclosedStrings() {
    check("service  A {\n x:  \"no end\n y:  2\n}", "service A {\n  x:  \"no end\n  y: 2\n}\n")
    check("a :  1\nb:  \"\"\"\n  x\n y: ", "a: 1\nb:  \"\"\"\n  x\n y: ")
  }

  @Test func unclosedBlocks() {
    check("a :  1\nzone  A {\n x:  2\n\nservice  B\n", "a: 1\nzone  A {\n x:  2\n\nservice  B\n")
  }

  @Test func unclosedComments() {
    checkStays("a :  1\n  /* b :  2")
    checkStays("a :  1\n  /* b :  2\nc:   3 /* d */\n")
  }

  @Test func binaryFiles() {
    let bytes: [UInt8] = [0xFF, 0xFE, 0x61, 0x00, 0x20, 0x00]
    let result = format(parse(SourceFile(path: "a", bytes: bytes)))
    #expect(result.text == bytes && !result.changed)
  }

  @Test func nothingIsLeftAloneInASoundFile() {
    let result = format(parse(SourceFile(path: "a", text: "a: 1\n")))
    #expect(!result.changed && result.leftAlone.isEmpty)
  }
}
