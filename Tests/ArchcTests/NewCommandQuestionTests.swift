import Foundation
import Testing

#if canImport(Glibc)
  import Glibc

  /// `archc new` asks on a terminal, and what it is answered there is what it does.
  @Suite struct NewCommandQuestionTests {
    /// Runs `archc new` with a terminal, types the lines and gives what it showed.
    private func new(_ arguments: String..., typing lines: [String], in binary: Binary) throws -> (Int32, String) {
      // What openpty does, which Swift's Glibc does not import: unlock the other side and ask for its number.
      let main = open("/dev/ptmx", O_RDWR | O_NOCTTY)
      var lock: Int32 = 0
      var number: UInt32 = 0
      let isOpen = main >= 0 && ioctl(main, 0x4004_5431, &lock) == 0 && ioctl(main, 0x8004_5430, &number) == 0
      try #require(isOpen)
      let name = "/dev/pts/\(number)"
      let side = open(name, O_RDWR | O_NOCTTY)
      try #require(side >= 0)
      let process = Process()
      process.executableURL = Binary.path
      process.arguments = ["new"] + arguments
      process.currentDirectoryURL = binary.folder
      let terminal = FileHandle(fileDescriptor: side, closeOnDealloc: false)
      process.standardInput = terminal
      process.standardOutput = terminal
      process.standardError = terminal
      // What is typed ahead waits in the terminal; it holds far more than these lines.
      let typed = Array(lines.joined().utf8)
      #expect(write(main, typed, typed.count) == typed.count)
      try process.run()
      close(side)
      var shown: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 4096)
      while case let count = read(main, &buffer, buffer.count), count > 0 { shown += buffer[..<count] }
      process.waitUntilExit()
      close(main)
      return (process.terminationStatus, String(decoding: shown, as: UTF8.self).replacing("\r\n", with: "\n"))
    }

    private func with(_ body: (Binary) throws -> Void) throws {
      let binary = try Binary()
      defer { binary.remove() }
      try body(binary)
    }

    @Test func answersAreTaken() throws {
      try with { (binary: Binary) throws in
        let (status, shown) = try new(
          "desk", typing: ["Ticket shop\n", "Serverless\n", "AWS\n", "\n", "cqrs; breaker\n", "gitlab\n"], in: binary)
        #expect(status == 0, "\(shown)")
        #expect(shown.contains("Which style?") && shown.contains("transactional-outbox"))
        let text = try binary.text("desk/ticket-shop.arch")
        for part in ["system TicketShop", "style: serverless, provider: aws", "use Cqrs", "use CircuitBreaker"] {
          #expect(text.contains(part), "\(part)")
        }
        #expect(binary.exists("desk/.gitlab-ci.yml"))
      }
    }

    @Test func wrongAnswersAreAskedAgain() throws {
      try with { (binary: Binary) throws in
        let (status, shown) = try new(
          "desk", typing: ["4711\n", "Shop\n", "soa\n", "\n", "\n", "\n", "cqsr\n", "none\n", "none\n"], in: binary)
        #expect(status == 0, "\(shown)")
        #expect(shown.contains("`4711` gives no name"))
        #expect(shown.contains("no style is called `soa`"))
        #expect(shown.contains("nearest: `cqrs`"))
        #expect(binary.files.filter { $0.hasSuffix(".arch") } == ["desk/shop.arch"])
      }
    }

    @Test func nothingIsWrittenWithoutAnswers() throws {
      try with { (binary: Binary) throws in
        let ended = try new("desk", typing: ["Shop\n", "\u{4}"], in: binary)
        #expect(ended.0 == 2)
        #expect(ended.1.contains("there was no answer"))
        let wrong = try new("desk", typing: ["Shop\n"] + Array(repeating: "soa\n", count: 5), in: binary)
        #expect(wrong.0 == 2)
        #expect(wrong.1.contains("5 answers did not fit"))
        #expect(!binary.exists("desk"))
        // What is in the way is said before the other questions.
        try binary.write("mine\n", to: "shop.arch")
        let there = try new(".", typing: ["Shop\n"], in: binary)
        #expect(there.0 == 2)
        #expect(there.1.contains("`shop.arch` exists") && !there.1.contains("Which style?"))
        #expect(try binary.text("shop.arch") == "mine\n")
      }
    }
  }
#endif
