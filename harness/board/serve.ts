import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { texts } from '../text/texts.ts';
import { verbatim } from '../text/language.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import type { BoardRow } from './rows.ts';
import { boardScript } from './script.ts';
import { boardStyle } from './style.ts';

/** Milliseconds in which changes are sent together. */
const togetherMs = 150;
/** Milliseconds after which a stream says that it is alive: proxies end those that say nothing. */
const aliveMs = 20_000;

export interface ServeOptions {
  /** Address to listen at: `127.0.0.1` unless the organiser has said otherwise. */
  host: string;
  /** 0: any that is free. */
  port: number;
  page: () => string;
  rows: () => readonly BoardRow[];
  now?: () => number;
}

/** The board over HTTP: the page, and what changes as server-sent events. */
export class BoardServer {
  readonly #server: Server;
  readonly #options: ServeOptions;
  readonly #streams = new Set<ServerResponse>();
  readonly #changed = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  private constructor(options: ServeOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => { this.#answer(request, response); });
  }

  /** Resolves when it listens. Throws EnvironmentError where it cannot. */
  static async open(options: ServeOptions): Promise<BoardServer> {
    const board = new BoardServer(options);
    await new Promise<void>((resolve, reject) => {
      board.#server.once('error', (error) => { reject(new EnvironmentError('--port', verbatim(error.message), texts.workshop.board.portHint, { cause: error })); });
      board.#server.listen(options.port, options.host, resolve);
    });
    return board;
  }

  get url(): string {
    const { address, port, family } = this.#server.address() as AddressInfo;
    return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}/`;
  }

  /** A row has changed, or has gone. */
  changed(name: string): void {
    this.#changed.add(name);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const names = [...this.#changed];
      this.#changed.clear();
      const known = new Map(this.#options.rows().map((row) => [row.name, row]));
      this.#send([...this.#streams], { all: false, changed: names.flatMap((each) => known.get(each) ?? []), gone: names.filter((each) => !known.has(each)) });
    }, togetherMs);
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    for (const stream of this.#streams) stream.end();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => { this.#server.close(() => { resolve(); }); });
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    response.setHeader('cache-control', 'no-store').setHeader('x-content-type-options', 'nosniff').setHeader('referrer-policy', 'no-referrer');
    // A page of somebody else must not be able to read the board through a name that leads here.
    if (!this.#isMeant(request.headers.host ?? '')) response.writeHead(421).end();
    else if (request.method !== 'GET' && request.method !== 'HEAD') response.writeHead(405).end();
    else this.#give(request, response);
  }

  #give(request: IncomingMessage, response: ServerResponse): void {
    switch (request.url) {
      case '/':
        this.#text(response, 'text/html', this.#options.page());
        break;
      case '/board.css':
        this.#text(response, 'text/css', boardStyle);
        break;
      case '/board.js':
        this.#text(response, 'text/javascript', boardScript);
        break;
      case '/events':
        this.#follow(request, response);
        break;
      default:
        response.writeHead(404).end();
    }
  }

  #isMeant(host: string): boolean {
    return !isLoopback(this.#options.host) || /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);
  }

  #text(response: ServerResponse, type: string, text: string): void {
    response.setHeader('content-security-policy', "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(text);
  }

  #follow(request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    this.#streams.add(response);
    const alive = setInterval(() => { response.write(':\n\n'); }, aliveMs);
    request.on('close', () => {
      clearInterval(alive);
      this.#streams.delete(response);
    });
    // Whoever comes back after a while has missed some.
    this.#send([response], { all: true, changed: this.#options.rows(), gone: [] });
  }

  #send(streams: readonly ServerResponse[], rows: { all: boolean; changed: readonly BoardRow[]; gone: readonly string[] }): void {
    const text = `event: rows\ndata: ${JSON.stringify({ ...rows, at: (this.#options.now ?? Date.now)() })}\n\n`;
    for (const stream of streams) stream.write(text);
  }
}

/** Whether only this machine reaches an address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
