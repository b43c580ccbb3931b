import type { StreamPlan } from '../options.ts';
import type { ErrorClass } from '../sample.ts';
import type { RawSample } from '../sample-batch.ts';
import { Connection, type ResponseHead, type ResponseListener, type Server } from './connection.ts';
import { classOfConnectionError, classOfStatus } from './error-class.ts';

/** What became of one request. */
export interface Outcome extends Pick<RawSample, 'status' | 'version' | 'pod' | 'error' | 'detail' | 'reused'> {
  setCookie: readonly string[] | undefined;
}

/** More of a body than this is not looked through. */
const maxBodyBytes = 65_536;

/** Sends the requests of one stream, each exactly once: no retry, no redirect, no proxy, no look at the environment. */
export class HttpClient {
  readonly #plan: StreamPlan;
  readonly #server: Server;
  /** All of a request but its cookie and the empty line. */
  readonly #head: string;
  /** Connections that wait for a request, the last one used at the end. */
  readonly #idle: Connection[] = [];

  constructor(baseUrl: string, plan: StreamPlan) {
    const base = new URL(baseUrl);
    const secure = base.protocol === 'https:';
    this.#plan = plan;
    this.#server = {
      host: base.hostname.replace(/^\[|\]$/g, ''),
      port: base.port === '' ? (secure ? 443 : 80) : Number(base.port),
      ...(secure ? { servername: plan.host.replace(/:\d+$/, '') } : {}),
    };
    this.#head = requestHead(plan);
  }

  /** Calls back exactly once, at the latest a little after the stream's deadline. */
  send(cookie: string | undefined, finished: (outcome: Outcome) => void): void {
    const connection = this.#takeIdle() ?? new Connection(this.#server, (closed) => { this.#forget(closed); });
    const exchange = new Exchange(connection, this.#plan, (outcome, reusable) => {
      if (reusable && this.#plan.kind !== 'fresh') this.#idle.push(connection);
      else connection.destroy();
      finished(outcome);
    });
    connection.send(cookie === undefined ? `${this.#head}\r\n` : `${this.#head}Cookie: ${cookie}\r\n\r\n`, exchange);
  }

  close(): void {
    for (const connection of this.#idle) connection.destroy();
  }

  #takeIdle(): Connection | undefined {
    let idle = this.#idle.pop();
    while (idle?.usable === false) idle = this.#idle.pop();
    return idle;
  }

  #forget(closed: Connection): void {
    const place = this.#idle.indexOf(closed);
    if (place >= 0) this.#idle.splice(place, 1);
  }
}

/** Request line and headers. Plans hold nothing that would not fit into them. */
function requestHead({ kind, method, path, host, headers }: StreamPlan): string {
  const all = {
    Host: host,
    ...(kind === 'fresh' ? { Connection: 'close' } : {}),
    // Says that no body follows where one usually does.
    ...(['POST', 'PUT', 'PATCH'].includes(method) ? { 'Content-Length': '0' } : {}),
    ...headers,
  };
  return `${method} ${path} HTTP/1.1\r\n${Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`).join('')}`;
}

/** One request and its response. */
class Exchange implements ResponseListener {
  readonly bodiless: boolean;
  readonly #connection: Connection;
  readonly #plan: StreamPlan;
  readonly #finished: (outcome: Outcome, reusable: boolean) => void;
  readonly #deadline: NodeJS.Timeout;
  readonly #reused: boolean;
  #head: ResponseHead | undefined;
  #body: Buffer[] = [];
  #bodyBytes = 0;
  #over = false;

  constructor(connection: Connection, plan: StreamPlan, finished: (outcome: Outcome, reusable: boolean) => void) {
    this.bodiless = plan.method === 'HEAD';
    this.#connection = connection;
    this.#plan = plan;
    this.#finished = finished;
    this.#reused = connection.connected;
    this.#deadline = setTimeout(() => { this.#tooLate(); }, plan.deadlineMs);
  }

  head(head: ResponseHead): void {
    this.#head = head;
  }

  body(part: Buffer): void {
    if (this.#plan.expect.body === '' || this.#bodyBytes >= maxBodyBytes) return;
    this.#bodyBytes += part.length;
    // The memory that it lies in is used again.
    this.#body.push(Buffer.from(part));
  }

  whole(reusable: boolean): void {
    const { status, body } = this.#plan.expect;
    const seen = this.#head?.status ?? 0;
    if (seen === 101) this.#end('protocol', 'the server changed to another protocol');
    else if (seen !== status) this.#end(classOfStatus(seen), `status ${seen} instead of ${status}`, reusable);
    else if (body !== '' && !Buffer.concat(this.#body).toString('utf8').includes(body)) this.#end('wrong body', `the body has no '${body.slice(0, 60)}'`, reusable);
    else this.#end(undefined, '', reusable);
  }

  broken(cause: Error | undefined): void {
    if (this.#head !== undefined) {
      this.#end('cut', 'connection ended in the middle of the response');
      return;
    }
    const { error, detail } = cause === undefined ? { error: 'reset' as const, detail: 'closed without a response' } : classOfConnectionError(cause);
    this.#end(error, this.#reused ? `${detail} on a reused connection` : detail);
  }

  #tooLate(): void {
    const reached = this.#head !== undefined ? 'the response began but did not end' : this.#connection.connected ? 'no response' : 'no connection';
    this.#end('timeout', `${reached} within ${this.#plan.deadlineMs} ms`);
  }

  #end(error: ErrorClass | undefined, detail: string, reusable = false): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#deadline);
    const who = readHeaders(this.#head?.headers ?? [], this.#plan.labels);
    this.#finished({ status: this.#head?.status ?? 0, ...who, error, detail, reused: this.#reused }, reusable);
  }
}

/** Who responded, and what cookies were set. */
function readHeaders(headers: readonly string[], labels: StreamPlan['labels']): Pick<Outcome, 'version' | 'pod' | 'setCookie'> {
  let version = '';
  let pod = '';
  let setCookie: string[] | undefined;
  for (let i = 0; i < headers.length; i += 2) {
    const value = headers[i + 1] ?? '';
    const name = headers[i]?.toLowerCase();
    if (name === labels.version) version = value;
    else if (name === labels.pod) pod = value;
    else if (name === 'set-cookie') (setCookie ??= []).push(value);
  }
  return { version, pod, setCookie };
}
