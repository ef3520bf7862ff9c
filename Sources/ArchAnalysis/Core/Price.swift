import ArchModel

/// One price of a `cost:`, which may list several: a base, a price of size, a price of calls.
public struct Price: Sendable, Hashable {
  /// What has the price: a component, a boundary or a relation.
  public let subject: FigureSubject
  /// Money a month, a byte (and month) or a call; `isTotal` where it is that of the whole part.
  public var input: Input

  /// The prices that a statement gives; `isOld` is how sure they are where that is not what they say themselves.
  static func all(of subject: FigureSubject, at place: Int, isOld confidence: Confidence?, in model: Model) -> [Price] {
    let statement = model.properties[place].stated
    return model.costs(statement).compactMap { price, stated in
      guard price.value.isFinite else { return nil }
      let own = stated.confidence == .stated ? statement.confidence : stated.confidence
      return Price(
        subject: subject,
        input: Input(
          price.value, price.dimension, confidence: confidence == .assumed ? .assumed : own,
          isTotal: stated.isTotal || statement.isTotal, currency: price.currency,
          property: Int32(truncatingIfNeeded: place)))
    }
  }
}
