/// Patterns of working over messages.
extension PatternLibrary {
  static let saga = #"""
    /// A transaction over several services as a sequence of local ones, each with a way to take it back.
    ///
    /// The orchestrator sends each participant a command over a queue and keeps in its own store how far it is. When a step
    /// fails it sends the compensating commands of the steps before it.
    pattern Saga "Saga" {
      when-to-use: ["One business transaction changes the data of several services", "A step may take minutes or days"]
      benefits: ["No lock is held across services", "Each step and its compensation can be seen and repeated"]
      trade-off: ["Others see intermediate states", "Each step needs a compensation", "Each step must bear repetition"]
      source: "H. Garcia-Molina and K. Salem, Sagas, 1987"

      service orchestrator "Saga orchestrator" { replicas: 2 }
      database progress "How far each saga is" { replicas: 2, failover: automatic 60s, backup: every 1h keep 30d }
      queue steps "Commands" { retention: 4d, delivery: at-least-once, dead-letter: stuck, durable }
      queue outcomes "Outcomes" { retention: 4d, delivery: at-least-once, dead-letter: stuck, durable }
      queue stuck "Sagas that need a person" { retention: 14d, alert: "pages the owner" }
      worker participant "Participant" { replicas: 2 }
      database records "The participant's data" { replicas: 2, failover: automatic 60s, backup: every 1h keep 30d }
      orchestrator -> progress { access: read-write, timeout: 1s, encrypted: tls }
      orchestrator ~> steps "do, or compensate" { via: saga }
      steps ~> participant { idempotent }
      participant -> records { access: read-write, timeout: 1s, encrypted: tls }
      participant ~> outcomes "done, or failed" { via: outbox }
      outcomes ~> orchestrator { idempotent }
      never "The orchestrator never changes the participant's data" { orchestrator -> records }
      never "A participant never changes how far the saga is" { participant -> progress }
      never "Nobody waits for a participant" { orchestrator -> participant }
    }
    """#

  static let transactionalOutbox = #"""
    /// The message is written in the transaction that changes the data, and sent afterwards.
    ///
    /// The service writes its record and the message into one database. A relay reads the messages from there and hands them
    /// to the broker, at least once.
    pattern TransactionalOutbox "Transactional outbox" {
      when-to-use: ["A change must be announced, and neither may happen without the other"]
      benefits: ["No change without its message, no message without its change", "The broker may be down for a while"]
      trade-off: ["A relay to run", "Messages come late and may come twice"]
      source: "C. Richardson, Microservices Patterns, 2018: Transactional outbox"

      service writer "Service" { replicas: 2 }
      database store "Records and outbox" { replicas: 2, failover: automatic 60s, backup: every 1h keep 30d }
      worker relay "Relay" { replicas: 2 }
      stream announcements "Announcements" {
        partitions: 6, retention: 7d, delivery: at-least-once, dead-letter: undelivered, durable
      }
      worker consumer "Consumer" { replicas: 2 }
      queue undelivered "What no consumer could take" { retention: 14d, alert: "pages the owner" }
      writer -> store "record and message, one transaction" { access: write, timeout: 1s, encrypted: tls }
      relay -> store "the messages alone" { access: read, timeout: 1s, encrypted: tls }
      relay ~> announcements { via: outbox }
      announcements ~> consumer { idempotent }
      never "The service never sends past the outbox" { writer ~> announcements }
      never "Consumers do not read the outbox" { consumer -> store }
    }
    """#

  static let queueBasedLoadLevelling = #"""
    /// A queue between those who ask and the work takes the peaks, and the work goes on at its own pace.
    ///
    /// The way to process long operations without letting anybody wait: queue and workers.
    pattern QueueLoadLevelling "Queue-based load levelling" {
      when-to-use: ["Bursts that the work behind cannot take", "Long operations that nobody has to wait for"]
      benefits: ["Sized for the mean instead of the peak", "Those who ask get an answer while the work is down"]
      trade-off: ["The outcome comes later", "The queue must be watched and bounded", "Work may be done twice"]
      source: "Azure Architecture Center: Queue-Based Load Leveling pattern"

      service intake "Takes requests" { replicas: 2 }
      queue backlog "Backlog" {
        retention: 4d, max-depth: 1M, delivery: at-least-once, dead-letter: failed, alert: "depth", durable
      }
      worker work "Does the work" { replicas: 2 }
      queue failed "What failed again and again" { retention: 14d, alert: "pages the owner" }
      intake ~> backlog { encrypted: tls }
      backlog ~> work { idempotent, encrypted: tls }
      never "Nobody waits for the work" { intake -> work }
      never "The work does not call those who ask" { work -> intake }
    }
    """#

  static let competingConsumers = #"""
    /// Several equal workers take messages from one queue; each message is worked on by one of them.
    pattern CompetingConsumers "Competing consumers" {
      when-to-use: ["Independent pieces of work", "Throughput must follow the load"]
      benefits: ["More workers, more throughput", "A worker that dies leaves its message to another"]
      trade-off: ["No order between messages", "Each message may come twice", "Poison messages need a place to go"]
      source: "G. Hohpe and B. Woolf, Enterprise Integration Patterns, 2003: Competing Consumers"

      service producer "Producer" { replicas: 2 }
      queue work "Work" {
        retention: 4d, delivery: at-least-once, visibility: 5min, redelivery: 5, dead-letter: poison, alert: "depth", durable
      }
      worker consumer "Consumers" { replicas: 2..10, autoscale: queue-depth 100 }
      queue poison "Poison messages" { retention: 14d, alert: "pages the owner" }
      producer ~> work { encrypted: tls }
      work ~> consumer { idempotent, encrypted: tls }
      never "The producer does not choose the consumer" { producer -> consumer }
      never "Consumers do not hand work to the dead letters themselves" { consumer ~> poison }
    }
    """#
}
