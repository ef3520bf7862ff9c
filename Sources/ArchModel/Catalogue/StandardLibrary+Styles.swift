extension StandardLibrary {
  /// The conventions of a style, as `defaults` that a program sees and may overrule.
  static let styles: [(module: String, text: String)] = [
    ("std/microservices", microservices), ("std/monolith", monolith), ("std/modular-monolith", modularMonolith),
    ("std/serverless", serverless), ("std/event-driven", eventDriven),
  ]

  private static let microservices = #"""
    // What teams with many small services agree on first: nobody waits long, and everything runs in containers. The
    // figures are conventions of this file, 2026-11; put your own where you have them.
    defaults {
      gateway { timeout: 3s assumed }
      service { timeout: 2s assumed, runtime: container }
      worker { timeout: 5s assumed, runtime: container }
      job { timeout: 30s assumed, runtime: container }
      queue { delivery: at-least-once, retention: 4d assumed }
      stream { delivery: at-least-once, retention: 7d assumed }
    }
    """#

  private static let monolith = #"""
    // One program in front of one database: calls leave it seldom, and requests may take their time. The figures are
    // conventions of this file, 2026-11.
    defaults {
      gateway { timeout: 60s assumed }
      load-balancer { timeout: 60s assumed }
      service { timeout: 10s assumed }
      worker { timeout: 30s assumed }
      job { timeout: 60s assumed }
      database { consistency: strong }
    }
    """#

  private static let modularMonolith = #"""
    // One program of modules: between them there is no network, only to what lies outside of it. The figures are
    // conventions of this file, 2026-11.
    defaults {
      gateway { timeout: 30s assumed }
      load-balancer { timeout: 30s assumed }
      service { timeout: 5s assumed }
      module { timeout: 5s assumed }
      worker { timeout: 30s assumed }
      database { consistency: strong }
    }
    """#

  private static let serverless = #"""
    // Functions that a platform starts: short calls, a longest duration, and no instance that is there to stay. The
    // figures are conventions of this file, 2026-11.
    defaults {
      gateway { timeout: 29s assumed }
      function { runtime: serverless, timeout: 3s assumed, max-duration: 29s assumed }
      service { runtime: serverless, timeout: 3s assumed }
      queue { delivery: at-least-once, retention: 4d assumed }
      topic { delivery: at-least-once }
      stream { delivery: at-least-once, retention: 1d assumed }
    }
    """#

  private static let eventDriven = #"""
    // Parts that react to events: messages come at least once and stay for a while, so that a consumer may be down over a
    // weekend. The figures are conventions of this file, 2026-11.
    defaults {
      gateway { timeout: 3s assumed }
      service { timeout: 2s assumed }
      worker { timeout: 5s assumed }
      queue { delivery: at-least-once, retention: 4d assumed }
      topic { delivery: at-least-once }
      stream { delivery: at-least-once, retention: 7d assumed, ordering: partition }
    }
    """#
}
