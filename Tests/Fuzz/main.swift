import Foundation

// Looks for inputs that the compiler does not survive; see Tests/README.md.
do {
  let options = try FuzzOptions(Array(CommandLine.arguments.dropFirst()))
  let corpus = try Corpus(options.corpus)
  switch options.mode {
  case .search: exit(try Supervisor(options: options, corpus: corpus).run())
  case .soak(let steps): exit(ServerSoak(seed: options.seed, steps: steps).run())
  case .work(let scratch): try Worker(options: options, corpus: corpus, scratch: scratch).run()
  case .oneCase(let number):
    let fuzzCase = FuzzCase(seed: options.seed, number: number, only: options.only, corpus: corpus)
    exit(Worker.runOnce(fuzzCase.input, target: fuzzCase.target, isClean: fuzzCase.isClean))
  case .oneInput(let path, let target):
    exit(Worker.runOnce([UInt8](try Data(contentsOf: URL(fileURLWithPath: path))), target: target))
  }
} catch {
  print("fuzz: \(error)")
  print(FuzzOptions.usage)
  exit(2)
}
