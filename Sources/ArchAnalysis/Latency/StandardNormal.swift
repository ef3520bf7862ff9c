/// The normal distribution of mean 0 and standard deviation 1.
public enum StandardNormal {
  /// The share above a number.
  public static func upperTail(_ z: Double) -> Double { 0.5 * Mathematics.complementaryError(z / 2.0.squareRoot()) }

  /// The density at a number.
  public static func density(_ z: Double) -> Double {
    Mathematics.exponential(-z * z / 2) / (2 * Double.pi).squareRoot()
  }

  /// The number above which a share lies; the share is held between 1e-300 and 1 - 1e-16.
  ///
  /// A rational approximation (P. J. Acklam, "An algorithm for computing the inverse normal cumulative distribution
  /// function", 2003; relative error 1.15e-9), made exact by one step of Halley's method.
  public static func quantile(upper share: Double) -> Double {
    let share = min(max(share, 1e-300), 1 - 1e-16)
    if share > 0.5 { return -positiveQuantile(upper: 1 - share) }
    return positiveQuantile(upper: share)
  }

  private static func positiveQuantile(upper share: Double) -> Double {
    let p = max(share, 1e-300)
    var z: Double
    if p < 0.02425 {
      let q = (-2 * Mathematics.logarithm(p)).squareRoot()
      let top =
        ((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838e+00) * q
          - 2.549732539343734e+00) * q + 4.374664141464968e+00) * q + 2.938163982698783e+00
      let bottom =
        (((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996e+00) * q
          + 3.754408661907416e+00) * q + 1
      z = -top / bottom
    } else {
      let q = 0.5 - p
      let r = q * q
      let top =
        (((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r
          + 1.383577518672690e+02) * r - 3.066479806614716e+01) * r + 2.506628277459239e+00) * q
      let bottom =
        ((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r
          + 6.680131188771972e+01) * r - 1.328068155288572e+01) * r + 1
      z = top / bottom
    }
    let slope = density(z)
    guard slope > 0 else { return z }
    let error = (upperTail(z) - p) / slope
    z += error / (1 - z * error / 2)
    return z
  }
}
