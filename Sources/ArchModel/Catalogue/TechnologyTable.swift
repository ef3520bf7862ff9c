/// The rows of the catalogue, as text. Columns, separated by `|`:
///
///     name | aliases | kinds | type of store | consistency | CAP | providers | good at | managed | source
///
/// `-` stands where a column does not apply. `code` among the kinds is everything that a general-purpose language can
/// implement. A consistency such as `eventual..strong` is what a client gets, and the most that it can ask for; where
/// a product calls its level by a name that the language lacks, the row says the strongest level that it implies.
/// A CAP side is stated only where the product's own documentation says or plainly implies what a partition costs.
enum TechnologyTable {
  static let families: [String] = [
    relational, stores, searchAndAnalytics, files, messaging, processing, edge, languages, frameworks, hosting,
    platform, delivery,
  ]
}
