import Foundation

// Prints what the README's promises about speed look like on this machine. The figures are no test: the status is 0
// whether or not they meet their targets.
let arguments = Array(CommandLine.arguments.dropFirst())
if arguments.first == MeasuredCommands.flag {
  exit(MeasuredCommands.serve(Array(arguments.dropFirst())))
}
guard arguments.count == 1, let compiler = arguments.first, !compiler.hasPrefix("-") else {
  print("usage: bench <archc>   (in the root of the checkout)")
  exit(2)
}
do {
  let folder = try TemporaryFolder()
  defer { folder.remove() }
  try Benchmarks(compiler: compiler, folder: folder).run()
} catch {
  print("bench: \(error)")
  exit(2)
}
