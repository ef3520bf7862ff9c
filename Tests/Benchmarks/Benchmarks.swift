import ArchModel
import ArchSyntax
import Foundation
import TestTools

/// The measurements, each beside its peer in the same run.
struct Benchmarks {
  let compiler: String
  let folder: TemporaryFolder

  private static let seed = 1
  /// How often the model is parsed and compiled.
  private static let rounds = 10
  private static let sample = "samples/ticketing/ticketing.arch"

  func run() throws {
    Table.printHeader()
    // The commands first, while this process is small.
    try startUp()
    try largeModels()
    try throughput()
    try FigureBenchmarks().run(compiler: compiler, folder: folder)
    try PictureBenchmarks(compiler: compiler, folder: folder).run()
    var texts = TextBenchmarks(compiler: compiler, folder: folder)
    try texts.run()
    try EditorBenchmarks(compiler: compiler, folder: folder).run()
  }

  // MARK: - Whole processes

  /// One small check beside a command that does nothing, in pairs.
  private func startUp() throws {
    let runs = try MeasuredCommands(
      commands: [[compiler, "check", Self.sample], ["dot", "-V"]], rounds: 40, folder: folder
    ).run()
    try expectSuccess(runs, "check of \(Self.sample)")
    let ratios = zip(runs[0], runs[1]).map { $0.wallSeconds / $1.wallSeconds }
    Table.printRow(
      "check of the ticketing sample, 40 pairs", measured: milliseconds(runs[0].map(\.wallSeconds).median),
      beside: "dot -V " + milliseconds(runs[1].map(\.wallSeconds).median), figure: ratios.median, target: 1.2,
      isUpper: true)
  }

  private func largeModels() throws {
    let small = try folder.write(ModelGenerator.text(components: 2_000, seed: Self.seed), as: "small.arch")
    let text = ModelGenerator.text(components: 20_000, seed: Self.seed)
    let size = Double(text.utf8.count)
    let large = try folder.write(text, as: "large.arch")
    let runs = try MeasuredCommands(
      commands: [[compiler, "check", small], [compiler, "check", large]], rounds: 7, folder: folder
    ).run()
    try expectSuccess(runs, "check of a generated model")
    let wall = runs[1].map(\.wallSeconds).median
    Table.printRow(
      "check of 20,000 components, \(megabytes(size))", measured: milliseconds(wall), figure: wall, unit: " s",
      target: 1, isUpper: true)
    let peak = Double(runs[1].map(\.peakBytes).max() ?? 0)
    Table.printRow(
      "  its memory at most", measured: megabytes(peak), beside: "the file " + megabytes(size), figure: peak / size,
      target: 20, isUpper: true)
    let before = runs[0].map(\.wallSeconds).median
    Table.printRow(
      "  its time beside that of 2,000", measured: milliseconds(wall), beside: "2,000: " + milliseconds(before),
      figure: wall / before, target: 12, isUpper: true)
  }

  private func expectSuccess(_ runs: [[MeasuredCommands.Run]], _ what: String) throws {
    if let run = runs.joined().first(where: { $0.status != 0 }) {
      throw BenchmarkError("\(what): a command ended with \(run.status), so its time says nothing")
    }
  }

  // MARK: - Throughput

  /// Parsing and compiling beside Python's `json.loads` of the same model, in seconds of processor time: all of them run
  /// on one thread, and what else the machine does counts less.
  private func throughput() throws {
    let text = ModelGenerator.text(bytes: 10_000_000, seed: Self.seed)
    let path = try folder.write(text, as: "ten.arch")
    let document = folder.path("ten.json")
    let export = try ChildProcess([compiler, "export", path, "--no-figures", "-o", document]).wait()
    guard export.status == 0 else { throw BenchmarkError("export of the 10 MB model ended with \(export.status)") }

    let source = SourceFile(path: path, text: text)
    var parsing: [Double] = []
    var compiling: [Double] = []
    var peer = try loadsSeconds(of: document)
    for _ in 0..<Self.rounds {
      let start = processorSeconds
      let parsed = parse(source)
      let middle = processorSeconds
      let compilation = compile([parsed])
      let end = processorSeconds
      guard parsed.tree.text.count == source.bytes.count, compilation.diagnostics.isEmpty else {
        throw BenchmarkError("the generated model has diagnostics")
      }
      parsing.append(middle - start)
      compiling.append(end - start)
    }
    peer += try loadsSeconds(of: document)

    let size = Double(source.bytes.count)
    let peerSize = Double((try FileManager.default.attributesOfItem(atPath: document)[.size] as? Int) ?? 0)
    let peerRate = peerSize / peer.best / 1e6
    for (what, seconds, target) in [
      ("lexing and parsing, best of \(Self.rounds)", parsing, 5),
      ("compiling to the model, best of \(Self.rounds)", compiling, 1.5),
    ] {
      let rate = size / seconds.best / 1e6
      Table.printRow(
        "\(what), \(megabytes(size))",
        measured: "\(Table.number(rate)) MB/s (median \(Table.number(size / seconds.median / 1e6)))",
        beside: "json.loads \(Table.number(peerRate)) MB/s", figure: rate / peerRate, target: target, isUpper: false)
    }
    // Who loads the same model as JSON reads more bytes for it; what a person waits for is the time.
    Table.printRow(
      "  its time", measured: milliseconds(compiling.best),
      beside: "\(megabytes(peerSize)) of JSON " + milliseconds(peer.best))
  }

  /// The seconds of three runs of `json.loads` in one Python process, without reading the file.
  private func loadsSeconds(of document: String) throws -> [Double] {
    let script = """
      import json, sys, time
      text = open(sys.argv[1], encoding="utf-8").read()
      for _ in range(3):
          start = time.process_time()
          json.loads(text)
          print(time.process_time() - start)
      """
    let outcome = try ChildProcess(["python3", "-c", script, document], output: folder.path("loads.txt")).wait()
    let seconds = try folder.read("loads.txt").split(separator: "\n").compactMap { Double($0) }
    guard outcome.status == 0, seconds.count == 3 else { throw BenchmarkError("python3 could not load the export") }
    return seconds
  }

  /// What this process has used of the processor so far.
  private var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private func milliseconds(_ seconds: Double) -> String { Table.number(seconds * 1_000) + " ms" }

  private func megabytes(_ bytes: Double) -> String { Table.number(bytes / 1e6) + " MB" }
}
