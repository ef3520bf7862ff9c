import ArchSyntax

extension ErrorPage {
  static let unknownName = ErrorPage(
    "ARC020", "a name that nothing bears",
    """
    A name means the declaration nearest to it: one in the same block, then in the blocks around it, then one that is \
    unique in the whole program. Declarations may stand below their use and in other files.
    """,
    bad: "client Web {}\nservice Orders {}\nWeb -> Order\n", good: "client Web {}\nservice Orders {}\nWeb -> Orders\n")

  static let unknownProperty = ErrorPage(
    "ARC021", "a property that the kind does not have",
    "Each kind has a fixed set of properties, so that a slip is found. Anything else goes into `metadata { … }`.",
    bad: "service Orders { replica: 3 }\n", good: "service Orders { replicas: 3 }\n")

  static let unknownKind = ErrorPage(
    "ARC022", "a kind that does not exist",
    "A declaration begins with its kind, such as `service`, `database` or `flow`.",
    bad: "servce Orders {}\n", good: "service Orders {}\n")

  static let duplicateName = ErrorPage(
    "ARC023", "a name that is declared twice",
    "Names are unique in a block, whatever their kinds, because figures and relations are asked for by name.",
    bad: "service Orders {}\ndatabase Orders {}\n", good: "service Orders {}\ndatabase OrdersDB {}\n")

  static let duplicateRelation = ErrorPage(
    "ARC024", "a relation that is declared twice",
    """
    Several relations may join one pair if their arrow, protocol or label differs. A relation that differs in nothing \
    is the same one; `extend` amends it.
    """,
    bad: "client Web {}\nservice Api {}\nWeb -> Api\nWeb -> Api { timeout: 1s }\n",
    good: "client Web {}\nservice Api {}\nWeb -> Api { timeout: 1s }\n")

  static let misplaced = ErrorPage(
    "ARC025", "a declaration in a place that does not hold it",
    "Nesting means containment: boundaries hold components, a flow its steps, a decision its options.",
    bad: "queue Jobs {\n  service Worker {}\n}\n", good: "queue Jobs {}\nservice Worker {}\n")

  static let wrongKind = ErrorPage(
    "ARC026", "a name of another kind than the place takes",
    "Relations join components; a property that names a declaration says of which kinds it may be.",
    bad: "zone Private {}\nclient Web {}\nWeb -> Private\n",
    good: "zone Private { service Api {} }\nclient Web {}\nWeb -> Api\n")

  static let pathArrow = ErrorPage(
    "ARC027", "`->+` outside a rule",
    "`->+` means a path of calls of any length. Rules ask for it; a relation is one step.",
    bad: "client Web {}\nservice Api {}\nWeb ->+ Api\n", good: "client Web {}\nservice Api {}\nWeb -> Api\n")

  static let noLeftEnd = ErrorPage(
    "ARC028", "a relation that begins nowhere",
    "Only inside the block of a component may a relation begin with its arrow; it then leaves that component.",
    bad: "service Api {}\n-> Api\n", good: "client Web { -> Api }\nservice Api {}\n")

  static let conflictingExtends = ErrorPage(
    "ARC029", "two `extend`s that set one property differently",
    "The order of files must not decide what a model means, so two `extend`s of one part agree or differ in keys.",
    bad: "service Api {}\nextend Api { replicas: 2 }\nextend Api { replicas: 3 }\n",
    good: "service Api {}\nextend Api { replicas: 3 }\n")

  static let duplicateProperty = ErrorPage(
    "ARC030", "a property that is stated twice",
    "A key stands once in a block. Several values go into a list where the property takes one.",
    bad: "service Api { replicas: 2, replicas: 3 }\n", good: "service Api { replicas: 3 }\n")

  static let severalNames = ErrorPage(
    "ARC031", "several names behind one kind",
    "One declaration declares one name.",
    bad: "service Orders, Catalog\n", good: "service Orders\nservice Catalog\n")

  static let missingValue = ErrorPage(
    "ARC032", "a property without a value",
    "A bare name means `true`, which only fits properties that are true or false.",
    bad: "service Api { replicas }\n", good: "service Api { replicas: 2 }\n")

  static let missingName = ErrorPage(
    "ARC033", "a declaration without the name or text it needs",
    "What others refer to needs a name; `allow` needs its reason, `extend` and `remove` the path of a part.",
    bad: "service {}\n", good: "service Api {}\n")

  static let severalSystems = ErrorPage(
    "ARC034", "more than one `system`",
    "A program describes one system. Others are `external`, or programs of their own.",
    bad: "system Shop {}\nsystem Billing {}\n", good: "system Shop {}\nexternal Billing {}\n")

  static let ambiguousName = ErrorPage(
    "ARC035", "a name that two declarations bear",
    "Neither is nearer than the other, so the path has to say which one is meant.",
    bad: "zone A { service Api {} }\nzone B { service Api {} }\nclient Web { -> Api }\n",
    good: "zone A { service Api {} }\nzone B { service Api {} }\nclient Web { -> A.Api }\n")

  static let missingColon = ErrorPage(
    "ARC036", "a property without its colon",
    "A property is written `name: value`.",
    bad: "service Api { replicas 3 }\n", good: "service Api { replicas: 3 }\n")

