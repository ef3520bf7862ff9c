import ArchModel
import ArchSyntax
import Testing

/// What a variant says has an effect, or there is a message.
@Suite struct VariantContentTests {
  private let base = """
    client Web
    service Old
    service New
    Web -> [Old, New] { timeout: 1s }
    flow Browse { rate: 10/s, Web -> Old }
    """

  private func found(_ text: String) -> [Diagnostic] {
    compileWithVariants([parse(SourceFile(path: "m.arch", text: base + "\n" + text))]).diagnostics
  }

  private func components(_ text: String, _ kind: Kind, _ name: String) -> [String] {
    let file = parse(SourceFile(path: "m.arch", text: base + "\n" + text))
    let model = compile([file], variants: [VariantSelection(kinds: [kind], name: name)]).model
    return model.components.map { model.name($0) }
  }

  @Test(arguments: ["environment V", "scenario V", "migration { phase V", "decision D { option V"])
  func importsStandAtTheTop(head: String) {
    let end = head.contains("{") ? "}" : ""
    let diagnostics = found("\(head) { import \"std/typical\" } \(end)")
    #expect(diagnostics.map(\.id) == ["ARC083"])
  }

  /// It would change the program itself, asked for or not.
  @Test func whatAVariantChangesStandsInIt() {
    let text = "environment V { remove Old }\nextend V { service Extra, extend New { replicas: 7 }, Web -> Extra }"
    #expect(found(text).map(\.id) == ["ARC025"])
    #expect(found(text).first?.help?.contains("in the block of `V`") == true)
    #expect(components(text, .environment, "Other") == ["Web", "Old", "New"])
  }

  @Test func propertiesOfAPhaseMayBeExtended() {
    let text =
      "service Later\nmigration { phase P1 { adds: New } }\nextend P1 { adds: [New, Later], rollback: \"back\" }"
    #expect(found(text).isEmpty)
    #expect(components(text, .phase, "start") == ["Web", "Old"])
    #expect(components(text, .phase, "P1") == ["Web", "Old", "New", "Later"])
  }

  @Test(arguments: ["removes: New", "changes: New", "remove New", "extend New { replicas: 2 }"])
  func phasesChangeWhatIsThere(change: String) {
    let apart = found("migration { phase P1 { adds: New }\nphase P2 { \(change) } }")
    #expect(apart.map(\.id) == ["ARC066"])
    #expect(apart.first?.severity == .warning)
    #expect(apart.first?.help?.contains("`after: P1`") == true)
    #expect(found("migration { phase P1 { adds: New }\nphase P2 { after: P1, \(change) } }").isEmpty)
    #expect(
      found("migration { phase P1 { adds: New }\nphase P2 { after: P1 }\nphase P3 { after: P2, \(change) } }").isEmpty)
    #expect(found("migration { phase P1 { adds: New, \(change) }\nphase P2 { after: P1 } }").isEmpty)
  }

  @Test(arguments: ["removes: [Old, Hut]", "changes: Hut", "remove Hut", "extend Hut { replicas: 2 }"])
  func phasesChangeWhatOthersDeclare(change: String) {
    let hut = "phase P1 { service Hut, Web -> Hut { timeout: 1s } }"
    let apart = found("migration { \(hut)\nphase P2 { \(change) } }")
    #expect(apart.map(\.id) == ["ARC066"])
    #expect(apart.first?.primary.text.contains("added by `P1` alone") == true)
    #expect(apart.first?.help?.contains("`after: P1`") == true)
    #expect(found("migration { \(hut)\nphase P2 { after: P1, \(change) } }").isEmpty)
    #expect(found("migration { \(hut)\nphase P2 { after: P1 }\nphase P3 { after: P2, \(change) } }").isEmpty)
  }

  @Test func whatOnlyAPhaseDeclaresIsTakenAwayByALaterOne() {
    let text = """
      migration {
        phase P1 { service Hut, Web -> Hut { timeout: 1s } }
        phase P2 { after: P1, removes: [Old, Hut] }
      }
      """
    #expect(components(text, .phase, "P1") == ["Web", "Old", "New", "Hut"])
    #expect(components(text, .phase, "P2") == ["Web", "New"])
  }

  @Test func namesOfVariantsAreNotThereWithoutThem() {
    let used = found("environment V { service Hut }\nservice Shed { -> Hut { timeout: 1s } }")
    #expect(used.map(\.id) == ["ARC020"])
    #expect(used.first?.primary.text == "only `V` declares it")
    #expect(used.first?.help == "declare it outside `V`, or write this in its block")
    let apart = found("migration { phase P1 { service Hut }\nphase P2 { service Shed { -> Hut { timeout: 1s } } } }")
    #expect(apart.map(\.id) == ["ARC020"])
    #expect(apart.first?.primary.text == "only `P1` declares it")
  }

  @Test func misspeltNamesOfPhasesHaveAFix() {
    let text = "migration { phase P1 { service Carport }\nphase P2 { after: P1, removes: Carprt } }"
    #expect(found(text).map(\.id) == ["ARC020"])
    #expect(found(text).first?.fix?.edits.map(\.text) == ["Carport"])
  }

  @Test func whatIsThereIsExtended() {
    let again = found("scenario V { remove Browse, flow Browse { rate: 2/s, Web -> New } }")
    #expect(again.map(\.id) == ["ARC023"])
    #expect(again.first?.help == "`extend Browse { … }` changes what is there; `BrowseFlow` is free")
    let twice = found("scenario V { service Extra, service Extra }")
    #expect(twice.first?.help == "names are unique in a block; `Extra2` is free")
  }
}
