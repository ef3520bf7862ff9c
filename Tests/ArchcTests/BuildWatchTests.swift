import Foundation
import Testing

/// `archc build --watch`.
@Suite struct BuildWatchTests {
  private let shop = """
    import "parts/store.arch"
    service Api { -> Stock { timeout: 1s } }

    """
  private let store = "database Stock\n"

  private func watching(_ body: (Binary, RunningBinary) throws -> Void) throws {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.write(shop, to: "shop.arch")
    try binary.write(store, to: "parts/store.arch")
    let running = try RunningBinary(["build", "shop.arch", "-o", "out", "--watch"], in: binary)
    try body(binary, running)
    #expect(running.end(by: SIGINT) == 0)
  }

  @Test func `each change of any file of the program is built`() throws {
    try watching { (binary: Binary, running: RunningBinary) throws in
      #expect(running.line()?.hasPrefix("built ") == true)
      #expect(try binary.text("out/shop.svg").contains("Stock"))
      try binary.write(store + "cache Hot\n", to: "parts/store.arch")
      #expect(running.line()?.hasPrefix("built ") == true)
      #expect(try binary.text("out/shop.svg").contains("Hot"))
    }
  }

  @Test func `errors leave the outputs and the watch as they are`() throws {
    try watching { (binary: Binary, running: RunningBinary) throws in
      #expect(running.line()?.hasPrefix("built ") == true)
      let last = try binary.text("out/shop.svg")
      try binary.write("service Api { -> Nowhere }\n", to: "shop.arch")
      #expect(running.line()?.hasPrefix("not built") == true)
      #expect(running.error.contains("Nowhere"))
      #expect(try binary.text("out/shop.svg") == last)
      try FileManager.default.removeItem(at: binary.folder.appendingPathComponent("shop.arch"))
      #expect(running.line()?.hasPrefix("not built") == true)
      try binary.write("service Other\n", to: "shop.arch")
      #expect(running.line()?.hasPrefix("built ") == true)
      #expect(try binary.text("out/shop.svg").contains("Other"))
    }
  }

  @Test func `a file that was missing is watched for`() throws {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.write(shop, to: "shop.arch")
    let running = try RunningBinary(["build", "shop.arch", "-o", "out", "--watch"], in: binary)
    #expect(running.line()?.hasPrefix("not built") == true)
    try binary.write(store, to: "parts/store.arch")
    #expect(running.line()?.hasPrefix("built ") == true)
    #expect(running.end() == 0)
  }

  @Test func `standard input cannot be watched`() throws {
    let binary = try Binary()
    defer { binary.remove() }
    let outcome = try binary.run("build", "-", "-o", "out", "--watch", input: "service A\n")
    #expect(outcome.status == 2)
    #expect(outcome.error.contains("standard input cannot be watched"))
  }
}
