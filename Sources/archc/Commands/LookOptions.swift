import ArchGraphviz
import ArchModel
import ArchViews
import ArgumentParser

/// How a picture looks.
struct LookOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("light, dark, or auto: what the reader's screen prefers, light in print.", valueName: "theme"))
  var theme: ThemeChoice = .auto

  @Option(
    help: ArgumentHelp(
      "The shape of the page: 16:9, a4 or another width:height; by default at most 2.5:1.", valueName: "shape"))
  var aspect: String?

  @Flag(help: "Draw dead letters, backups and fallbacks, thinly.")
  var references = false

  @Option(
    help: ArgumentHelp(
      """
      Paint load, latency, availability or cost as computed, findings with their ids, owner, criticality, the share of \
      assumed figures, or with blast:NAME what the loss of a part does.
      """,
      valueName: "overlay"))
  var overlay: OverlayChoice?

  @Option(
    help: ArgumentHelp("How long Graphviz may take for a picture, in seconds.", valueName: "seconds"))
  var timeout = 30.0

  func check() throws {
    if !(timeout >= 0.01 && timeout <= 86_400) {
      throw ValidationError("--timeout takes seconds, from 0.01 to 86400")
    }
    if let aspect, SVGDrawing.Aspect(aspect) == nil {
      throw ValidationError("--aspect takes width:height from 1:10 to 10:1, such as 16:9, or a4; not `\(aspect)`")
    }
  }

  var drawing: SVGDrawing.Options {
    SVGDrawing.Options(
      theme: SVGDrawing.Theme(rawValue: theme.rawValue) ?? .auto, aspect: aspect.flatMap { SVGDrawing.Aspect($0) },
      secondsLimit: timeout)
  }
}

enum ThemeChoice: String, WordChoice {
  case auto, light, dark
}
