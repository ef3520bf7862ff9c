import ArchModel
import ArchProject
import ArchSyntax

/// What `import` may name: the modules of `std/`, and the files and folders beside the file.
extension Completion {
  /// Behind the word `import`, before any quote.
  mutating func imports(_ files: (String) -> [FileSystem.Entry]) {
    for (text, kind) in paths("", files) {
      var item = CompletionItem(text, kind, text: StringValue.quoted(text), rank: kind == .module ? 1 : 0)
      if kind == .module { item.topic = .module(text) }
      add(item)
    }
  }

  /// Inside the text of an import; nil inside any other text.
  mutating func imports(inText token: Int, _ files: (String) -> [FileSystem.Entry]) -> CompletionList? {
    guard token > 0, tree.token(token - 1, is: "import") else { return nil }
    let start = tree.tokens[token].start + 1
    guard site.offset >= start else { return nil }
    let typed = tree.source.text(start..<site.offset)
    let end = tree.tokens[token].isMalformed ? site.offset : max(site.offset, tree.tokens[token].end - 1)
    let folder = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
    var items: [CompletionItem] = []
    for (text, kind) in paths(folder, files) where FuzzyMatch.matches(typed, text) {
      var item = CompletionItem(text, kind, rank: kind == .module ? 1 : 0)
      if kind == .module { item.topic = .module(text) }
      item.asksAgain = text.hasSuffix("/")
      items.append(item)
    }
    return CompletionList(replaced: start..<end, items: items.sorted { $0.rank < $1.rank })
  }

  /// The files of a folder that can be imported from here, and its folders with a slash behind.
  private func paths(
    _ folder: String, _ files: (String) -> [FileSystem.Entry]
  ) -> [(String, CompletionItem.Kind)] {
    var result: [(String, CompletionItem.Kind)] = []
    let own = tree.source.path
    if !folder.hasPrefix("std/") {
      let path = Path.normalized(Path.joined(Path.folder(of: own), folder.isEmpty ? "." : folder))
      for entry in files(path).prefix(CompletionList.limit) {
        let text = folder + entry.name
        if entry.isFolder, !entry.name.hasPrefix(".") {
          result.append((text + "/", .file))
        } else if entry.name.hasSuffix(".arch"), Path.joined(path, entry.name) != own, entry.name != Path.name(of: own)
        {
          result.append((text, .file))
        }
      }
    }
    for module in Self.modules { result.append((module, .module)) }
    return result
  }

  /// The modules of the library: first those that bring figures, which any program can use, then the patterns.
  private static let modules: [String] = {
    let figures = ["std/typical", "std/aws", "std/gcp", "std/azure"].filter { StandardLibrary.modules.contains($0) }
    return figures + StandardLibrary.modules.filter { !figures.contains($0) }
  }()
}
