extension ErrorPage {
  static let notText = ErrorPage(
    "ARC001", "bytes that are not UTF-8 text",
    """
    An `.arch` file is UTF-8 text. A byte that is no part of a character comes from another encoding (Latin-1, UTF-16) \
    or from a file that is no text at all. Save the file as UTF-8.
    """,
    bad: "service Caf\u{FFFD} {}\n", good: "service Café {}\n")

  static let strayCharacter = ErrorPage(
    "ARC002", "a character that means nothing here",
    """
    Outside strings and comments the language uses names, numbers, strings, arrows and a few signs. Other text belongs \
    into a string or a comment.
    """,
    bad: "service Orders { replicas: 3 & }\n", good: "service Orders { replicas: 3 }\n")

  static let bidirectionalControl = ErrorPage(
    "ARC003", "an invisible control that reorders text",
    """
    Characters such as U+202E make an editor show code in another order than the compiler reads it, which hides \
    changes from reviewers. They may stand in strings, where they are printed by their number, and nowhere else.
    """,
    bad: "service Ord\u{202E}ers {}\n", good: "service Orders {}\n")

  static let unclosedString = ErrorPage(
    "ARC004", "a string that is not closed",
    """
    A string ends on the line it begins on, with `"`. A text of several lines stands between `\"\"\"` and `\"\"\"`.
    """,
    bad: "service Orders \"Takes orders {\n}\n", good: "service Orders \"Takes orders\" {\n}\n")

