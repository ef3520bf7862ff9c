import ArchModel
import ArchProject
import ArchSyntax
import TestSupport
import Testing

@testable import ArchLanguageServer

@Suite struct NameTests {
  private func definition(_ marked: Marked) -> String {
    (Navigation(marked.snapshot, file: marked.file, at: marked.offset)?.definitions ?? []).map(marked.place).joined(
      separator: "; ")
  }

  private func references(_ marked: Marked) -> String {
    (Navigation(marked.snapshot, file: marked.file, at: marked.offset)?.references(includingDeclaration: true) ?? [])
      .map(marked.place).joined(separator: "; ")
  }

  @Test func `a name leads to its declaration, also into another file and through a dot`() {
    check("service Till { -> Led$0ger }\ndatabase Ledger", "main.arch:2 Ledger", definition)
    check(
      "import \"b.arch\"\nclient Web { -> Inner.Ti$0ll }\n// file: b.arch\nzone Inner { service Till }",
      "b.arch:1 Till", definition)
    check(
      "import \"b.arch\"\nclient Web { -> In$0ner.Till }\n// file: b.arch\nzone Inner { service Till }",
      "b.arch:1 Inner", definition)
    check("import \"b.$0arch\"\n// file: b.arch\nservice Till", "b.arch:1 ", definition)
  }

  @Test func `what a name leads to is shown as a whole`() {
    func shown(_ marked: Marked) -> String {
      guard let navigation = Navigation(marked.snapshot, file: marked.file, at: marked.offset) else { return "" }
      return navigation.definitions.map { marked.text(navigation.statement(of: $0)) }.joined(separator: "; ")
    }
    check(
      "service Till { -> Led$0ger }\nzone Inner {\n  database Ledger \"L\" {\n    tech: Redis\n  }\n}",
      "database Ledger \"L\" {\n    tech: Redis\n  }", shown)
    check("import \"b.arch\"\nclient Web { -> Ti$0ll }\n// file: b.arch\nservice Till", "service Till", shown)
    check("import \"b.$0arch\"\n// file: b.arch\nservice Till", "", shown)
  }

  @Test func `names inside variants and patterns lead somewhere too`() {
    check("service Till\nscenario Sale { extend Ti$0ll { replicas: 2 } }", "main.arch:1 Till", definition)
    check("pattern Q { queue inbox\n worker taker\n inb$0ox ~> taker }", "main.arch:1 inbox", definition)
    check("pattern Q { queue inbox }\nqueue Mails\nuse Q M { inb$0ox: Mails }", "main.arch:1 inbox", definition)
    check(
      "pattern Q { queue inbox }\nuse Q M\nservice A { ~> M.inb$0ox }", "main.arch:1 inbox", definition)
  }

  @Test func `references are found in relations, values, flows, requirements and changes`() {
    let text = """
      service Ti$0ll { -> Ledger }
      database Ledger
      client Web { -> Till }
      flow Sell { Web -> Till -> Ledger }
      requirement R "x" { verify: Till.p99 < 1s when Ledger fails }
      environment Test { extend Till { replicas: 1 } }
      require: every service in Till has owner
      """
    check(
      text,
      "main.arch:1 Till; main.arch:3 Till; main.arch:4 Till; main.arch:5 Till; main.arch:6 Till; main.arch:7 Till",
      references)
  }

  @Test func `circles of names come to an end`() {
    check("pattern P { service x }\nuse P A { x: B.x }\nuse P B { x: A.x }\nservice S { -> A.$0x }", "main.arch:1 x") {
      marked in
      definition(marked)
    }
    check("extend B { zone A }\nextend A { zone B }\nservice S { -> A.$0x }", "", definition)
  }

  @Test func `the uses of a pattern make it real`() {
    check(
      "pattern Q$0ueued { queue inbox }\nqueue Mails\nuse Queued One { inbox: Mails }\nuse Queued Two",
      "main.arch:3 One; main.arch:4 Two"
    ) { marked in
      (Navigation(marked.snapshot, file: marked.file, at: marked.offset)?.implementations ?? []).map(marked.place)
        .joined(separator: "; ")
    }
    check("pattern Queued { queue in$0box }\nqueue Mails\nuse Queued One { inbox: Mails }", "main.arch:2 Mails") {
      marked in
      (Navigation(marked.snapshot, file: marked.file, at: marked.offset)?.implementations ?? []).map(marked.place)
        .joined(separator: "; ")
    }
  }

