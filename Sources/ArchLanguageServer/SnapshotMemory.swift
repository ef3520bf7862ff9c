import ArchAnalysis
import ArchModel
import ArchProject
import ArchSyntax
import Synchronization

/// What is worked out of a snapshot when it is first asked for. It only saves time.
final class SnapshotMemory: Sendable {
  private let program: Program
  private let compilation: Compilation
  private let keptFigures: Mutex<Figures?> = Mutex(nil)
  /// Held while figures are worked out, so that it is done once and nobody else waits for it.
  private let work: Mutex<Void> = Mutex(())
  private let keptLines: Mutex<[FileID: LineTable]> = Mutex([:])

  init(program: Program, compilation: Compilation, lines: [FileID: LineTable]) {
    self.program = program
    self.compilation = compilation
    keptLines.withLock { $0 = lines }
  }

  var figures: Figures {
    work.withLock { _ in
      if let kept = keptFigures.withLock({ $0 }) { return kept }
      let figures = Figures(compilation.model)
      keptFigures.withLock { $0 = figures }
      return figures
    }
  }

  /// The figures, where they have been worked out or are quickly had.
  var figuresAtHand: Figures? {
    if let kept = keptFigures.withLock({ $0 }) { return kept }
    let model = compilation.model
    return model.elements.count + model.relations.count <= Self.promptLimit ? figures : nil
  }

  /// Larger models have their figures computed in the background alone, so that nothing typed waits for them.
  static let promptLimit = 1_500

  func lines(of file: FileID) -> LineTable {
    keptLines.withLock { kept in
      if let table = kept[file] { return table }
      let index = Int(file.index)
      let table = LineTable(program.files.indices.contains(index) ? program.files[index].tree.source.bytes : [])
      kept[file] = table
      return table
    }
  }
}
