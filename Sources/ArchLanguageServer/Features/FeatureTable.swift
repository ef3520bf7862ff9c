extension RequestHandler {
  /// Every feature that the server answers requests with; see `RequestHandler`.
  static let features: [RequestHandler] = [
    completionHandlers, hoverHandlers, nameHandlers, structureHandlers, colourHandlers, figureHandlers, callHandlers,
    formattingHandlers, actionHandlers,
  ].flatMap { $0 }
}
