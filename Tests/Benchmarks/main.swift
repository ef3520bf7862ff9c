import Foundation

// Prints what the README's promises about speed look like on this machine. The figures are no test: the status is 0
// whether or not they meet their targets.
let arguments = Array(CommandLine.arguments.dropFirst())
if arguments.first == MeasuredCommands.flag {
  exit(MeasuredCommands.serve(Array(arguments.dropFirst())))
}
let isOfFigures = arguments == ["--figures"]
let isOfEditor = arguments.count == 2 && arguments.first == "--editor"
guard isOfFigures || isOfEditor || arguments.count == 1 && arguments.first?.hasPrefix("-") == false else {
  print(
    "usage: bench <archc>   (in the root of the checkout), or bench --figures, bench --editor <archc> for those alone")
  exit(2)
}
do {
  let folder = try TemporaryFolder()
  defer { folder.remove() }
  if isOfFigures {
    try FigureBenchmarks().run(compiler: nil, folder: folder)
    exit(0)
  }
  if isOfEditor {
    Table.printHeader()
    try EditorBenchmarks(compiler: arguments[1], folder: folder).run()
    exit(0)
  }
  let compiler = arguments.first ?? ""
  try Benchmarks(compiler: compiler, folder: folder).run()
} catch {
  print("bench: \(error)")
  exit(2)
}
