import type http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { expect } from 'chai';
import { HttpClient, type Outcome } from '../../../harness/traffic/driver/http-client.ts';
import { planTraffic, type StreamOptions } from '../../../harness/traffic/options.ts';
import { answerAs, TestServer } from '../fixtures/server.ts';

describe('the driver as an HTTP client', () => {
  function clientOf(baseUrl: string, options: Partial<StreamOptions> = {}): HttpClient {
    const [plan] = planTraffic({ baseUrl, labels: { version: 'X-App-Version', pod: 'x-pod-name' }, streams: [{ name: 's', kind: 'fresh', rate: 1, path: '/', ...options }] }).streams;
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

  it('knows no version and no pod unless the names of their headers are given', async () => {
    await using server = await TestServer.listening((_, response) => { answerAs(response, '2.0', 'ap-7'); });
    const [plan] = planTraffic({ baseUrl: server.url, labels: { pod: 'x-pod-name' }, streams: [{ name: 's', kind: 'fresh', rate: 1, path: '/' }] }).streams;
    if (plan === undefined) throw new Error('no plan');
    expect(await send(new HttpClient(server.url, plan))).to.include({ version: '', pod: 'ap-7' });
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
    expect(await send(client)).to.include({ error: 'reset', detail: 'closed without a response on a reused connection' });
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
    expect(await outcomeFrom(() => undefined, options)).to.include({ error: 'timeout', detail: 'no response within 60 ms' });
    expect(await outcomeFrom((_, response) => { response.write('half'); }, options)).to.include({ error: 'timeout', detail: 'the response began but did not end within 60 ms' });
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

  describe('with an answer byte by byte', () => {
    /** What becomes of requests, one after the other, that are answered with these parts; `null` closes the connection. */
    async function outcomesOf(parts: (string | null)[], options: Partial<StreamOptions> = {}, requests = 1): Promise<Outcome[]> {
      const server = net.createServer((socket) => {
        socket.on('error', () => undefined);
        socket.on('data', () => { void write(socket); });
      });
      const write = async (socket: net.Socket): Promise<void> => {
        for (const part of parts) {
          if (part === null) socket.end();
          else socket.write(part);
          await new Promise((resolve) => { setTimeout(resolve, 5); });
        }
      };
      await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
      const client = clientOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { deadlineMs: 1_000, ...options });
      const outcomes: Outcome[] = [];
      for (let n = 0; n < requests; n += 1) outcomes.push(await send(client));
      client.close();
      server.close();
      return outcomes;
    }
    const good = { status: 200, error: undefined, detail: '' };

    it('reads on until all of it is there', async () => {
      const parts = ['HTTP/1.1 200 O', 'K\r\nX-Pod-Name: ap', '-7\r\nContent-Length: 6\r\n\r', '\nab', 'cdef'];
      const [outcome] = await outcomesOf(parts, { expect: { body: 'abcdef' } });
      expect(outcome).to.include({ ...good, pod: 'ap-7' });
    });

    it('reads a body in chunks, and letters that are cut in two', async () => {
      const letters = Buffer.from('あ').toString('latin1');
      const server = await TestServer.listening((_, response) => {
        response.write(Buffer.from(letters.slice(0, 1), 'latin1'));
        setTimeout(() => response.end(Buffer.from(letters.slice(1), 'latin1')), 5);
      });
      expect(await send(clientOf(server.url, { expect: { body: 'あ' } }))).to.include(good);
      await server[Symbol.asyncDispose]();
    });

    it('takes the end of the connection for the end of a body without a length', async () => {
      const [outcome] = await outcomesOf(['HTTP/1.0 200 OK\r\n\r\nall', ' of it', null], { kind: 'keep-alive', expect: { body: 'all of it' } });
      expect(outcome).to.include(good);
    });

    it('waits for the answer behind a hint', async () => {
      const [outcome] = await outcomesOf(['HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n', 'HTTP/1.1 200 OK\r\nX-App-Version: 2.0\r\nContent-Length: 0\r\n\r\n']);
      expect(outcome).to.include({ ...good, version: '2.0' });
    });

    it('keeps the connection after answers without a body, and to HEAD', async () => {
      const empty = await outcomesOf(['HTTP/1.1 204 No Content\r\n\r\n'], { kind: 'keep-alive', expect: { status: 204 } }, 2);
      const head = await outcomesOf(['HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n'], { kind: 'keep-alive', method: 'HEAD' }, 2);
      expect([...empty, ...head].map(({ error, reused }) => [error, reused])).to.deep.equal([[undefined, false], [undefined, true], [undefined, false], [undefined, true]]);
    });

    it('does not keep a connection that the server will close, or on which it says more than it was asked', async () => {
      const closing = await outcomesOf(['HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'], { kind: 'keep-alive' }, 2);
      const talking = await outcomesOf(['HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nHTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n'], { kind: 'keep-alive' }, 2);
      for (const { error, reused } of [...closing, ...talking]) expect({ error, reused }).to.deep.equal({ error: undefined, reused: false });
    });

    it('tells an answer in another protocol', async () => {
      const [other] = await outcomesOf(['SSH-2.0-OpenSSH_9.2\r\n', null]);
      const [changed] = await outcomesOf(['HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n']);
      expect(other).to.include({ error: 'protocol', status: 0, detail: 'HPE_INVALID_CONSTANT' });
      expect(changed).to.include({ error: 'protocol', status: 101 });
    });
  });
});
