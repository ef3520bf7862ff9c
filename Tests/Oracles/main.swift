import Foundation

// Compares computed figures with independent computations on many random systems with fixed seeds, too many for the
// tests. The status is 1 where one disagrees.
let arguments = Array(CommandLine.arguments.dropFirst())
let numbers = arguments.dropFirst().compactMap { Int($0) }
func number(_ place: Int, else other: Int) -> Int { numbers.count > place ? max(0, numbers[place]) : other }

let clock = ContinuousClock()
let start = clock.now
var wrong = 0
let name = arguments.first ?? ""
if name == "availability" || name == "all" { wrong += AvailabilityOracle.run(cases: number(0, else: 600)) }
if name == "load" || name == "all" {
  wrong += LoadOracle.run(cases: number(0, else: 600), walks: number(1, else: 2_000))
}
if name == "properties" || name == "all" { wrong += PropertyOracle.run(cases: number(0, else: 500)) }
if name == "degenerate" || name == "all" { wrong += DegenerateOracle.run(cases: number(0, else: 1_000)) }
if name == "latency" || name == "all" {
  wrong += LatencyOracle.run(cases: number(0, else: 500), samples: number(1, else: 1_000_000))
}
guard ["availability", "load", "properties", "degenerate", "latency", "all"].contains(name) else {
  print("usage: oracle all | availability | load | properties | degenerate | latency  [cases] [walks or samples]")
  exit(2)
}
print("\(name): \(wrong) wrong, \(clock.now - start)")
exit(wrong == 0 ? 0 : 1)
