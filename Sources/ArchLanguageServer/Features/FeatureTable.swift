extension RequestHandler {
  /// Every feature that the server answers requests with; see `RequestHandler`.
  static let features: [RequestHandler] = []
}
