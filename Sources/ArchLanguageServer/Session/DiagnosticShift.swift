import ArchSyntax

extension Diagnostic {
  /// The diagnostic after its text was edited; nil where the edit touches its cause, so that it may be mended.
  ///
  /// Its fix goes: it was made for another text.
  func shifted(in file: FileID, by replacement: OpenDocument.Replacement) -> Diagnostic? {
    guard let primary = primary.span.shifted(in: file, by: replacement) else { return nil }
    var result = self
    result.primary.span = primary
    result.labels = labels.compactMap { label in
      label.span.shifted(in: file, by: replacement).map { Label($0, label.text) }
    }
    result.fix = nil
    return result
  }
}

extension Span {
  /// The place of the same bytes after an edit; nil where the edit touches them.
  fileprivate func shifted(in file: FileID, by replacement: OpenDocument.Replacement) -> Span? {
    guard self.file == file, end >= replacement.range.lowerBound else { return self }
    guard start >= replacement.range.upperBound else { return nil }
    let shift = replacement.count - replacement.range.count
    return Span(file, start + shift..<max(start, end) + shift)
  }
}
