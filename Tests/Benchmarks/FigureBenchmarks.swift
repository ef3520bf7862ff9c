import ArchAnalysis
import ArchModel
import ArchSyntax
import Foundation
import TestTools

/// How long the figures of a large model take, in seconds of processor time within this process, and how much memory.
struct FigureBenchmarks {
  private static let seed = 9
  private static let rounds = 3

  /// What one model takes.
  private struct Measurement {
    var components = 0
    var relations = 0
    var flows = 0
    var figures = 0
    var known = 0
    /// All analyses at one moment: load, capacity, latency, availability, failure, cost. Today's latencies are those that
    /// are stated, those at peak contain queues; what depends on no load is listed today alone.
    var now = Double.infinity
    var peak = Double.infinity
    /// All figures at the mean, at peak and at two horizons.
    var all = Double.infinity
    var verdicts = Double.infinity
    var failures = Double.infinity
    var cuts = Double.infinity
  }

  /// - Parameters:
  ///   - compiler: the command whose memory is measured; nil for none.
  func run(compiler: String?, folder: TemporaryFolder) throws {
    print("")
    Table.printHeader()
    let small = try measure(components: 1_000, flows: 20)
    let large = try measure(components: 10_000, flows: 200)
    let title = "\(large.components) components, \(large.relations) relations, \(large.flows) flows"
    Table.printRow(title, measured: "\(large.figures) figures", beside: "\(large.known) known")
    for (moments, seconds, tenth) in [
      ("today", large.now, small.now), ("at peak", large.peak, small.peak),
      ("at four moments", large.all, small.all),
    ] {
      Table.printRow(
        "  all figures \(moments)", measured: milliseconds(seconds), figure: seconds, unit: " s", target: 1,
        isUpper: true)
      Table.printRow(
        "    their time beside a tenth of the model", measured: milliseconds(seconds),
        beside: "a tenth: " + milliseconds(tenth), figure: seconds / tenth, target: 12, isUpper: true)
    }
    Table.printRow("  requirements", measured: milliseconds(large.verdicts), beside: milliseconds(small.verdicts))
    Table.printRow("  failure table", measured: milliseconds(large.failures), beside: milliseconds(small.failures))
    Table.printRow("  cut sets of all flows", measured: milliseconds(large.cuts), beside: milliseconds(small.cuts))
    guard let compiler else { return }
    let path = try folder.write(LayeredModel.text(components: 10_000, flows: 200, seed: Self.seed), as: "layers.arch")
    let runs = try MeasuredCommands(
      commands: [[compiler, "figures", path, "--format", "csv", "-o", folder.path("layers.csv")]], rounds: 2,
      folder: folder
    ).run()
    guard runs[0].allSatisfy({ $0.status == 0 }) else { throw BenchmarkError("figures of the layered model failed") }
    let peak = Double(runs[0].map(\.peakBytes).max() ?? 0)
    Table.printRow(
      "  memory of archc figures", measured: Table.number(peak / 1e6) + " MB",
      beside: milliseconds(runs[0].map(\.wallSeconds).median), figure: peak / 1e6, unit: " MB", target: 500,
      isUpper: true)
  }

  /// The best of some rounds.
  private func measure(components: Int, flows: Int) throws -> Measurement {
    let text = LayeredModel.text(components: components, flows: flows, seed: Self.seed)
    let compilation = compile([parse(SourceFile(path: "layers.arch", text: text))])
    guard !compilation.diagnostics.contains(where: { $0.severity == .error }) else {
      throw BenchmarkError("the layered model has errors")
    }
    let model = compilation.model
    var result = Measurement(
      components: model.components.count, relations: model.liveRelations.count, flows: model.flows.count)
    for _ in 0..<Self.rounds {
      // Each begins with the model alone: nothing is taken over from the one before.
      result.now = min(result.now, seconds { _ = Figures(model).all(at: [.now]) })
      result.peak = min(result.peak, seconds { _ = Figures(model).all(at: [.peak]) })
      let start = processorSeconds
      let figures = Figures(model)
      let all = figures.all(at: figures.moments)
      result.all = min(result.all, processorSeconds - start)
      result.figures = all.count
      result.known = all.count { $0.value.value != nil }
    }
    let figures = Figures(model)
    result.verdicts = seconds { _ = figures.verdicts() }
    result.failures = seconds { _ = figures.failureTable(.peak) }
    result.cuts = seconds { _ = figures.under(.now).availability.cutSetsOfFlows() }
    return result
  }

  private func seconds(_ body: () -> Void) -> Double {
    let start = processorSeconds
    body()
    return processorSeconds - start
  }

  private var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private func milliseconds(_ seconds: Double) -> String { Table.number(seconds * 1_000) + " ms" }
}
