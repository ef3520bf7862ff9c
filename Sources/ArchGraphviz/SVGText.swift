/// Lines of text as elements.
enum SVGText {
  /// One line. A line that the table of widths knows wholly keeps that width in every font; letters are stretched along
  /// with the gaps, or they would touch.
  ///
  /// - isFree: whether nothing stands close behind it, so that it may take the width that the reader's font gives it.
  static func element(
    _ text: String, at place: Point, style: String, size: Double, bold: Bool = false, isFree: Bool = false
  ) -> String {
    let width = TextMetrics.width(text, size: size, bold: bold)
    var element = "<text"
    if !style.isEmpty { element += " class=\"\(style)\"" }
    element += " x=\"\(SVGNumber.text(place.x))\" y=\"\(SVGNumber.text(place.y))\""
    if !isFree, width.isExact, width.points > 0 {
      element += " textLength=\"\(SVGNumber.text(width.points))\" lengthAdjust=\"spacingAndGlyphs\""
    }
    return element + ">\(XMLText.escape(text))</text>"
  }
}
