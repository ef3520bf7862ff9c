/// What `archc explain` says about one compile error, with an example that makes it and one that does not.
///
/// The pages are the only list of compile errors: ids, documentation and the examples that tests run all come from here.
public struct ErrorPage: Sendable {
  /// The stable id, such as `ARC008`.
  public let id: String
  /// A noun phrase: what is wrong.
  public let title: String
  /// Why the language has this rule and what a person does about it.
  public let text: String
  /// A program that yields exactly this error. A program of several files separates them by lines `// file: NAME`.
  public let bad: String
  /// The same program, right.
  public let good: String
  public let severity: Severity

  public init(
    _ id: String, _ title: String, _ text: String, bad: String, good: String, severity: Severity = .error
  ) {
    self.id = id
    self.title = title
    self.text = text
    self.bad = bad
    self.good = good
    self.severity = severity
  }
}

extension Diagnostic {
  /// A diagnostic of the kind that a page describes.
  public init(
    _ page: ErrorPage, _ message: String, at span: Span, label: String = "", labels: [Label] = [], why: String? = nil,
    note: String? = nil, help: String? = nil, fix: Fix? = nil
  ) {
    self.init(
      id: page.id, severity: page.severity, message: message, primary: Label(span, label), labels: labels, why: why,
      note: note, help: help, fix: fix)
  }
}
