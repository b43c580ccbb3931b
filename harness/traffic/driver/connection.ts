import type net from 'node:net';
import { HTTPParser } from 'http-parser-js';

// Imported as modules they would load what of them is lazy as well: memory and half the start-up time.
const plain = process.getBuiltinModule('node:net');

/** Where connections lead. */
export interface Server {
  host: string;
  port: number;
  /** Speak TLS and ask for the certificate of this name; absent: plain TCP. */
  servername?: string;
}

/** First line and headers of a response. */
export interface ResponseHead {
  status: number;
  /** Names and values in turn, as they came. */
  headers: readonly string[];
}

/** Gets the events of one request on a connection: heads and parts of the body until one of the last two, which comes once. */
export interface ResponseListener {
  /** The response will have no body whatever its headers say, as to HEAD. */
  readonly bodiless: boolean;
  head(head: ResponseHead): void;
  /** A part of the body, only valid during the call. */
  body(part: Buffer): void;
  /** The whole response is there; `reusable`: the connection may carry another request. */
  whole(reusable: boolean): void;
  /** There will be no more; without an error the server closed the connection. */
  broken(error: Error | undefined): void;
}

/** All connections read into the same memory: each part is dealt with before the next one is read. */
const readBuffer = Buffer.allocUnsafe(65_536);

/**
 * A connection that carries one request at a time.
 *
 * Sockets with a parser rather than node:http: against a local server at 400 requests/s, node:http's request and response
 * objects made every response look 0.1 to 0.15 ms slower, and took a third of the driver's processor time. The dispatch of
 * undici 8.12 made a response on a kept connection look 0.14 ms slower (0.41 rather than 0.27 ms), on a fresh one not, and
 * took 1.4 (fresh) to 1.6 times (kept) the processor time for each request: medians of six pairs of 20 s in turn.
 */
export class Connection {
  readonly #socket: net.Socket;
  readonly #parser = new HTTPParser(HTTPParser.RESPONSE);
  #listener: ResponseListener | undefined;
  #reusable = false;
  /** The message under way is one that goes before the response, such as 100 Continue. */
  #interim = false;

  /** `onClosed` is called once, when it is gone for good. */
  constructor(server: Server, onClosed: (connection: Connection) => void) {
    this.#parser[HTTPParser.kOnHeadersComplete] = ({ statusCode, headers, shouldKeepAlive }) => this.#headed(statusCode, headers, shouldKeepAlive);
    this.#parser[HTTPParser.kOnBody] = (part) => { this.#listener?.body(part); };
    this.#parser[HTTPParser.kOnMessageComplete] = () => { this.#completed(); };
    this.#socket = open(server, (size) => { this.#read(size); });
    this.#socket.on('error', (error) => { this.#fail(error); });
    this.#socket.on('end', () => { this.#parser.finish(); });
    this.#socket.on('close', () => {
      this.#fail(undefined);
      onClosed(this);
    });
  }


  get connected(): boolean {
    return !this.#socket.connecting;
  }

  /** Whether it can carry another request, as far as is known here. */
  get usable(): boolean {
    return this.#socket.writable && !this.#socket.destroyed;
  }

  /** Sends one request, given as it goes out. */
  send(request: string, listener: ResponseListener): void {
    this.#listener = listener;
    this.#socket.write(request, 'latin1');
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #read(size: number): void {
    if (this.#listener === undefined) {
      // Nobody asked for this.
      this.#socket.destroy();
      return;
    }
    const result = this.#parser.execute(readBuffer, 0, size);
    if (result instanceof Error) {
      this.#fail(result);
      this.#socket.destroy();
    }
  }

  /** The result is for the parser: whether the body is left out. */
  #headed(status: number, headers: string[], reusable: boolean): number {
    this.#interim = status < 200 && status !== 101;
    this.#reusable = reusable && status !== 101;
    if (this.#listener === undefined) this.#socket.destroy();
    else if (!this.#interim) this.#listener.head({ status, headers });
    return this.#listener?.bodiless === true ? 1 : 0;
  }

  #completed(): void {
    if (this.#interim) return;
    const listener = this.#listener;
    this.#listener = undefined;
    listener?.whole(this.#reusable);
  }

  #fail(error: Error | undefined): void {
    const listener = this.#listener;
    this.#listener = undefined;
    listener?.broken(error);
  }
}

function open({ host, port, servername }: Server, read: (size: number) => void): net.Socket {
  const how = { host, port, onread: { buffer: readBuffer, callback: (size: number) => { read(size); return true; } } };
  if (servername === undefined) return plain.connect(how);
  const secured = { ...how, servername };
  return process.getBuiltinModule('node:tls').connect(secured);
}
