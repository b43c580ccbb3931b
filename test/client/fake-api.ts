import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

import { KubeConfig } from '@kubernetes/client-node';

import { ClusterClient } from '../../harness/client/cluster-client.ts';
import { RestClient } from '../../harness/client/rest.ts';

export interface SeenRequest {
  method: string;
  url: URL;
  body: string;
  headers: IncomingMessage['headers'];
}

/** Answers one request; what it returns is sent as JSON unless it has ended the response itself. */
export type Answer = (request: SeenRequest, response: ServerResponse) => unknown;

/** An API server of a few lines: the address `GET /api/v1` or `GET /api/v1?watch` decides which answer is given; `*` answers the rest. */
export class FakeApi {
  readonly client: ClusterClient;
  readonly seen: SeenRequest[] = [];
  readonly port: number;
  readonly #close: () => Promise<void>;

  private constructor(client: ClusterClient, port: number, close: () => Promise<void>) {
    this.client = client;
    this.port = port;
    this.#close = close;
  }

  /**
   * @param upgrade takes connections that ask for a web socket; without it they are refused
   * @param tls its certificate and key as PEM; absent: it speaks without TLS. Its client trusts that certificate
   */
  static async serve(answers: Record<string, Answer>, upgrade?: (request: IncomingMessage, socket: Duplex) => void, tls?: { certificate: string; key: string }): Promise<FakeApi> {
    const answerTo = (request: IncomingMessage, response: ServerResponse): void => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const url = new URL(request.url ?? '/', 'http://fake');
        const seen = { method: request.method ?? '', url, body: Buffer.concat(chunks).toString(), headers: request.headers };
        api.seen.push(seen);
        const watched = url.searchParams.has('watch') ? '?watch' : '';
        const answer = answers[`${seen.method} ${url.pathname}${watched}`] ?? answers['*'];
        if (answer === undefined) {
          response.writeHead(404).end(JSON.stringify({ reason: 'NotFound', code: 404, message: `no ${url.pathname}` }));
          return;
        }
        const body = answer(seen, response);
        if (body !== undefined) response.end(JSON.stringify(body));
      });
    };
    const server = tls === undefined ? createServer(answerTo) : createTlsServer({ cert: tls.certificate, key: tls.key }, answerTo);
    const upgraded = new Set<Duplex>();
    if (upgrade !== undefined) {
      server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
        upgraded.add(socket);
        upgrade(request, socket);
      });
    }
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const { port } = server.address() as AddressInfo;
    const config = new KubeConfig();
    const cluster = tls === undefined ? { server: `http://127.0.0.1:${port}`, skipTLSVerify: true } : { server: `https://127.0.0.1:${port}`, caData: Buffer.from(tls.certificate).toString('base64'), skipTLSVerify: false };
    config.loadFromClusterAndUser({ name: 'fake', ...cluster }, { name: 'somebody', token: 'token of somebody' });
    const api: FakeApi = new FakeApi(new ClusterClient(new RestClient(config)), port, async () => {
      for (const socket of upgraded) socket.destroy();
      server.closeAllConnections();
      await new Promise<void>((resolve) => { server.close(() => { resolve(); }); });
    });
    return api;
  }

  async close(): Promise<void> {
    await this.#close();
  }
}

/** Refuses a request as the API server does. */
export function refuse(response: ServerResponse, code: number, status: object): void {
  response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify({ kind: 'Status', code, ...status }));
}
