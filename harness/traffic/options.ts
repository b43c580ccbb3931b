import { validateHeaderName, validateHeaderValue } from 'node:http';

import type { Text } from '../text/language.ts';
import type { ResponseLabels } from '../access/response-labels.ts';
import { defined } from '../values/defined.ts';

/** One stream of requests; several run side by side in one driver. */
export interface StreamOptions {
  /** Unique among the streams of a run; reports name the stream by it. */
  name: string;
  /**
   * `fresh`: a new connection for each request; `keep-alive`: a pool of connections; `sticky`: a pool, and simulated
   * clients that each keep the cookie of their first response.
   */
  kind: 'fresh' | 'keep-alive' | 'sticky';
  /** Requests per second: request i is due at start + i/rate. */
  rate: number;
  path: string;
  /** Value of the Host header; absent: the host of the base URL. */
  host?: string;
  method?: string;
  headers?: Record<string, string>;
  /** Milliseconds that one request may take, counted from when it was sent (2000). */
  deadlineMs?: number;
  /** What a good response is: its status (200), and a text that its body contains. */
  expect?: { status?: number; body?: string };
  /** Sticky only: how many clients are simulated (4). */
  clients?: number;
}

/** A stream through the ingress, where it is the host that leads to the app. */
export type IngressStream = StreamOptions & Required<Pick<StreamOptions, 'host'>>;

/** What the driver does, and when its measurement no longer counts. */
export interface TrafficOptions {
  /** Where the requests go, such as `http://127.0.0.1:18080`. */
  baseUrl: string;
  streams: readonly StreamOptions[];
  /** Title of the first phase (`before`). */
  phase?: Text;
  /** Milliseconds: the run is invalid when more than 1 % of the requests, and more than ten, left later than this after they were due (20). */
  maxSlipMs?: number;
  /** How many tasks the machine of the apps has for each of its processors, where that is to be known; asked when the traffic ends. */
  load?: () => number;
  /** Milliseconds after which the driver stops by itself (10 minutes), so that no traffic goes on for ever. */
  maxLifeMs?: number;
  /**
   * A host that no app answers for: a few requests for it show when nobody answers on the way to the apps, so that what is lost
   * then is not held against them. Absent: nobody asks.
   */
  control?: string;
  /** Which headers of a response name the version and the pod that gave it; absent: no version or pod is known. */
  labels?: ResponseLabels;
  /** Ends the traffic when it is aborted. */
  signal?: AbortSignal;
}

/** A stream with every choice made. */
export type StreamPlan = Required<Omit<StreamOptions, 'expect'>> & { expect: { status: number; body: string }; labels: ResponseLabels };

/** What the driver process gets: plain data. */
export interface TrafficPlan {
  baseUrl: string;
  streams: StreamPlan[];
  maxLifeMs: number;
}

/** The stream that asks for a host of no app, beside those of the run. */
export const controlStream = 'control';
/** Requests per second for it: a gap of a third of a second shows. */
const controlRate = 10;

/** Requests per second in all that one driver process can send and still keep its schedule. */
const maxTotalRate = 2_000;

/** Milliseconds that a request may take when nobody says. */
const usualDeadlineMs = 2_000;

/** Fills in what was left open. Throws a RangeError that names the stream and the option that make no sense. */
export function planTraffic(options: TrafficOptions): TrafficPlan {
  const base = URL.canParse(options.baseUrl) ? new URL(options.baseUrl) : undefined;
  if (base?.protocol !== 'http:' && base?.protocol !== 'https:') refuse(`baseUrl '${options.baseUrl}' is not an http address`);
  if (options.streams.length === 0 || options.streams.length > 255) refuse(`1 to 255 streams can run, not ${options.streams.length}`);
  const { control, streams: asked } = options;
  // No longer than those of the app: what keeps both from a response is then seen in both.
  const deadlineMs = Math.min(...asked.map((stream) => stream.deadlineMs ?? usualDeadlineMs));
  const all: StreamOptions[] = [...asked, ...(control === undefined ? [] : [{ name: controlStream, kind: 'fresh' as const, rate: controlRate, path: '/', host: control, deadlineMs }])];
  const streams = all.map((stream) => planStream(stream, base.host, lowerCase(options.labels)));
  const names = new Set(streams.map((stream) => stream.name));
  if (names.size < streams.length) refuse('two streams have the same name');
  const total = streams.reduce((sum, stream) => sum + stream.rate, 0);
  if (total > maxTotalRate) refuse(`${total} requests a second are more than the ${maxTotalRate} that one driver can time`);
  return { baseUrl: options.baseUrl, streams, maxLifeMs: options.maxLifeMs ?? 600_000 };
}

/** Names of headers as they are compared. */
function lowerCase({ version, pod }: ResponseLabels = {}): ResponseLabels {
  return defined({ version: version?.toLowerCase(), pod: pod?.toLowerCase() });
}

function planStream(stream: StreamOptions, baseHost: string, labels: ResponseLabels): StreamPlan {
  const plan: StreamPlan = {
    name: stream.name,
    kind: stream.kind,
    rate: stream.rate,
    path: stream.path,
    host: stream.host ?? baseHost,
    method: stream.method ?? 'GET',
    headers: stream.headers ?? {},
    deadlineMs: stream.deadlineMs ?? usualDeadlineMs,
    expect: { status: stream.expect?.status ?? 200, body: stream.expect?.body ?? '' },
    clients: stream.kind === 'sticky' ? (stream.clients ?? 4) : 1,
    labels,
  };
  const where = `stream '${stream.name}'`;
  if (!(plan.rate > 0 && Number.isFinite(plan.rate))) refuse(`${where}: rate ${plan.rate} is not a number of requests a second`);
  if (!/^\/[\x21-\x7e]*$/.test(plan.path)) refuse(`${where}: path '${plan.path}' does not begin with '/' or has characters that must be encoded`);
  if (!/^[A-Z]+$/.test(plan.method)) refuse(`${where}: '${plan.method}' is not a method`);
  for (const [name, value] of Object.entries({ host: plan.host, ...plan.headers })) checkHeader(where, name, value);
  if (!(plan.deadlineMs > 0 && plan.deadlineMs <= 120_000)) refuse(`${where}: deadlineMs ${plan.deadlineMs} is not between 0 and 120000`);
  if (!(Number.isInteger(plan.clients) && plan.clients >= 1 && plan.clients <= 65_535)) refuse(`${where}: ${plan.clients} clients cannot be simulated`);
  return plan;
}

function checkHeader(where: string, name: string, value: string): void {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  } catch (error) {
    refuse(`${where}: header '${name}' cannot be sent: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function refuse(what: string): never {
  throw new RangeError(`traffic: ${what}`);
}