  static let patternPart = ErrorPage(
    "ARC038", "a part that the pattern does not have, or of another kind",
    "`use` binds the parts that the pattern declares to components of the same kind, and makes the rest.",
    bad: "pattern Pair { service one\n service two\n one -> two }\nservice Api {}\nuse Pair P { third: Api }\n",
    good: "pattern Pair { service one\n service two\n one -> two }\nservice Api {}\nuse Pair P { two: Api }\n")

  static let stepWithoutRelation = ErrorPage(
    "ARC061", "a step of a flow without its relation",
    "A flow walks over relations that the model has, so that its load, latency and availability can be computed.",
    bad: "client Web {}\nservice Api {}\nflow Buy { Web -> Api }\n",
    good: "client Web { -> Api }\nservice Api {}\nflow Buy { Web -> Api }\n")

  static let stepArrow = ErrorPage(
    "ARC062", "a step with another arrow than its relation",
    "A step repeats the arrow of its relation: `->` waits for an answer, `~>` does not.",
    bad: "service Api { ~> Jobs }\nqueue Jobs {}\nflow Buy { Api -> Jobs }\n",
    good: "service Api { ~> Jobs }\nqueue Jobs {}\nflow Buy { Api ~> Jobs }\n")

  static let chosenOption = ErrorPage(
    "ARC063", "a choice that is an option of another decision",
    "`chosen:` names one of the options that stand in the decision itself.",
    bad: """
      decision D1 "Store" { option Sql "SQL", option Files "Files" }
      decision D2 "Language" {
        option Go "Go"
        chosen: Sql
      }

      """,
    good: """
      decision D1 "Store" { option Sql "SQL", option Files "Files", chosen: Sql }
      decision D2 "Language" {
        option Go "Go"
        chosen: Go
      }

      """)

  static let loopCount = ErrorPage(
    "ARC064", "a loop without its count",
    "`loop 3 { … }` says how often its steps run, which decides their load and latency.",
    bad: "client Web { -> Api }\nservice Api {}\nflow Buy {\n  loop { Web -> Api }\n}\n",
    good: "client Web { -> Api }\nservice Api {}\nflow Buy {\n  loop 3 { Web -> Api }\n}\n")

  static let ambiguousStep = ErrorPage(
    "ARC065", "a step that fits several relations",
    "Where several relations join a pair, the label of the step says which one is taken.",
    bad: "client Web {\n  -> Api \"read\"\n  -> Api \"write\"\n}\nservice Api {}\nflow Buy { Web -> Api }\n",
    good: "client Web {\n  -> Api \"read\"\n  -> Api \"write\"\n}\nservice Api {}\nflow Buy { Web -> Api \"read\" }\n")

  static let absentInPhase = ErrorPage(
    "ARC066", "a phase that changes what another phase adds",
    """
    A part that a phase lists in `adds`, or declares in its block, is there from that phase on. Another phase that removes or changes it has to come \
    `after` it: laid on without it, it would do nothing.
    """,
    bad: """
      service Shop { -> Till { timeout: 1s } }
      service Till {}
      migration {
        phase P1 { adds: Till }
        phase P2 { removes: Till }
      }

      """,
    good: """
      service Shop { -> Till { timeout: 1s } }
      service Till {}
      migration {
        phase P1 { adds: Till }
        phase P2 { after: P1, removes: Till }
      }

      """, severity: .warning)

  public static let importMissing = ErrorPage(
    "ARC080", "an import that cannot be read",
    "The path of an import is relative to the file it stands in; `std/…` names a module that is built in.",
    bad: "import \"base.arch\"\nservice Api {}\n", good: "service Api {}\n")

  public static let importEscape = ErrorPage(
    "ARC081", "an import that leaves the project",
    """
    A program reads only files below its root: the nearest folder with `.archc.yml` or `.git`, else the folder of the \
    root file. Links are followed first.
    """,
    bad: "import \"../common/base.arch\"\nservice Api {}\n", good: "service Api {}\n")

  public static let importCycle = ErrorPage(
    "ARC082", "files that import each other",
    "Imports form no circle. What both files need goes into a third one.",
    bad: "import \"two.arch\"\nservice One {}\n// file: two.arch\nimport \"main.arch\"\nservice Two {}\n",
    good: "import \"two.arch\"\nservice One {}\n// file: two.arch\nservice Two {}\n")

  public static let importPlace = ErrorPage(
    "ARC083", "an import inside a block",
    "Imports stand at the top level of a file.",
    bad: "zone Private {\n  import \"std/typical\"\n  service Api {}\n}\n",
    good: "import \"std/typical\"\nzone Private {\n  service Api {}\n}\n")

  /// The pages of names, flows and files.
  public static let names: [ErrorPage] = [
    unknownName, unknownProperty, unknownKind, duplicateName, duplicateRelation, misplaced, wrongKind, pathArrow,
    noLeftEnd, conflictingExtends, duplicateProperty, severalNames, missingValue, missingName, severalSystems,
    ambiguousName, missingColon, patternPart, stepWithoutRelation, stepArrow, chosenOption, loopCount,
    ambiguousStep, absentInPhase, importMissing, importEscape, importCycle, importPlace,
  ]
}