  // MARK: Rename

  private func renamed(_ name: String) -> (Marked) -> String {
    { marked in
      do {
        let edits = try Rename(marked.snapshot, file: marked.file, at: marked.offset).edits(to: name)
        return marked.snapshot.program.sources.map { marked.applying(edits, to: $0.id) }.joined(separator: "---\n")
      } catch {
        return (error as? RenameRefusal)?.message ?? ""
      }
    }
  }

  @Test func `a name changes in every file, also in paths and variants`() {
    check(
      """
      import "b.arch"
      client Web { -> Inner.Ti$0ll }
      scenario Sale { extend Till { replicas: 3 } }
      // file: b.arch
      zone Inner { service Till }
      """,
      """
      import "b.arch"
      client Web { -> Inner.Desk }
      scenario Sale { extend Desk { replicas: 3 } }
      ---
      zone Inner { service Desk }
      """, renamed("Desk"))
  }

  @Test func `a name that is taken, that changes a meaning or that is none is refused with the reason`() {
    check("service Ti$0ll\nservice Desk", "The program has `Desk` already (main.arch:2)", renamed("Desk"))
    check(
      "service Ti$0ll",
      "`a b` is no name: a name begins with a letter or `_` and goes on with letters, digits, `_` and `-`",
      renamed("a b"))
    check(
      "zone A { service Ti$0ll }\nzone B { service Desk }\nclient Web { -> Desk }",
      "With that name, `Desk` in main.arch:3 would have two meanings; write its path there first", renamed("Desk"))
    check(
      "zone A {\n service Ti$0ll\n service Other { -> Desk }\n}\nzone B { service Desk }",
      "With that name, `Desk` in main.arch:3 would mean `A.Desk`; write its path there first", renamed("Desk"))
    check(
      "service Till { te$0ch: Go }",
      "Only what the program declares can be renamed, and no name of it stands here", renamed("x"))
  }

  @Test func `roles of a pattern are typed together where nothing outside names them`() {
    check("pattern Q { queue in$0box\n worker taker\n inbox ~> taker }", "inbox inbox") { marked in
      linkedEditing(in: marked.snapshot, file: marked.file, at: marked.offset).map(marked.text).joined(separator: " ")
    }
  }

  // MARK: Against the binder

  /// The table of declarations reads names by itself; this holds it against the compiler on every sample.
  @Test(arguments: ["bank/bank", "ticketing/ticketing", "monolith/monolith", "beginner/beginner", "mastodon/mastodon"])
  func `names mean what they mean to the compiler`(sample: String) throws {
    let checked = try Checked(file: "samples/\(sample).arch")
    let model = checked.model
    let table = DeclarationTable(model.trees)
    var compared = 0
    for relation in model.liveRelations where model[relation].madeBy == nil {
      let data = model[relation]
      let tree = model.tree(of: data.node)
      let reader = RoleReader(table, tree)
      let owner = table.entry(around: data.node.node, in: data.node.file)
      let spans = reader.roles(of: data.node.node, BlockContext(kind: nil, scope: owner))
      let entries = spans.compactMap { table.meanings(of: $0, in: tree).last?.entry }
      let target = model[data.target].node
      guard let wanted = table.entry(declaredBy: target.node, in: target.file), model[data.target].madeBy == nil else {
        continue
      }
      #expect(entries.contains(wanted) || table.surroundings(of: owner).contains(wanted))
      compared += 1
    }
    for property in model.properties {
      for element in model.references(property.stated.value) where model[element].madeBy == nil {
        let tree = model.tree(of: property.node)
        var found: Set<Int> = []
        StatementWalk.run(table, tree) { node, context in
          guard node == property.node.node else { return }
          for span in RoleReader(table, tree).roles(of: node, context) {
            for meaning in table.meanings(of: span, in: tree) { found.insert(meaning.entry) }
          }
        }
        let node = model[element].node
        if let wanted = table.entry(declaredBy: node.node, in: node.file) {
          #expect(found.contains(wanted), "\(model.path(element)) in \(model.phrase(property))")
          compared += 1
        }
      }
    }
    #expect(compared > 0)
  }
}
