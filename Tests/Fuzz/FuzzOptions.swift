/// What the command line asks for.
struct FuzzOptions {
  enum Mode {
    /// Run cases in child processes for a time and report what they find.
    case search
    /// Be such a child.
    case work(scratch: String)
    /// Repeat one case in this process.
    case oneCase(Int)
    /// Run one target on a file in this process.
    case oneInput(path: String, FuzzTarget)
    /// Drive the language server with random edits and requests.
    case soak(steps: Int)
  }

  static let usage = """
    usage: fuzz [--seconds N] [--seed S] [--only TARGET] [FILE OR FOLDER …]
           fuzz --seed S --case N [FILE OR FOLDER …]     repeats one case, with the same files
           fuzz --target TARGET --input FILE             runs one target on a file
           fuzz --soak STEPS [--seed S]                  random edits and requests on the language server
    targets: \(FuzzTarget.allCases.map(\.rawValue).joined(separator: " "))
    """

  var mode = Mode.search
  var seconds = 60
  var seed = 1
  /// The first case of a child.
  var first = 0
  /// The one target to run, or nil for all in turn.
  var only: FuzzTarget?
  /// Files, and folders with `.arch` files.
  var corpus: [String] = []

  init(_ arguments: [String]) throws(FuzzError) {
    var target: FuzzTarget?
    var input: String?
    var rest = arguments[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("--") else {
        corpus.append(word)
        continue
      }
      guard let value = rest.popFirst() else { throw FuzzError("`\(word)` takes a value") }
      switch word {
      case "--seconds": seconds = try Self.number(value, of: word)
      case "--seed": seed = try Self.number(value, of: word)
      case "--first": first = try Self.number(value, of: word)
      case "--case": mode = .oneCase(try Self.number(value, of: word))
      case "--soak": mode = .soak(steps: try Self.number(value, of: word))
      case "--worker": mode = .work(scratch: value)
      case "--only": only = try Self.target(value)
      case "--target": target = try Self.target(value)
      case "--input": input = value
      default: throw FuzzError("there is no option `\(word)`")
      }
    }
    if let input {
      guard let target else { throw FuzzError("`--input` takes a `--target` with it") }
      mode = .oneInput(path: input, target)
    }
  }

  private static func number(_ word: String, of option: String) throws(FuzzError) -> Int {
    guard let number = Int(word), number >= 0 else { throw FuzzError("`\(option)` takes a number, not `\(word)`") }
    return number
  }

  private static func target(_ word: String) throws(FuzzError) -> FuzzTarget {
    guard let target = FuzzTarget(rawValue: word) else { throw FuzzError("there is no target `\(word)`") }
    return target
  }
}

/// Why fuzzing cannot go on.
struct FuzzError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
