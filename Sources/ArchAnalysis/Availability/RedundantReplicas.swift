/// The chance that enough of several equal replicas work.
///
/// The beta-factor model: of a replica's unavailability U the share β strikes all replicas at once (deploys,
/// configuration, operators), the rest strikes each on its own. A replica works if neither happened, so that one replica
/// alone has exactly the availability that is stated: a = A / (1 − βU) is the availability of one but for the common
/// causes. The group works with (1 − βU) × P(k or more of n work, each with a).
///
/// Source: K. N. Fleming, "A reliability model for common mode failures in redundant safety systems", 1975.
public enum RedundantReplicas {
  /// - Parameters:
  ///   - needed: how many have to work.
  ///   - count: how many there are.
  ///   - availability: the share of time that one works.
  ///   - commonCause: the share of its unavailability that strikes all at once.
  /// - Returns: a share of one; 0 where more are needed than there are.
  public static func availability(
    needed: Double, of count: Double, each availability: Double, commonCause: Double
  ) -> Double {
    if needed <= 0 { return 1 }
    guard needed <= count else { return 0 }
    if count == 1 { return availability }
    let common = commonCause * (1 - availability)
    guard common < 1 else { return 0 }
    let one = min(1, availability / (1 - common))
    return (1 - common) * (1 - tail(count, from: count - needed + 1, each: 1 - one))
  }

  /// The availability where one of them is the primary, which has to work itself because nobody takes over from it.
  public static func availabilityWithPrimary(
    needed: Double, of count: Double, each availability: Double, commonCause: Double
  ) -> Double {
    guard needed <= count else { return 0 }
    if count == 1 { return availability }
    let common = commonCause * (1 - availability)
    guard common < 1 else { return 0 }
    let one = min(1, availability / (1 - common))
    let others = needed <= 1 ? 1 : 1 - tail(count - 1, from: count - needed + 1, each: 1 - one)
    return (1 - common) * one * others
  }

  /// The chance that `from` or more of `count` happen, each with a chance of its own: the upper tail of the binomial
  /// distribution. Sums from the end that lies farther from the mean, so that small chances keep their digits.
  static func tail(_ count: Double, from: Double, each chance: Double) -> Double {
    if from <= 0 { return 1 }
    if from > count || chance <= 0 { return 0 }
    if chance >= 1 { return 1 }
    let ratio = chance / (1 - chance)
    if from >= count * chance {
      var (term, sum, index) = (self.term(count, from, chance), 0.0, from)
      for _ in 0..<termLimit {
        sum += term
        guard index < count, term > sum * 1e-18 else { break }
        term *= (count - index) / (index + 1) * ratio
        index += 1
      }
      return min(1, sum)
    }
    var (term, sum, index) = (self.term(count, from - 1, chance), 0.0, from - 1)
    for _ in 0..<termLimit {
      sum += term
      guard index > 0, term > sum * 1e-18 else { break }
      term *= index / (count - index + 1) / ratio
      index -= 1
    }
    return max(0, 1 - sum)
  }

  /// Terms fall off within some standard deviations of the mean; the bound is for counts beyond 10⁹.
  private static let termLimit = 200_000

  private static func term(_ count: Double, _ index: Double, _ chance: Double) -> Double {
    let few = min(index, count - index)
    var logarithm = index * Mathematics.logarithm(chance) + (count - index) * Mathematics.logarithmOfOnePlus(-chance)
    if few <= 1000 {
      var step = 1.0
      while step <= few {
        logarithm += Mathematics.logarithm((count - few + step) / step)
        step += 1
      }
    } else {
      logarithm +=
        Mathematics.logarithmOfGamma(count + 1) - Mathematics.logarithmOfGamma(index + 1)
        - Mathematics.logarithmOfGamma(count - index + 1)
    }
    return Mathematics.exponential(logarithm)
  }
}
