import type { Readable } from 'node:stream';

import type { KubeConfig } from '@kubernetes/client-node';
import { request } from 'undici';

import { oneLine, show } from '../text/show.ts';
import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { ApiError, parseStatus, unreachable } from './api-error.ts';
import { obtainCredentials } from './credentials.ts';
import type { Credentials } from './credentials.ts';
import { readAtMost, readShared, Share } from './read-at-most.ts';
import { noteWarnings } from './warnings.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
export type Query = Record<string, string | number | boolean | undefined>;

export interface RestOptions {
  query?: Query;
  body?: unknown;
  contentType?: string;
  /** Milliseconds for the whole response; 15 000 when absent. */
  deadlineMs?: number;
  signal?: AbortSignal;
}

const defaultDeadlineMs = 15_000;

/** Bytes of all responses that are read at a time: a list of all pods of a cluster with ten thousand has fewer. Of a refusal only the beginning is told. */
const mostBytes = 128_000_000;
const underWay = new Share(mostBytes);
const mostOfRefusal = 1_000_000;

/** Speaks HTTP with one API server: every request has a deadline, every refusal is an {@link ApiError}. */
export class RestClient {
  readonly config: KubeConfig;
  readonly server: string;
  readonly #headers: Record<string, string | string[]>;
  /** Its requests are somebody else's, whom a lesson asks as. */
  readonly ofSubject: boolean;
  #credentials: Promise<Credentials> | undefined;

  /** @param as headers sent with every request, such as those of impersonation; said of somebody else in whose name a lesson asks */
  constructor(config: KubeConfig, as?: Record<string, string | string[]>) {
    this.config = config;
    this.#headers = as ?? {};
    this.ofSubject = as !== undefined;
    this.server = config.getCurrentCluster()?.server ?? '';
  }

  /**
   * Sends one request and reads the JSON response.
   *
   * @throws ApiError when the server refuses; EnvironmentError when it does not respond; the signal's reason when aborted
   */
  async json<T>(method: Method, path: string, options: RestOptions = {}): Promise<T> {
    const text = await this.text(method, path, options);
    try {
      return JSON.parse(text) as T;
    } catch (error) {
      // A proxy or a load balancer has answered in its place.
      throw new EnvironmentError('cluster', texts.cluster.noApiServer(this.server, show(oneLine(text))), texts.cluster.noApiServerHint, { cause: error });
    }
  }

  /** As {@link json}, for responses that are text. */
  async text(method: Method, path: string, options: RestOptions = {}): Promise<string> {
    const deadlineMs = options.deadlineMs ?? defaultDeadlineMs;
    const deadline = AbortSignal.timeout(deadlineMs);
    const signal = options.signal === undefined ? deadline : AbortSignal.any([deadline, options.signal]);
    const started = Date.now();
    try {
      const body = await this.#send(method, path, { ...options, signal });
      const text = await readShared(body, underWay);
      if (text === undefined) throw new EnvironmentError('cluster', texts.cluster.endlessResponse(this.server, mostBytes / 1_000_000), texts.cluster.noApiServerHint);
      return text;
    } catch (error) {
      throw this.#explain(error, options.signal, Date.now() - started);
    }
  }

  /**
   * Opens a response that has no end of its own (watch, followed logs). `deadlineMs` bounds only the time until the
   * response begins; afterwards the caller's signal ends it.
   */
  async stream(path: string, options: RestOptions & { signal: AbortSignal }): Promise<Readable> {
    const begin = new AbortController();
    const deadlineMs = options.deadlineMs ?? defaultDeadlineMs;
    const timer = setTimeout(() => {
      begin.abort(new Error(`no response began within ${deadlineMs} ms`));
    }, deadlineMs);
    const started = Date.now();
    try {
      return await this.#send('GET', path, { ...options, signal: AbortSignal.any([begin.signal, options.signal]) });
    } catch (error) {
      throw this.#explain(error, options.signal, Date.now() - started);
    } finally {
      clearTimeout(timer);
    }
  }

  async #send(
    method: Method,
    path: string,
    options: RestOptions & { signal: AbortSignal },
  ): Promise<Readable> {
    const response = await this.#once(method, path, options);
    // A token from a program may have expired: obtain a new one, once.
    if (response.statusCode !== 401) return await this.#bodyOf(response, method, path);
    await response.body.dump();
    this.#credentials = undefined;
    return await this.#bodyOf(await this.#once(method, path, options), method, path);
  }

  async #once(method: Method, path: string, options: RestOptions & { signal: AbortSignal }): Promise<Response> {
    this.#credentials ??= obtainCredentials(this.config);
    const { headers, dispatcher } = await this.#credentials;
    const url = new URL(this.server.replace(/\/$/, '') + path);
    for (const [name, value] of Object.entries(options.query ?? {})) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    return await request(url, {
      method,
      headers: {
        accept: 'application/json',
        ...headers,
        ...this.#headers,
        ...(options.body === undefined ? {} : { 'content-type': options.contentType ?? 'application/json' }),
      },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      dispatcher,
      signal: options.signal,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  async #bodyOf(response: Response, method: Method, path: string): Promise<Response['body']> {
    noteWarnings(response.headers['warning']);
    if (response.statusCode < 300) return response.body;
    throw new ApiError(`${method} ${path}`, response.statusCode, parseStatus((await readAtMost(response.body, mostOfRefusal)).text), this.ofSubject);
  }

  #explain(error: unknown, asked: AbortSignal | undefined, elapsedMs: number): unknown {
    if (error instanceof ApiError || error instanceof EnvironmentError) return error;
    if (asked?.aborted === true) return asked.reason;
    return unreachable(this.server, error, elapsedMs);
  }
}

interface Response {
  statusCode: number;
  headers: Record<string, string | string[] | undefined>;
  body: Readable & { dump(): Promise<void> };
}
