'use strict';
// JSON-RPC 2.0 over two streams, framed as the language server protocol says.

/** The error that a request ends with. */
class ResponseError extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

const METHOD_NOT_FOUND = -32601;
const INTERNAL_ERROR = -32603;
const REQUEST_CANCELLED = -32800;

class Connection {
  /** @param handlers `request(method, params)` gives the answer, `notification(method, params)`, `broken(error)` */
  constructor(input, output, handlers) {
    this.output = output;
    this.handlers = handlers;
    this.nextId = 1;
    this.pending = new Map();
    this.chunks = Buffer.alloc(0);
    this.isClosed = false;
    input.on('data', chunk => this.receive(chunk));
    input.on('end', () => this.close());
    output.on('error', () => this.close());
  }

  /** Sends a request; a cancellation token of the editor cancels it at the server as well. */
  request(method, params, token) {
    if (this.isClosed) return Promise.reject(new ResponseError(INTERNAL_ERROR, 'the server is not running'));
    const id = this.nextId;
    this.nextId += 1;
    return new Promise((resolve, reject) => {
      const entry = { resolve, reject, registration: null };
      this.pending.set(id, entry);
      if (token) {
        const cancel = () => this.notify('$/cancelRequest', { id });
        if (token.isCancellationRequested) setImmediate(cancel);
        else entry.registration = token.onCancellationRequested(cancel);
      }
      this.send({ jsonrpc: '2.0', id, method, params });
    });
  }

  notify(method, params) {
    if (!this.isClosed) this.send({ jsonrpc: '2.0', method, params });
  }

  send(message) {
    const body = Buffer.from(JSON.stringify(message), 'utf8');
    this.output.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`, 'ascii'), body]));
  }

  receive(chunk) {
    this.chunks = this.chunks.length === 0 ? chunk : Buffer.concat([this.chunks, chunk]);
    for (;;) {
      const end = this.chunks.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = /^content-length: *(\d+)/im.exec(this.chunks.toString('ascii', 0, end));
      if (!length) {
        this.handlers.broken(new Error('the server sent a header without a length'));
        this.close();
        return;
      }
      const from = end + 4;
      const to = from + Number(length[1]);
      if (this.chunks.length < to) return;
      const body = this.chunks.toString('utf8', from, to);
      this.chunks = this.chunks.subarray(to);
      let message;
      try {
        message = JSON.parse(body);
      } catch (error) {
        this.handlers.broken(error);
        continue;
      }
      this.dispatch(message);
    }
  }

  dispatch(message) {
    if (message.method !== undefined && message.id !== undefined) {
      this.answer(message);
    } else if (message.method !== undefined) {
      this.handlers.notification(message.method, message.params);
    } else {
      const entry = this.pending.get(message.id);
      if (!entry) return;
      this.pending.delete(message.id);
      if (entry.registration) entry.registration.dispose();
      if (message.error) entry.reject(new ResponseError(message.error.code, message.error.message));
      else entry.resolve(message.result);
    }
  }

  async answer(message) {
    const response = { jsonrpc: '2.0', id: message.id };
    try {
      const result = await this.handlers.request(message.method, message.params);
      response.result = result === undefined ? null : result;
    } catch (error) {
      response.error = { code: error.code || INTERNAL_ERROR, message: String(error.message || error) };
    }
    if (!this.isClosed) this.send(response);
  }

  /** Ends what still waits. */
  close() {
    if (this.isClosed) return;
    this.isClosed = true;
    for (const entry of this.pending.values()) {
      if (entry.registration) entry.registration.dispose();
      entry.reject(new ResponseError(REQUEST_CANCELLED, 'the server is gone'));
    }
    this.pending.clear();
  }
}

module.exports = { Connection, ResponseError, METHOD_NOT_FOUND, REQUEST_CANCELLED };
