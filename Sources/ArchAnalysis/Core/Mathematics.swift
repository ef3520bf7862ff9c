#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The elementary functions that analyses need.
enum Mathematics {
  static func exponential(_ x: Double) -> Double { exp(x) }

  static func logarithm(_ x: Double) -> Double { log(x) }

  /// ln(1 + x), exact for small x too.
  static func logarithmOfOnePlus(_ x: Double) -> Double { log1p(x) }

  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

  /// ln Γ(x), for x above zero.
  static func logarithmOfGamma(_ x: Double) -> Double { lgamma(x) }

  /// 2/√π · ∫ exp(-t²) dt from x on.
  static func complementaryError(_ x: Double) -> Double { erfc(x) }
}
