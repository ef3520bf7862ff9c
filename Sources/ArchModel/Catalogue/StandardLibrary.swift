/// The files that `import "std/…"` names: `.arch` text in the binary, read like any other file.
///
/// Each holds `defaults` by kind and by technology. Nothing in them is measured on the reader's system, so each figure
/// is `assumed` or `sla` and carries its source. A date after a source is that of the revision that the figure rests
/// on; a year alone means the figure in force in that year.
public enum StandardLibrary {
  /// The names of the files, without `.arch`.
  public static let modules: [String] = ["std/typical", "std/aws", "std/gcp", "std/azure"]

  /// The text of a file by its name (`std/aws`, also with `.arch`), or nil if there is none.
  public static func text(of module: String) -> String? {
    switch module.hasSuffix(".arch") ? String(module.dropLast(5)) : module {
    case "std/typical": typical
    case "std/aws": aws
    case "std/gcp": gcp
    case "std/azure": azure
    default: nil
    }
  }
}
