import ArgumentParser

/// An option that takes one of a few words.
///
/// The library finds the words of an enumeration by reflection, for each option at every start; said outright they cost
/// nothing, which is a twentieth of a small check.
protocol WordChoice: ExpressibleByArgument, CaseIterable, RawRepresentable where RawValue == String {}

extension WordChoice {
  static var allValueStrings: [String] { allCases.map { $0.rawValue } }
  static var allValueDescriptions: [String: String] { [:] }
  var defaultValueDescription: String { rawValue }
}
