import { expect } from 'chai';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { download } from '../../harness/kind/download.ts';

describe('download', () => {
  let folder: string;
  let server: Server;
  const path = (): string => join(folder, 'file');
  const options = { firstByteMs: 300, deadlineMs: 600, signal: new AbortController().signal };

  const serve = async (listener: RequestListener): Promise<string> => {
    server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  };
  const failure = (url: string, bounds: Partial<typeof options> = {}): Promise<string> =>
    download(url, path(), { ...options, ...bounds }).then(() => expect.fail('it did not fail'), (error: unknown) => String(error));

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'download-'));
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  });

  it('follows a redirect to the file', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/') response.writeHead(302, { location: '/elsewhere' }).end();
      else response.end('content');
    });
    await download(url, path(), options);
    expect(await readFile(path(), 'utf8')).to.equal('content');
  });

  it('says the status that is no success', async () => {
    const url = await serve((_, response) => response.writeHead(404).end('not here'));
    expect(await failure(url)).to.include('could not be downloaded: it answered with status 404');
    expect(existsSync(path())).to.be.false;
  });

  it('gives up on a server that says nothing, long before the deadline', async () => {
    const url = await serve(() => undefined);
    expect(await failure(url, { firstByteMs: 100, deadlineMs: 60_000 })).to.include('could not be downloaded: Headers Timeout Error');
  });

  it('gives up on a server that has no end, and leaves no half file', async () => {
    const url = await serve((_, response) => {
      const drip = setInterval(() => { response.write('more'); }, 20);
      response.on('close', () => { clearInterval(drip); });
    });
    expect(await failure(url, { firstByteMs: 10_000, deadlineMs: 300 })).to.include('could not be downloaded: it did not end within 0.3 s');
    expect(existsSync(path())).to.be.false;
  });

  it('leaves no half file when the transfer hangs', async () => {
    const url = await serve((_, response) => response.writeHead(200, { 'content-length': '100' }).write('half'));
    expect(await failure(url, { firstByteMs: 100, deadlineMs: 60_000 })).to.include('could not be downloaded: Body Timeout Error');
    expect(existsSync(path())).to.be.false;
  });

  it('says why a server cannot be reached', async () => {
    const url = await serve(() => undefined);
    await new Promise((resolve) => server.close(resolve));
    expect(await failure(url)).to.match(/could not be downloaded: connect ECONNREFUSED 127\.0\.0\.1:\d+$/);
  });

  it('is over at once when it is interrupted', async () => {
    const stop = new AbortController();
    const url = await serve(() => { stop.abort(new Error('interrupted')); });
    expect(await failure(url, { signal: stop.signal })).to.equal('Error: interrupted');
  });

  it('goes by a proxy where the environment names one', async () => {
    const proxy = await serve((_, response) => response.end('through the proxy'));
    const asked: (string | undefined)[] = [];
    server.on('connect', (request, socket) => {
      asked.push(request.url);
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      server.emit('connection', socket);
    });
    server.on('request', ({ url }) => asked.push(url));
    const before = { ...process.env };
    Object.assign(process.env, { http_proxy: proxy, HTTP_PROXY: proxy, no_proxy: '', NO_PROXY: '' });
    try {
      await download('http://kind.example/kind', path(), options);
    } finally {
      for (const name of ['http_proxy', 'HTTP_PROXY', 'no_proxy', 'NO_PROXY']) {
        if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = before[name];
      }
    }
    expect(await readFile(path(), 'utf8')).to.equal('through the proxy');
    expect(asked[0]).to.include('kind.example');
  });
});
