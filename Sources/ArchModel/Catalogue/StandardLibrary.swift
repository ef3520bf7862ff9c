/// The files that `import "std/…"` names: `.arch` text in the binary, read like any other file.
///
/// Those of figures hold `defaults` by kind and by technology. Nothing in them is measured on the reader's system, so each
/// figure is `assumed` or `sla` and carries its source. A date after a source is that of the revision that the figure
/// rests on; a year alone means the figure in force in that year. Those of styles hold conventions as `defaults`, the others
/// one pattern each.
public enum StandardLibrary {
  /// The names of the files, without `.arch`.
  public static let modules: [String] = figureModules + styles.map(\.module) + PatternLibrary.modules

  /// Those that hold figures.
  public static let figureModules: [String] = ["std/typical", "std/aws", "std/gcp", "std/azure"]

  /// The text of a file by its name (`std/aws`, also with `.arch`), or nil if there is none.
  public static func text(of module: String) -> String? {
    let name = module.hasSuffix(".arch") ? String(module.dropLast(5)) : module
    switch name {
    case "std/typical": return typical
    case "std/aws": return aws
    case "std/gcp": return gcp
    case "std/azure": return azure
    default:
      return styles.first { $0.module == name }?.text ?? PatternLibrary.all.first { $0.module == name }?.text
    }
  }
}
