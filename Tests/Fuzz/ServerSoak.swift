import Foundation
import TestTools

/// The language server under random edits and requests for a long time: it keeps the editor's text, and its memory does
/// not grow.
struct ServerSoak {
  let seed: Int
  let steps: Int

  /// Memory is compared from here on: by then every table and cache has been made once.
  private static let warmUp = 5
  private static let parts = 20
  /// The most that memory may grow from the first part that counts to the last.
  private static let growth = 1.1

  /// The exit status: 0 where all is well.
  func run() -> Int32 {
    var soak = EditorSoak(seed: seed)
    var before = 0
    var after = 0
    for part in 0..<Self.parts {
      soak.run(steps: steps / Self.parts)
      if let failure = soak.failure {
        print("seed \(seed), part \(part + 1) of \(Self.parts): \(failure)")
        return 1
      }
      after = residentBytes
      if part == Self.warmUp { before = after }
      print("\((part + 1) * (steps / Self.parts)) steps, \(soak.checks) comparisons, \(after / 1024) kB")
      fflush(nil)
    }
    guard before > 0, Double(after) <= Double(before) * Self.growth else {
      print("seed \(seed): memory grew from \(before / 1024) kB to \(after / 1024) kB")
      return 1
    }
    return 0
  }

  /// The memory that this process holds now.
  private var residentBytes: Int {
    let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
    return fields.count > 1 ? (Int(fields[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) : 0
  }
}
