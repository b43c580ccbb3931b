import type http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { expect } from 'chai';
import { HttpClient, type Outcome } from '../../../harness/traffic/driver/http-client.ts';
import { planTraffic, type StreamOptions } from '../../../harness/traffic/options.ts';
import { answerAs, TestServer } from '../fixtures/server.ts';

describe('the driver as an HTTP client', () => {
  function clientOf(baseUrl: string, options: Partial<StreamOptions> = {}): HttpClient {
    const [plan] = planTraffic({ baseUrl, streams: [{ name: 's', kind: 'fresh', rate: 1, path: '/', ...options }] }).streams;
    if (plan === undefined) throw new Error('no plan');
    return new HttpClient(baseUrl, plan);
  }

  function send(client: HttpClient, cookie?: string): Promise<Outcome> {
    return new Promise((resolve) => { client.send(cookie, resolve); });
  }

  /** One request to a server that does as it is told. */
  async function outcomeFrom(handler: http.RequestListener, options: Partial<StreamOptions> = {}): Promise<Outcome> {
    await using server = await TestServer.listening(handler);
    const client = clientOf(server.url, options);
    const outcome = await send(client);
    client.close();
    return outcome;
  }

  it('reads who answered', async () => {
    const outcome = await outcomeFrom((_, response) => { answerAs(response, '2.0', 'ap-7'); });
    expect(outcome).to.include({ status: 200, version: '2.0', pod: 'ap-7', error: undefined, detail: '' });
  });

  it('sends host, path, headers and cookie as they were given', async () => {
    const seen: http.IncomingMessage[] = [];
    await using server = await TestServer.listening((request, response) => { seen.push(request); response.end(); });
    await send(clientOf(server.url, { host: 'api.k8s', path: '/members', headers: { accept: 'application/json' } }), 'route=a');
    expect(seen[0]?.url).to.equal('/members');
    expect(seen[0]?.headers).to.include({ host: 'api.k8s', accept: 'application/json', cookie: 'route=a' });
  });

  it('opens a connection for each request of a fresh stream, and says that it will close it', async () => {
    const ports: (number | undefined)[] = [];
    const headers: (string | undefined)[] = [];
    await using server = await TestServer.listening((request, response) => {
      ports.push(request.socket.remotePort);
      headers.push(request.headers.connection);
      response.end();
    });
    const client = clientOf(server.url);
    const outcomes = [await send(client), await send(client)];
    expect(new Set(ports).size).to.equal(2);
    expect(headers).to.deep.equal(['close', 'close']);
    expect(outcomes.map(({ reused }) => reused)).to.deep.equal([false, false]);
  });

  it('keeps the connection of a keep-alive stream', async () => {
    const ports: (number | undefined)[] = [];
    await using server = await TestServer.listening((request, response) => { ports.push(request.socket.remotePort); response.end(); });
    const client = clientOf(server.url, { kind: 'keep-alive' });
    const outcomes = [await send(client), await send(client)];
    client.close();
    expect(new Set(ports).size).to.equal(1);
    expect(outcomes.map(({ reused }) => reused)).to.deep.equal([false, true]);
  });

  it('does not send again when the server closes a kept connection at the wrong moment', async () => {
    let requests = 0;
    await using server = await TestServer.listening((request, response) => {
      requests++;
      if (requests === 1) response.end();
      else request.socket.destroy();
    });
    const client = clientOf(server.url, { kind: 'keep-alive' });
    await send(client);
    expect(await send(client)).to.include({ error: 'reset', detail: 'ECONNRESET on a reused connection' });
    client.close();
    expect(requests).to.equal(2);
  });

  it('does not follow a redirect', async () => {
    let requests = 0;
    const outcome = await outcomeFrom((_, response) => { requests++; response.writeHead(302, { location: '/elsewhere' }).end(); });
    expect(outcome).to.include({ error: 'status', status: 302, detail: 'status 302 instead of 200' });
    expect(requests).to.equal(1);
  });

  it('goes through no proxy whatever the environment says', async () => {
    process.env['HTTP_PROXY'] = process.env['http_proxy'] = 'http://127.0.0.1:9';
    try {
      expect(await outcomeFrom((_, response) => { response.end(); })).to.include({ error: undefined });
    } finally {
      delete process.env['HTTP_PROXY'];
      delete process.env['http_proxy'];
    }
  });

  it('tells 5xx from 4xx, and an expected status from an error', async () => {
    const answering = (status: number) => (_: http.IncomingMessage, response: http.ServerResponse) => { response.writeHead(status).end(); };
    expect(await outcomeFrom(answering(503))).to.include({ error: '5xx', status: 503 });
    expect(await outcomeFrom(answering(404))).to.include({ error: '4xx', status: 404 });
    expect(await outcomeFrom(answering(401), { expect: { status: 401 } })).to.include({ error: undefined, status: 401 });
  });

  it('looks into the body when it is told what must be there', async () => {
    const handler: http.RequestListener = (_, response) => { response.end('[{"MemberId":1}]'); };
    expect(await outcomeFrom(handler, { expect: { body: 'MemberId' } })).to.include({ error: undefined });
    expect(await outcomeFrom(handler, { expect: { body: 'TeamId' } })).to.include({ error: 'wrong body', detail: "the body has no 'TeamId'" });
  });

  it('gives up at its own deadline, and says how far the request got', async () => {
    const options = { deadlineMs: 60 };
    expect(await outcomeFrom(() => undefined, options)).to.include({ error: 'timeout', detail: 'no answer within 60 ms' });
    expect(await outcomeFrom((_, response) => { response.write('half'); }, options)).to.include({ error: 'timeout', detail: 'the answer began but did not end within 60 ms' });
  });

  it('tells a connection that is cut in the answer from one that is reset before it', async () => {
    const cut = await outcomeFrom((request, response) => {
      response.writeHead(200, { 'content-length': '100', 'x-pod-name': 'ap-1' }).write('half');
      setTimeout(() => request.socket.destroy(), 20);
    });
    expect(cut).to.include({ error: 'cut', status: 200, pod: 'ap-1' });
    expect(await outcomeFrom((request) => { request.socket.resetAndDestroy(); })).to.include({ error: 'reset', status: 0 });
  });

  it('tells a port where nobody listens', async () => {
    const server = await TestServer.listening(() => undefined);
    const { url } = server;
    await server[Symbol.asyncDispose]();
    expect(await send(clientOf(url))).to.include({ error: 'refused', detail: 'ECONNREFUSED' });
  });

  it('tells a server that does not speak HTTP', async () => {
    const server = net.createServer((socket) => { socket.end('SSH-2.0-OpenSSH_9.2\r\n'); });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const { port } = server.address() as AddressInfo;
    expect(await send(clientOf(`http://127.0.0.1:${port}`))).to.include({ error: 'protocol' });
    server.close();
  });
});
