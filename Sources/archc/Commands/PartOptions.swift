import ArchModel
import ArchViews
import ArgumentParser

/// The options that choose parts of a model, as a `view` does. Names are those of the program; several stand behind
/// one option with commas, or the option is repeated.
struct PartOptions: ParsableArguments {
  @Flag(help: "Draw everything, however much it is.")
  var all = false

  @Option(help: ArgumentHelp("Draw these components and boundaries alone.", valueName: "names"))
  var include: [String] = []

  @Option(help: ArgumentHelp("Leave these components and boundaries out.", valueName: "names"))
  var exclude: [String] = []

  @Option(help: ArgumentHelp("Draw what these are joined to.", valueName: "names"))
  var focus: [String] = []

  @Option(help: ArgumentHelp("How many relations away from --focus; by default 1.", valueName: "number"))
  var depth: Int?

  @Option(help: ArgumentHelp("Draw these boundaries as single boxes.", valueName: "names"))
  var collapse: [String] = []

  var isStated: Bool {
    !include.isEmpty || !exclude.isEmpty || !focus.isEmpty || depth != nil || !collapse.isEmpty
  }

  func check() throws {
    if let depth, !(0...ViewChoice.depthLimit).contains(depth) {
      throw ValidationError("--depth takes a number from 0 to \(ViewChoice.depthLimit)")
    }
  }

  /// Adds what is stated to a choice: what is left open keeps what the choice says.
  func add(to choice: inout ViewChoice, in model: Model) throws(CommandFailure) {
    choice.include += try elements(
      include, of: KindSet.components.union(KindSet.boundaries), "component or boundary", model)
    choice.exclude += try elements(
      exclude, of: KindSet.components.union(KindSet.boundaries), "component or boundary", model)
    choice.focus += try elements(
      focus, of: KindSet.components.union(KindSet.boundaries), "component or boundary", model)
    choice.collapse += try elements(collapse, among: model.holders, "boundary", model)
    if let depth {
      guard !choice.focus.isEmpty else {
        throw CommandFailure("--depth needs something to start from", help: "name it with `--focus`")
      }
      choice.depth = depth
    }
  }

  private func elements(
    _ lists: [String], of kinds: KindSet, _ noun: String, _ model: Model
  ) throws(CommandFailure) -> [ElementID] {
    try elements(lists, among: model.elements(of: kinds), noun, model)
  }

  private func elements(
    _ lists: [String], among candidates: [ElementID], _ noun: String, _ model: Model
  ) throws(CommandFailure) -> [ElementID] {
    var result: [ElementID] = []
    for list in lists {
      for name in list.split(separator: ",") {
        result.append(try model.find(String(name.filter { $0 != " " }), among: candidates, called: noun))
      }
    }
    return result
  }
}

extension Model {
  /// The element of some kinds with a path or a name.
  func find(_ name: String, of kinds: KindSet, called noun: String) throws(CommandFailure) -> ElementID {
    try find(name, among: elements(of: kinds), called: noun)
  }

  /// Boundaries, and components that hold others.
  fileprivate var holders: [ElementID] {
    elements(of: KindSet.components.union(KindSet.boundaries)).filter { element in
      KindSet.boundaries.contains(self[element].kind)
        || children(element).contains { KindSet.components.contains(self[$0].kind) }
    }
  }

  fileprivate func find(
    _ name: String, among all: [ElementID], called noun: String
  ) throws(CommandFailure) -> ElementID {
    if let element = all.first(where: { path($0) == name }) { return element }
    let named = all.filter { self.name($0) == name }
    if let element = named.first, named.count == 1 { return element }
    if named.count > 1 {
      let paths = named.prefix(10).map { "`\(path($0))`" }.joined(separator: ", ")
      throw CommandFailure("`\(name)` is the name of \(named.count)", help: "name one by its path: \(paths)")
    }
    let names = all.prefix(10).map { "`\(shortName($0))`" }.joined(separator: ", ")
    throw CommandFailure(
      "the program has no \(noun) `\(name)`", help: names.isEmpty ? "it declares none" : "it declares \(names)")
  }
}
