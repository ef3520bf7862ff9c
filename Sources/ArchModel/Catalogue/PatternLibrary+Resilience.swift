/// Patterns of surviving failures and growth.
extension PatternLibrary {
  static let circuitBreaker = #"""
    /// A caller that stops calling what does not answer, and tries again a little later.
    ///
    /// Closed -> (failures exceed the threshold) -> open -> (the open time is over) -> half-open -> (success) -> closed, or
    /// (failure) -> open. While it is open the fallback answers at once.
    pattern CircuitBreaker "Circuit breaker" {
      when-to-use: ["A call leaves for a part that can be slow or gone", "Waiting callers would pile up"]
      benefits: ["Callers fail fast instead of waiting", "What has failed gets time to recover"]
      trade-off: ["A threshold and an open time to tune", "A fallback that is worth something has to exist"]
      source: "M. Nygard, Release It!, 2007: Circuit Breaker"

      service caller "Caller" { replicas: 2 }
      service dependency "What may fail" { replicas: 2 }
      cache fallback "Last good answers" { derived, ttl: 10min, hit-rate: 90% assumed, eviction: lru, replicas: 2 }
      caller -> dependency {
        timeout: 1s, circuit-breaker: 50% over 10s open 30s half-open 5, fallback: fallback, encrypted: tls
      }
      caller -> fallback { timeout: 100ms, optional, encrypted: tls }
      never "The fallback does not rest on what it stands in for" { fallback -> dependency }
      never "What is protected does not call back" { dependency -> caller }
    }
    """#

  static let bulkhead = #"""
    /// Each dependency gets its own share of connections and threads, so that one that hangs takes no other down.
    pattern Bulkhead "Bulkhead" {
      when-to-use: ["One program calls parts of different importance", "A slow part must not use up what the others need"]
      benefits: ["A failure stays in its compartment", "What is critical keeps its own capacity"]
      trade-off: ["Capacity is set aside and may idle", "Sizes of the compartments to choose and watch"]
      source: "M. Nygard, Release It!, 2007: Bulkheads"

      service caller "Caller" { replicas: 2 }
      service critical "What must go on" { replicas: 2, criticality: critical }
      service other "What may fail" { replicas: 2, criticality: low }
      caller -> critical { timeout: 500ms, bulkhead: 40, encrypted: tls }
      caller -> other {
        timeout: 1s, bulkhead: 10, optional, circuit-breaker: 50% over 10s open 30s half-open 5, encrypted: tls
      }
      never "What is critical does not wait for the rest" { critical -> other }
      never "The rest does not use up what is critical" { other -> critical }
    }
    """#

  static let retryWithBackoff = #"""
    /// A call that failed is made again, a few times, each time after a longer wait with some chance in it.
    pattern RetryWithBackoff "Retry with exponential backoff" {
      when-to-use: ["Failures that pass by themselves within seconds", "Calls that can safely be made twice"]
      benefits: ["Short failures are not seen", "Jitter keeps callers from coming back all at once"]
      trade-off: ["Latency in the worst case", "Retries multiply along a path: retry in one place", "Only what is idempotent"]
      source: "AWS Builders' Library: Timeouts, retries and backoff with jitter"

      service caller "Caller" { replicas: 2 }
      service callee "Callee" { replicas: 2 }
      caller -> callee {
        timeout: 300ms, retry: 3 exponential 100ms jitter, idempotent, idempotency-key, encrypted: tls
        circuit-breaker: 50% over 10s open 30s half-open 5
      }
      never "Retries do not go round in a circle" { callee -> caller }
    }
    """#

  static let leaderElection = #"""
    /// Of several equal instances one works; when it dies another one takes its place.
    pattern LeaderElection "Leader election" {
      when-to-use: ["Work that exactly one instance may do at a time, such as scheduling"]
      benefits: ["No single point of failure", "No two at work at once while leases are honoured"]
      trade-off: ["A gap until the lease of a lost leader ends", "A consistent store for the election", "Fencing of old leaders"]
      source: "C. Gray and D. Cheriton, Leases, 1989"

      worker leader "Leader" { replicas: 1 }
      worker standby "Standbys" { replicas: 2 }
      registry election "Election: leases" { replicas: 3, quorum: 2 of 3 }
      database state "What the leader works on" { replicas: 2, failover: automatic 60s, backup: every 1h keep 30d }
      leader -> election "renews its lease" { timeout: 1s, encrypted: tls }
      standby -> election "waits for the lease" { timeout: 1s, encrypted: tls }
      leader -> state { access: read-write, timeout: 1s, encrypted: tls }
      never "A standby never does the work" { standby -> state }
      never "The leader does not appoint its successor" { leader -> standby }
    }
    """#

  static let horizontalScaling = #"""
    /// More equal instances behind a load balancer; what they must remember lies outside of them.
    pattern HorizontalScaling "Horizontal scaling" {
      when-to-use: ["Stateless services", "Load that grows past one machine, or comes and goes"]
      benefits: ["Add more servers and serve more", "An instance may die unseen"]
      trade-off: ["State has to move out", "The store behind becomes the limit", "Instances to balance and watch"]
      source: "AWS Well-Architected Framework, Reliability Pillar: REL01-BP01 scale horizontally"

      client caller "Callers"
      load-balancer balancer "Load balancer" { load-balancing, health-check: "GET /healthz", rate-limit: 100/s, replicas: 2 }
      service instance "Instances" { replicas: 2..10, autoscale: cpu 60%, health-check: "GET /healthz" }
      cache sessions "What instances remember" { ttl: 1h, eviction: lru, replicas: 2, hit-rate: 95% assumed }
      caller -> balancer { protocol: https, encrypted: tls }
      balancer -> instance { timeout: 2s, encrypted: tls }
      instance -> sessions { timeout: 100ms, encrypted: tls }
      never "Callers know no instance" { caller -> instance }
      never "Instances do not call through their own balancer" { instance -> balancer }
    }
    """#

  static let verticalScaling = #"""
    /// A bigger machine: the quick way to more capacity, up to the biggest that there is.
    pattern VerticalScaling "Vertical scaling" {
      when-to-use: ["A database that cannot be spread", "A quick fix while a lasting one is built"]
      benefits: ["No change in the program", "No distribution to understand"]
      trade-off: ["A ceiling, and a price that rises faster than the capacity", "Resizing needs a failover or a stop"]
      source: "M. Abbott and M. Fisher, The Art of Scalability, 2009"

      service app "Program" { replicas: 2 }
      database machine "One big machine, with a standby" {
        replicas: 2, failover: automatic 60s, backup: every 1h keep 30d to archive
      }
      storage archive "Backups" { derived, encrypted: at-rest }
      app -> machine { access: read-write, timeout: 1s, encrypted: tls, pool: 20 }
      never "The program does not read or write the backups" { app -> archive }
    }
    """#
}
