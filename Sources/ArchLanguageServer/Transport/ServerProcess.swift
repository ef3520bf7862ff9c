import Dispatch

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A language server over two descriptors: the loop on the thread that calls, a thread that reads, and two that work.
public enum ServerProcess {
  /// So many messages are taken up before what they changed is looked at, while more of them wait.
  private static let burst = 200

  /// Serves until the client asks for the end or closes its side.
  ///
  /// - Returns: the exit status: 0 after `shutdown`, else 1.
  public static func serve(
    _ host: ServerHost, input: Int32, output: Int32
  ) -> Int32 {
    SystemCalls.ignoreBrokenPipes()
    let inbox = Inbox()
    DispatchQueue(label: "archc.read", qos: .userInteractive).async { read(input, into: inbox) }
    let checks = DispatchQueue(label: "archc.checks", qos: .utility)
    let requests = DispatchQueue(label: "archc.requests", qos: .userInitiated)
    // A preview waits for its process as long as that runs.
    let previews = DispatchQueue(label: "archc.previews", attributes: .concurrent)
    let server = LanguageServer(
      host: host,
      send: { content in SystemCalls.write(MessageFraming.framed(content), to: output) },
      submit: { job in
        let queue =
          switch job.lane {
          case .checks: checks
          case .requests: requests
          case .previews: previews
          }
        let work: @Sendable () -> Void = {
          if job.lane == .checks, job.flag.isCancelled { return }
          if let outcome = job.run({ inbox.put(.outcome($0)) }) { inbox.put(.outcome(outcome)) }
        }
        if job.delay > 0 {
          queue.asyncAfter(deadline: .now() + .milliseconds(job.delay), execute: work)
        } else {
          queue.async(execute: work)
        }
      },
      isCancelled: { inbox.cancels($0) })
    return run(server, inbox)
  }

  private static func run(_ server: LanguageServer, _ inbox: Inbox) -> Int32 {
    while true {
      var taken = 0
      while taken < burst, let item = inbox.takeIfAny() {
        if let status = take(item, server) { return status }
        taken += 1
      }
      if server.idle() { continue }
      if let status = take(inbox.take(), server) { return status }
    }
  }

  private static func take(_ item: Inbox.Item, _ server: LanguageServer) -> Int32? {
    switch item {
    case .message(let message): server.receive(message)
    case .outcome(let outcome): server.receive(outcome)
    case .closed: return server.exitStatus ?? server.statusAtEnd
    }
    return server.exitStatus
  }

  private static func read(_ input: Int32, into inbox: Inbox) {
    var framing = MessageFraming()
    while SystemCalls.read(input, { framing.append($0) }) {
      while let next = framing.next() {
        switch next {
        case .success(let content): inbox.put(.message(IncomingMessage(content)))
        case .failure(let problem): inbox.put(.message(IncomingMessage(problem)))
        }
      }
    }
    inbox.put(.closed)
  }
}
