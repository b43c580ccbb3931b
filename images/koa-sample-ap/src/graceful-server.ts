import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/**
 * Longer than the 90 s for which Traefik keeps an idle connection: it is the client that closes an idle one, so no
 * request is ever sent into a connection that the server is just closing.
 */
const KEEP_ALIVE_MS = 95_000;

/** An HTTP server that can leave without dropping a request. */
export class GracefulServer {
  readonly #server: Server;
  readonly #headers: Readonly<Record<string, string>>;
  /** Requests in flight on each open connection. */
  readonly #inFlight = new Map<Socket, number>();

  /** The headers go onto answers that the application never sees: those to requests that are not HTTP. */
  constructor(listener: RequestListener, headers: Readonly<Record<string, string>>) {
    this.#headers = headers;
    this.#server = createServer((request, response) => {
      const { socket } = request;
      this.#count(socket, 1);
      response.once('close', () => {
        this.#count(socket, -1);
        if (!this.#server.listening) this.#closeUnused();
      });
      listener(request, response);
    });
    this.#server.on('connection', (socket) => {
      this.#inFlight.set(socket, 0);
      socket.once('close', () => this.#inFlight.delete(socket));
    });
    this.#server.keepAliveTimeout = KEEP_ALIVE_MS;
    this.#server.on('clientError', (_error, socket) => {
      if (socket.destroyed || !socket.writable) return;
      const lines = Object.entries({ ...this.#headers, connection: 'close', 'content-length': '0' });
      socket.end(`HTTP/1.1 400 Bad Request\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
    });
  }

  /** Resolves with the port; rejects when it is taken. */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
    return (this.#server.address() as AddressInfo).port;
  }

  /**
   * Accepts nothing more, closes idle connections and lets requests in flight finish.
   *
   * Resolves with true when all did; after `limitMs` milliseconds it cuts off the rest and resolves with false.
   */
  async stop(limitMs: number): Promise<boolean> {
    const closed = new Promise<true>((resolve) => {
      this.#server.close(() => {
        resolve(true);
      });
    });
    this.#closeUnused();
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<false>((resolve) => {
      timer = setTimeout(() => {
        resolve(false);
      }, limitMs);
    });
    const finished = await Promise.race([closed, limit]);
    clearTimeout(timer);
    if (!finished) this.#server.closeAllConnections();
    return finished;
  }

  #count(socket: Socket, change: 1 | -1): void {
    const count = this.#inFlight.get(socket);
    if (count !== undefined) this.#inFlight.set(socket, count + change);
  }

  /**
   * Closes connections that carry no request, also those that never did: a proxy keeps such spares, Node.js does not
   * count them as idle, and the server would wait for them until its limit.
   */
  #closeUnused(): void {
    for (const [socket, count] of this.#inFlight) if (count === 0) socket.destroySoon();
  }
}
