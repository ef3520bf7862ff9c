import NIOCore
import NIOHTTP1

/// One connection: turns what the library reads into our requests, and writes our responses.
final class RequestHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  /// How long a client may be silent between two requests or within one.
  private static let patience = TimeAmount.seconds(60)

  private let shared: SharedSite
  /// What the connection is called among all.
  private let number: Int
  private var head: HTTPRequestHead?
  /// Whether an answer is on its way, so that silence is none of the client's.
  private var isAnswering = false

  private init(_ shared: SharedSite, number: Int) {
    self.shared = shared
    self.number = number
  }

  /// Sets up a new connection; the head of a request is bounded, and so is the time that it takes.
  static func configure(_ channel: any Channel, for shared: SharedSite) throws {
    guard let number = shared.open(channel) else { throw ChannelError.operationUnsupported }
    channel.closeFuture.whenComplete { _ in shared.close(number) }
    var limits = NIOHTTPDecoderLimitConfiguration()
    limits.maxHeaderListSize = PreviewRequest.headerLimit
    limits.maxHeaderFieldSize = PreviewRequest.headerLimit
    let operations = channel.pipeline.syncOperations
    try operations.addHandler(IdleStateHandler(readTimeout: patience))
    try operations.configureHTTPServerPipeline(
      withEncoderConfiguration: .init(), withDecoderLimitConfiguration: limits)
    try operations.addHandler(RequestHandler(shared, number: number))
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      // Nobody reads a body; whoever sends one is told so and cut off.
      if request(head).hasBody { answer(head, on: context.channel) }
    case .body: break
    case .end:
      guard let head else { return }
      answer(head, on: context.channel)
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is IdleStateHandler.IdleStateEvent, !isAnswering { context.close(promise: nil) }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func begin() {
    isAnswering = true
    shared.setWaiting(false, number)
  }

  private func end() {
    isAnswering = false
    shared.setWaiting(true, number)
  }

  private func request(_ head: HTTPRequestHead) -> PreviewRequest {
    var headers: [String: String] = [:]
    for (name, value) in head.headers {
      let name = name.lowercased()
      // Of two hosts or origins one may be a lie: together they are none.
      headers[name] = headers[name].map { "\($0), \(value)" } ?? value
    }
    return PreviewRequest(method: head.method.rawValue, target: head.uri, headers: headers)
  }

  private func answer(_ head: HTTPRequestHead, on channel: any Channel) {
    self.head = nil
    let request = request(head)
    let writer = ResponseWriter(
      channel: channel, version: head.version, isHead: head.method == .HEAD,
      isLast: !head.isKeepAlive || request.hasBody)
    guard let site = shared.site.withLock({ $0 }) else {
      return writer.write(.text(.busy, "Not ready yet."))
    }
    switch site.answer(to: request) {
    case .response(let response): writer.write(response)
    case .question(let question):
      // Answers may take long; what comes next on this connection waits for them.
      begin()
      let answer = shared.answer
      let me = NIOLoopBound(self, eventLoop: channel.eventLoop)
      Task {
        let response = await answer(question)
        channel.eventLoop.execute {
          me.value.end()
          writer.write(response)
        }
      }
    case .events:
      if head.method == .HEAD { return writer.write(PreviewResponse(type: ResponseWriter.streamType, body: [])) }
      guard let stream = shared.events.listen() else { return writer.write(.text(.busy, "Too many pages are open.")) }
      begin()
      let task = Task { await writer.write(stream) }
      channel.closeFuture.whenComplete { _ in task.cancel() }
    }
  }
}

/// Writes what belongs to one request.
private struct ResponseWriter: Sendable {
  static let streamType = "text/event-stream"

  let channel: any Channel
  let version: HTTPVersion
  /// Whether the body is only asked about.
  let isHead: Bool
  /// Whether the connection ends with it.
  let isLast: Bool

  func write(_ response: PreviewResponse) {
    var head = self.head(response)
    head.headers.add(name: "Content-Length", value: String(response.body.count))
    if isLast { head.headers.add(name: "Connection", value: "close") }
    channel.write(HTTPServerResponsePart.head(head), promise: nil)
    if !isHead, !response.body.isEmpty {
      channel.write(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: response.body))), promise: nil)
    }
    let channel = channel
    let isLast = isLast
    channel.writeAndFlush(HTTPServerResponsePart.end(nil)).whenComplete { _ in
      if isLast { channel.close(promise: nil) }
    }
  }

  /// Writes events as they come, until the client is gone.
  func write(_ stream: AsyncStream<[UInt8]>) async {
    do {
      try await channel.writeAndFlush(
        HTTPServerResponsePart.head(head(PreviewResponse(type: Self.streamType, body: []))))
      for await bytes in stream {
        try await channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: bytes))))
      }
      try await channel.writeAndFlush(HTTPServerResponsePart.end(nil))
    } catch {
      // Nobody listens any more.
    }
    channel.close(promise: nil)
  }

  private func head(_ response: PreviewResponse) -> HTTPResponseHead {
    let status = HTTPResponseStatus(statusCode: response.status.rawValue, reasonPhrase: response.status.phrase)
    return HTTPResponseHead(
      version: version, status: status, headers: HTTPHeaders(response.headers.map { ($0.name, $0.value) }))
  }
}
