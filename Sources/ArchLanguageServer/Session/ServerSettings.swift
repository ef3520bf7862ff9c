/// What a person sets in the editor, in the section `archc`. What the project says in `.archc.yml` holds besides.
public struct ServerSettings: Sendable, Hashable {
  /// Which figures are shown beside the text.
  public struct InlayHints: Sendable, Hashable {
    public var load = true
    public var utilization = true
    public var replicas = true
    public var p99 = true
    public var availability = true

    public init() {}

    /// Whether any is shown.
    public var isShown: Bool { load || utilization || replicas || p99 || availability }
  }

  public var inlayHints = InlayHints()
  /// Whether all rules run.
  public var strict = false
  /// Rules that run besides the default ones.
  public var select: [String] = []
  /// Rules that do not run.
  public var ignore: [String] = []
  /// Whether a lens above a system opens its preview.
  public var previewLens = true

  public init() {}

  /// Reads the section. What is missing or of another type keeps its usual value: a slip in the settings of an editor
  /// must not end the session.
  public init(_ section: JSONValue) {
    let hints = section["inlayHints"]
    let shown = hints?.bool ?? true
    func isShown(_ name: String) -> Bool { shown && hints?["enable"]?.bool ?? true && hints?[name]?.bool ?? true }
    inlayHints.load = isShown("load")
    inlayHints.utilization = isShown("utilization")
    inlayHints.replicas = isShown("replicas")
    inlayHints.p99 = isShown("p99")
    inlayHints.availability = isShown("availability")
    let rules = section["rules"]
    strict = rules?["strict"]?.bool ?? false
    select = rules?["select"]?.array?.compactMap(\.string) ?? []
    ignore = rules?["ignore"]?.array?.compactMap(\.string) ?? []
    previewLens = section["codeLens"]?["preview"]?.bool ?? true
  }
}