  static let escape = ErrorPage(
    "ARC005", "an escape that the language does not have",
    #"Inside a string a backslash begins one of `\n`, `\t`, `\"`, `\\` and `\u{…}`. A backslash itself is `\\`."#,
    bad: #"service Orders "C:\orders" {}"# + "\n", good: #"service Orders "C:\\orders" {}"# + "\n")

  static let pastedQuotes = ErrorPage(
    "ARC006", "quotes that are not straight",
    "Word processors and chat programs turn `\"` into “ and ”. A string of the language begins and ends with `\"`.",
    bad: "service Orders “Takes orders” {}\n", good: "service Orders \"Takes orders\" {}\n")

  static let hashComment = ErrorPage(
    "ARC007", "a comment that begins with `#`",
    "A comment begins with `//`; `/* … */` may span lines. `#word` is a tag.",
    bad: "# the shop\nservice Orders {}\n", good: "// the shop\nservice Orders {}\n")

  static let unclosedBlock = ErrorPage(
    "ARC008", "a block that is not closed",
    "Each `{` needs its `}`. The place where the block seems to end is guessed from the indentation.",
    bad: "zone Private {\n  service Orders {}\n\nclient Web {}\n",
    good: "zone Private {\n  service Orders {}\n}\n\nclient Web {}\n")

  static let strayClosing = ErrorPage(
    "ARC009", "a closing sign that closes nothing",
    "Each `}`, `]` and `)` closes a sign that was opened before it.",
    bad: "service Orders {}\n}\n", good: "service Orders {}\n")

  static let noStatement = ErrorPage(
    "ARC010", "something that begins no statement",
    """
    A statement is a declaration (`service Orders { … }`), a relation (`Web -> Api`), a property (`replicas: 3`) or an \
    import. It begins with a name, an arrow or `[`.
    """,
    bad: "service Orders {\n  3 replicas\n}\n", good: "service Orders {\n  replicas: 3\n}\n")

  static let twoStatements = ErrorPage(
    "ARC011", "something left over after a statement",
    """
    A statement ends with its line, with `,` or `;`, or with the `}` of its block. What stands behind it begins \
    another one, or belongs into quotes.
    """,
    bad: "service Orders Takes the orders {}\n", good: "service Orders \"Takes the orders\" {}\n")

  static let missingOperand = ErrorPage(
    "ARC012", "an arrow, colon or operator with nothing behind it",
    "An arrow needs the component it leads to, `name:` a value, an operator its right side; each may stand on the next line.",
    bad: "client Web {}\nWeb ->\n", good: "client Web {}\nservice Api {}\nWeb -> Api\n")

  static let equalSign = ErrorPage(
    "ARC013", "`=` in the place of `:`",
    "A property is written `name: value`. `==` compares.",
    bad: "service Orders { replicas = 3 }\n", good: "service Orders { replicas: 3 }\n")

  static let braceOnNextLine = ErrorPage(
    "ARC014", "`{` on a line of its own",
    "A line break ends a statement, so the `{` of a block stands on the line of what it belongs to.",
    bad: "service Orders\n{\n  replicas: 3\n}\n", good: "service Orders {\n  replicas: 3\n}\n")

  static let unclosedList = ErrorPage(
    "ARC015", "a list or a parenthesis that is not closed",
    "Each `[` needs its `]` and each `(` its `)`. Inside, line breaks mean nothing.",
    bad: "service Orders {\n  holds: [orders, payments\n}\n", good: "service Orders {\n  holds: [orders, payments]\n}\n"
  )

  static let tooDeep = ErrorPage(
    "ARC016", "blocks that nest too deep",
    "Blocks nest up to \(Parser.depthLimit) deep, lists and parentheses up to \(Parser.listDepthLimit). No system needs more.",
    bad: String(repeating: "group G {\n", count: Parser.depthLimit + 1)
      + String(repeating: "}\n", count: Parser.depthLimit + 1),
    good: "group G {\n  group H {}\n}\n")

  public static let unclosedComment = ErrorPage(
    "ARC017", "a comment that is not closed",
    """
    `/*` begins a comment that ends with `*/`; such comments nest, so each `/*` inside needs its own `*/`. What stands on \
    the lines below may belong to the comment, so nothing else is said of it until the comment is closed.
    """,
    bad: "service Orders {}\n/* the rest\n", good: "service Orders {}\n/* the rest */\n")

  static let multilineIndentation = ErrorPage(
    "ARC018", "a line that stands left of the closing quotes",
    """
    The lines of a `\"\"\"` string are indented at least as far as the closing `\"\"\"`, whose indentation is taken off \
    each line. The text begins on the line after the opening quotes.
    """,
    bad: "service Orders \"\"\"\n  Takes\n orders\n  \"\"\"\n",
    good: "service Orders \"\"\"\n  Takes\n  orders\n  \"\"\"\n")

  static let pastedArrow = ErrorPage(
    "ARC019", "an arrow in another spelling",
    "The arrows are `->` (call), `<->` (both ways), `~>` (message) and `=>` (replication).",
    bad: "client Web {}\nservice Api {}\nWeb → Api\n", good: "client Web {}\nservice Api {}\nWeb -> Api\n")

  static let thousandsSeparator = ErrorPage(
    "ARC048", "a comma inside a number",
    "A comma ends a value, so digits are grouped with `_`: `1_000/s`. Short is better: `1k/s`.",
    bad: "service Orders { capacity: 1,000/s }\n", good: "service Orders { capacity: 1_000/s }\n")

  static let unquotedLink = ErrorPage(
    "ARC049", "a link or a path without quotes",
    """
    `//` begins a comment, so a link stands in quotes: `link: "https://example.com"`. So does the path of an import: \
    `import "std/typical"`.
    """,
    bad: "service Orders { link: https://example.com/orders }\n",
    good: "service Orders { link: \"https://example.com/orders\" }\n")

  /// The pages of what the lexer and the parser report, in the order of their ids.
  public static let syntax: [ErrorPage] = [
    notText, strayCharacter, bidirectionalControl, unclosedString, escape, pastedQuotes, hashComment, unclosedBlock,
    strayClosing, noStatement, twoStatements, missingOperand, equalSign, braceOnNextLine, unclosedList, tooDeep,
    unclosedComment, multilineIndentation, pastedArrow, thousandsSeparator, unquotedLink,
  ]
}
