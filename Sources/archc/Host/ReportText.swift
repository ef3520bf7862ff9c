import ArchProject
import ArchReport

extension CompiledProgram {
  /// The report, with links to drawings that lie beside it.
  ///
  /// - Parameter folder: where the report is written, so that its links lead to the sources; nil for standard output,
  ///   which is taken for the folder at hand.
  func report(
    drawings links: [(title: String, path: String)], plots: [(title: String, path: String)] = [],
    of drawings: Drawings? = nil, in folder: String?
  ) -> String {
    let drawings = drawings ?? Drawings(model: model)
    let overview = drawings.overview(width: 100)
    var options = ReportOptions(
      overview: overview.text, overviewNote: overview.note, drawings: links, revision: revision,
      sourcePaths: program.sources.map { Self.sourcePath($0.path, from: folder ?? ".") })
    options.plots = plots
    return Report.markdown(drawings.figures, options: options)
  }

  /// The way from a folder to a source; empty for what is no file.
  private static func sourcePath(_ path: String, from folder: String) -> String {
    guard path != "-", !path.hasPrefix("std/") else { return "" }
    let here = FileSystem.disk.resolve(".") ?? "/"
    return Path.relative(
      Path.normalized(Path.joined(here, path)), from: Path.normalized(Path.joined(here, folder)))
  }

  /// A digest of all sources (FNV-1a, 64 bits, of which 48 are shown): the same text has the same revision everywhere.
  private var revision: String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ bytes: some Sequence<UInt8>) {
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    }
    for source in program.sources {
      add(source.bytes)
      add([0])
    }
    let digits = String(hash >> 16, radix: 16)
    return String(repeating: "0", count: 12 - digits.count) + digits
  }
}
