import ArchAnalysis
import ArchModel
import ArchViews
import ArgumentParser

/// What `--overlay` paints.
enum OverlayChoice: ExpressibleByArgument, Equatable {
  enum Word: String, CaseIterable {
    case load, latency, availability, cost, findings, owner, criticality, assumed
  }

  case word(Word)
  /// What the loss of a part or of a boundary does.
  case blast(String)

  private static let blastPrefix = "blast:"

  init?(argument: String) {
    if argument.hasPrefix(Self.blastPrefix), argument.count > Self.blastPrefix.count {
      self = .blast(String(argument.dropFirst(Self.blastPrefix.count)))
    } else if let word = Word(rawValue: argument) {
      self = .word(word)
    } else {
      return nil
    }
  }

  static var allValueStrings: [String] { Word.allCases.map(\.rawValue) + ["blast:NAME"] }
  static var allValueDescriptions: [String: String] { [:] }

  /// Whether it paints boxes.
  var isPainted: Bool { self != .word(.findings) }

  /// What it paints on boxes; nil for findings, which are marks of their own.
  func paint(of figures: Figures) throws(CommandFailure) -> OverlayPaint? {
    switch self {
    case .word(.load): return FigureOverlay(figures: figures).load
    case .word(.latency): return FigureOverlay(figures: figures).latency
    case .word(.availability): return FigureOverlay(figures: figures).availability
    case .word(.cost): return FigureOverlay(figures: figures).cost
    case .word(.findings): return nil
    case .word(.owner): return .owner(of: figures.model)
    case .word(.criticality): return .criticality(of: figures.model)
    case .word(.assumed): return .assumed(of: figures.model)
    case .blast(let name):
      let kinds = KindSet.components | KindSet.boundaries
      return FigureOverlay(figures: figures).blast(of: try FigureQuery.element(name, of: kinds, in: figures.model))
    }
  }
}
