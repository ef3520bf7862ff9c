/// Boxes by squares of the page, so that what a place touches is found without looking at all of them.
struct BoxGrid {
  private struct Square: Hashable {
    var column: Int32
    var row: Int32
  }

  private static let side = 160.0
  private var boxes: [Int: Rectangle] = [:]
  private var squares: [Square: [Int]] = [:]

  init(_ boxes: [Rectangle?]) {
    for (index, box) in boxes.enumerated() { if let box { insert(index, box) } }
  }

  mutating func insert(_ index: Int, _ box: Rectangle) {
    boxes[index] = box
    for square in Self.squares(of: box) { squares[square, default: []].append(index) }
  }

  mutating func remove(_ index: Int) {
    guard let box = boxes.removeValue(forKey: index) else { return }
    for square in Self.squares(of: box) { squares[square]?.removeAll { $0 == index } }
  }

  /// The boxes that touch a place, in order.
  func touching(_ place: Rectangle) -> [Int] {
    var found: Set<Int> = []
    for square in Self.squares(of: place) {
      for index in squares[square] ?? [] { if let box = boxes[index], box.intersects(place) { found.insert(index) } }
    }
    return found.sorted()
  }

  /// Whether a box other than `own` touches a place.
  func touches(_ place: Rectangle, except own: Int?) -> Bool {
    for square in Self.squares(of: place) {
      for index in squares[square] ?? [] where index != own {
        if let box = boxes[index], box.intersects(place) { return true }
      }
    }
    return false
  }

  private static func squares(of box: Rectangle) -> [Square] {
    func index(_ value: Double) -> Int32 {
      let place = (value / side).rounded(.down)
      return place.isFinite ? Int32(max(-1e9, min(1e9, place))) : 0
    }
    let (left, right, top, bottom) = (index(box.left), index(box.right), index(box.top), index(box.bottom))
    var squares: [Square] = []
    for row in top...max(top, bottom) {
      for column in left...max(left, right) { squares.append(Square(column: column, row: row)) }
    }
    return squares
  }
}
