import { Agent } from 'node:http';

import axios, { AxiosHeaders } from 'axios';
import type { AxiosInstance, InternalAxiosRequestConfig } from 'axios';

import { CookieJar } from './cookie-jar.ts';
import { causeText } from '../text/error-text.ts';
import { verbatim, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';

/** Bytes of a response, unpacked: a program may send them without end. */
const mostBytes = 16_000_000;

export interface WebOptions {
  /** Milliseconds for one request, name look-up to last byte; 5 000 when absent. */
  deadlineMs?: number;
  /** Keep cookies between requests, as a browser does. */
  cookies?: boolean;
}

export interface WebSurroundings {
  /** Base address, such as `http://127.0.0.1:18080`. */
  url: string;
  /** This run's own host for one that the learner knows. Absent: requests are for the host of the address. */
  host?(learners: string): string;
  signal: AbortSignal;
  /** Makes the error that is thrown when no response came. */
  noResponse(request: string, what: Text, elapsedMs: number): Error;
}

/**
 * A client that speaks to the ingress, or to one program, as someone outside the cluster does: no redirects followed, no
 * proxy, nothing retried, every status is a response, each request on a connection of its own. A request to the ingress names
 * the learner's host in its header `host`.
 */
export function webClient(surroundings: WebSurroundings, options: WebOptions = {}): AxiosInstance {
  const { deadlineMs = 5_000, cookies = false } = options;
  const jar = cookies ? new CookieJar() : undefined;
  const client = axios.create({
    baseURL: surroundings.url,
    maxRedirects: 0,
    maxContentLength: mostBytes,
    proxy: false,
    validateStatus: () => true,
    httpAgent: new Agent({ keepAlive: false }),
  });
  const startedAt = new WeakMap<InternalAxiosRequestConfig, number>();
  client.interceptors.request.use((request) => {
    const host = request.headers.get('host');
    if (surroundings.host !== undefined) {
      if (typeof host !== 'string') throw new Error(`${pathOf(request)} names no host: say which of the Ingress's hosts it is for, with the header \`host\``);
      request.headers.set('host', surroundings.host(host));
    }
    const cookie = jar?.header(pathOf(request));
    if (cookie !== undefined && !request.headers.has('cookie')) request.headers.set('cookie', cookie);
    request.signal = AbortSignal.any([AbortSignal.timeout(deadlineMs), surroundings.signal]);
    startedAt.set(request, performance.now());
    return request;
  });
  client.interceptors.response.use(
    (response) => {
      jar?.take(AxiosHeaders.from(response.headers as AxiosHeaders).getSetCookie());
      return response;
    },
    (error: unknown) => {
      if (!axios.isAxiosError(error)) throw error;
      if (surroundings.signal.aborted) throw surroundings.signal.reason as Error;
      const elapsedMs = performance.now() - (error.config === undefined ? 0 : (startedAt.get(error.config) ?? 0));
      const request = `${(error.config?.method ?? 'get').toUpperCase()} ${error.config === undefined ? '' : pathOf(error.config)}`;
      const what = error.code === 'ERR_CANCELED' ? texts.access.noResponse(deadlineMs) : verbatim(`${error.code ?? 'error'}: ${causeText(error)}`);
      throw surroundings.noResponse(request, what, elapsedMs);
    },
  );
  return client;
}

/** The query may hold a password: only the path is shown. */
function pathOf({ url = '' }: InternalAxiosRequestConfig): string {
  return url.replace(/\?.*$/, '');
}
