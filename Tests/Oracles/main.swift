import Foundation

// Compares computed figures with independent computations that are too slow for the tests. The status is 1 where one
// disagrees.
let arguments = Array(CommandLine.arguments.dropFirst())
let numbers = arguments.dropFirst().compactMap { Int($0) }
switch arguments.first {
case "latency":
  let wrong = LatencyOracle.run(cases: numbers.first ?? 500, samples: numbers.dropFirst().first ?? 1_000_000)
  exit(wrong == 0 ? 0 : 1)
case "latency-speed":
  LatencyOracle.measure(components: numbers.first ?? 10_000, flows: numbers.dropFirst().first ?? 200)
case "load":
  let wrong = LoadOracle.run(cases: numbers.first ?? 500, walks: numbers.dropFirst().first ?? 2_000)
  exit(wrong == 0 ? 0 : 1)
case "load-speed":
  LoadOracle.measure(components: numbers.first ?? 10_000, flows: numbers.dropFirst().first ?? 200)
default:
  print(
    """
    usage: oracle latency [cases] [samples]
           oracle latency-speed [components] [flows]
           oracle load [cases] [walks]
           oracle load-speed [components] [flows]
    """)
  exit(2)
}
