import ArchAnalysis
import Foundation
import Testing

@Suite struct ServerQueueTests {
  /// Values of Erlang's C by servers and offered load, after L. Kleinrock, "Queueing Systems" 1, 1975: C(1, a) = a,
  /// C(2, a) = a²/(2 + a), C(3, a) = a³/(6 + 4a + a²).
  @Test func fewServersHaveClosedForms() {
    for load in stride(from: 0.01, to: 0.99, by: 0.07) {
      let one = ServerQueue(arrivalRate: load, serviceRate: 1, servers: 1)
      #expect(isClose(one.waitChance, load, within: 1e-12))
      #expect(isClose(one.meanWait, load / (1 - load), within: 1e-12))
      let two = load * 2
      #expect(isClose(ServerQueue(arrivalRate: two, serviceRate: 1, servers: 2).waitChance, two * two / (2 + two)))
      let three = load * 3
      #expect(
        isClose(
          ServerQueue(arrivalRate: three, serviceRate: 1, servers: 3).waitChance,
          three * three * three / (6 + 4 * three + three * three)))
    }
  }

  /// Ten servers at an offered load of eight wait in 40.9 % of cases (tables of Erlang C).
  @Test func tenServersWaitAsTablesSay() {
    let queue = ServerQueue(arrivalRate: 8, serviceRate: 1, servers: 10)
    #expect(isClose(queue.waitChance, 0.4091801508, within: 1e-9))
    #expect(isClose(queue.meanWait, 0.4091801508 / 2, within: 1e-9))
  }

  /// The sum that defines Erlang's C, computed from the logarithms of its terms.
  @Test func manyServersAgreeWithTheSum() {
    for servers in [20, 100, 1000] {
      for load in [0.5, 0.8, 0.95, 0.99] {
        let offered = load * Double(servers)
        var terms: [Double] = []
        var logarithm = 0.0
        for count in 0..<servers {
          if count > 0 { logarithm += log(offered / Double(count)) }
          terms.append(logarithm)
        }
        let last = logarithm + log(offered / Double(servers)) - log(1 - load)
        let top = max(last, terms.max() ?? 0)
        let sum = terms.reduce(exp(last - top)) { $0 + exp($1 - top) }
        let queue = ServerQueue(arrivalRate: offered, serviceRate: 1, servers: Double(servers))
        #expect(isClose(queue.waitChance, exp(last - top) / sum, within: 1e-9))
      }
    }
  }

  @Test func theLimitForManyServersJoinsTheRecursion() {
    for load in [0.98, 0.99, 0.995] {
      let few = ServerQueue(arrivalRate: load * 10_000, serviceRate: 1, servers: 10_000)
      let many = ServerQueue(arrivalRate: load * 10_001, serviceRate: 1, servers: 10_001)
      #expect(abs(few.waitChance - many.waitChance) < 0.02)
    }
  }

  @Test func extremesHaveAnAnswer() {
    #expect(ServerQueue(arrivalRate: 0, serviceRate: 1, servers: 3).meanWait == 0)
    #expect(ServerQueue(arrivalRate: 3, serviceRate: 1, servers: 3).meanWait == nil)
    #expect(ServerQueue(arrivalRate: 1e12, serviceRate: 1, servers: 3).waitChance == 1)
    let huge = ServerQueue(arrivalRate: 1e14, serviceRate: 1, servers: 1e15)
    #expect(huge.waitChance == 0 && huge.meanWait == 0)
    for rate in [0.0, 1e-300, 1e300, .infinity, .nan] {
      let queue = ServerQueue(arrivalRate: rate, serviceRate: 1, servers: 5)
      #expect(queue.waitChance >= 0 && queue.waitChance <= 1)
      #expect(queue.meanWait.map { $0.isFinite } ?? true)
    }
  }
}
