import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

import { expect } from 'chai';
import { verbatim } from '../../harness/text/language.ts';

import { parseLogLine } from '../../harness/access/log-line.ts';
import { webClient } from '../../harness/access/web.ts';
import type { WebSurroundings } from '../../harness/access/web.ts';
import { untilResponse } from '../../harness/access/until-response.ts';
import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';

const asked = { headers: { host: 'api.k8s' } };

describe('a client of the ingress', () => {
  let server: Server;
  let surroundings: WebSurroundings;
  const serve = async (listener: RequestListener): Promise<void> => {
    server = createServer(listener);
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    surroundings = {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      host: (name) => `own.${name}`,
      signal: new AbortController().signal,
      noResponse: (request, what) => new LessonFailure({ expected: verbatim(`a response to ${request}`), observed: what, object: 'Ingress/x', elapsedMs: 0, hint: verbatim(''), evidence: [] }),
    };
  };
  afterEach(() => { server.closeAllConnections(); server.close(); });

  it('asks this run\'s own host, follows nothing, and takes every status as an answer', async () => {
    await serve((request, response) => { response.writeHead(302, { location: '/else', 'x-host': request.headers.host ?? '' }).end(); });
    const answer = await webClient(surroundings).get('/', { headers: { host: 'web.k8s' } });
    expect([answer.status, answer.headers['x-host']]).to.deep.equal([302, 'own.web.k8s']);
  });

  it('refuses a request that names no host: no host is better than another', async () => {
    await serve((_, response) => { response.end(); });
    const error: unknown = await webClient(surroundings).get('/auth?password=x').catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(Error).with.property('message', "/auth names no host: say which of the Ingress's hosts it is for, with the header `host`");
  });

  it('reads no more than anybody would show, packed or not', async () => {
    await serve((request, response) => {
      if (request.url === '/packed') response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(40_000_000)));
      else response.end(Buffer.alloc(20_000_000));
    });
    for (const path of ['/', '/packed']) {
      const error: unknown = await webClient(surroundings).get(path, asked).catch((thrown: unknown) => thrown);
      expect(error, path).to.be.instanceOf(LessonFailure);
      expect((error as LessonFailure).failure.observed).to.include('maxContentLength size of 16000000 exceeded');
    }
  });

  it('keeps cookies when it is told to', async () => {
    await serve((request, response) => { response.setHeader('set-cookie', 'route=a; Path=/').end(request.headers.cookie ?? 'none'); });
    const visitor = webClient(surroundings, { cookies: true });
    expect((await visitor.get<string>('/', asked)).data).to.equal('none');
    expect((await visitor.get<string>('/', asked)).data).to.equal('route=a');
    expect((await webClient(surroundings).get<string>('/', asked)).data).to.equal('none');
  });

  it('explains that no response came, without the query', async () => {
    await serve(() => undefined);
    const error: unknown = await webClient(surroundings, { deadlineMs: 50 }).get('/auth?password=x', asked).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(LessonFailure);
    expect((error as LessonFailure).failure).to.include({ expected: 'a response to GET /auth', observed: 'no response within 0.05 s' });
  });

  it('explains a refused and a reset connection', async () => {
    await serve((request) => { request.socket.destroy(); });
    const reset: unknown = await webClient(surroundings).get('/', asked).catch((thrown: unknown) => thrown);
    expect((reset as LessonFailure).failure.observed).to.match(/^ECONNRESET/);
    server.close();
    server.closeAllConnections();
    const refused: unknown = await webClient(surroundings).get('/', asked).catch((thrown: unknown) => thrown);
    expect((refused as LessonFailure).failure.observed).to.match(/^ECONNREFUSED/);
  });

  const context = { manifestOf: () => undefined };
  const asking = () => ({ client: webClient(surroundings), context, signal: surroundings.signal, blame: { on: 'Ingress/x', hint: verbatim('hint h') } as const });

  it('asks until an answer fits, a broken connection included', async () => {
    let count = 0;
    await serve((request, response) => {
      count += 1;
      if (count === 1) request.socket.destroy();
      else response.writeHead(count === 2 ? 404 : 200).end();
    });
    const answer = await untilResponse(asking(), { path: '/', host: 'api.k8s' }, { state: { en: 'the app responds', ja: 'アプリが応答すること' }, fits: ({ status }) => status === 200 });
    expect([answer.status, count]).to.deep.equal([200, 3]);
  });

  it('says what the last response was when none fits', async () => {
    await serve((_, response) => { response.writeHead(404, { 'x-app-version': '1.0', 'x-pod-name': 'p' }).end(); });
    const error: unknown = await untilResponse(asking(), { path: '/a?b=c', host: 'api.k8s', labels: { version: 'x-app-version', pod: 'x-pod-name' } }, { state: { en: 'the app responds', ja: 'アプリが応答すること' }, within: 150, fits: () => false }).catch((thrown: unknown) => thrown);
    expect((error as LessonFailure).failure).to.include({ expected: 'the app responds, within 0.15 s', observed: 'the last response to GET /a was status 404, version 1.0, pod p', object: 'Ingress/x', hint: 'hint h' });
  });
});

describe('a line of a log', () => {
  it('has the time of the container runtime to the microsecond', () => {
    const line = parseLogLine('2026-11-23T03:14:33.123456789Z 0: Mon');
    expect(line).to.include({ text: '0: Mon', stamp: '2026-11-23T03:14:33.123456789Z' });
    expect(line.time).to.be.closeTo(Date.parse('2026-11-23T03:14:33.123Z') + 0.457, 0.001);
  });

  it('may be empty, in another zone, or without a time', () => {
    expect(parseLogLine('2026-11-23T12:14:33+09:00')).to.deep.equal({ text: '', time: Date.parse('2026-11-23T03:14:33Z'), stamp: '2026-11-23T12:14:33+09:00' });
    expect(parseLogLine('tail: x').text).to.equal('tail: x');
  });
});
