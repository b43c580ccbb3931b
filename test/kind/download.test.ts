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
  const failure = (url: string): Promise<string> =>
    download(url, path(), options).then(() => expect.fail('it did not fail'), (error: unknown) => String(error));

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

  it('gives up on a server that says nothing', async () => {
    const url = await serve(() => undefined);
    expect(await failure(url)).to.match(/could not be downloaded: .*(Timeout|did not end)/);
  });

  it('leaves no half file when the transfer hangs', async () => {
    const url = await serve((_, response) => response.writeHead(200, { 'content-length': '100' }).write('half'));
    await failure(url);
    expect(existsSync(path())).to.be.false;
  });
});
